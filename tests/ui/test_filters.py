from __future__ import annotations

from dataclasses import fields

from analytics.population import ATTRIBUTES, Filters
from data import language
from ui.filters import DEFAULT_PERIOD, FILTERS, PERIODS, autonym


def test_every_attribute_of_the_population_has_its_filter() -> None:
    """The filters on the screen and those of the population are the same set."""
    assert {filter_.attribute for filter_ in FILTERS} == set(ATTRIBUTES)
    assert {field.name for field in fields(Filters)} == {*ATTRIBUTES, "since", "until"}


def test_every_filter_and_period_has_its_text() -> None:
    """Labels exist in every language."""
    for lang in language.LANGUAGES:
        assert all(language.text(f"filters.label.{filter_.name}", lang) for filter_ in FILTERS)
        assert all(language.text(f"filters.period.{period}", lang) for period in PERIODS)
    assert DEFAULT_PERIOD in PERIODS


def test_languages_are_named_by_their_speakers() -> None:
    """The filter on languages reads the same for every reader, so that an address means the same."""
    assert autonym("fr") == "Français"
    assert autonym("en") == "English"
    assert autonym("Klingon?") == "Klingon?"
