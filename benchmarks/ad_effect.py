"""Whether "did it help?" is right: logs drawn with and without an effect of an ad, judged as the screen judges them.

Twelve roles of the demo's sizes, the ad of one changes after 26 weeks. False claims are wanted in at most 5 % of the
logs without an effect, whatever else moves; the table also says what would be claimed without the stages and without
the other roles.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import expit, logit
from scipy.stats import norm

from analytics.ads.effect import AFTER, BEFORE, CLAIMED, Effect, effect, interviews_needed
from analytics.statistics import Floats
from data.demo import load_plan

MOST_FALSE_CLAIMS = 0.05
"""Largest share of logs without an effect in which one may be claimed, also where it is looked at every week."""

LOGS = 4000
_SEED = 20261
_ROLES = load_plan().roles
_STAGES = load_plan().stages


@dataclass(frozen=True)
class Scenario:
    """What is true of a log. Rates are multiplied by ``drift``, then raised by ``points``; ``effect`` is 1 where the ad
    changed nothing.

    ``lean``: rates by stage against the role's own. ``mix_after``: shares of stages of the changed role after the
    change, where they shift. ``own_drift``: standard deviation, on the logit scale, with which each role moves on its
    own. ``recruiters``: standard deviation, on the logit scale, with which a role's weeks differ. ``others``: how
    many other roles there are. ``rate`` is the changed role's before.
    """

    name: str
    effect: float = 1.0
    drift: float = 1.0
    points: float = 0.0
    own_drift: float = 0.0
    recruiters: float = 0.0
    rate: float = 0.34
    lean: tuple[float, ...] = (1.2, 1.1, 0.7, 1.0)
    mix_after: tuple[float, ...] | None = None
    weekly: float = 4.0
    weeks: tuple[int, int] = (26, 20)
    others: int = 11


_SHIFT = (0.1, 0.2, 0.3, 0.4)  # from telephone screenings to final interviews
_STRONG = (2.0, 1.0, 0.5, 0.2)

SCENARIOS = (
    Scenario("nothing moves"),
    Scenario("all roles rise by four fifths", drift=1.8),
    Scenario("all roles fall by two fifths", drift=0.6),
    Scenario("all roles rise by twelve points", points=0.12),
    Scenario("each role drifts on its own", own_drift=0.25),
    Scenario("stages shift to finals", lean=_STRONG, mix_after=_SHIFT),
    Scenario("stages shift, all roles rise", lean=_STRONG, mix_after=_SHIFT, drift=1.5, rate=0.2),
    Scenario("weeks differ by recruiter", recruiters=0.5),
    Scenario("rarely asked, 5 %", rate=0.05),
    Scenario("often asked, 60 %", rate=0.6),
    Scenario("six weeks and four", weeks=(6, 4)),
    Scenario("four other roles, all rise", others=4, drift=1.8),
    Scenario("two other roles, each drifts", others=2, own_drift=0.25),
    Scenario("34 % to 15 %", effect=15 / 34),
    Scenario("34 % to 15 %, stages shift, roles rise", effect=15 / 34, drift=1.3, lean=_STRONG, mix_after=_SHIFT),
    Scenario("34 % to 15 %, four other roles", effect=15 / 34, others=4),
    Scenario("34 % to 17 %, 40 interviews after", effect=0.5, weeks=(26, 10)),
    Scenario("34 % to 17 %, 160 interviews after", effect=0.5, weeks=(26, 40)),
    Scenario("50 % to 25 %, 80 interviews after", effect=0.5, rate=0.5),
)


@dataclass(frozen=True)
class Drawn:
    """Logs drawn from a scenario: counts on the axes (log, period, role, stage), and the share that the ad changed."""

    asked: Floats
    held: Floats
    change: float


def draw(scenario: Scenario, logs: int, seed: int = _SEED) -> Drawn:
    """Logs in which the scenario is true; the first role's ad changes."""
    random = np.random.default_rng(seed)
    share = np.array([stage.share for stage in _STAGES])
    lean = np.array(scenario.lean) / (np.array(scenario.lean) @ share)
    chosen = [role for role in _ROLES if role.id != "accountant"][: scenario.others]
    rates = np.array([scenario.rate, *(role.rates["remote_work"] for role in chosen)])
    weekly = np.array([scenario.weekly, *(role.weekly for role in chosen)])

    before = np.repeat(rates[None], logs, axis=0)
    after = before * scenario.drift + scenario.points
    if scenario.own_drift:
        after = expit(logit(np.minimum(after, 0.99)) + random.normal(0, scenario.own_drift, after.shape))
    after[:, 0] *= scenario.effect

    mix = np.repeat(np.repeat(share[None, None], 2, axis=0), rates.size, axis=1)
    if scenario.mix_after is not None:
        mix[AFTER, 0] = scenario.mix_after
    asked, held = [], []
    for period, rate in ((BEFORE, before), (AFTER, after)):
        here_asked, here_held = (np.zeros((logs, rates.size, share.size)) for _ in range(2))
        # Weeks are drawn one by one only where they differ.
        weeks = scenario.weeks[period] if scenario.recruiters else 1
        for _ in range(weeks):
            volume = weekly * scenario.weeks[period] / weeks
            count = random.poisson(np.broadcast_to(volume[:, None] * mix[period], here_held.shape))
            this_week = rate[..., None] * lean
            if scenario.recruiters:
                shift = random.normal(0, scenario.recruiters, rate.shape)[..., None]
                this_week = expit(logit(np.clip(this_week, 1e-6, 0.99)) + shift)
            here_asked += random.binomial(count, np.clip(this_week, 0, 0.99))
            here_held += count
        asked.append(here_asked)
        held.append(here_held)
    return Drawn(np.stack(asked, axis=1), np.stack(held, axis=1), scenario.effect - 1)


def claims(asked: Floats, held: Floats) -> tuple[Effect, npt.NDArray[np.bool_]]:
    """The effects found, and in which logs one is claimed."""
    found = effect(asked, held)
    return found, found.p <= CLAIMED


def without_stages(drawn: Drawn) -> float:
    """Share of logs with a claim, had the stages not been kept apart."""
    asked, held = (counts.sum(axis=-1, keepdims=True) for counts in (drawn.asked, drawn.held))
    return float(claims(asked, held)[1].mean())


def without_others(drawn: Drawn) -> float:
    """Share of logs with a claim, had the role been compared with its own past alone."""
    found = effect(drawn.asked, drawn.held)
    return float((np.abs(found.own) / np.sqrt(found.own_variance) > norm.isf(CLAIMED / 2)).mean())


def looked_at_weekly(logs: int, weeks: int = 26) -> float:
    """Share of logs in which nothing moves and yet a look claims an effect, one look a week after the change."""
    first = draw(Scenario("", weeks=(26, 1)), logs)
    asked, held = first.asked.copy(), first.held.copy()
    ever = claims(asked, held)[1]
    for week in range(1, weeks):
        more = draw(Scenario("", weeks=(26, 1)), logs, _SEED + week)
        asked[:, AFTER] += more.asked[:, AFTER]
        held[:, AFTER] += more.held[:, AFTER]
        ever |= claims(asked, held)[1]
    return float(ever.mean())


def coverage(found: Effect, drawn: Drawn) -> float:
    """Share of logs whose 95 % interval holds the truth."""
    low, high = found.change_interval
    return float(((low <= drawn.change) & (drawn.change <= high)).mean())


def run() -> None:
    """Print the table of docs/statistics.md, and the power where the calculation says that it is enough."""
    print(f"Did the ad help: {LOGS} logs each, one role's ad changed")
    print(f"  {'what is true':<42}{'claimed':>9}{'coverage':>10}{'no stages':>11}{'no others':>11}")
    for scenario in SCENARIOS:
        drawn = draw(scenario, LOGS)
        found, claimed = claims(drawn.asked, drawn.held)
        wanted = "" if scenario.effect != 1 else f"   wanted <= {MOST_FALSE_CLAIMS:.0%}"
        print(
            f"  {scenario.name:<42}{claimed.mean():9.1%}{coverage(found, drawn):10.1%}"
            f"{without_stages(drawn):11.1%}{without_others(drawn):11.1%}{wanted}"
        )
    needed = _usually_needed(Scenario(""))
    enough = draw(Scenario("", effect=0.5, weeks=(26, round(needed / 4))), LOGS)
    print(f"  nothing moves, looked at every week for 26 weeks: claimed once or more {looked_at_weekly(LOGS):.1%}")
    power = claims(enough.asked, enough.held)[1].mean()
    print(f"  34 % halved, {needed:.0f} interviews after as calculated: power {power:.0%}")


def _usually_needed(scenario: Scenario) -> float:
    """The median of the interviews said to be needed, over some logs."""
    drawn = draw(scenario, 200)
    found = effect(drawn.asked, drawn.held)
    held = drawn.held[:, BEFORE, 0].sum(axis=-1)
    rates = drawn.asked[:, BEFORE, 0].sum(axis=-1) / held
    elsewhere = found.error**2 - found.own_variance
    needed = [
        interviews_needed(rate, int(n), others=others, elsewhere=rest)
        for rate, n, others, rest in zip(rates, held, found.others, elsewhere, strict=True)
    ]
    return float(np.median(needed))
