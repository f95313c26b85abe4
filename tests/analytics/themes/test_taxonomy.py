"""The taxonomy's contract: what every screen, chart and table relies on."""

import pytest

from analytics.themes.taxonomy import shipped
from data.language import LANGUAGES

SEEDS = [
    "work_life_balance",
    "remote_work",
    "compensation",
    "growth",
    "inclusion",
    "culture",
    "management",
    "team",
    "role",
    "tools_methods",
    "company",
    "hiring_process",
]


def test_the_seeds_come_in_their_order() -> None:
    """The twelve themes are there, in the order in which the product shows them."""
    assert shipped().ids == SEEDS


def test_each_theme_has_a_colour_of_its_own() -> None:
    """Two themes never share a colour slot, and every slot exists in the palettes."""
    assert sorted(theme.colour for theme in shipped().themes) == list(range(12))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_theme_is_named_and_defined(lang: str) -> None:
    """In each interface language a theme has a label, a short one that fits a chart row, and a definition."""
    themes = shipped().themes
    for theme in themes:
        assert shipped().label(theme.id, lang) == theme.label[lang] != ""
        assert 0 < len(shipped().short(theme.id, lang)) <= 22
        assert len(theme.definition[lang].split()) > 10
    assert len({theme.label[lang] for theme in themes}) == len({theme.short[lang] for theme in themes}) == len(themes)
