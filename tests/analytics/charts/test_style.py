from __future__ import annotations

from datetime import date

import pytest

from analytics.charts import style
from analytics.themes.taxonomy import SLOTS, shipped, shipped_ids


@pytest.mark.parametrize(
    ("raw", "inert"),
    [
        ("<b>x</b>", "&lt;b&gt;x&lt;/b&gt;"),
        ("a & b", "a &amp; b"),
        ("$x^2$", "&#36;x^2&#36;"),
        ("%{customdata}", "&#37;{customdata}"),
        ("two\nlines\u202e", "two lines"),
    ],
)
def test_escape(raw: str, inert: str) -> None:
    """Tags, entities, formulas, templates and control characters of a name reach a figure as letters."""
    assert inert == style.escape(raw)


def test_twelve_colours() -> None:
    """Every theme has a colour of its own in every appearance."""
    for appearance in ("light", "dark", "print"):
        colours = {style.theme_mark(shipped().slot(theme), appearance).colour for theme in shipped_ids()}
        assert len(shipped_ids()) == len(colours)


@pytest.mark.parametrize("appearance", ["light", "dark", "print"])
def test_every_slot_has_a_mark_of_its_own(appearance: style.Appearance) -> None:
    """Themes of one colour differ in dash and in symbol, so that colour is never alone to tell them apart."""
    marks = [style.theme_mark(slot, appearance) for slot in range(SLOTS)]
    assert len({(mark.colour, mark.dash) for mark in marks}) == SLOTS
    assert len({(mark.colour, mark.symbol) for mark in marks}) == SLOTS
    assert len({(mark.colour, mark.letter) for mark in marks}) == SLOTS
    assert {"dot", "circle-open"}.isdisjoint({part for mark in marks for part in (mark.dash, mark.symbol)})


def test_contrast_of_themes_with_the_page() -> None:
    """A theme's line can be told from the page: contrast of at least 3:1, as WCAG asks of graphics."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    def contrast(one: str, other: str) -> float:
        lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
        return (lighter + 0.05) / (darker + 0.05)

    assert min(contrast(colour, "#ffffff") for colour in style.palette("light").themes) >= 3
    assert min(contrast(colour, "#15171c") for colour in style.palette("dark").themes) >= 3


def test_period_names() -> None:
    """Periods are named in the reader's language."""
    first = date(2026, 10, 1)
    assert style.period_name(first, "month", "fr") == "octobre 2026"
    assert style.period_name(first, "quarter", "fr") == "T4 2026"
    assert style.period_name(first, "quarter", "en") == "Q4 2026"
    assert style.period_name(first, "week", "en") == "week of 1 Oct 2026"


def test_long_names_are_cut_before_they_are_escaped() -> None:
    """An entity is never cut in half."""
    assert style.shortened("a&bcdef", width=3) == "a&amp;…"
    assert style.wrapped("Outils et méthodes", width=12) == "Outils et<br>méthodes"


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Équilibre de vie", "Équilibre<br>de vie"),
        ("Rémunération", "Rémunération"),
        ("Responsable de magasin spécialisé", "Responsable<br>de magasin…"),
        ("Anticonstitutionnellement", "Anticonstitu<br>…"),
        ("", ""),
    ],
)
def test_lines_are_even(name: str, lines: str) -> None:
    """No word stands alone where it need not; what is too long is cut as before."""
    assert style.wrapped(name, 12, lines=2) == lines
