"""The section of new subjects: a card for each, and what a person decides about it.

To accept a subject opens the taxonomy editor with its name and examples filled in; it is accepted once the theme is
added there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import pandas as pd
import streamlit as st

from analytics import charts, subjects
from analytics.population import Filters, PopulationRefused
from analytics.subjects import State, Subject
from analytics.subjects.window import RECENT_WEEKS
from analytics.themes import versions
from data import language
from data.store import Store
from ui.plots import plot
from ui.shell import appearance, open_screen
from ui.tables import count_column
from ui.texts import plain, reader_language, text

MOST_EXAMPLES = 12
"""Wordings that the taxonomy editor is filled with."""

_ACCEPTING, _SAID = "subject_being_accepted", "said_of_subjects"


def new_subjects_section(store: Store, filters: Filters, week: date) -> None:
    """The new subjects of the four weeks that end with ``week``, and those that were decided on."""
    st.subheader(text("subjects.title"), anchor=False)
    if said := st.session_state.pop(_SAID, None):
        st.success(said, icon=":material/check:")
    try:
        found = subjects.new_subjects(store, filters, week)
        decided = subjects.decided_subjects(store, filters, week)
    except PopulationRefused:
        st.caption(text("subjects.few"))
        return
    st.caption(text("subjects.intro") if found else text("subjects.none"))
    with st.grid(2, min_column_width=320, gap="medium"):
        for subject in found:
            _card(store, subject, week)
    if decided:
        with st.expander(text("subjects.decided"), icon=":material/inventory_2:"):
            for subject in decided:
                st.text(f"{text(f'subjects.state.{subject.state}')} · {subject.name(reader_language())}")
                _undo(store, subject)


def _card(store: Store, subject: Subject, week: date) -> None:
    lang = reader_language()
    recent = week - timedelta(weeks=RECENT_WEEKS - 1)
    with st.container(border=True):
        st.markdown(
            f"**{plain(', '.join(subject.telling(lang)))}** :gray-badge[{text(f'subjects.state.{subject.state}')}]"
        )
        st.text(subject.name(lang))
        st.caption(plain(_counted(store, subject)))
        plot(
            charts.subject_weeks(subject.weeks, recent, lang, appearance()),
            f"subject_weeks-{subject.id}",
            alt=text("subjects.weeks_alt"),
        )
        shown = subject.examples[["times", "wording"]]
        columns = {
            "times": count_column(text("questions.column.times"), "small"),
            "wording": st.column_config.TextColumn(text("questions.column.wording")),
        }
        st.dataframe(shown, column_config=columns, hide_index=True, height=150, alt=text("subjects.wordings_alt"))
        with st.container(horizontal=True):
            if st.button(text("subjects.accept"), icon=":material/add:", type="primary", key=f"accept-{subject.id}"):
                _accept(subject, week)
            if subject.state == "watched":
                _undo(store, subject)
            elif st.button(text("subjects.watch"), icon=":material/visibility:", key=f"watch-{subject.id}"):
                _decide(store, subject, "watched", week)
            if st.button(text("subjects.dismiss"), icon=":material/close:", key=f"dismiss-{subject.id}"):
                _decide(store, subject, "dismissed", week)


def _counted(store: Store, subject: Subject) -> str:
    """How much it is asked, by whom, since when and in which theme: plain text, with names from files."""
    lang = reader_language()
    shares = {name: language.percent(getattr(subject, name), lang, 1) for name in ("rate", "low", "high", "before")}
    said = [
        text(
            "subjects.counts",
            questions=subject.questions,
            asked=subject.asked,
            interviews=subject.interviews,
            **shares,
        ),
        text("subjects.since", day=language.day(subject.since, lang)),
    ]
    taxonomy = versions.current(store)
    if subject.theme is not None and subject.theme in taxonomy:
        said.append(text("subjects.corner", theme=taxonomy.label(subject.theme, lang)))
    else:
        said.append(text("subjects.no_theme"))
    if names := [*_foremost(subject.roles, "role"), *_foremost(subject.stages, "stage")]:
        said.append(text("subjects.mostly", names=", ".join(names)))
    if subject.returned:
        said.append(text("subjects.returned"))
    return " ".join(said)


def _foremost(groups: pd.DataFrame, name: str) -> list[str]:
    """The two roles or stages that ask most, with their interviews."""
    shown = groups[(groups[name] != "") & groups["asked"].notna()].head(2)
    return [f"{group} ({int(asked)})" for group, asked in zip(shown[name], shown["asked"], strict=True)]


def _undo(store: Store, subject: Subject) -> None:
    if st.button(text("subjects.undo"), icon=":material/undo:", key=f"undo-{subject.id}"):
        subjects.undo(store, subject.id)
        st.session_state[_SAID] = text("subjects.said_undone")
        st.rerun()


def _decide(store: Store, subject: Subject, state: State, week: date) -> None:
    subjects.decide(store, subject.id, state, week)
    st.session_state[_SAID] = text(f"subjects.said_{state}")
    st.rerun()


def _accept(subject: Subject, week: date) -> None:
    """Open the taxonomy editor on a new theme, filled in."""
    lang = reader_language()
    examples = subject.examples["wording"].head(MOST_EXAMPLES).tolist()
    st.session_state[_ACCEPTING] = {"subject": subject.id, "week": week.isoformat(), "examples": examples}
    st.session_state["add.label"] = ", ".join(subject.telling(lang)[:2]).capitalize()
    st.session_state["add.examples"] = "\n".join(examples)
    open_screen("taxonomy", edit="add")


def accepted_with(examples: Sequence[str]) -> dict[str, object]:
    """What the change to the taxonomy says of the subject being accepted, where these examples are still its own."""
    accepting = st.session_state.get(_ACCEPTING)
    if not accepting or not set(accepting["examples"]) & set(examples):
        return {}
    return {name: accepting[name] for name in ("subject", "week")}


def settle_accepted(store: Store, change: Mapping[str, object]) -> None:
    """Accept the subject that a change to the taxonomy came from, once the change is in force."""
    if "subject" in change:
        subjects.decide(store, str(change["subject"]), "accepted", date.fromisoformat(str(change["week"])))
        st.session_state.pop(_ACCEPTING, None)
