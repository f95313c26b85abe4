"""Choices that several screens share: a theme among all questions; a click on a mark as another way to choose."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from analytics.themes.taxonomy import Taxonomy
from ui import address
from ui.texts import reader_language, text


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


def theme_chosen(taxonomy: Taxonomy) -> str | None:
    """The theme whose questions are looked at, ``unclassified`` for those without one; None for all of them."""
    special = {"all": text("questions.all_themes"), "unclassified": text("questions.unclassified")}
    theme = address.choice(
        "about",
        text("questions.theme"),
        ["all", "unclassified", *taxonomy.ids],
        "all",
        lambda theme: special.get(theme) or taxonomy.label(theme, reader_language()),
    )
    return None if theme == "all" else theme
