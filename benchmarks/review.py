"""How often the weekly review is right, on simulated logs whose truth is planted, beside what the usual rules do.

Every log is the demo's plan without its changes and seasons, drawn anew: twelve roles, four stages, 69 interviews a
week unless scaled. ``python -m benchmarks review`` makes the table of ``docs/statistics.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import pandas as pd

from analytics.demo import Simulation, planned_rates, planned_volumes, simulate
from analytics.review.contrasts import QUARTER, WEEKS
from analytics.review.detection import changes
from analytics.review.groups import Group, Log, counted, groups
from data.demo import load_plan

LAST = date(2026, 11, 16)
"""Monday of the last full week of every simulated log."""

PLAN = replace(load_plan(), changes=(), seasons=())
THEMES = tuple(PLAN.roles[0].rates)
ROLE = next(role for role in PLAN.roles if role.id == "customer_adviser")
REFERENCE = 8
RUNS = 200

Marks = set[tuple[str, str, str]]
Rule = Callable[[Log], Marks]
"""From a log to the (theme, kind of group, name) in which something changed by its last week."""


@dataclass(frozen=True)
class Planted:
    """A change of one theme: for a role, or for all (""), to a rate by weeks ago (the latest week first)."""

    theme: str
    role: str
    rates: tuple[float, ...]
    before: float


QUIET = None
JUMP = Planted("remote_work", "customer_adviser", (0.24,) * 10, 0.08)
DRIFT = Planted("tools_methods", "", tuple(np.linspace(0.2, 0.1, 13)[:12]), 0.1)


def simulation(planted: Planted | None, seed: int, scale: float = 1.0, weeks: int = WEEKS + QUARTER) -> Simulation:
    """A log of so many full weeks, with one change planted or none."""
    plan = replace(PLAN, weeks=weeks)
    rates, volumes = planned_rates(plan), planned_volumes(plan) * scale
    if planted:
        theme = THEMES.index(planted.theme)
        mine = np.array([planted.role in ("", role.id) for role in plan.roles])
        average = (rates[theme, mine, 0] * volumes[mine, 0]).sum() / volumes[mine, 0].sum()
        rates[theme, mine] *= planted.before / average
        # Week 0 is under way and is not looked at; the latest full week is 1.
        path = np.array([planted.rates[0], *planted.rates]) / planted.before
        rates[theme, mine, : len(path)] *= path
    return simulate(plan, LAST + timedelta(days=11), rates=rates, volumes=volumes, seed=seed)


def counts(made: Simulation) -> pd.DataFrame:
    """What ``queries.weekly_counts`` would give for a simulation, had its themes been found without error."""
    held = made.interviews.assign(
        week=made.interviews["day"] - pd.to_timedelta(made.interviews["day"].dt.day_of_week, "D")
    )
    asked = made.questions[["interview_id", "theme"]].drop_duplicates().rename(columns={"theme": "subject"})
    asked = held.merge(asked[asked["subject"] != ""], on="interview_id")
    keys = ["subject", "role", "department", "stage", "week"]
    every = pd.concat([held.assign(subject="all"), asked])[keys].astype(dict.fromkeys(keys[:4], "str"))
    every = every[every["week"] <= pd.Timestamp(LAST)]
    return every.groupby(keys, as_index=False).size().rename(columns={"size": "interviews"})


def drawn(planted: Planted | None, seed: int, scale: float = 1.0, weeks: int = WEEKS + QUARTER) -> Log:
    """A simulated log of so many weeks, counted, with empty weeks before them where a review looks further back."""
    rows = counts(simulation(planted, seed, scale, weeks))
    return counted(rows, THEMES, LAST - timedelta(weeks=WEEKS + QUARTER - 1), LAST)


def review(log: Log) -> Marks:
    """The rule of the product."""
    return {(one.theme, one.group.kind, one.group.name) for one in changes(log).found}


def points(least: float) -> Rule:
    """The week against the last one: so many percentage points of difference, where both hold five interviews."""

    def rule(log: Log) -> Marks:
        return {
            (theme, group.kind, group.name)
            for group, asked, held in _by_group(log)
            if held[-1] >= 5 and held[-2] >= 5
            for theme, count in zip(log.themes, asked, strict=True)
            if abs(count[-1] / held[-1] - count[-2] / held[-2]) >= least
        }

    return rule


def two_deviations(log: Log) -> Marks:
    """The week outside two standard deviations of the eight weeks before, each with five interviews."""
    found: Marks = set()
    for group, asked, held in _by_group(log):
        before = np.flatnonzero(held[-REFERENCE - 1 : -1] >= 5) + len(held) - REFERENCE - 1
        if held[-1] < 5 or len(before) < 3:
            continue
        rates = asked[:, before] / held[before]
        away = np.abs(asked[:, -1] / held[-1] - rates.mean(axis=1)) > 2 * rates.std(axis=1, ddof=1)
        found |= {(log.themes[theme], group.kind, group.name) for theme in np.flatnonzero(away)}
    return found


def _by_group(log: Log) -> Iterator[tuple[Group, np.ndarray, np.ndarray]]:
    for group in groups(log):
        yield group, log.asked[:, group.cells].sum(axis=1), log.held[group.cells].sum(axis=0)


RULES: dict[str, Rule] = {
    "the review": review,
    "5 points from last week": points(0.05),
    "10 points from last week": points(0.10),
    "outside 2 standard deviations": two_deviations,
}


def quiet_share(rule: Rule, runs: int, scale: float, weeks: int = 1) -> tuple[float, float, float]:
    """On quiet logs: the share of weeks that show any change, of logs that do in any of the ``weeks``; lines a week."""
    lines = np.array(
        [
            [len(rule(log.until(LAST - timedelta(weeks=back)))) for back in range(weeks)]
            for log in _logs(QUIET, runs, scale)
        ]
    )
    return float((lines > 0).mean()), float((lines > 0).any(axis=1).mean()), float(lines.mean())


def found_within(rule: Rule, planted: Planted, runs: int, scale: float, weeks: int) -> list[float]:
    """The share of logs in which a planted change is found within 1, 2 … ``weeks`` weeks of its beginning."""
    name = next((role.name for role in PLAN.roles if role.id == planted.role), "")
    mark = (planted.theme, "role" if name else "all", name)
    first = len(planted.rates)
    seen = np.array(
        [
            [mark in rule(log.until(LAST - timedelta(weeks=first - 1 - week))) for week in range(weeks)]
            for log in _logs(planted, runs, scale)
        ]
    )
    return [float(share) for share in np.logical_or.accumulate(seen, axis=1).mean(axis=0)]


def _logs(planted: Planted | None, runs: int, scale: float) -> Iterator[Log]:
    return (drawn(planted, seed, scale) for seed in range(runs))


def run() -> None:
    """Print the table."""
    print(f"The weekly review and the usual rules, {RUNS} simulated logs each")
    print("  quiet logs: last week shows a change / any of 13 weeks does / lines a week")
    for scale in (0.25, 1.0, 4.0):
        for name, rule in RULES.items():
            weeks = QUARTER if name == "the review" else 1
            share, ever, lines = quiet_share(rule, RUNS, scale, weeks)
            quarter = f"{ever:7.1%}" if weeks > 1 else "      –"
            print(f"    {69 * scale:5.0f} a week  {name:<32}{share:7.1%}{quarter}{lines:9.2f}", flush=True)
    print("  a role's remote work from 8 % to 24 %: found within 1, 2 … 10 weeks")
    for scale in (1.0, 2.0, 3.0, 4.0):
        rules = RULES if scale == 1.0 else {"the review": review}
        for name, rule in rules.items():
            found = "".join(f"{share:6.0%}" for share in found_within(rule, JUMP, RUNS, scale, 10))
            print(f"    {ROLE.weekly * scale:5.0f} a week  {name:<32}{found}", flush=True)
    print("  everybody from 10 % to 20 % over 12 weeks: found by week 4, 8, 12")
    for scale in (0.5, 1.0):
        rules = RULES if scale == 1.0 else {"the review": review}
        for name, rule in rules.items():
            shares = found_within(rule, DRIFT, RUNS, scale, 12)
            print(
                f"    {69 * scale:5.0f} a week  {name:<32}{shares[3]:6.0%}{shares[7]:6.0%}{shares[11]:6.0%}", flush=True
            )
