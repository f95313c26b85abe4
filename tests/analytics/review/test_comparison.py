from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from analytics import queries
from analytics.population import Filters
from analytics.review import comparison
from data.store import Store

WEEK = date(2026, 11, 9)
HOME = ("May I work from home?", ["remote_work"])


@pytest.mark.parametrize(
    ("week", "around"),
    [
        (WEEK, date(2025, 11, 10)),
        (date(2026, 12, 28), date(2025, 12, 22)),  # 2026 has 53 weeks, 2025 has 52
        (date(2026, 1, 5), date(2025, 1, 6)),
    ],
)
def test_a_year_before_is_the_same_iso_week(week: date, around: date) -> None:
    """The ISO week of the same number lies in the middle of five weeks of the year before."""
    first, last = comparison.year_before(week)
    assert (around - timedelta(weeks=2), around + timedelta(days=20)) == (first, last)


def test_a_quarter_before() -> None:
    """The thirteen weeks up to the day before the week."""
    assert comparison.quarter_before(WEEK) == (date(2026, 8, 10), date(2026, 11, 8))


def test_a_week_beside_another_year(store: Store, fill: Callable[..., str], held: Any) -> None:
    """Rates of the period stand where those of the reference period stood, and only what differs is marked."""
    then = [held(WEEK - timedelta(weeks=52), asked=[HOME] if number < 3 else []) for number in range(40)]
    now = [held(WEEK, asked=[HOME] if number < 30 else []) for number in range(40)]
    fill([*then, *now])
    rates = queries.week_rates(store, Filters(), WEEK)
    frame: Any = comparison.compared(store, rates, Filters(), comparison.year_before(WEEK)).set_index("theme")
    columns = ["asked", "interviews", "reference_asked", "reference_interviews", "changed"]
    assert [30, 40, 3, 40, True] == frame.loc["remote_work", columns].tolist()
    assert ["remote_work"] == list(frame.index[frame["changed"]])


def test_a_period_without_interviews(store: Store, fill: Callable[..., str], held: Any) -> None:
    """A period in which nothing was held differs in nothing."""
    fill([held(WEEK, asked=[HOME]) for _ in range(20)])
    rates = queries.week_rates(store, Filters(), WEEK)
    empty = comparison.compared(store, rates, Filters(), comparison.year_before(WEEK))
    assert not empty["changed"].any()
