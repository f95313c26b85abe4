"""Imports under way and just done, on whatever screen the reader is: leaving or reloading takes nothing with it."""

from __future__ import annotations

import streamlit as st

from analytics import imports
from analytics.groups import keeping
from analytics.jobs import Job, Jobs
from analytics.themes import labels
from data.store import Store
from ui.imports import review
from ui.progress import job_bar
from ui.shell import show_error
from ui.texts import reader_language, text

DEMO, CATCH_UP = "demo", "catch_up"
"""The keys of the jobs that load the demo log, and read all texts with a new model."""


@st.cache_resource(show_spinner=False)
def jobs() -> Jobs:
    """The jobs of this server."""
    return Jobs()


def start_import(store: Store, draft: imports.Draft) -> None:
    """Import what was confirmed, whether the reader stays or not."""
    jobs().start(draft.content_hash, draft.file_name, lambda tell: imports.confirm(store, draft, tell))


def start_demo(store: Store) -> None:
    """Load the demo log."""
    jobs().start(DEMO, text("imports.history.demo_name"), lambda tell: imports.load_demo(store, tell))


@st.cache_resource(show_spinner=False)
def catch_up(_store: Store) -> None:
    """Once per server: read the texts anew that an earlier model read, while the screens go on."""
    if labels.outdated(_store) or keeping.outdated(_store):
        jobs().start(
            CATCH_UP,
            text("imports.catch_up"),
            lambda tell: labels.catch_up(_store, lambda share: tell(share, "themes")),
        )


def show_jobs(store: Store) -> None:
    """How far each import is and what it did, until it is dismissed."""
    if any(not job.finished for job in jobs().all()):
        _follow(reader_language())
    for job in jobs().all():
        if job.finished:
            _show_outcome(store, job)


@st.fragment(run_every=0.7)
def _follow(lang: str) -> None:
    """The bars of the imports under way; the whole screen is shown anew when one ends."""
    under_way = [job for job in jobs().all() if not job.finished]
    for job in under_way:
        st.text(job.name)
        job_bar(job, f"cancel.{job.key}")
    followed = st.session_state.setdefault("followed_jobs", len(under_way))
    st.session_state["followed_jobs"] = len(under_way)
    if not under_way or len(under_way) < followed:
        st.rerun()


def _show_outcome(store: Store, job: Job) -> None:
    if job.key in (DEMO, CATCH_UP) and job.result is not None:
        jobs().forget(job.key)
        return
    with st.container(border=True):
        st.text(job.name)
        if job.error is not None:
            show_error(job.error)
        elif job.cancelled:
            st.info(text("imports.cancelled"), icon=":material/undo:")
        elif job.result is None:
            st.error(text("shell.error.unexpected"), title=text("shell.error.unexpected_title"))
        else:
            _show_report(store, job.result)
        st.button(text("imports.dismiss"), key=f"dismiss.{job.key}", on_click=jobs().forget, args=(job.key,))


def _show_report(store: Store, report: imports.Report) -> None:
    done = [
        text(f"imports.report.{name}", count=getattr(report, name))
        for name in ("interviews", "questions", "duplicates")
    ]
    st.success(f"{text(f'imports.status.{report.status}')} {', '.join(done)}.", icon=":material/check_circle:")
    if report.import_id:
        review.rejected_rows(imports.rejected_rows(store, report.import_id), report.import_id)
