"""What a screen says before there is anything to show."""

from __future__ import annotations

import re
from datetime import date

import streamlit as st

from analytics import queries
from data.store import Store
from ui.jobs import show_jobs, start_demo
from ui.shell import open_screen
from ui.texts import plain, text

_BEFORE_MARK = re.compile(" (?=[?!:;»])")


def require_log(store: Store) -> None:
    """Stop with the two ways to begin where the store holds no interview."""
    if queries.calendar(store, date.today())["first_day"] is not None:
        return
    st.subheader(text("shell.empty.title"))
    st.markdown(text("shell.empty.body"))
    with st.container(horizontal=True):
        to_import = st.button(text("shell.empty.import"), type="primary", icon=":material/upload_file:")
        to_demo = st.button(text("shell.empty.demo"), icon=":material/explore:")
    if to_import:
        open_screen("imports")
    if to_demo:
        start_demo(store)
    show_jobs(store)
    st.stop()


def require_interviews(interviews: int) -> None:
    """Stop with a word where the filters choose no interview."""
    if not interviews:
        st.info(text("shell.none.body"), title=text("shell.none.title"))
        st.stop()


def headline(said: str) -> None:
    """The first line of a screen, in words; names in it may come from files."""
    # A candidate's words are typed with plain spaces, which would leave their question mark alone on a line.
    st.header(plain(_BEFORE_MARK.sub("\u00a0", said)), anchor=False)
