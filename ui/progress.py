"""How far a job is, and a way to stop it."""

from __future__ import annotations

import streamlit as st

from analytics.jobs import Job
from ui.texts import text


def job_bar(job: Job, key: str) -> None:
    """The bar of a job under way with its step in words, and the button that stops it."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        step = "stopping" if job.stopping else job.step or "reading"
        st.progress(min(job.share, 1.0), text=text(f"imports.step.{step}"))
        label = text("imports.cancel")
        st.button(label, icon=":material/close:", key=key, on_click=job.cancel, disabled=job.stopping)
