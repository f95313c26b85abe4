"""What a person tells of the interview that a transcript holds, asked once per file."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from analytics.imports import Draft
from data import headers
from data.columns import Mapping
from data.dates import EARLIEST
from data.spelling import MAX_LABEL, clean_label
from data.transcripts import Transcript
from ui.imports.drafts import change, choices_for
from ui.texts import day_format, plain, reader_language, text

_SHOWN = 90
"""Letters of what a speaker says, to know him by."""


def about_interview(file: Any, draft: Draft, transcript: Transcript) -> None:
    """The form for role, stage, day and candidate, filled with what the file and its name say, and a guess."""
    lang, known = reader_language(), transcript.told | draft.mapping.constants
    speakers = transcript.speakers
    likely = transcript.speaker(choices_for(file).candidate or transcript.likely)
    with st.form(f"interview.{file.file_id}"):
        st.markdown(f"**{text('imports.transcript.title')}**")
        st.caption(text("imports.transcript.explanation"))
        with st.grid(3, min_column_width=200, gap="small"):
            role, stage = (
                st.text_input(
                    headers.label(field, lang),
                    known.get(field, ""),
                    max_chars=MAX_LABEL,
                    key=f"interview.{field}.{file.file_id}",
                )
                for field in ("role", "stage")
            )
            day = st.date_input(
                headers.label("date", lang),
                _day(known.get("date", "")),
                min_value=EARLIEST,
                max_value="today",
                format=day_format(),
                key=f"interview.date.{file.file_id}",
            )
        # Names and words come from the file, and a label is Markdown.
        candidate = st.radio(
            text("imports.transcript.candidate"),
            speakers,
            index=speakers.index(likely) if likely in speakers else 0,
            format_func=plain,
            captions=[plain(_shortened(transcript.first_words(speaker))) for speaker in speakers],
            key=f"interview.candidate.{file.file_id}",
        )
        told = st.form_submit_button(text("imports.transcript.submit"), icon=":material/forum:")
    if not told:
        return
    if day is None:
        st.warning(text("imports.transcript.date_missing"))
        return
    constants = {"role": clean_label(role), "stage": clean_label(stage), "date": day.isoformat()}
    change(file, mapping=Mapping(constants=constants), candidate=candidate)


def _day(told: str) -> date | None:
    """The day that the file tells, where an interview can have been held on it."""
    day = date.fromisoformat(told) if told else None
    return day if day and EARLIEST <= day <= date.today() else None


def _shortened(words: str) -> str:
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
