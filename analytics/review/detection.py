"""What changed by the last week of a log: every theme tested in every group at once, and each change told once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analytics.review.contrasts import (
    QUARTER,
    SLOPES,
    Contrast,
    Floats,
    Shape,
    combined,
    moments,
    p_values,
    tail,
)
from analytics.review.groups import Group, Log, groups
from analytics.statistics import FALSE_DISCOVERY_RATE

SHARES = {"all": 0.2, "role": 0.7, "family": 0.7, "stage": 0.1}
"""How the false discoveries allowed are shared out: everybody, roles and families together, stages."""

_PROFILED = (
    *(Contrast("step", length) for length in range(1, 2 * QUARTER + 1)),
    *(Contrast("slope", length) for length in range(8, max(SLOPES) + 1, 2)),
)
"""Where a change may have begun: any week of half a year for a jump, any second week of a year for a drift."""

_LIKELY = 3.84
"""How much less a squared score may be than the best one: the chi-squared distribution's 95 % point, of one degree."""


@dataclass(frozen=True)
class Finding:
    """A theme that changed in a group: which way, in which shape, and how many weeks ago (counting from 1).

    ``earliest`` and ``latest`` bound those weeks at 95 %; ``q`` is the false discovery rate.
    """

    theme: str
    group: Group
    up: bool
    shape: Shape
    length: int
    earliest: int
    latest: int
    q: float


@dataclass(frozen=True)
class Findings:
    """The changes, surest first, and how many tests were made for them."""

    found: tuple[Finding, ...]
    tests: int


def changes(log: Log) -> Findings:
    """The changes by the last week of ``log``, none of which another one explains.

    Focused Benjamini-Hochberg (Katsevich, Sabatti and Bogomolov 2023, JASA 118): the discoveries that the false ones
    are a share of are those told, not the tests passed, of which one change of all roles passes a dozen.
    """
    looked_at = groups(log)
    if not log.roles:
        return Findings((), 0)
    tests = _Tests(log, looked_at)
    bars = np.sort(tests.bars.ravel())
    # No more can be told than pass: a level that is too high for those is too high for the ones told.
    possible = bars[bars * bars.size <= FALSE_DISCOVERY_RATE * np.arange(1, bars.size + 1)]
    for bar in possible[::-1]:
        told = [one for theme in np.flatnonzero((tests.bars <= bar).any(axis=1)) for one in tests.told(int(theme), bar)]
        if told and bar * bars.size <= FALSE_DISCOVERY_RATE * len(told):
            told.sort(key=lambda one: tests.bars[one])
            scaled = np.array([tests.bars[one] for one in told]) * bars.size / np.arange(1, len(told) + 1)
            q = np.minimum.accumulate(scaled[::-1])[::-1]
            return Findings(tuple(map(tests.finding, told, q)), bars.size)
    return Findings((), bars.size)


class _Tests:
    """Every theme tested in every group of one log.

    ``bars`` (theme × group): the level, the same for all, at which a test would just pass: its p-value by its weight.
    """

    def __init__(self, log: Log, looked_at: list[Group]) -> None:
        self._log, self._groups = log, looked_at
        self._cells = moments(log.asked, log.held)
        self._moments = self._cells.of(np.array([group.cells for group in looked_at], dtype=np.float64))
        by_shape = p_values(self._moments)
        self._best = by_shape.argmin(axis=-1)
        self._weights = _weights(log, looked_at)
        self.bars = combined(by_shape) / self._weights
        self._begun: dict[tuple[int, int], tuple[Shape, int, int, int]] = {}

    def told(self, theme: int, bar: float) -> list[tuple[int, int]]:
        """The groups in which a theme changed at the level of ``bar``, without old news and what others explain."""
        told: list[int] = []
        for place in (int(one) for one in np.argsort(self.bars[theme]) if self.bars[theme, one] <= bar):
            if self._goes_beyond(theme, place, told, bar):
                told.append(place)
        return [(theme, place) for place in told if self._is_news(theme, place)]

    def _goes_beyond(self, theme: int, place: int, told: list[int], bar: float) -> bool:
        """Whether a group's change is more than what the groups already told imply, by the same measure as any change.

        Where part of the group is in none of them, that part must have changed by itself; where all of it is, it
        must have changed more, or less, than the rest of them did (a distance by its variance is Peto's estimate of a
        log odds ratio, Yusuf et al. 1985).
        """
        if not told:
            return True
        shape = self._best[theme, place]
        own = self._groups[place].cells
        known = np.any([self._groups[other].cells for other in told], axis=0)
        apart, rest = own & ~known, known & ~own
        part = self._cells.sums(theme, apart if apart.any() else own, shape)
        if apart.any():
            beyond, variance = part.distance, part.variance
            if (beyond > 0) != self._up(theme, place):
                return False
        else:
            others = self._cells.sums(theme, rest, shape)
            if others.variance <= 0:
                return False
            beyond = part.distance - part.variance * others.distance / others.variance
            variance = part.variance + part.variance**2 / others.variance
        p = 2 * tail(np.abs(beyond), variance, part.third * np.sign(beyond))
        return bool(p <= bar * self._weights[place])

    def _is_news(self, theme: int, place: int) -> bool:
        """Whether a change is a drift, or a jump within the quarter."""
        shape, length, *_ = self._beginning(theme, place)
        return shape == "slope" or length <= QUARTER

    def _beginning(self, theme: int, place: int) -> tuple[Shape, int, int, int]:
        if (theme, place) not in self._begun:
            self._begun[theme, place] = _begun(self._log, theme, self._groups[place], self._up(theme, place))
        return self._begun[theme, place]

    def _up(self, theme: int, place: int) -> bool:
        return bool(self._moments.distance[theme, place, self._best[theme, place]] > 0)

    def finding(self, one: tuple[int, int], q: float) -> Finding:
        """What is told of a theme in a group."""
        theme, place = one
        begun = self._beginning(theme, place)
        return Finding(self._log.themes[theme], self._groups[place], self._up(theme, place), *begun, q=float(q))


def _weights(log: Log, looked_at: list[Group]) -> Floats:
    """The weight of each group's tests, 1 on the mean (Genovese, Roeder and Wasserman 2006, Biometrika 93).

    Inside a kind, groups weigh as many interviews as they hold: a change shows where there is something to see.
    What they hold says nothing about what was asked, so the false discovery rate stays what it is.
    """
    held = np.array([log.held[group.cells].sum() for group in looked_at], dtype=np.float64)
    kinds = np.array([("role" if group.kind == "family" else group.kind) for group in looked_at])
    shares = [SHARES[kind] * own / max(1.0, held[kinds == kind].sum()) for kind, own in zip(kinds, held, strict=True)]
    weights: Floats = np.maximum(shares, 1e-9)
    weights *= len(weights) / weights.sum()
    return weights


def _begun(log: Log, theme: int, group: Group, up: bool) -> tuple[Shape, int, int, int]:
    """The shape that fits best, how many weeks ago it began, at the earliest and at the latest.

    A jump is the simpler tale: a drift is told where no jump fits as well.
    """
    asked, held = log.asked[theme : theme + 1, group.cells], log.held[group.cells]
    everything = moments(asked, held, _PROFILED).of(np.ones((1, int(group.cells.sum()))))
    score = everything.score[0, 0] * (1 if up else -1)
    squared = np.where(score > 0, score**2, 0.0)
    steps = np.array([contrast.shape == "step" for contrast in _PROFILED])
    jumped = squared[steps].max() >= squared.max() - _LIKELY
    fitting = np.where(steps == jumped, squared, -np.inf)
    best = _PROFILED[int(fitting.argmax())]
    near = [_PROFILED[place].length for place in np.flatnonzero(fitting >= fitting.max() - _LIKELY)]
    return best.shape, best.length, max(near), min(near)
