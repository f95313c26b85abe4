"""The tests behind "differs"; those behind "changed" are in ``analytics.review``.

Asked rates and their intervals are computed in SQL.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.stats import hypergeom

Counts = npt.ArrayLike
Floats = npt.NDArray[np.float64]

FALSE_DISCOVERY_RATE = 0.05
"""Share of false findings accepted among the findings shown (Benjamini and Hochberg 1995)."""


_Z = 1.959963984540054  # the normal distribution's 97.5 % point


def wilson_interval(right: Counts, tried: Counts) -> tuple[Floats, Floats]:
    """Ends of the 95 % Wilson score interval of shares (Wilson 1927), 0 to 1; NaN where nothing was tried."""
    k, n = (np.asarray(x, dtype=np.float64) for x in (right, tried))
    with np.errstate(invalid="ignore", divide="ignore"):
        middle = (k + _Z**2 / 2) / (n + _Z**2)
        half = _Z * np.sqrt(k * (n - k) / n + _Z**2 / 4) / (n + _Z**2)
        return np.clip(middle - half, 0.0, 1.0), np.clip(middle + half, 0.0, 1.0)


def two_proportion_p(asked: Counts, held: Counts, other_asked: Counts, other_held: Counts) -> Floats:
    """Two-sided p-values that two groups of interviews share one asked rate, one value per pair.

    Fisher's exact test, twice the smaller tail (Agresti 2013, "Categorical Data Analysis", §3.5): it never
    calls more than it promises, at any size, which the normal approximation and the mid-P value do. A group
    without interviews gives 1.
    """
    a, n, b, m = (np.atleast_1d(np.asarray(x, dtype=np.int64)) for x in (asked, held, other_asked, other_held))
    at_least = hypergeom.sf(a - 1, n + m, a + b, n)
    at_most = hypergeom.cdf(a, n + m, a + b, n)
    p = np.clip(2 * np.minimum(at_least, at_most), 0.0, 1.0)
    return np.asarray(np.where((n == 0) | (m == 0), 1.0, p), dtype=np.float64)


def adjusted_p(p: npt.ArrayLike) -> Floats:
    """Benjamini-Hochberg q-values: the false discovery rate at which each test would just be called.

    q(i) = min over j >= i of p(j) · tests / j, in order of p (Benjamini and Hochberg 1995, JRSS B 57).
    """
    values = np.asarray(p, dtype=np.float64)
    if values.size == 0:
        return values
    order = np.argsort(values, kind="stable")
    scaled = values[order] * values.size / np.arange(1, values.size + 1)
    q = np.empty_like(values)
    q[order] = np.minimum.accumulate(scaled[::-1])[::-1]
    return np.clip(q, 0.0, 1.0)
