"""What does a file hold, what would importing it add, and what was imported so far?"""

from typing import Any

import pandas as pd
import streamlit as st

from analytics import imports
from data import settings
from data.errors import NeedsAnswer, ViceVersaError
from data.formats import EXTENSIONS
from ui.empty import progress_bar
from ui.imports import review
from ui.imports.drafts import draft_for, forget
from ui.imports.history import demo, history
from ui.shell import database, show_error
from ui.texts import plain, text

MEGABYTE = 1024 * 1024

store = database()


def show_draft(file: Any) -> None:
    """One file before it is confirmed."""
    draft = draft_for(store, file)
    st.caption(text("imports.detected", format=text(f"formats.format.{draft.read.format}")))
    review.reading(file, draft.read.details)
    log = draft.log
    if isinstance(draft.needs, NeedsAnswer):
        review.question(file, draft, draft.needs)
    elif draft.needs:
        show_error(draft.needs)
    review.mapping(file, draft)
    if log is None:
        return
    review.warnings([*draft.read.warnings, *log.warnings])
    review.counts(draft, len(log.rejected))
    if not log.named_interviews:
        st.caption(text("imports.rows_own"))
    review.preview(log.preview)
    review.rejected_rows(pd.DataFrame(log.rejected), file.file_id)
    review.columns_not_read(draft.proposal.not_read)
    review.masked(log.masked)
    brings = draft.new_interviews + draft.new_questions
    if draft.known:
        st.info(text("imports.known"))
    elif log.interviews.empty:
        st.warning(text("imports.nothing_readable"))
    elif not brings:
        st.info(text("imports.nothing_new"))
    label, key = text("imports.confirm"), f"confirm.{file.file_id}"
    if st.button(label, type="primary", icon=":material/check:", disabled=draft.known or not brings, key=key):
        report = imports.confirm(store, draft, progress_bar())
        st.session_state[f"report.{file.file_id}"] = report
        forget(file)
        st.rerun()


def show_report(report: imports.Report) -> None:
    """What importing a file did."""
    done = [
        text(f"imports.report.{name}", count=getattr(report, name))
        for name in ("interviews", "questions", "duplicates")
    ]
    st.success(f"{text(f'imports.status.{report.status}')} {', '.join(done)}.", icon=":material/check_circle:")
    if report.import_id:
        review.rejected_rows(imports.rejected_rows(store, report.import_id), report.import_id)


st.caption(text("imports.intro"))
uploaded = st.file_uploader(
    text("imports.upload", limit=settings.largest_file() // MEGABYTE),
    type=[f".{extension}" for extension in EXTENSIONS],
    accept_multiple_files=True,
    max_upload_size=settings.largest_file() // MEGABYTE,
    key="uploads",
)
for file in uploaded:
    st.subheader(plain(file.name), anchor=False)
    report = st.session_state.get(f"report.{file.file_id}")
    if report:
        show_report(report)
        continue
    try:
        show_draft(file)
    except ViceVersaError as error:
        # One bad file must not keep the others from being imported.
        show_error(error)
        if error.code in review.READ_DIFFERENTLY:
            review.reading(file, {"encoding": "", "delimiter": ""})

history(store)
demo(store)
