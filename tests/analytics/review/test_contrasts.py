from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import hypergeom

from analytics.review.contrasts import BEFORE, WEEKS, Contrast, Counts, combined, moments, p_values

STEP = Contrast("step", 3)


def _log(before: tuple[int, int], after: tuple[int, int], length: int = 3) -> tuple[Counts, Counts]:
    """One theme in one cell: (asked, held) a week, in the weeks before and in those since."""
    asked, held = np.zeros((1, 1, WEEKS), dtype=np.int64), np.zeros((1, WEEKS), dtype=np.int64)
    for cut, (hits, interviews) in ((slice(-length - BEFORE, -length), before), (slice(-length, None), after)):
        asked[..., cut], held[..., cut] = hits, interviews
    return asked, held


def _joined(*logs: tuple[Counts, Counts]) -> tuple[Counts, Counts]:
    return np.concatenate([asked for asked, _ in logs], axis=1), np.concatenate([held for _, held in logs])


def test_a_step_has_the_moments_of_the_hypergeometric_distribution() -> None:
    """Mean, variance and third moment of a step are those that SciPy gives for drawing without putting back."""
    found = moments(*_log((1, 10), (4, 10)), [STEP])
    exact = hypergeom(10 * (BEFORE + 3), BEFORE + 12, 30)
    mean, variance, skewness = (float(x) for x in exact.stats("mvs"))
    assert found.distance.item() == pytest.approx(12 - mean)
    assert found.variance.item() == pytest.approx(variance)
    assert found.third.item() == pytest.approx(skewness * variance**1.5)


@pytest.mark.parametrize("hits", [2, 3, 4])
def test_p_is_near_the_exact_tail(hits: int) -> None:
    """The p-value of a jump is that of Fisher's exact mid-P: one tail where the other cannot be reached, else two."""
    exact = hypergeom(10 * (BEFORE + 3), BEFORE + 3 * hits, 30)
    tail = float(exact.sf(3 * hits) + exact.pmf(3 * hits) / 2)
    p = p_values(moments(*_log((1, 10), (hits, 10)), [STEP])).item()
    assert tail <= p <= 2 * tail


def test_nothing_asked_or_nobody_held_tells_nothing() -> None:
    """A theme that nobody asked, that everybody asked, or that has no weeks before, gives 1."""
    for log in (_log((0, 10), (0, 10)), _log((10, 10), (10, 10)), _log((0, 0), (5, 10)), _log((0, 0), (0, 0))):
        assert p_values(moments(*log)).min() == 1.0


def test_a_change_of_mix_is_no_change() -> None:
    """Twice the interviews where a theme is always asked move the sum of two cells, and nothing within either."""
    asked, held = _joined(_log((8, 10), (24, 30)), _log((2, 20), (2, 20)))
    together = asked.sum(axis=1, keepdims=True), held.sum(axis=0, keepdims=True)
    apart = p_values(moments(asked, held, [STEP]).of(np.ones((1, 2)))).item()
    assert p_values(moments(together[0], together[1], [STEP])).item() < 0.01  # what a comparison of totals would call
    assert apart > 0.9


def test_a_slope_is_armitages_trend() -> None:
    """On one stretch of weeks the squared score of a slope is the Cochran-Armitage statistic, times (n - 1) / n."""
    draw = np.random.default_rng(3)
    held = np.zeros((1, WEEKS), dtype=np.int64)
    held[:, -13:] = draw.integers(5, 20, 13)
    asked = draw.binomial(held, 0.3)[None]
    n, a, weeks = held[0, -13:], asked[0, 0, -13:], np.arange(13)
    share, center = a.sum() / n.sum(), (n * weeks).sum() / n.sum()
    armitage = (a * (weeks - center)).sum() ** 2 / (share * (1 - share) * (n * (weeks - center) ** 2).sum())
    score = moments(asked, held, [Contrast("slope", 13)]).score.item()
    assert score**2 == pytest.approx(armitage * (n.sum() - 1) / n.sum())


def test_combined_p_values() -> None:
    """Equal p-values combine to themselves; one small one among many counts about its number; 1 drowns nothing."""
    assert combined(np.array([[0.01] * 9])).item() == pytest.approx(0.01)
    assert combined(np.array([[1e-6] + [0.5] * 9])).item() == pytest.approx(1e-5, rel=0.01)
    assert combined(np.array([[1e-6] + [1.0] * 9])).item() < 1.2e-5
    assert combined(np.array([[1e-14] * 3])).item() == pytest.approx(1e-14, rel=0.01)
