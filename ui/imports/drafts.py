"""A file between its upload and its confirmation: what was understood of it, and what the user changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from analytics import imports
from data.columns import Mapping
from data.store import Store
from ui.texts import text

_KEPT = ("draft", "choices")
"""What the session holds per file, by the first word of its key."""

PICKER = "uploads"
"""The first word of the file picker's key."""


@dataclass(frozen=True)
class Choices:
    """What the user changed of what was found; None where nothing was."""

    encoding: str | None = None
    delimiter: str | None = None
    mapping: Mapping | None = None
    candidate: str | None = None


@dataclass(frozen=True)
class _Prepared:
    choices: Choices
    draft: imports.Draft


def choices_for(file: Any) -> Choices:
    """What the user changed so far for this upload."""
    kept: Choices = st.session_state.get(f"choices.{file.file_id}", Choices())
    return kept


def change(file: Any, **changed: Any) -> None:
    """Keep a change and read the file again with it."""
    before = choices_for(file)
    after = replace(before, **changed)
    if after != before:
        st.session_state[f"choices.{file.file_id}"] = after
        st.rerun()


def draft_for(store: Store, file: Any) -> imports.Draft:
    """The file as understood with the user's choices; the reading is done once per choice.

    Raises UnreadableFile, or ViceVersaError where the columns cannot make a log.
    """
    key, choices = f"draft.{file.file_id}", choices_for(file)
    kept: _Prepared | None = st.session_state.get(key)
    if kept and kept.choices == choices:
        return kept.draft
    content = file.getvalue()
    with st.spinner(text("imports.step.reading")):
        if kept and (kept.choices.encoding, kept.choices.delimiter) == (choices.encoding, choices.delimiter):
            draft = imports.draft_of(
                store, kept.draft.read, content, file.name, choices.mapping, candidate=choices.candidate
            )
        else:
            draft = imports.prepare(
                store,
                content,
                file.name,
                choices.mapping,
                encoding=choices.encoding,
                delimiter=choices.delimiter,
                candidate=choices.candidate,
            )
    st.session_state[key] = _Prepared(choices, draft)
    return draft


def forget(file: Any) -> None:
    """Drop what was understood, so that nothing of a confirmed file stays in memory."""
    for name in _KEPT:
        st.session_state.pop(f"{name}.{file.file_id}", None)


def forget_others(files: Iterable[Any]) -> None:
    """Drop what was understood of files that were taken out of the picker."""
    _drop(_KEPT, {f"{name}.{file.file_id}" for name in _KEPT for file in files})


def leave() -> None:
    """Drop every file that was not imported, with its bytes: the reader is on another screen."""
    _drop((*_KEPT, PICKER))


def _drop(names: Iterable[str], spared: Collection[str] = ()) -> None:
    starts = tuple(f"{name}." for name in names)
    for key in map(str, list(st.session_state)):
        if key.startswith(starts) and key not in spared:
            del st.session_state[key]
