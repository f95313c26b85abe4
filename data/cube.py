"""The cube: counts of interviews per stretch of days, segment and subject, from which every screen reads its rates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd

_REFRESH = Path(__file__).parent / "sql" / "refresh_cube.sql"


def refresh(cursor: duckdb.DuckDBPyConnection, days: Iterable[date] | None = None) -> None:
    """Count anew the stretches of the days whose facts changed; all of them where none are named.

    Runs inside the caller's transaction, so that facts and counts never differ.
    """
    cursor.execute("create or replace temp table changed_stretch (stretch date)")
    if days is None:
        cursor.execute("delete from cube; delete from group_repeat")
        cursor.execute("insert into changed_stretch select distinct stretch_of(day) from interview")
    else:
        cursor.register("changed_day", pd.DataFrame({"day": pd.to_datetime(sorted(set(days)))}))
        cursor.execute("insert into changed_stretch select distinct stretch_of(day::date) from changed_day")
        cursor.unregister("changed_day")
        cursor.execute("delete from cube where stretch in (select stretch from changed_stretch)")
    cursor.execute(_REFRESH.read_text("utf-8"))
    cursor.execute("drop table changed_stretch")
