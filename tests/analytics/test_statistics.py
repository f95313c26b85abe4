from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import fisher_exact

from analytics.statistics import FALSE_DISCOVERY_RATE, adjusted_p, two_proportion_p
from data.store import Store


def test_p_is_twice_the_smaller_tail_of_fishers_test() -> None:
    """The value agrees with SciPy's exact test of one side, doubled."""
    exact = 2 * fisher_exact([[12, 38], [10, 140]], alternative="greater").pvalue
    assert exact == pytest.approx(float(two_proportion_p(12, 50, 10, 150)[0]))


def test_p_of_equal_shares_is_one_and_is_symmetric() -> None:
    """Equal rates give no evidence, and exchanging the groups changes nothing."""
    assert float(two_proportion_p(5, 50, 10, 100)[0]) > 0.9
    assert two_proportion_p(9, 40, 30, 300) == pytest.approx(two_proportion_p(30, 300, 9, 40))


def test_p_without_interviews_is_one() -> None:
    """A group without interviews never counts as different."""
    assert [1.0, 1.0] == two_proportion_p([0, 3], [0, 10], [5, 0], [50, 0]).tolist()


def test_q_values_follow_benjamini_and_hochberg() -> None:
    """Worked example: p of 0.01, 0.04, 0.03, 0.005 become 0.02, 0.04, 0.04, 0.02."""
    assert [0.02, 0.04, 0.04, 0.02] == pytest.approx(adjusted_p([0.01, 0.04, 0.03, 0.005]).tolist())
    assert [] == adjusted_p([]).tolist()


@pytest.mark.parametrize("interviews", [8, 15, 40, 200])
def test_quiet_weeks_rarely_show_a_change(interviews: int) -> None:
    """On logs without real change at most 5 % of weeks show any change, over all twelve themes at once."""
    draw = np.random.default_rng(2026)
    rates = np.array([0.4, 0.36, 0.3, 0.27, 0.25, 0.23, 0.2, 0.14, 0.1, 0.06, 0.04, 0.02])
    weeks = 2000
    asked = draw.binomial(interviews, rates, (weeks, 12))
    before = draw.binomial(interviews * 8, rates, (weeks, 12))
    held, held_before = np.full_like(asked, interviews), np.full_like(before, interviews * 8)
    p = two_proportion_p(asked.ravel(), held.ravel(), before.ravel(), held_before.ravel()).reshape(weeks, 12)
    changed = sum(bool((adjusted_p(week) <= FALSE_DISCOVERY_RATE).any()) for week in p)
    assert changed / weeks <= 0.05


def test_a_real_jump_is_found() -> None:
    """A rate that goes from 8 % to 24 % at 150 interviews a week is called."""
    p = np.ones(12)
    p[0] = two_proportion_p(36, 150, 96, 1200)[0]
    assert adjusted_p(p)[0] <= FALSE_DISCOVERY_RATE


@pytest.mark.parametrize(
    ("asked", "held", "low", "high"),
    [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (31, 100, 0.2278, 0.4063), (1, 2, 0.0945, 0.9055)],
)
def test_wilson_interval(store: Store, asked: int, held: int, low: float, high: float) -> None:
    """The SQL macros give the published Wilson score interval."""
    row = store.rows("select wilson_low($a, $n) as low, wilson_high($a, $n) as high", {"a": asked, "n": held}).iloc[0]
    assert [low, high] == pytest.approx([row["low"], row["high"]], abs=5e-4)
