from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
import pytest

from analytics import queries
from analytics.population import Filters
from analytics.review.groups import SMALL, Group, counted, families, groups
from benchmarks import review as simulated
from data.store import Store

LAST = date(2026, 11, 16)
FIRST = LAST - timedelta(weeks=19)


def _groups(**interviews: tuple[str, int]) -> dict[tuple[str, str], Group]:
    """The groups of a log: by role, its department and its interviews in the last week, at two stages."""
    rows = [
        ("all", role, department, stage, pd.Timestamp(LAST), number // 2)
        for role, (department, number) in interviews.items()
        for stage in ("Phone", "Final")
    ]
    frame = pd.DataFrame(rows, columns=["subject", "role", "department", "stage", "week", "interviews"])
    return {(group.kind, group.name): group for group in groups(counted(frame, ["growth"], FIRST, LAST))}


def test_small_roles_are_pooled_by_department() -> None:
    """Small roles of a department are looked at together, large ones alone; a lone small role is dropped."""
    found = _groups(
        Cook=("Kitchen", SMALL - 6), Baker=("Kitchen", SMALL - 2), Waiter=("Kitchen", SMALL + 2), Clerk=("Office", 4)
    )
    assert {("all", ""), ("role", "Waiter"), ("family", "Kitchen"), ("stage", "Phone"), ("stage", "Final")} == set(
        found
    )
    assert found["family", "Kitchen"].roles == ("Baker", "Cook")


def test_without_departments_a_family_shares_a_word() -> None:
    """Words for a grade join nobody; feminine and plural forms are one word; the order of roles does not matter."""
    size = {
        "Infirmier de nuit": 9,
        "Infirmière scolaire": 8,
        "Data engineer": 7,
        "Senior engineer": 5,
        "Senior cook": 6,
    }
    small = dict.fromkeys(size, "")
    expected = [
        ("engineer", ("Data engineer", "Senior engineer")),
        ("infirmier", ("Infirmier de nuit", "Infirmière scolaire")),
    ]
    assert expected == families(small, size) == families(dict(reversed(small.items())), size)


def test_a_group_that_holds_everybody_is_not_looked_at_twice() -> None:
    """A log of one role has no group for it beside everybody's."""
    assert ("role", "Cook") not in _groups(Cook=("Kitchen", 200))


@pytest.mark.parametrize("seed", [1, 2])
def test_the_store_counts_what_the_simulation_counts(
    store: Store, fill: Callable[..., str], held: Any, seed: int
) -> None:
    """The numbers that simulations are judged on are those that the store and its query give for the same log."""
    made = simulated.simulation(simulated.JUMP, seed, weeks=20)
    interviews: Any = made.interviews.itertuples()
    asked = made.questions[made.questions["theme"] != ""].groupby("interview_id")["theme"].unique()
    fill(
        [
            held(
                row.day.date(),
                str(row.role),
                [(f"{theme}?", [theme]) for theme in asked.get(row.interview_id, ())],
                stage=str(row.stage),
                department=str(row.department),
            )
            for row in interviews
        ]
    )
    until = simulated.LAST + timedelta(days=6)
    rows = queries.weekly_counts(store, Filters(), FIRST, until)
    stored, simple = (counted(frame, simulated.THEMES, FIRST, LAST) for frame in (rows, simulated.counts(made)))
    assert (stored.roles, stored.stages, stored.departments) == (simple.roles, simple.stages, simple.departments)
    assert np.array_equal(stored.held, simple.held)
    assert np.array_equal(stored.asked, simple.asked)
