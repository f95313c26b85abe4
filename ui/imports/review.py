"""What is shown of a file before it is confirmed, and what can be changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from analytics import imports
from data import headers, language
from data.columns import CONSTANTS
from data.errors import NeedsAnswer
from data.formats import DELIMITERS, ENCODINGS, Warning
from data.spelling import MAX_LABEL, clean_label
from ui.downloads import download
from ui.imports.drafts import change
from ui.texts import day_format, plain, reader_language, text

TOLD = ("role", "stage", "date")
"""What can be told for a whole file on the screen, where none of its columns says it."""

READ_DIFFERENTLY = ("encoding_unknown", "encoding_wrong", "quote_unclosed")
"""Errors after which another encoding or separator may help."""


def detected(draft: imports.Draft) -> None:
    """What the file was found to be."""
    known, layout = text(f"formats.format.{draft.read.format}"), draft.proposal.layout
    if layout:
        st.caption(text("imports.detected_report", format=known, report=layout.labels[reader_language()]))
    else:
        st.caption(text("imports.detected", format=known))


def reading(file: Any, details: dict[str, str]) -> None:
    """How a text was read; its encoding and separator can be changed. A workbook has neither."""
    offered: dict[str, list[str | None]] = {"encoding": [None, *ENCODINGS], "delimiter": [None, *DELIMITERS]}
    with st.container(horizontal=True):
        for name, possible in offered.items():
            if name not in details:
                continue
            chosen = st.selectbox(
                text(f"formats.detail.{name}"),
                possible,
                format_func={value: _named(name, details[name], value) for value in possible}.__getitem__,
                key=f"{name}.{file.file_id}",
                width=280,
            )
            change(file, **{name: chosen})


def _named(name: str, found: str, value: str | None) -> str:
    if value is None:
        known = found in (*ENCODINGS, "", *DELIMITERS) and (name == "delimiter" or found)
        return text("imports.automatic", value=_named(name, found, found)) if known else text("imports.by_itself")
    return text(f"formats.{name}.{value}")


def question(file: Any, draft: imports.Draft, needs: NeedsAnswer) -> None:
    """What only a person can answer, in plain words."""
    said = needs.explain(reader_language())
    st.warning(said.title, icon=":material/help:")
    st.text(said.message)
    if needs.question == "question_column":
        _question_columns(file, draft, needs)
        return
    if needs.question in CONSTANTS:
        _tell(file, draft, needs.question)
        if st.button(text("imports.needs.nobody_knows"), key=f"unknown.{needs.question}.{file.file_id}"):
            change(file, mapping=replace(draft.mapping, constants={**draft.mapping.constants, needs.question: ""}))
        return
    answer = st.radio(
        text("imports.needs.choose"),
        needs.options,
        index=None,
        format_func={option: text(f"imports.options.{option}") for option in needs.options}.__getitem__,
        key=f"answer.{needs.question}.{file.file_id}",
    )
    if answer is None:
        return
    change(file, mapping=replace(draft.mapping, date_order="day_first" if answer == "day_first" else "month_first"))


def _question_columns(file: Any, draft: imports.Draft, needs: NeedsAnswer) -> None:
    """One column or several: a wide log has a column for each question of an interview."""
    key = f"answer.{needs.question}.{file.file_id}"
    chosen = st.multiselect(text("imports.needs.columns"), needs.options, key=key)
    if st.button(text("imports.needs.take"), disabled=not chosen, key=f"take.{file.file_id}"):
        for column in chosen:
            st.session_state[_column_key(file, column)] = "question"  # else the choices below would take it back
        columns = {**draft.mapping.columns, **dict.fromkeys(chosen, "question")}
        change(file, mapping=replace(draft.mapping, columns=columns))


def _column_key(file: Any, column: str) -> str:
    return f"column.{file.file_id}.{column}"


def _tell(file: Any, draft: imports.Draft, field: str) -> None:
    """Ask for a role, a stage or a day that holds for the whole file."""
    label, key = headers.label(field, reader_language()), f"told.{field}.{file.file_id}"
    before = draft.mapping.constants
    # Kept beside the widget, whose state is lost when the reader looks at another screen meanwhile.
    known = before.get(field, "")
    if field == "date":
        st.session_state.setdefault(key, date.fromisoformat(known) if known else None)
        day = st.date_input(label, max_value="today", format=day_format(), key=key)
        told = day.isoformat() if day else ""
    else:
        st.session_state.setdefault(key, known)
        told = clean_label(st.text_input(label, key=key, max_chars=MAX_LABEL))
    if told != known:
        others = {name: value for name, value in before.items() if name != field}
        change(file, mapping=replace(draft.mapping, constants=others | ({field: told} if told else {})))


def mapping(file: Any, draft: imports.Draft) -> None:
    """One choice per column, and what no column says of the whole file. Refused columns are not offered."""
    lang = reader_language()
    held, not_read = draft.mapping.columns, draft.proposal.not_read
    offered = [header for header in dict.fromkeys([*held, *not_read]) if not_read.get(header) != "refused"]
    with st.expander(text("imports.mapping.title"), expanded=True, icon=":material/view_column:"):
        st.caption(text("imports.mapping.explanation"))
        fields = {field: headers.label(field, lang) for field in headers.FIELDS}
        labels = {"": text("imports.mapping.not_read"), **fields}
        chosen: dict[str, str] = {}
        with st.grid(4, min_column_width=200, gap="small"):
            for header in offered:
                chosen[header] = st.selectbox(
                    # A header comes from the file, and a label is Markdown.
                    plain(header),
                    list(labels),
                    index=list(labels).index(held.get(header, "")),
                    format_func=labels.__getitem__,
                    key=_column_key(file, header),
                )
        alone = st.checkbox(
            text("imports.mapping.interviews_only"), draft.mapping.interviews_only, key=f"alone.{file.file_id}"
        )
        if alone != draft.mapping.interviews_only or any(chosen[h] != held.get(h, "") for h in offered):
            change(file, mapping=replace(draft.mapping, columns=chosen, interviews_only=alone))
        asked = draft.needs.question if isinstance(draft.needs, NeedsAnswer) else ""
        untold = [field for field in TOLD if field not in draft.mapping.fields() and field != asked]
        if untold:
            st.caption(text("imports.mapping.whole_file"))
            with st.grid(3, min_column_width=200, gap="small"):
                for field in untold:
                    _tell(file, draft, field)


def warnings(said: list[Warning]) -> None:
    """What the user should know about the file. Values come from the file: plain text."""
    for warning in said:
        with st.container(horizontal=True):
            st.markdown(":material/warning:", width="content")
            st.text(text(f"warnings.{warning.code}", **warning.values))


def counts(draft: imports.Draft, rejected: int) -> None:
    """What confirming would add."""
    lang = reader_language()
    figures = {
        "interviews": draft.new_interviews,
        "questions": draft.new_questions,
        "duplicates": draft.duplicates,
        "rejected": rejected,
    }
    with st.grid(4, min_column_width=150, gap="small"):
        for name, figure in figures.items():
            st.metric(text(f"imports.count.{name}"), language.number(figure, lang), border=True)


def preview(frame: pd.DataFrame) -> None:
    """The first rows as understood, masked; what no row says is left out."""
    if frame.empty:
        return
    lang = reader_language()
    frame = frame[[column for column in frame.columns if (frame[column].astype(str) != "").any()]].copy()
    frame["date"] = [language.short_day(day, lang) for day in frame["date"]]
    st.markdown(f"**{text('imports.preview.title')}**")
    names = {
        column: headers.label(column, lang) if column in headers.FIELDS else text(f"imports.preview.{column}")
        for column in frame.columns
    }
    st.dataframe(frame, column_config=names, hide_index=True, alt=text("imports.preview.alt"))


def rejected_rows(rejected: pd.DataFrame, key: str) -> None:
    """The rows that could not be read, with the reason in words, as a table and a download.

    ``rejected``: sheet, row, reason (a key of ``rejections``), detail.
    """
    if rejected.empty:
        return
    frame = rejected[["sheet", "row"]].copy()
    reasons = zip(rejected["reason"], rejected["detail"], strict=True)
    frame["reason"] = [text(f"rejections.{reason}", detail=detail) for reason, detail in reasons]
    if not frame["sheet"].any():
        frame = frame.drop(columns="sheet")
    with st.expander(text("imports.rejected.title", count=len(frame)), icon=":material/block:"):
        names = {column: text(f"exports.column.{column}") for column in frame.columns}
        st.dataframe(frame, column_config=names, hide_index=True, alt=text("imports.rejected.alt"))
        download(text("imports.rejected.download"), frame, "rejected", key=f"rejected.{key}")


def columns_not_read(not_read: dict[str, str]) -> None:
    """The columns that are not read, with the reason."""
    if not not_read:
        return
    frame = pd.DataFrame(
        [(column, text(f"imports.columns.{reason}")) for column, reason in not_read.items()],
        columns=["column", "reason"],
    )
    with st.expander(text("imports.columns.title"), icon=":material/visibility_off:"):
        names = {"column": text("imports.columns.column"), "reason": text("exports.column.reason")}
        st.dataframe(frame, column_config=names, hide_index=True, alt=text("imports.columns.alt"))


def masked(found: dict[str, int]) -> None:
    """How many pieces of personal data were masked, by kind; never the data."""
    if not found:
        return
    lang = reader_language()
    kinds = ", ".join(f"{text(f'masked.{kind}')} ({language.number(count, lang)})" for kind, count in found.items())
    st.caption(text("imports.masked", kinds=kinds))
