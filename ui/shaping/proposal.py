"""What an edit would move, side by side with what is there now, and the button that applies it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pandas as pd
import streamlit as st

from analytics import charts, queries
from analytics.charts.trends import MOST_COLOURED
from analytics.population import Filters
from analytics.themes import reshaping, versions
from analytics.themes.reshaping import Preview
from analytics.themes.taxonomy import Taxonomy
from data import language
from data.store import Store
from ui.plots import plot
from ui.shaping.edits import Edited
from ui.shell import appearance
from ui.subjects import settle_accepted
from ui.texts import reader_language, text

_KEY = "proposal_looked_at"
_SAID = "said_of_taxonomy"


def propose(store: Store, edited: Edited) -> None:
    """Look at what an edit would move, on the next run of the screen."""
    taxonomy, change = edited
    # The whole log: a version is in force for every period.
    st.session_state[_KEY] = reshaping.preview(store, taxonomy, change, Filters())
    st.rerun()


def apply(store: Store, taxonomy: Taxonomy, change: dict[str, object]) -> None:
    """Put a taxonomy in force and say so."""
    with st.spinner(text("taxonomy.apply")):
        reshaping.apply(store, taxonomy, change)
        settle_accepted(store, change)
    st.session_state.pop(_KEY, None)
    st.session_state[_SAID] = text("taxonomy.applied", version=versions.number(store))
    st.rerun()


def said() -> None:
    """A word on what was just done."""
    if told := st.session_state.pop(_SAID, None):
        st.success(told, icon=":material/check:")


def proposed() -> Preview | None:
    """The edit that is looked at now."""
    found: Preview | None = st.session_state.get(_KEY)
    return found


def show(store: Store, preview: Preview) -> None:
    """What the edit would move, and what to do with it."""
    now = versions.current(store)
    st.subheader(text("taxonomy.proposal.title"), anchor=False)
    with st.container(horizontal=True):
        if st.button(text("taxonomy.apply"), type="primary", icon=":material/check:"):
            apply(store, preview.taxonomy, dict(preview.change))
        if st.button(text("taxonomy.drop"), icon=":material/close:"):
            st.session_state.pop(_KEY, None)
            st.rerun()
    if not preview.texts:
        st.caption(text("taxonomy.proposal.none"))
        return
    lang = reader_language()
    with st.grid(2, min_column_width=200, gap="small"):
        st.metric(text("taxonomy.proposal.texts"), language.number(preview.texts, lang), border=True)
        asked = int(preview.moved["interviews"].sum())
        st.metric(text("taxonomy.proposal.interviews"), language.number(asked, lang), border=True)
    st.markdown(f"**{text('taxonomy.proposal.sample')}**")
    _moved(preview.moved, now, preview.taxonomy)
    if not preview.week_after.empty:
        monday = queries.calendar(store, date.today())["last_full_week"] or date.today() - timedelta(weeks=1)
        st.markdown(f"**{text('taxonomy.proposal.week', day=language.day(monday, lang))}**")
        _week(preview, now)
    st.markdown(f"**{text('taxonomy.proposal.past')}**")
    _past(preview, now)


def _moved(moved: pd.DataFrame, now: Taxonomy, then: Taxonomy) -> None:
    lang = reader_language()

    def named(themes: list[str], taxonomy: Taxonomy) -> str:
        return ", ".join(taxonomy.short(theme, lang) for theme in themes) or "–"

    wording = moved["wording"].where(~moved["hidden"].astype(bool), text("questions.hidden"))
    shown = pd.DataFrame(
        {
            "wording": wording.fillna(text("questions.deleted")),
            "times": moved["interviews"],
            "before": [named(themes, now) for themes in moved["before"]],
            "after": [named(themes, then) for themes in moved["after"]],
        }
    )
    columns: dict[str, Any] = {
        name: st.column_config.Column(text(f"taxonomy.proposal.{name}"), width="large" if name == "wording" else None)
        for name in ("wording", "times", "before", "after")
    }
    st.dataframe(shown, column_config=columns, hide_index=True, alt=text("taxonomy.proposal.sample_alt"), height=320)


def _week(preview: Preview, now: Taxonomy) -> None:
    """The rates of the last full week of the themes that move, before and after."""
    lang = reader_language()
    rates = [frame.set_index("theme")["rate"] for frame in (preview.week_before, preview.week_after)]
    themes = [theme for theme in preview.affected if theme in rates[0].index or theme in rates[1].index]
    shown = {"theme": [(preview.taxonomy if theme in preview.taxonomy else now).label(theme, lang) for theme in themes]}
    for side, rate in zip(("before", "after"), rates, strict=True):
        of_theme = [rate.get(theme) for theme in themes]
        shown[side] = ["–" if share is None or pd.isna(share) else language.percent(share, lang) for share in of_theme]
    names = {"theme": text("taxonomy.column.theme")} | {
        side: text(f"taxonomy.proposal.{side}") for side in ("before", "after")
    }
    st.dataframe(pd.DataFrame(shown), column_config=names, hide_index=True, alt=text("taxonomy.proposal.week_alt"))


def _past(preview: Preview, now: Taxonomy) -> None:
    """The months of the themes that move, side by side on one scale."""
    lang = reader_language()
    themes = preview.affected[:MOST_COLOURED]
    highest = max(frame.loc[frame["theme"].isin(themes), "high"].max() for frame in (preview.before, preview.after))
    sides = (("before", preview.before, now), ("after", preview.after, preview.taxonomy))
    for column, (side, rates, taxonomy) in zip(st.columns(2), sides, strict=True):
        shown = rates[rates["theme"].isin(themes)]
        with column:
            st.caption(text(f"taxonomy.proposal.{side}"))
            if shown.empty:
                st.caption("–")
                continue
            figure = charts.trends(shown, None, "month", taxonomy, lang, appearance())
            figure.update_yaxes(range=[0, float(highest) * 1.05])
            plot(
                figure,
                f"past.{side}",
                alt=text(f"taxonomy.proposal.past_alt_{side}"),
            )
