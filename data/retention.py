"""Retention: wordings are deleted when they are old enough; themes, corrections and counts survive."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pandas as pd

from data import settings

_EXPIRED = Path(__file__).parent / "sql" / "expired_texts.sql"


def purge(cursor: duckdb.DuckDBPyConnection, today: date) -> int:
    """Delete the wordings last asked longer ago than the retention, in the caller's transaction; how many."""
    cutoff = (pd.Timestamp(today) - pd.DateOffset(months=settings.retention_months())).date()
    cursor.execute("set variable cutoff = $cutoff", {"cutoff": cutoff})
    cursor.execute(_EXPIRED.read_text("utf-8"))
    deleted = cursor.execute("select count(*) from expired_text").fetchone()
    cursor.execute("drop table expired_text")
    return int(deleted[0]) if deleted else 0
