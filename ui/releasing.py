"""A reviewer's decision on hidden wordings: shown from now on, or hidden again."""

from __future__ import annotations

import streamlit as st

from analytics import queries, releases
from analytics.population import Filters
from data import reviewers
from data.store import Store
from ui.tables import questions_table
from ui.texts import text

_ADMITTED, _SAID = "reviewer", "said_of_release"


def review_hidden(store: Store, filters: Filters) -> None:
    """The hidden wordings under the filters, for who knows the passphrase; nothing where there are no reviewers."""
    if not reviewers.wanted():
        return
    with st.expander(text("questions.review.title"), icon=":material/lock:"):
        st.caption(text("questions.review.explanation"))
        if st.session_state.get(_ADMITTED) is not True:
            _ask_passphrase()
            return
        _decide(store, filters)
        if st.button(text("questions.review.leave"), icon=":material/logout:"):
            del st.session_state[_ADMITTED]
            st.rerun()


def _ask_passphrase() -> None:
    with st.form("review", clear_on_submit=True, border=False):
        given = st.text_input(text("questions.review.passphrase"), type="password", max_chars=200)
        entered = st.form_submit_button(text("questions.review.enter"))
    if entered and reviewers.admits(given):
        st.session_state[_ADMITTED] = True
        st.rerun()
    if entered:
        st.error(text("questions.review.wrong"), icon=":material/error:")


def _decide(store: Store, filters: Filters) -> None:
    if said := st.session_state.pop(_SAID, None):
        st.success(said, icon=":material/check:")
    found = queries.withheld_wordings(store, filters)
    if found.empty:
        st.caption(text("questions.review.none"))
        return
    shown, hidden = text("questions.review.state_released"), text("questions.review.state_hidden")
    found["state"] = [shown if released else hidden for released in found["released"]]
    questions_table(store, found, ["wording", "times", "state", "last_day"], alt=text("questions.review.alt"))
    row = st.selectbox(
        text("questions.review.choice"),
        range(len(found)),
        index=None,
        format_func=lambda row: f"{row + 1}. {found['wording'].iloc[row]}",
        placeholder=text("questions.review.choice_placeholder"),
        key="released_row",
    )
    if row is None:
        return
    chosen = found.iloc[row]
    text_id = int(chosen["text_id"])
    if chosen["released"] and st.button(text("questions.review.withdraw"), icon=":material/visibility_off:"):
        releases.withdraw(store, text_id)
        _say(text("questions.review.withdrawn"))
    if not chosen["released"] and st.button(text("questions.review.release"), icon=":material/visibility:"):
        releases.release(store, text_id)
        _say(text("questions.review.released"))


def _say(said: str) -> None:
    """Show the page anew with a word on what was done; its rows may stand in another order now."""
    st.session_state[_SAID] = said
    st.session_state.pop("released_row", None)
    st.rerun()
