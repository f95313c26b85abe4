"""The imports so far: what each brought, and taking one out again."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analytics import imports, queries
from data import language
from data.store import Store
from ui.jobs import start_demo
from ui.tables import count_column
from ui.texts import reader_language, text


def demo(store: Store) -> None:
    """Load the demo log with one click, take it out with another."""
    st.subheader(text("imports.demo.title"), anchor=False)
    st.caption(text("imports.demo.explanation"))
    loaded = imports.demo_id(store)
    if loaded:
        if st.button(text("imports.demo.remove"), icon=":material/delete:"):
            imports.undo(store, loaded)
            _say(text("imports.demo.removed"))
    elif st.button(text("imports.demo.load"), icon=":material/explore:"):
        start_demo(store)
        st.rerun()


def history(store: Store) -> None:
    """Every import, newest first, and the one to undo."""
    st.subheader(text("imports.history.title"), anchor=False)
    said = st.session_state.pop("said_of_imports", None)
    if said:
        st.success(said, icon=":material/check:")
    past = queries.import_history(store)
    if past.empty:
        st.caption(text("imports.history.empty"))
        return
    past["file_name"] = past["file_name"].mask(past["is_demo"].astype(bool), text("imports.history.demo_name"))
    _table(past)
    kept = past[past["undone_at"].isna()]
    if kept.empty:
        return
    rows: list[Any] = list(kept.itertuples())
    names = {row.import_id: f"{row.file_name} · {_moment(row.imported_at)}" for row in rows}
    chosen = st.selectbox(
        text("imports.history.choice"),
        list(names),
        index=None,
        format_func=names.__getitem__,
        placeholder=text("imports.history.choice_placeholder"),
        key="import_undone",
        width=480,
    )
    st.caption(text("imports.history.explanation"))
    if st.button(text("imports.history.undo"), icon=":material/undo:", disabled=chosen is None) and chosen:
        imports.undo(store, chosen)
        _say(text("imports.history.undone"))


def _table(past: pd.DataFrame) -> None:
    shown = past[["file_name", "imported_at", "interviews", "questions", "duplicates"]].copy()
    shown["imported_at"] = shown["imported_at"].map(_moment)
    shown["state"] = [
        text("imports.history.state.kept" if pd.isna(undone) else "imports.history.state.undone")
        for undone in past["undone_at"]
    ]
    columns: dict[str, Any] = {column: text(f"imports.history.column.{column}") for column in shown.columns}
    columns |= {name: count_column(columns[name]) for name in ("interviews", "questions", "duplicates")}
    st.dataframe(shown, column_config=columns, hide_index=True, alt=text("imports.history.alt"))


def _moment(value: pd.Timestamp) -> str:
    return language.moment(value.to_pydatetime(), reader_language())


def _say(said: str) -> None:
    """Show the page anew with a word on what was done."""
    st.session_state["said_of_imports"] = said
    st.rerun()
