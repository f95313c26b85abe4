"""A file between its upload and its confirmation: what was understood of it, and what the user changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any
from zlib import crc32

import streamlit as st

from analytics import imports
from analytics.jobs import Job, Jobs
from data.columns import Mapping
from data.store import Store
from ui.progress import job_bar
from ui.texts import reader_language, text

_KEPT = ("draft", "choices")
"""What the session holds per file, by the first word of its key."""

PICKER = "uploads"
"""The first word of the file picker's key."""

READ_AT_ONCE = 1_000_000
"""Bytes up to which a file is read while the reader waits: a second or so."""

_READINGS = "readings"


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

    A large file is read beside the script, which stops here with a bar and a way to stop the reading.
    Raises UnreadableFile, or ViceVersaError where the columns cannot make a log.
    """
    key, choices = f"draft.{file.file_id}", choices_for(file)
    kept: _Prepared | None = st.session_state.get(key)
    if kept and kept.choices == choices:
        return kept.draft
    content = file.getvalue()

    def read(tell: imports.Progress | None) -> imports.Draft:
        if kept and (kept.choices.encoding, kept.choices.delimiter) == (choices.encoding, choices.delimiter):
            return imports.draft_of(
                store, kept.draft.read, content, file.name, choices.mapping, candidate=choices.candidate, progress=tell
            )
        return imports.prepare(
            store,
            content,
            file.name,
            choices.mapping,
            encoding=choices.encoding,
            delimiter=choices.delimiter,
            candidate=choices.candidate,
            progress=tell,
        )

    if len(content) < READ_AT_ONCE:
        with st.spinner(text("imports.step.reading")):
            draft = read(None)
    else:
        draft = _read_beside(file, choices, read)
    st.session_state[key] = _Prepared(choices, draft)
    return draft


class Reading(Exception):
    """The file is still being read, or the reader stopped it: there is nothing to show of it yet."""


def _read_beside(
    file: Any, choices: Choices, read: Callable[[imports.Progress | None], imports.Draft]
) -> imports.Draft:
    """What a reading in a thread of its own made of the file. Raises Reading until it is there.

    The readings are the session's own: what a file is called, and what it holds before it is masked, is nobody
    else's to see.
    """
    readings: Jobs = st.session_state.setdefault(_READINGS, Jobs())
    name = f"{file.file_id}.{crc32(repr(choices).encode())}"
    if not (job := readings.job(name)):
        _stop(readings, [one for one in readings.all() if one.key.startswith(f"{file.file_id}.")])
        job = readings.start(name, "", read)
    if not job.finished:
        _follow(job, reader_language())
        raise Reading
    if job.cancelled:
        st.info(text("imports.reading_stopped"), icon=":material/block:")
        if st.button(text("imports.read_again"), key=f"again.{file.file_id}", icon=":material/restart_alt:"):
            readings.forget(name)
            st.rerun()
        raise Reading
    readings.forget(name)
    if job.error:
        raise job.error
    if job.result is None:
        raise RuntimeError("the reading of a file failed: see above in the log")
    draft: imports.Draft = job.result
    return draft


@st.fragment(run_every=0.7)
def _follow(job: Job, lang: str) -> None:
    """How far the reading is; the whole screen is shown anew when it ends."""
    if job.finished:
        st.rerun()
    job_bar(job, f"stop.{job.key}")


def forget(file: Any) -> None:
    """Drop what was understood, so that nothing of a confirmed file stays in memory."""
    for name in _KEPT:
        st.session_state.pop(f"{name}.{file.file_id}", None)


def forget_others(files: Iterable[Any]) -> None:
    """Drop what was understood of files that were taken out of the picker, and stop reading them."""
    files = list(files)
    _stop_readings(spared=[file.file_id for file in files])
    _drop(_KEPT, {f"{name}.{file.file_id}" for name in _KEPT for file in files})


def leave() -> None:
    """Drop every file that was not imported, with its bytes: the reader is on another screen."""
    _stop_readings()
    _drop((*_KEPT, PICKER))


def _drop(names: Iterable[str], spared: Collection[str] = ()) -> None:
    starts = tuple(f"{name}." for name in names)
    for key in map(str, list(st.session_state)):
        if key.startswith(starts) and key not in spared:
            del st.session_state[key]


def _stop_readings(spared: Collection[str] = ()) -> None:
    readings: Jobs | None = st.session_state.get(_READINGS)
    if readings:
        _stop(readings, [job for job in readings.all() if job.key.split(".")[0] not in spared])


def _stop(readings: Jobs, unwanted: Iterable[Job]) -> None:
    for job in unwanted:
        job.cancel()
        readings.forget(job.key)
