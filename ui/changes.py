"""What the screen of the week says beside its chart: the week's size, and a card for each change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from analytics.review import Change, Review, words
from analytics.themes import versions
from data import language
from data.store import Store
from ui.notes import note_form
from ui.shell import SCREENS, open_screen
from ui.tables import questions_table
from ui.texts import plain, reader_language, text

SMALLEST_Q = 0.001
"""Below it, a card says that q is smaller instead of writing zero."""


@dataclass(frozen=True)
class NextStep:
    """Another screen that a change leads to, and the choices made there; none where it has nothing to say."""

    screen: str
    icon: str
    choices: Callable[[Change], dict[str, str] | None]


def _role(change: Change) -> dict[str, str]:
    return {"role_looked_at": change.name} if change.group == "role" else {}


NEXT_STEPS = (
    NextStep("questions", ":material/forum:", lambda change: None if _role(change) else {"about": change.theme}),
    NextStep("roles", ":material/groups:", lambda change: _role(change) and {**_role(change), "theme": change.theme}),
    NextStep("trends", ":material/show_chart:", lambda change: {"themes": change.theme}),
    NextStep("answers", ":material/edit_note:", lambda change: {"about": change.theme}),
    NextStep(
        "ads", ":material/description:", lambda change: {"ad_role": change.name} if change.group == "role" else None
    ),
)
"""To add a step, add a line and its name in ``week.toml``; a screen that is not there yet is not offered."""


def week_metrics(review: Review) -> None:
    """How many interviews and questions the week held, how many said nothing, how many carry a theme."""
    lang = reader_language()
    interviews, questions, silent, classified = review.interviews, review.questions, review.silent, review.classified
    usual = round(review.reference_interviews / max(1, review.reference_weeks))
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


def change_card(store: Store, change: Change) -> None:
    """One change: theme and group, from what to what, since when, how sure, its wordings, and what to do next."""
    lang = reader_language()
    key = f"{change.theme}|{change.group}|{change.name}"
    with st.container(border=True):
        st.markdown(
            f"**{plain(versions.current(store).label(change.theme, lang))}** · {plain(words.for_whom(change, lang))}"
        )
        before, after = (language.percent(share, lang) for share in (change.reference_rate, change.rate))
        arrow = "▲" if change.direction == "up" else "▼"
        st.markdown(
            text(
                "week.change",
                before=before,
                after=f":primary[**{after} {arrow}**]",
                kind=text(f"week.kind.{change.kind}"),
            )
        )
        st.caption(plain(_figures(change, lang)))
        questions_table(store, change.wordings, ["times", "wording"], alt=text("week.change_alt"))
        with st.container(horizontal=True):
            for step in NEXT_STEPS:
                choices = step.choices(change)
                if not choices or step.screen not in {screen.name for screen in SCREENS}:
                    continue
                if st.button(text(f"week.step.{step.screen}"), icon=step.icon, key=f"step.{step.screen}|{key}"):
                    open_screen(step.screen, **choices)
            with st.popover(text("week.step.note"), icon=":material/flag:"):
                note_form(
                    store, f"note.{key}", change.since, change.theme, change.name if change.group == "role" else ""
                )


def _figures(change: Change, lang: str) -> str:
    return text(
        "week.change_caption",
        since=words.since(change, lang),
        asked=change.asked,
        interviews=change.interviews,
        low=language.percent(change.low, lang),
        high=language.percent(change.high, lang),
        reference=change.reference_interviews,
        q=f"= {language.number(change.q, lang, 3)}"
        if change.q >= SMALLEST_Q
        else f"< {language.number(SMALLEST_Q, lang, 3)}",
    )
