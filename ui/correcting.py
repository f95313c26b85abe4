"""A person's decision on a text's themes: it wins over the model until it is taken back."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.themes import labels, versions
from data.store import Store
from ui.deciding import explain
from ui.tables import readable
from ui.texts import reader_language, text


def correct_theme(store: Store, found: pd.DataFrame, rows: list[int]) -> None:
    """The form under the questions: which one, which themes, save or go back to the model.

    ``found``: the frame of ``queries.wordings``; ``rows``: the rows clicked in its table.
    """
    lang, taxonomy = reader_language(), versions.current(store)
    st.subheader(text("questions.correct.title"), anchor=False)
    said = st.session_state.pop("said_of_correction", None)
    if said:
        st.success(said, icon=":material/check:")
    wordings = readable(found, taxonomy)["wording"]
    if rows and st.session_state.get("correct_clicked") != rows:
        st.session_state["correct_row"] = rows[0]
    st.session_state["correct_clicked"] = rows
    if (st.session_state.get("correct_row") or 0) >= len(found):
        st.session_state["correct_row"] = None
    row = st.selectbox(
        text("questions.correct.choice"),
        range(len(found)),
        index=None,
        # Two texts may be hidden behind one sentence: the place tells them apart.
        format_func=lambda row: f"{row + 1}. {wordings.iloc[row]}",
        placeholder=text("questions.correct.choice_placeholder"),
        key="correct_row",
    )
    if row is None:
        return
    chosen = found.iloc[row]
    with st.expander(text("review.why.title"), icon=":material/help:"):
        if chosen["hidden"] or pd.isna(chosen["wording"]):
            st.caption(text("review.why.hidden"))
        elif chosen["corrected"]:
            st.caption(text("review.why.corrected"))
        else:
            explain(store, chosen["wording"], list(chosen["themes"]))
    themes = st.multiselect(
        text("questions.correct.themes"),
        taxonomy.ids,
        default=list(chosen["themes"]),
        format_func=lambda theme: taxonomy.label(theme, lang),
        placeholder=text("questions.correct.themes_placeholder"),
        select_all=False,
        key=f"correct_themes.{chosen['text_id']}.{lang}",
    )
    st.caption(text("questions.correct.explanation"))
    with st.container(horizontal=True):
        save = st.button(text("questions.correct.save"), type="primary", icon=":material/save:")
        back = bool(chosen["corrected"]) and st.button(text("questions.correct.back"), icon=":material/undo:")
    if save:
        labels.correct(store, int(chosen["text_id"]), themes)
        _say(text("questions.correct.done", count=int(chosen["times"])))
    if back:
        labels.uncorrect(store, int(chosen["text_id"]))
        _say(text("questions.correct.uncorrected"))


def _say(said: str) -> None:
    """Show the page anew with a word on what was done."""
    st.session_state["said_of_correction"] = said
    st.rerun()
