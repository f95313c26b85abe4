"""A choice that several screens share: a theme among all questions."""

from __future__ import annotations

from analytics.themes.taxonomy import Taxonomy
from ui import address
from ui.texts import reader_language, text


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
