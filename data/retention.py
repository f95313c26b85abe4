"""Retention: wordings are deleted when they are old enough; counts survive."""

from __future__ import annotations

from datetime import date

import duckdb
import pandas as pd

from data import settings


def purge(cursor: duckdb.DuckDBPyConnection, today: date) -> int:
    """Delete the wordings last asked longer ago than the retention, in the caller's transaction.

    Returns how many. Themes, corrections and counts stay.
    """
    cutoff = (pd.Timestamp(today) - pd.DateOffset(months=settings.retention_months())).date()
    parameters = {"cutoff": cutoff}
    expired = (
        "wording is not null and text_id in "
        "(select text_id from question group by text_id having max(day) < $cutoff)"
    )
    found = cursor.execute(f"select count(*) from text where {expired}", parameters).fetchone()
    cursor.execute(f"update text set wording = null, search = null where {expired}", parameters)
    return int(found[0]) if found else 0
