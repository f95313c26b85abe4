"""Charts on a screen: drawn in one way, and a click on a mark is another way to choose."""

from __future__ import annotations

from collections.abc import Callable

import plotly.graph_objects as go
import streamlit as st

from ui import address


def plot(figure: go.Figure, key: str, *, alt: str, picks: tuple[str, ...] = ()) -> None:
    """Draw a chart, its colours its own and without Plotly's buttons.

    Every mark carries (theme, role, period); ``picks`` name, in that order, what a click on it chooses in the address.
    An empty name or value leaves its choice alone.
    """
    st.plotly_chart(
        figure,
        theme=None,
        key=key,
        on_select=_picked(key, picks) if picks else "ignore",
        selection_mode="points",
        config={"displayModeBar": False},
        alt=alt,
    )


def _picked(chart: str, picks: tuple[str, ...]) -> Callable[[], None]:
    def choose() -> None:
        points = st.session_state[chart].selection.points
        if not points or not points[0].get("customdata"):
            return
        for choice, value in zip(picks, points[0]["customdata"], strict=False):
            if choice and value:
                address.choose(choice, value)

    return choose
