"""The versions of an answer, the way back to one, and the answers put away."""

from __future__ import annotations

from datetime import date, datetime

import streamlit as st

from analytics.answers import book
from analytics.answers.entries import Answer, Version
from data import language
from data.errors import ViceVersaError
from data.store import Store
from ui.answering import writing
from ui.shell import show_error
from ui.texts import reader_language, text


def versions(store: Store, answer: Answer) -> None:
    """Every version of an answer, newest first, and writing an earlier one again as a draft."""
    lang = reader_language()
    with st.expander(text("answers.versions.title", count=len(answer.versions)), icon=":material/history:"):
        shown = {
            "version": [version.number for version in answer.versions],
            "written": [_written(version, lang) for version in answer.versions],
            "saved": [_signed(version.saved_by, version.saved_at, lang) for version in answer.versions],
            "approved": [_signed(version.approved_by, version.approved_at, lang) for version in answer.versions],
        }
        columns = {name: st.column_config.Column(text(f"answers.versions.{name}")) for name in shown}
        st.dataframe(shown, column_config=columns, hide_index=True, alt=text("answers.versions.alt"))
        earlier = [version.number for version in answer.versions[1:]]
        if not earlier:
            return
        number = st.selectbox(
            text("answers.versions.choice"),
            earlier,
            index=None,
            placeholder=text("answers.versions.placeholder"),
            key=f"version_of.{answer.answer_id}",
            width=320,
        )
        if st.button(text("answers.versions.restore"), icon=":material/history:", disabled=number is None) and number:
            try:
                book.restore(store, answer.answer_id, number, writing.signature(), based_on=answer.latest.number)
            except ViceVersaError as error:
                show_error(error)
            else:
                told("restored")


def archived(store: Store) -> None:
    """The answers put away: bring one back, or delete it for good."""
    put_away = {answer.answer_id: answer for answer in book.answers(store, archived=True)}
    if not put_away:
        return
    with st.expander(text("answers.archived.title", count=len(put_away)), icon=":material/archive:"):
        chosen = st.selectbox(
            text("answers.archived.choice"),
            list(put_away),
            index=None,
            format_func=lambda answer_id: _written(put_away[answer_id].latest, reader_language()),
            placeholder=text("answers.archived.placeholder"),
            key="archived_answer",
        )
        sure = st.checkbox(text("answers.archived.sure"), key=f"archived_sure.{chosen}", disabled=chosen is None)
        with st.container(horizontal=True):
            back = st.button(text("answers.archived.back"), icon=":material/unarchive:", disabled=chosen is None)
            gone = st.button(text("answers.archived.delete"), icon=":material/delete:", disabled=not sure)
        try:
            if chosen and back:
                book.bring_back(store, chosen)
                told("brought_back")
            if chosen and gone:
                book.delete(store, chosen)
                told("deleted")
        except ViceVersaError as error:
            show_error(error)


def conflicts(store: Store) -> None:
    """Answers that a merge of groups or roles brought together: one of the two is to be put away."""
    pairs = book.conflicts(store)
    if not pairs:
        return
    lang = reader_language()
    st.warning(text("answers.merged.title", count=len(pairs)), icon=":material/merge:")
    st.caption(text("answers.merged.explanation"))
    for first, second in pairs:
        for column, answer in zip(st.columns(2), (first, second), strict=True):
            with column, st.container(border=True):
                st.text(_written(answer.approved or answer.latest, lang))
                state = text(f"answers.state.{answer.state(date.today())}")
                st.caption(f"{state} · {language.moment(answer.latest.saved_at, lang)}")
                # The same answer may be in several pairs.
                key = f"put_away.{first.answer_id}.{second.answer_id}.{answer.answer_id}"
                if st.button(text("answers.archive"), icon=":material/archive:", key=key):
                    try:
                        book.archive(store, answer.answer_id, writing.signature() or text("answers.someone"))
                    except ViceVersaError as error:
                        show_error(error)
                    else:
                        told("archived")


def _written(version: Version, lang: str) -> str:
    return version.content.in_any_language(lang) or "–"


def _signed(name: str | None, moment: datetime | None, lang: str) -> str:
    return f"{name} · {language.moment(moment, lang)}" if name and moment else "–"


def told(what: str) -> None:
    """Show the screen anew with a word on what was done."""
    st.session_state["said_of_answers"] = text(f"answers.said.{what}")
    st.rerun()
