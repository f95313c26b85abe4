"""What the screen of the week says beside its chart: the week's size, and a card for each change."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analytics import queries
from analytics.population import Filters
from analytics.themes import versions
from data import language
from data.store import Store
from ui.shell import open_screen
from ui.tables import questions_table
from ui.texts import plain, reader_language, text

WORDINGS_SHOWN = 4
SMALLEST_Q = 0.001
"""Below it, a card says that q is smaller instead of writing zero."""


def week_metrics(store: Store, this_week: Filters, rates: pd.DataFrame) -> None:
    """How many interviews and questions the week held, how many said nothing, how many carry a theme."""
    lang = reader_language()
    size = queries.summary(store, this_week)
    interviews, questions = int(size["interviews"]), int(size["questions"])
    usual = round(int(rates["reference_interviews"].iloc[0]) / max(1, int(rates["reference_weeks"].iloc[0])))
    silent, classified = int(size["silent"]), int(size["classified"])
    with st.grid(4, min_column_width=150, gap="small"):
        st.metric(
            text("week.metric.interviews"),
            language.number(interviews, lang),
            delta=text("week.metric.usual", count=usual),
            delta_color="off",
            delta_arrow="off",
            border=True,
        )
        st.metric(
            text("week.metric.questions"),
            language.number(questions, lang),
            delta=text("week.metric.per_interview", number=language.number(questions / max(1, interviews), lang, 1)),
            delta_color="off",
            delta_arrow="off",
            border=True,
        )
        st.metric(
            text("week.metric.silent"),
            language.percent(silent / max(1, interviews), lang),
            delta=text("week.metric.silent_count", count=silent),
            delta_color="off",
            delta_arrow="off",
            border=True,
        )
        st.metric(
            text("week.metric.classified"),
            language.percent(classified / max(1, questions), lang),
            delta=text("week.metric.unclassified", count=questions - classified),
            delta_color="off",
            delta_arrow="off",
            border=True,
        )


def change_card(store: Store, this_week: Filters, change: Any) -> None:
    """One theme that changed: from what to what, how sure, the wordings that carry it, and what to do next."""
    lang = reader_language()
    with st.container(border=True):
        st.markdown(f"**{plain(versions.current(store).label(change.theme, lang))}**")
        before, after = (language.percent(share, lang) for share in (change.reference_rate, change.rate))
        st.markdown(text("week.change", before=before, after=f":primary[**{after}**]"))
        st.caption(
            text(
                "week.change_caption",
                asked=int(change.asked),
                interviews=int(change.interviews),
                low=language.percent(change.low, lang),
                high=language.percent(change.high, lang),
                q=f"= {language.number(change.q, lang, 3)}"
                if change.q >= SMALLEST_Q
                else f"< {language.number(SMALLEST_Q, lang, 3)}",
            )
        )
        wordings = queries.wordings(store, this_week, change.theme, limit=WORDINGS_SHOWN)
        questions_table(store, wordings, ["times", "wording"], alt=text("week.change_alt"))
        if st.button(text("week.see"), icon=":material/forum:", key=f"see.{change.theme}"):
            open_screen("themes", theme=change.theme)
