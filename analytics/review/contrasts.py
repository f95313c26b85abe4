"""The tests behind a review: has a theme's asked rate moved by the end of a row of weeks, and in which shape?

A *contrast* gives each week a weight: a step (0 before, 1 in the latest weeks) or a slope (0 before, then rising to
1 at the end). Its statistic is the sum of the weights of the interviews in which the theme was asked. Were nothing
changing, those would be drawn from all the interviews held whatever their week, and the statistic would be a total
of a sample from a finite population, whose first three moments are known exactly. They are taken cell by cell (one
role at one stage) and added up, so that a week with more final interviews, or with more interviews of a role that
always asks for it, is no change (Mantel and Haenszel 1959; Mantel 1963; for slopes Cochran 1954, Armitage 1955).
The p-value is the tail of the gamma distribution with these moments.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.special import gammainc, gammaincc, ndtr

Floats = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]
Shape = Literal["step", "slope"]

QUARTER, BEFORE = 13, 52
"""Weeks within which a jump is news, and the weeks before a change that it is compared with: a year has all seasons."""

STEPS = (1, 2, 3, 4, 5, 6, 8, 10, QUARTER)
SLOPES = (QUARTER, 26, 52)
"""Lengths in weeks of what is tested: jumps within the quarter, drifts over a quarter, half a year, a year."""

WEEKS = max(SLOPES) + BEFORE
"""Weeks that a review looks at, the week itself included."""

_SURELY = 0.99
"""A p-value above it says no more: one of 1 would drown all the others where they are combined."""


@dataclass(frozen=True)
class Contrast:
    """A shape that a change may have, begun ``length`` weeks before the end."""

    shape: Shape
    length: int

    @property
    def weights(self) -> Floats:
        """By week, oldest of ``WEEKS`` first; nan for a week that plays no part."""
        weights = np.full(WEEKS, np.nan)
        weights[max(0, WEEKS - self.length - BEFORE) :] = 0.0
        weights[-self.length :] = 1.0 if self.shape == "step" else np.arange(1, self.length + 1) / self.length
        return weights


TESTED = (*(Contrast("step", length) for length in STEPS), *(Contrast("slope", length) for length in SLOPES))
"""What every theme is tested for in every group."""


@dataclass(frozen=True)
class Moments:
    """Statistics under the hypothesis that nothing changed, by theme, cell (or group of cells) and contrast.

    ``distance`` from the mean, ``variance``, ``third`` central moment, and how far the statistic could have been
    from its mean at most: ``below`` and ``above``.
    """

    distance: Floats
    variance: Floats
    third: Floats
    below: Floats
    above: Floats

    def of(self, groups: Floats) -> Moments:
        """The moments of groups of cells; ``groups``: 1 where a group (row) holds a cell (column), else 0."""
        parts = (self.distance, self.variance, self.third, self.below, self.above)
        return Moments(*(np.matmul(groups, part) for part in parts))

    def sums(self, theme: int, cells: npt.NDArray[np.bool_], contrast: int) -> Moments:
        """The moments of one theme and contrast over some cells."""
        parts = (self.distance, self.variance, self.third, self.below, self.above)
        return Moments(*(part[theme, cells, contrast].sum() for part in parts))

    @property
    def score(self) -> Floats:
        """The distance in standard deviations; 0 where nothing can be told."""
        return np.where(self.variance > 0, self.distance / np.sqrt(np.where(self.variance > 0, self.variance, 1)), 0.0)


def moments(asked: Counts, held: Counts, contrasts: Iterable[Contrast] = TESTED) -> Moments:
    """The moments of every contrast. ``asked``: theme × cell × week, ``held``: cell × week; the last week last."""
    weights = np.array([contrast.weights for contrast in contrasts])
    used = np.isfinite(weights).astype(np.float64).T
    weights = np.nan_to_num(weights).T
    n, a = held @ used, asked @ used
    mean, square, cube = (held @ weights**power / np.where(n > 0, n, 1) for power in (1, 2, 3))
    spread = square - mean**2
    skew = cube - 3 * mean * square + 2 * mean**3
    return Moments(
        distance=asked @ weights - a * mean,
        variance=np.where(n > 1, a * (n - a) * spread / np.maximum(n - 1, 1), 0.0),
        third=np.where(n > 2, a * (n - a) * (n - 2 * a) * skew / np.maximum((n - 1) * (n - 2), 1), 0.0),
        below=a * mean,
        above=a * (1 - mean),
    )


def p_values(found: Moments) -> Floats:
    """Two-sided p-values; 1 where nothing can be told.

    The tail beyond the statistic, and once more as much where the other tail could reach so far at all (after
    Blaker 2000): five interviews in which a rare theme was asked have no other tail. Without a correction for
    continuity, as the mid-P value has none (Lancaster 1961).
    """
    up = found.distance > 0
    third = found.third * np.where(up, 1, -1)
    one = tail(np.abs(found.distance), found.variance, third)
    other = tail(np.where(up, found.below, found.above), found.variance, -third)
    return np.where(found.variance > 0, np.clip(np.where(other > one, one, 2 * one), 0.0, 1.0), 1.0)


def tail(distance: npt.ArrayLike, variance: npt.ArrayLike, third: npt.ArrayLike) -> Floats:
    """Chance of a distance upwards from the mean as large as this one, in a gamma distribution of such moments.

    Pearson's type III; the normal distribution where there is no third moment, 1 where there is no variance.
    """
    distance, variance, third = (np.asarray(x, dtype=np.float64) for x in (distance, variance, third))
    deviation = np.sqrt(np.where(variance > 0, variance, 1))
    z, skewness = distance / deviation, third / deviation**3
    bent = np.abs(skewness) > 1e-4
    k = 4 / np.where(bent, skewness, 1.0) ** 2
    right, left = gammaincc(k, k + z * np.sqrt(k)), gammainc(k, np.maximum(k - z * np.sqrt(k), 0.0))
    found: Floats = np.where(variance > 0, np.where(bent, np.where(skewness > 0, right, left), ndtr(-z)), 1.0)
    return found


def combined(p: Floats) -> Floats:
    """One p-value from those of the contrasts (last axis): the Cauchy combination (Liu and Xie 2020, JASA 115).

    Tests of overlapping weeks depend on each other; this loses less by it than a correction for their number.
    """
    small = np.maximum(p, 1e-15)
    mean = np.tan((0.5 - np.minimum(small, _SURELY)) * np.pi).mean(axis=-1)
    # Far out, the difference from a half would lose its digits.
    found: Floats = np.where(mean > 1e5, 1 / (np.pi * np.maximum(mean, 1.0)), 0.5 - np.arctan(mean) / np.pi)
    return found
