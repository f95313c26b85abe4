"""Did the questions go away? A role's asked rate before and after its ad changed, with the other roles as control.

Difference in differences on the scale of rates' ratios: what the role's rate was multiplied by, over what the other
roles' rates were multiplied by in the same weeks. A drift that multiplies every role's rate by the same number
therefore cancels out, and so does whatever makes one stage ask more than another, because before and after are
compared within each stage.

* Within a role: the Mantel-Haenszel ratio of rates over stages, with the variance of Greenland and Robins (1985,
  *Biometrics* 41). Half a question is added to each period, shared among the stages as the interviews are, so that a
  rate of zero has a ratio too.
* Over the other roles: a mean weighted by precision, and the variance with which roles drift on their own (DerSimonian
  and Laird 1986, *Controlled Clinical Trials* 7). The changed role would have drifted on its own as well, so that
  variance counts in its error.
* The effect is what was seen against what would have been expected without the change (Puhani 2012, *Economics
  Letters* 115), said as the share of the questions that went away: its interval never promises more than all of them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import stats

from analytics.statistics import Floats

BEFORE, AFTER = 0, 1
"""Positions on the axis of periods."""

LEAST_OTHERS = 2
"""Fewest other roles from which a drift of roles on their own can be told."""

SMALLEST_EFFECT = 0.5
"""The smallest effect looked for: what the rate is multiplied by. A half: the ad spares every second question."""

POWER = 0.8
"""Chance of seeing the smallest effect, where it is there, that is called enough."""

CLAIMED = 0.03
"""The p-value, corrected over the themes of a change, up to which an effect is claimed.

A change is looked at again every week: at 5 % a look, one ad in ten without an effect would be said to have one within
half a year; at 3 %, one in twenty (docs/statistics.md).
"""

_INTERVAL = 0.05
_FEWEST_DEGREES = 4.0


@dataclass(frozen=True)
class Effect:
    """What became of a role's rate; every field is an array over the comparisons.

    ``own`` and ``others`` are logarithms of what the rates were multiplied by, ``others_error`` the standard error of
    the latter; ``log_ratio`` is the effect, own minus others, with its standard ``error`` and the degrees of
    ``freedom`` of the t distribution it is judged by. ``p`` is two-sided. ``roles`` counts the other roles. Where they
    are fewer than ``LEAST_OTHERS``, everything but ``own`` is NaN.
    """

    own: Floats
    own_variance: Floats
    others: Floats
    others_error: Floats
    log_ratio: Floats
    error: Floats
    freedom: Floats
    p: Floats
    roles: npt.NDArray[np.int64]

    @property
    def change(self) -> Floats:
        """Share by which the rate differs from the one expected without the change: -0.5 where it was halved."""
        return np.expm1(self.log_ratio)

    @property
    def change_interval(self) -> tuple[Floats, Floats]:
        """Ends of the 95 % interval of ``change``."""
        half = stats.t.ppf(1 - _INTERVAL / 2, self.freedom) * self.error
        return np.expm1(self.log_ratio - half), np.expm1(self.log_ratio + half)


def effect(asked: npt.ArrayLike, held: npt.ArrayLike, dispersion: float = 1.0) -> Effect:
    """What the change of the first role's ad did to its rate.

    ``asked`` and ``held`` count interviews on the axes (…, period, role, stage): before and after; the changed role
    first, then its controls. ``dispersion`` multiplies the variance of counting (``week_dispersion``).
    """
    log_ratios, variances = _role_ratios(asked, held)
    variances = variances * dispersion
    own, own_variance = log_ratios[..., 0], variances[..., 0]
    usable = np.isfinite(log_ratios[..., 1:]) & np.isfinite(variances[..., 1:])
    moves = np.where(usable, log_ratios[..., 1:], 0.0)
    errors = np.where(usable, variances[..., 1:], np.inf)
    roles = usable.sum(axis=-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        weights = 1 / errors
        total = weights.sum(axis=-1)
        mean = (weights * moves).sum(axis=-1) / total
        scatter = (weights * (moves - mean[..., None]) ** 2).sum(axis=-1)
        scale = total - (weights**2).sum(axis=-1) / total
        drift = np.maximum(0.0, (scatter - (roles - 1)) / scale)
        typical = (roles - 1) / scale
        weights = 1 / (errors + drift[..., None])
        others = (weights * moves).sum(axis=-1) / weights.sum(axis=-1)
        others_variance = 1 / weights.sum(axis=-1)
        variance = own_variance + others_variance + drift
        # Satterthwaite's degrees of freedom of a variance of which the drift is estimated from few roles. Half of the
        # controls' own variance counts as uncertain with it: none claims too much where roles drift, all of it hardly
        # ever claims anything (docs/statistics.md).
        freedom = np.maximum(_FEWEST_DEGREES, variance**2 * (roles - 1) / (drift + typical / 2) ** 2)
    enough = roles >= LEAST_OTHERS
    log_ratio, error = (np.where(enough, x, np.nan) for x in (own - others, np.sqrt(variance)))
    p = 2 * stats.t.sf(np.abs(log_ratio) / error, freedom)
    return Effect(
        own=own,
        own_variance=own_variance,
        others=np.where(enough, others, np.nan),
        others_error=np.where(enough, np.sqrt(others_variance), np.nan),
        log_ratio=log_ratio,
        error=error,
        freedom=np.where(enough, freedom, np.nan),
        p=np.asarray(p, dtype=np.float64),
        roles=np.asarray(roles, dtype=np.int64),
    )


def _role_ratios(asked: npt.ArrayLike, held: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Logarithm of each role's ratio of rates, after over before, and its variance; NaN where a period is empty.

    A stage that one period knows and the other does not says nothing about the change: it is left out.
    """
    a, n = (np.asarray(counts, dtype=np.float64) for counts in (asked, held))
    known = np.asarray((n > 0).all(axis=-3, keepdims=True))
    a, n = a * known, n * known
    with np.errstate(invalid="ignore", divide="ignore"):
        share = n / n.sum(axis=-1, keepdims=True)
        a, n = a + share / 2, n + share
        before, after = a[..., BEFORE, :, :], a[..., AFTER, :, :]
        held_before, held_after = n[..., BEFORE, :, :], n[..., AFTER, :, :]
        both = np.where(known[..., 0, :, :], held_before + held_after, 1.0)
        up = (after * held_before / both).sum(axis=-1)
        down = (before * held_after / both).sum(axis=-1)
        spread = (held_before * held_after * (before + after) - before * after * both) / both**2
        return np.log(up / down), spread.sum(axis=-1) / (up * down)


def week_dispersion(asked: npt.ArrayLike, held: npt.ArrayLike, period: npt.ArrayLike) -> float:
    """How much more the roles' weeks scatter around their period's rate than counting alone would: at least 1.

    ``asked`` and ``held`` count on the axes (week, role); ``period`` names each week's. Pearson's statistic over its
    degrees of freedom (McCullagh and Nelder 1989, *Generalized Linear Models*, §4.5).
    """
    a, n = (np.asarray(counts, dtype=np.float64) for counts in (asked, held))
    statistic, cells, rates = 0.0, 0, 0
    for name in np.unique(period):
        weeks = np.asarray(period) == name
        with np.errstate(invalid="ignore", divide="ignore"):
            rate = a[weeks].sum(axis=0) / n[weeks].sum(axis=0)
        varying = (rate > 0) & (rate < 1)
        here, rate = n[weeks][:, varying], rate[varying]
        gap = (a[weeks][:, varying] - here * rate) ** 2
        statistic += float((gap / np.maximum(here * rate * (1 - rate), 1e-9))[here > 0].sum())
        cells += int((here > 0).sum())
        rates += int(varying.sum())
    return max(1.0, statistic / (cells - rates)) if cells > rates else 1.0


def interviews_needed(
    rate_before: float, held_before: int, dispersion: float = 1.0, others: float = 0.0, elsewhere: float = 0.0
) -> float:
    """Interviews after the change with which the smallest effect would be seen with the power wanted.

    ``others`` is the logarithm of what the other roles' rates were multiplied by, ``elsewhere`` the variance that does
    not come from counting this role. Infinite where no number would do: too few interviews before, or other roles that
    drift too differently.
    """
    rate_before = max(rate_before, 0.5 / max(held_before, 1))
    rate = min(0.99, rate_before * float(np.exp(others))) * SMALLEST_EFFECT
    wanted = (np.log(1 / SMALLEST_EFFECT) / (stats.norm.ppf(1 - CLAIMED / 2) + stats.norm.ppf(POWER))) ** 2
    left = wanted - dispersion * (1 - rate_before) / (rate_before * max(held_before, 1)) - elsewhere
    return float(dispersion * (1 - rate) / rate / left) if left > 0 else float("inf")
