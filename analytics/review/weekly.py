"""A finished week looked at: what changed, for whom, since when, and the figures that every reader may see."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Literal

import pandas as pd

from analytics import queries
from analytics.population import Filters, PopulationRefused
from analytics.review.contrasts import BEFORE, QUARTER, WEEKS
from analytics.review.detection import Finding, Findings, changes
from analytics.review.groups import Kind as Group
from analytics.review.groups import counted
from analytics.themes import versions
from data import settings
from data.store import Store

Direction = Literal["up", "down"]
Kind = Literal["jump", "drift"]

WORDINGS = 4
"""Wordings that a change carries along, most frequent first."""

RECENT = 4
"""Latest weeks that say where a drift has come to."""


@dataclass(frozen=True)
class Change:
    """One theme that is asked more, or less, than before by one group of interviews.

    ``group`` and ``name`` say for whom ("all" has no name; a family is named for what its roles share).
    ``rate`` (0 to 1, with its 95 % interval) is that of the weeks since the change, for a drift of its latest weeks;
    ``reference_rate`` that of the weeks before. ``q`` is the false discovery rate at which it would just be shown.
    ``since``: Monday of the week in which it began, as far as the figures tell between ``earliest`` and ``latest``
    (95 %). ``found``: Monday of the first week whose review shows it. ``filters`` choose the interviews behind
    ``rate``; ``wordings`` is the frame of ``queries.wordings`` for them.
    """

    theme: str
    group: Group
    name: str
    direction: Direction
    kind: Kind
    rate: float
    low: float
    high: float
    asked: int
    interviews: int
    reference_rate: float
    reference_asked: int
    reference_interviews: int
    q: float
    since: date
    earliest: date
    latest: date
    found: date
    filters: Filters
    wordings: pd.DataFrame = field(compare=False, repr=False)


@dataclass(frozen=True)
class Review:
    """What the review of a week says.

    ``changes`` were found in this week, surest first; ``standing`` were found in an earlier one and still hold.
    ``rates`` is the frame of ``queries.week_rates``: every theme this week beside its reference period.
    ``tests``: how many comparisons of a theme and a group were made together.
    """

    week: date
    filters: Filters
    interviews: int
    questions: int
    silent: int
    classified: int
    reference_interviews: int
    reference_weeks: int
    changes: tuple[Change, ...]
    standing: tuple[Change, ...]
    tests: int
    taxonomy_version: int
    newest_import: datetime | None
    rates: pd.DataFrame = field(compare=False, repr=False)


def weekly_review(store: Store, filters: Filters, week: date) -> Review:
    """The review of the week that starts on ``week``; the period of the filters plays no part.

    Raises PopulationRefused where the filters choose, or leave out, too few interviews.
    """
    filters = replace(filters, since=None, until=None)
    key = ("weekly_review", filters, week, settings.minimum_group())
    return store.remembered(key, lambda: _review(store, filters, week))


def _review(store: Store, filters: Filters, week: date) -> Review:
    rates = queries.week_rates(store, filters, week)
    size = queries.summary(store, replace(filters, since=week, until=week + timedelta(days=6)))
    found, first_seen = _found(store, filters, week)
    changes = [
        change
        for finding in found.found
        if (change := _change(store, filters, week, finding, first_seen[_identity(finding)])) is not None
    ]
    new = tuple(change for change in changes if change.found == week)
    changed = {change.theme for change in new if change.group == "all"}
    return Review(
        week=week,
        filters=filters,
        interviews=int(size["interviews"]),
        questions=int(size["questions"]),
        silent=int(size["silent"]),
        classified=int(size["classified"]),
        reference_interviews=int(rates["reference_interviews"].fillna(0).max()),
        reference_weeks=int(rates["reference_weeks"].max()),
        changes=new,
        standing=tuple(change for change in changes if change.found < week),
        tests=found.tests,
        taxonomy_version=versions.number(store),
        newest_import=size["newest_import"],
        rates=rates.assign(changed=rates["theme"].isin(changed)),
    )


def _identity(finding: Finding) -> tuple[object, ...]:
    return finding.theme, finding.group.kind, finding.group.name, finding.up


def _found(store: Store, filters: Filters, week: date) -> tuple[Findings, dict[tuple[object, ...], date]]:
    """What is found in a week, and the first week of the last quarter whose review showed it, by what it is."""
    first = week - timedelta(weeks=WEEKS - 1 + QUARTER)
    rows = queries.weekly_counts(store, filters, first, week + timedelta(days=6))
    log = counted(rows, versions.current(store).ids, first, week)
    now = changes(log.until(week))
    first_seen = {_identity(finding): week for finding in now.found}
    for back in range(1, QUARTER + 1 if now.found else 1):
        earlier = week - timedelta(weeks=back)
        first_seen |= {_identity(f): earlier for f in changes(log.until(earlier)).found if _identity(f) in first_seen}
    return now, first_seen


def _change(store: Store, filters: Filters, week: date, finding: Finding, found: date) -> Change | None:
    """The figures of a finding, each from a population of its own; None where one of them may not be shown."""
    of_group = filters
    if finding.group.roles:
        of_group = replace(filters, roles=finding.group.roles)
    if finding.group.kind == "stage":
        of_group = replace(filters, stages=(finding.group.name,))
    begun, earliest, latest = (
        week - timedelta(weeks=back - 1) for back in (finding.length, finding.earliest, finding.latest)
    )
    since = begun if finding.shape == "step" else max(begun, week - timedelta(weeks=RECENT - 1))
    behind = replace(of_group, since=since, until=week + timedelta(days=6))
    before = replace(of_group, since=begun - timedelta(weeks=BEFORE), until=begun - timedelta(days=1))
    try:
        now, then = (_rate(store, period, finding.theme) for period in (behind, before))
        if then is None and finding.shape == "slope":  # it began with the log, or before
            log_begins = queries.calendar(store, week)["first_day"]
            until = log_begins + timedelta(weeks=RECENT, days=-1)
            then = _rate(store, replace(of_group, since=log_begins, until=until), finding.theme)
        wordings = queries.wordings(store, behind, finding.theme, limit=WORDINGS)
    except PopulationRefused:
        return None
    if now is None or then is None:
        return None
    return Change(
        theme=finding.theme,
        group=finding.group.kind,
        name=finding.group.name,
        direction="up" if finding.up else "down",
        kind="jump" if finding.shape == "step" else "drift",
        rate=float(now["rate"]),
        low=float(now["low"]),
        high=float(now["high"]),
        asked=int(now["asked"]),
        interviews=int(now["interviews"]),
        reference_rate=float(then["rate"]),
        reference_asked=int(then["asked"]),
        reference_interviews=int(then["interviews"]),
        q=finding.q,
        since=begun,
        earliest=earliest,
        latest=latest,
        found=found,
        filters=behind,
        wordings=wordings,
    )


def _rate(store: Store, filters: Filters, theme: str) -> pd.Series | None:
    """A theme's row of ``queries.theme_rates``; None where there is no interview, or too few to be shown."""
    rates = queries.theme_rates(store, filters)
    row = rates[rates["theme"] == theme].iloc[0]
    return None if row["suppressed"] or pd.isna(row["rate"]) else row
