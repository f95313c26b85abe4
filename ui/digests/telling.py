"""What the screen of digests says between two runs: what was just done, and which digest is being changed."""

from __future__ import annotations

import streamlit as st

from ui.texts import plain

_SAID, _EDITED, _TURN = "said_of_digests", "digest_edited", "digest_turn"


def said_before() -> None:
    """What was done before the screen was shown anew."""
    if said := st.session_state.pop(_SAID, None):
        st.success(plain(said), icon=":material/check:")


def edit(number: int | None) -> None:
    """Show the screen anew with the form of one digest."""
    st.session_state[_EDITED] = number
    st.rerun()


def edited() -> int | None:
    """The number of the digest being changed; None where the form is for a new one."""
    number: int | None = st.session_state.get(_EDITED)
    return number


def turn() -> int:
    """Part of the keys of the form's fields: another after each save, which empties them."""
    return int(st.session_state.get(_TURN, 0))


def done() -> None:
    """Leave the form: the screen is shown anew with an empty one."""
    st.session_state.pop(_EDITED, None)
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
    st.rerun()


def say(said: str) -> None:
    """Show the screen anew with a word on what was done."""
    st.session_state[_SAID] = said
    done()
