"""What does a file hold, what would importing it add, and what was imported so far?"""

from typing import Any

import pandas as pd
import streamlit as st

from data import settings
from data.errors import NeedsAnswer, ViceVersaError
from data.formats import EXTENSIONS
from ui.imports import review
from ui.imports.drafts import PICKER, Reading, draft_for, forget, forget_others
from ui.imports.history import demo, history
from ui.imports.interview import about_interview
from ui.jobs import show_jobs, start_import
from ui.shell import database, show_error
from ui.texts import plain, text
from ui.uploads import choose_files

MEGABYTE = 1024 * 1024

store = database()


def show_draft(file: Any) -> None:
    """One file before it is confirmed."""
    draft = draft_for(store, file)
    review.detected(draft)
    review.reading(file, draft.read.details)
    log = draft.log
    if isinstance(draft.needs, NeedsAnswer) and not draft.transcript:
        review.question(file, draft, draft.needs)
    elif draft.needs and not isinstance(draft.needs, NeedsAnswer):
        show_error(draft.needs)
    if draft.transcript:
        about_interview(file, draft, draft.transcript)
    else:
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
        start_import(store, draft)
        st.session_state[f"confirmed.{file.file_id}"] = True
        forget(file)
        if all(st.session_state.get(f"confirmed.{other.file_id}") for other in uploaded):
            # Another key empties the picker: the server keeps no bytes of files that are imported.
            st.session_state["uploads_done"] = done + 1
        st.rerun()


st.caption(text("imports.intro"))
show_jobs(store)
done = st.session_state.get("uploads_done", 0)
largest = settings.largest_file() // MEGABYTE
uploaded = choose_files(text("imports.upload"), EXTENSIONS, largest, f"{PICKER}.{done}", several=True)
forget_others(uploaded)
for file in uploaded:
    if st.session_state.get(f"confirmed.{file.file_id}"):
        continue
    st.subheader(plain(file.name), anchor=False)
    try:
        show_draft(file)
    except Reading:
        pass
    except ViceVersaError as error:
        # One bad file must not keep the others from being imported.
        show_error(error)
        if error.code in review.READ_DIFFERENTLY:
            review.reading(file, {"encoding": "", "delimiter": ""})

history(store)
demo(store)
