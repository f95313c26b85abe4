"""The cube: counts of interviews per day, segment and subject, from which every screen reads its rates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd

_REFRESH = Path(__file__).parent / "sql" / "refresh_cube.sql"


def refresh(cursor: duckdb.DuckDBPyConnection, days: Iterable[date] | None = None) -> None:
    """Count anew the days whose facts changed; all days where none are named.

    Runs inside the caller's transaction, so that facts and counts never differ.
    """
    cursor.execute("create or replace temp table changed_day (day date)")
    if days is None:
        cursor.execute("delete from cube")
        cursor.execute("insert into changed_day select distinct day from interview")
    else:
        frame = pd.DataFrame({"day": pd.to_datetime(sorted(set(days)))})
        cursor.register("changed_days_given", frame)
        cursor.execute("insert into changed_day select day::date from changed_days_given")
        cursor.unregister("changed_days_given")
        cursor.execute("delete from cube where day in (select day from changed_day)")
    cursor.execute(_REFRESH.read_text("utf-8"))
    cursor.execute("drop table changed_day")
