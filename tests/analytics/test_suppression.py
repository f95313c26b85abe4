from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.suppression import protected


def _frame(rows: list[tuple[str, str, int]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["role", "period", "interviews"])
    return frame.assign(asked=1, rate=0.1, low=0.0, high=0.5)


def _hidden(frame: pd.DataFrame, dims: tuple[str, ...] = ("role",)) -> list[str]:
    out = protected(frame, dims, 5)
    return ["/".join(row[d] for d in dims) for _, row in out[out["suppressed"]].iterrows()]


def test_a_group_under_the_minimum_is_emptied() -> None:
    """Every figure of a small group is gone; its name and the mark stay."""
    out = protected(_frame([("A", "", 50), ("B", "", 40), ("C", "", 3), ("D", "", 2)]), ("role",), 5)
    small = out[out["role"] == "C"].iloc[0]
    assert bool(small["suppressed"])
    assert small[["interviews", "asked", "rate", "low", "high"]].isna().all()


def test_one_small_group_takes_the_next_smallest_with_it() -> None:
    """With one group hidden, the total would give it away: the next smallest is hidden too."""
    assert ["B", "C"] == _hidden(_frame([("A", "", 50), ("B", "", 40), ("C", "", 3)]))


def test_two_small_groups_that_stay_small_together_take_a_third() -> None:
    """Two groups of 2 and 2 are 4 together: still under the minimum, so one more is hidden."""
    assert ["B", "C", "D"] == _hidden(_frame([("A", "", 50), ("B", "", 40), ("C", "", 2), ("D", "", 2)]))


def test_two_small_groups_that_are_enough_together_stand_alone() -> None:
    """Groups of 3 and 4 hide each other; no other group suffers."""
    assert ["C", "D"] == _hidden(_frame([("A", "", 50), ("B", "", 40), ("C", "", 3), ("D", "", 4)]))


def test_no_line_of_a_table_gives_a_cell_away() -> None:
    """In a table of roles and weeks every line with a hidden cell has at least two, with the minimum together."""
    draw = np.random.default_rng(7)
    for _ in range(30):
        sizes = draw.integers(1, 30, (5, 8))
        rows = [(f"r{i}", f"w{j}", int(n)) for (i, j), n in np.ndenumerate(sizes)]
        out = protected(_frame(rows), ("role", "period"), 5)
        hidden = out["suppressed"].to_numpy().reshape(sizes.shape)
        assert hidden[sizes < 5].all()
        for axis in (0, 1):
            count, total = hidden.sum(axis=axis), (sizes * hidden).sum(axis=axis)
            lines = count > 0
            assert ((count[lines] >= 2) & (total[lines] >= 5)).all()


def test_a_period_whose_rest_is_small_is_hidden() -> None:
    """What the filters leave out of a period must not be told by subtraction from all of it."""
    frame = _frame([("", "w1", 40), ("", "w2", 30), ("", "w3", 20)]).assign(outside=[0, 3, 12])
    assert {"w2", "w3"} == set(_hidden(frame, ("period",)))


@pytest.mark.parametrize(("interviews", "hidden"), [(0, False), (4, True), (5, False)])
def test_a_whole_population_needs_the_minimum(interviews: int, hidden: bool) -> None:
    """Without groups the population itself is the group."""
    assert hidden == bool(protected(_frame([("", "", interviews)]), (), 5)["suppressed"].iloc[0])
