"""The book as a file: taking it away, and bringing it in after a look at what each row would become."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from analytics.answers import bringing_in, reading, taking_away
from analytics.answers.reading import CHANGED, NEW, Row
from data.errors import ViceVersaError
from data.store import Store
from ui.answering import writing
from ui.answering.history import told
from ui.shell import show_error
from ui.texts import reader_language, text
from ui.uploads import choose_files

_ROWS_SHOWN = 500


def book_file(store: Store) -> None:
    """Both downloads, and an upload that is looked at before anything is kept."""
    lang = reader_language()
    with st.expander(text("answers.book_file.title"), icon=":material/swap_vert:"):
        st.caption(text("answers.book_file.explanation"))
        name = f"vice-versa-{text('answers.book_file.name')}-{date.today().isoformat()}"
        with st.container(horizontal=True):
            st.download_button(
                text("answers.book_file.csv"),
                lambda: taking_away.to_csv(store, lang, date.today()),
                file_name=f"{name}.csv",
                mime="text/csv",
                icon=":material/download:",
                on_click="ignore",
            )
            st.download_button(
                text("answers.book_file.json"),
                lambda: taking_away.to_json(store),
                file_name=f"{name}.json",
                mime="application/json",
                icon=":material/download:",
                on_click="ignore",
            )
        label, largest = text("answers.book_file.upload"), reading.LARGEST_MEGABYTES
        brought = choose_files(label, ("csv", "json", "xlsx"), largest, "answers_brought")
        if brought is None:
            return
        try:
            rows = bringing_in.read(store, brought.getvalue(), brought.name)
        except ViceVersaError as error:
            show_error(error)
            return
        _outcomes(rows)
        if not any(row.outcome in (NEW, CHANGED) for row in rows):
            st.info(text("answers.book_file.nothing"))
            return
        signature = st.text_input(text("answers.signature"), value=writing.signature(), key="file_signature", width=320)
        if st.button(text("answers.book_file.keep"), type="primary", icon=":material/check:"):
            try:
                bringing_in.bring_in(store, rows, signature)
            except ViceVersaError as error:
                show_error(error)
            else:
                told("imported")


def _outcomes(rows: Sequence[Row]) -> None:
    lang = reader_language()
    shown = [
        {
            "row": row.number,
            "becomes": text(f"answers.outcome.{row.outcome}"),
            "why": bringing_in.reason(row, lang),
            "answer": row.content.in_any_language(lang),
        }
        for row in rows[:_ROWS_SHOWN]
    ]
    columns = {name: st.column_config.Column(text(f"answers.book_file.{name}")) for name in shown[0]} if shown else {}
    st.dataframe(shown, column_config=columns, hide_index=True, alt=text("answers.book_file.alt"))
