from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from analytics import queries
from analytics.population import Filters, PopulationRefused, population
from data.store import Store

MONDAY = date(2026, 8, 31)
Fill = Callable[..., str]


def _weeks(held: Any, counts: list[int], **attributes: Any) -> list[Any]:
    return [held(MONDAY + timedelta(weeks=w), **attributes) for w, count in enumerate(counts) for _ in range(count)]


def test_a_filter_that_chooses_too_few_is_refused(store: Store, fill: Fill, held: Any) -> None:
    """Four interviews of a role are under the minimum of five."""
    fill([*_weeks(held, [20]), *_weeks(held, [4], role="Cook"), *_weeks(held, [9], role="Driver")])
    with pytest.raises(PopulationRefused) as raised:
        population(store, Filters(roles=("Cook",)))
    assert "population_too_small" == raised.value.code


def test_a_filter_that_leaves_out_too_few_is_refused(store: Store, fill: Fill, held: Any) -> None:
    """Choosing all but four interviews would show the four by subtraction."""
    fill([*_weeks(held, [20]), *_weeks(held, [4], role="Cook")])
    with pytest.raises(PopulationRefused) as raised:
        population(store, Filters(roles=("Nurse",)))
    assert "population_leaves_few" == raised.value.code


def test_a_small_value_cannot_hide_behind_a_large_one(store: Store, fill: Fill, held: Any) -> None:
    """Nurse and Cook together minus Nurse alone would be the four cooks."""
    fill([*_weeks(held, [20]), *_weeks(held, [4], role="Cook"), *_weeks(held, [9], role="Driver")])
    with pytest.raises(PopulationRefused):
        population(store, Filters(roles=("Nurse", "Cook")))


def test_the_minimum_is_a_setting(store: Store, fill: Fill, held: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A minimum of four lets the four cooks through."""
    fill([*_weeks(held, [20]), *_weeks(held, [4], role="Cook")])
    monkeypatch.setenv("VICE_VERSA_MINIMUM_GROUP", "4")
    assert 4 == population(store, Filters(roles=("Cook",))).interviews


def test_a_period_is_widened_to_whole_weeks_with_enough(store: Store, fill: Fill, held: Any) -> None:
    """Weeks of 3 and 2 interviews form one block: a period that touches one takes both."""
    fill(_weeks(held, [20, 3, 2, 20]))
    chosen = population(store, Filters(since=MONDAY + timedelta(weeks=2, days=3)))
    assert MONDAY + timedelta(weeks=1) == chosen.filters.since
    assert chosen.widened
    assert 25 == chosen.interviews


def test_an_empty_store_is_an_empty_population(store: Store) -> None:
    """Nothing held is not a refusal."""
    assert 0 == population(store, Filters()).interviews


def test_a_value_that_does_not_exist_chooses_nothing(store: Store, fill: Fill, held: Any) -> None:
    """A role from an old link, or SQL written into the address, finds nothing and harms nothing."""
    fill(_weeks(held, [20]))
    assert 0 == population(store, Filters(roles=("'; DROP TABLE question; --",))).interviews
    assert 20 == population(store, Filters()).interviews


def test_no_two_allowed_views_differ_by_a_small_group(store: Store, fill: Fill, held: Any) -> None:
    """For random logs and all pairs of nested allowed views, the difference is no interview or at least the minimum."""
    draw = np.random.default_rng(3)
    interviews = []
    for role, stage in itertools.product("ABC", "XY"):
        for week in range(10):
            interviews += [
                held(MONDAY + timedelta(weeks=week), role=role, stage=stage) for _ in range(draw.integers(0, 4))
            ]
    fill(interviews)
    roles = [None, ("A",), ("B",), ("A", "B"), ("A", "C"), ("B", "C")]
    stages = [None, ("X",), ("Y",)]
    windows = [(a, b) for a in range(0, 10, 2) for b in range(a, 10, 3)]
    allowed: dict[tuple[Any, ...], set[int]] = {}
    for chosen_roles, chosen_stages, (a, b) in itertools.product(roles, stages, windows):
        filters = Filters(
            MONDAY + timedelta(weeks=a), MONDAY + timedelta(weeks=b, days=6), roles=chosen_roles, stages=chosen_stages
        )
        try:
            chosen = population(store, filters).filters
        except PopulationRefused:
            continue
        assert chosen.since is not None
        assert chosen.until is not None
        allowed[(chosen_roles, chosen_stages, a, b)] = {
            number
            for number, one in enumerate(interviews)
            if chosen.since <= one.day <= chosen.until
            and (chosen_roles is None or one.role in chosen_roles)
            and (chosen_stages is None or one.stage in chosen_stages)
        }
    assert len(allowed) > 20
    small = [
        (one, other)
        for (one, seen), (other, also_seen) in itertools.permutations(allowed.items(), 2)
        if also_seen < seen and len(seen - also_seen) < 5 and one[:2] == other[:2]
    ]
    assert [] == small


def test_every_query_is_refused_with_its_population(store: Store, fill: Fill, held: Any) -> None:
    """No query answers for a group under the minimum, whatever is asked of it."""
    fill([*_weeks(held, [20], asked=["Pay?"]), *_weeks(held, [4], role="Cook", asked=["Shifts?"])])
    few = Filters(roles=("Cook",))
    asked: list[Callable[[], object]] = [
        lambda: queries.summary(store, few),
        lambda: queries.theme_rates(store, few),
        lambda: queries.rates(store, few, ("stage",), "week"),
        lambda: queries.week_rates(store, few, MONDAY),
        lambda: queries.role_rates(store, few),
        lambda: queries.wordings(store, few),
        lambda: queries.latest_questions(store, few),
        lambda: queries.questions(store, few),
    ]
    for query in asked:
        with pytest.raises(PopulationRefused):
            query()


def test_wordings_of_a_small_role_are_not_listed(store: Store, fill: Fill, held: Any) -> None:
    """Under no filter the wordings of a role with four interviews stay away from every list."""
    fill([*_weeks(held, [20], asked=["Pay?"]), *_weeks(held, [4], role="Cook", asked=["Who tastes the soup?"])])
    assert ["Pay?"] == queries.wordings(store, Filters())["wording"].tolist()
    assert {"Pay?"} == set(queries.latest_questions(store, Filters())["wording"])
    assert {"Pay?"} == set(queries.questions(store, Filters())["question"])


def test_a_small_place_is_not_named_beside_a_wording(store: Store, fill: Fill, held: Any) -> None:
    """An attribute's value under the minimum is emptied; alone in being empty, its questions are left out."""
    many = [*_weeks(held, [20], asked=["Pay?"], location="Lyon"), *_weeks(held, [9], asked=["Pay?"])]
    few = _weeks(held, [3], asked=["Parking?"], location="Gap")
    fill([*many, *few])
    listed = queries.questions(store, Filters())
    assert "Gap" not in set(listed["location"])
    assert "Parking?" in set(listed["question"])
    fill(_weeks(held, [30], asked=["Pay?"], location="Lyon"), "import-2", first=1000)
