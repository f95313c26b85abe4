"""A week beside another period: the same weeks of the year before, the quarter before, or any other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pandas as pd

from analytics import queries
from analytics.population import Filters
from analytics.statistics import FALSE_DISCOVERY_RATE, adjusted_p, two_proportion_p
from data.store import Store

Period = tuple[date, date]
"""First and last day, both included."""

AROUND = 2
"""Weeks before and after the same ISO week of the year before that are looked at with it."""

_QUARTER = 13
_LAST_ISO_WEEK = 53


def year_before(week: date) -> Period:
    """The same ISO week of the year before, with the weeks around it; the 53rd falls back on the 52nd."""
    year, number, _ = week.isocalendar()
    try:
        same = date.fromisocalendar(year - 1, number, 1)
    except ValueError:
        same = date.fromisocalendar(year - 1, _LAST_ISO_WEEK - 1, 1)
    return same - timedelta(weeks=AROUND), same + timedelta(weeks=AROUND + 1, days=-1)


def quarter_before(week: date) -> Period:
    """The thirteen weeks before a week."""
    return week - timedelta(weeks=_QUARTER), week - timedelta(days=1)


def compared(store: Store, rates: pd.DataFrame, filters: Filters, period: Period) -> pd.DataFrame:
    """The rates of a week (``queries.week_rates``) beside those of another period instead of the reference period.

    Fisher's exact test of each theme, Benjamini-Hochberg over all of them. Columns as ``queries.week_rates``, of
    the period: reference_asked, reference_interviews, reference_rate; and q, changed (q within the false discovery
    rate). Raises PopulationRefused where the period holds too few interviews.
    """
    then = queries.theme_rates(store, replace(filters, since=period[0], until=period[1]))
    then = then[["theme", "asked", "interviews", "rate"]].add_prefix("reference_")
    kept = [column for column in rates if not str(column).startswith("reference_") and column != "changed"]
    frame = rates[kept].merge(then, left_on="theme", right_on="reference_theme").drop(columns="reference_theme")
    counts = [frame[name].fillna(0).astype("int64") for name in ("asked", "interviews")]
    counts += [frame[f"reference_{name}"].fillna(0).astype("int64") for name in ("asked", "interviews")]
    frame["q"] = adjusted_p(two_proportion_p(*counts))
    frame["changed"] = np.asarray(frame["q"] <= FALSE_DISCOVERY_RATE)
    return frame
