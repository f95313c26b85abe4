"""Notes on a day, which explain what happened: written beside a change, listed, and taken away."""

from __future__ import annotations

from datetime import date

import streamlit as st

from analytics import events, queries
from analytics.charts import style
from analytics.themes import versions
from data import language
from data.errors import ViceVersaError
from data.store import Store
from ui.shell import show_error
from ui.texts import day_format, plain, reader_language, text

_SAID = "said_of_notes"


def note_form(store: Store, key: str, day: date, theme: str = "", role: str = "") -> None:
    """A form for a note on a day, about a theme and a role or about all of them."""
    lang, taxonomy = reader_language(), versions.current(store)
    themes = {"": text("notes.all_themes")} | {one: taxonomy.label(one, lang) for one in taxonomy.ids}
    values = queries.filter_values(store)
    offered = values.loc[values["filter"] == "roles", "value"]
    roles = {"": text("notes.all_roles")} | {one: one for one in offered if one}
    with st.form(f"{key}.form", border=False, clear_on_submit=True):
        words = st.text_input(
            text("notes.words"),
            key=f"{key}.words",
            placeholder=text("notes.words_placeholder"),
            max_chars=events.LONGEST,
        )
        st.caption(text("notes.masked"))
        on = st.date_input(text("notes.day"), day, key=f"{key}.day", format=day_format())
        about = st.selectbox(
            text("notes.theme"),
            list(themes),
            index=_place(theme, themes),
            format_func=themes.__getitem__,
            key=f"{key}.theme.{lang}",
        )
        of = st.selectbox(
            text("notes.role"),
            list(roles),
            index=_place(role, roles),
            format_func=roles.__getitem__,
            key=f"{key}.role.{lang}",
        )
        if st.form_submit_button(text("notes.save"), icon=":material/flag:"):
            try:
                events.note(store, on, words, about, of)
            except ViceVersaError as error:
                show_error(error)
            else:
                _say(text("notes.saved"))


def notes(store: Store, day: date) -> None:
    """The expander with the notes there are, a form for another, and a button that takes one away."""
    lang, taxonomy = reader_language(), versions.current(store)
    if said := st.session_state.pop(_SAID, None):
        st.success(said, icon=":material/check:")
    with st.expander(text("notes.title"), icon=":material/flag:"):
        st.caption(text("notes.explanation"))
        there = events.events(store)
        if len(there):
            shown = there.assign(
                theme=[taxonomy.label(one, lang) if one else text("notes.all_themes") for one in there["theme"]],
                role=there["role"].where(there["role"] != "", text("notes.all_roles")),
            )
            columns = {name: text(f"notes.{name}") for name in ("words", "theme", "role")}
            days = {"day": st.column_config.DateColumn(text("notes.day"), format=day_format())}
            st.dataframe(
                shown[["day", "words", "theme", "role"]],
                column_config={**columns, **days},
                hide_index=True,
                alt=text("notes.alt"),
            )
            called = {
                row.event_id: f"{language.short_day(row.day, lang)} · {row.words}" for row in style.rows_of(there)
            }
            gone = st.selectbox(
                text("notes.remove_choice"), list(called), format_func=called.__getitem__, key="note_gone"
            )
            if st.button(text("notes.remove"), icon=":material/delete:"):
                events.remove(store, str(gone))
                _say(text("notes.removed"))
        note_form(store, "note", day)


def _place(value: str, offered: dict[str, str]) -> int:
    return list(offered).index(value) if value in offered else 0


def _say(said: str) -> None:
    st.session_state[_SAID] = plain(said)
    st.rerun()
