"""One group of questions with its answers: whether they reach candidates, the editor, its wordings and versions."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analytics.answers import advertised, book, entries
from analytics.briefing.contents import roles_and_stages
from analytics.population import Filters
from data import language
from data.store import Store
from ui.answering import history, overview
from ui.answering.editor import edit
from ui.grouping import draw_group
from ui.shell import open_screen
from ui.texts import plain, reader_language, text

ALONE = "answer"
"""The value of ``?view=`` that asks for one question without the list: where the briefing leads to what is missing."""


def alone(store: Store, filters: Filters, row: Any) -> None:
    """One question and nothing else, with the ways back: to the briefing as it was chosen, and to the whole book."""
    st.header(plain(overview.name_of(row)), anchor=False)
    with st.container(horizontal=True):
        back = st.button(text("answers.to_briefing"), icon=":material/arrow_back:", type="primary")
        every = st.button(text("answers.to_all"), icon=":material/menu_book:")
    if back:
        open_screen("briefing")
    if every:
        open_screen("answers", group=str(row.group_id))
    question(store, filters, row)


def question(store: Store, filters: Filters, row: Any) -> None:
    """Draw a group. ``row``: its row of ``listing.listed``."""
    group_id = int(row.group_id)
    _told(row)
    found = book.of_group(store, group_id)
    role = filters.roles[0] if filters.roles and len(filters.roles) == 1 else None
    shown = entries.answer_for(found, role) or (found[0] if found else None)
    roles, _ = roles_and_stages(store)
    edit(store, group_id, found, shown, roles, lambda chosen: advertised.passages(store, row.theme, chosen))
    for answer in found:
        history.versions(store, answer)
    if pd.notna(row.texts) and st.toggle(text("answers.wordings", count=int(row.texts)), key="group_shown"):
        draw_group(store, filters, group_id)


def _told(row: Any) -> None:
    """Whether candidates get this answer in the interview, as far as logs say so."""
    if pd.isna(row.noted) or not row.noted:
        return
    lang = reader_language()
    shares = {"rate": language.percent(row.answered, lang), "others": language.percent(row.others_answered, lang)}
    st.caption(text("answers.answered", count=int(row.noted), **shares))
    if row.then_noted and not pd.isna(row.then_noted):
        since = language.percent(row.then_yes / row.then_noted, lang)
        st.caption(text("answers.answered_since", rate=since, count=int(row.then_noted)))
    if row.unreached and row.state == entries.APPROVED:
        st.warning(text("answers.unreached"), icon=":material/hearing_disabled:")
