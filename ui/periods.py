"""The periods of a trend, as choices and as filters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pandas as pd

from analytics.population import Filters

_LENGTH = {
    "week": pd.DateOffset(weeks=1),
    "month": pd.DateOffset(months=1),
    "quarter": pd.DateOffset(months=3),
}


def first_days(rates: pd.DataFrame) -> list[str]:
    """The periods of a trend's frame by their first days in ISO 8601, newest first."""
    return sorted({pd.Timestamp(period).date().isoformat() for period in rates["period"]}, reverse=True)


def within(filters: Filters, first: str, grain: str) -> Filters:
    """The filters for one period: the one that starts on ``first``."""
    start = date.fromisoformat(first)
    last = (pd.Timestamp(start) + _LENGTH[grain]).date() - timedelta(days=1)
    return replace(filters, since=start, until=last)
