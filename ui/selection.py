"""A click on a mark makes the same choice as a widget."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from ui import address


def picked(chart: str, *choices: str) -> Callable[[], None]:
    """A callback for ``on_select`` of the chart with this key.

    Every mark carries (theme, role, period); ``choices`` name, in that order, what they choose in the
    address. An empty name or value leaves its choice alone.
    """

    def choose() -> None:
        points = st.session_state[chart].selection.points
        if not points or not points[0].get("customdata"):
            return
        for choice, value in zip(choices, points[0]["customdata"], strict=False):
            if choice and value:
                address.choose(choice, value)

    return choose
