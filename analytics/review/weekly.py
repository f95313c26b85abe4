"""A finished week looked at: what changed, for whom, since when, and the figures that every reader may see."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal

import pandas as pd

from analytics import queries
from analytics.population import Filters
from analytics.themes import versions
from data.store import Store

Group = Literal["all", "role", "family", "stage"]
Direction = Literal["up", "down"]
Kind = Literal["jump", "drift"]

WORDINGS = 4
"""Wordings that a change carries along, most frequent first."""


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
    newest_import: pd.Timestamp | None
    rates: pd.DataFrame = field(compare=False, repr=False)


def weekly_review(store: Store, filters: Filters, week: date) -> Review:
    """The review of the week that starts on ``week``; the period of the filters plays no part.

    Raises PopulationRefused where the filters choose, or leave out, too few interviews.
    """
    this_week = replace(filters, since=week, until=week + timedelta(days=6))
    rates = queries.week_rates(store, filters, week)
    size = queries.summary(store, this_week)
    changes = []
    for row in rates[rates["changed"]].sort_values("q").itertuples():
        told = pd.Series(row._asdict())
        changes.append(
            Change(
                theme=str(told["theme"]),
                group="all",
                name="",
                direction="up" if told["rate"] > told["reference_rate"] else "down",
                kind="jump",
                rate=float(told["rate"]),
                low=float(told["low"]),
                high=float(told["high"]),
                asked=int(told["asked"]),
                interviews=int(told["interviews"]),
                reference_rate=float(told["reference_rate"]),
                reference_asked=int(told["reference_asked"]),
                reference_interviews=int(told["reference_interviews"]),
                q=float(told["q"]),
                since=week,
                earliest=week,
                latest=week,
                found=week,
                filters=this_week,
                wordings=queries.wordings(store, this_week, str(told["theme"]), limit=WORDINGS),
            )
        )
    newest = size["newest_import"]
    return Review(
        week=week,
        filters=filters,
        interviews=int(size["interviews"]),
        questions=int(size["questions"]),
        silent=int(size["silent"]),
        classified=int(size["classified"]),
        reference_interviews=int(rates["reference_interviews"].fillna(0).max()),
        reference_weeks=int(rates["reference_weeks"].max()),
        changes=tuple(changes),
        standing=(),
        tests=int(rates["q"].notna().sum()),
        taxonomy_version=versions.number(store),
        newest_import=None if pd.isna(newest) else pd.Timestamp(newest),
        rates=rates,
    )
