"""The facts of an import, written into the store and taken out again, inside the caller's transaction."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd

from data import cube, spelling
from data.log import Log

_SQL = Path(__file__).parent / "sql"
ATTRIBUTES = ("role", "stage", "seniority", "department", "location", "language")
"""What an interview says of itself beside its day."""


def add(
    cursor: duckdb.DuckDBPyConnection,
    import_id: str,
    log: Log,
    texts: pd.DataFrame,
    labels: pd.DataFrame,
) -> tuple[int, int]:
    """Insert what the store does not hold yet, and count its days anew.

    ``texts``: text_id, wording, language, hidden.
    ``labels``: text_id, theme, score, position. Returns the new interviews and questions.
    """
    interviews = _spelled_alike(cursor, log.interviews)
    rejected = pd.DataFrame(
        [(r.sheet, r.row, r.reason, r.detail) for r in log.rejected],
        columns=["sheet", "row_number", "reason", "detail"],
    ).astype({"sheet": str, "row_number": "int64", "reason": str, "detail": str})
    _run(
        cursor,
        "add_import",
        import_id,
        logged=interviews,
        asked=log.questions,
        new_text=texts.assign(search=[folded(wording) for wording in texts["wording"]]),
        new_label=labels,
        rejected=rejected,
    )
    counted = cursor.execute(
        "select (select count(*) from logged_interview where not known),"
        " (select count(*) from logged_question where not known)"
    ).fetchone()
    days = cursor.execute(
        "select day from logged_interview union select day from logged_question where not known"
    ).fetchall()
    cursor.execute("drop table logged_interview; drop table logged_question")
    cube.refresh(cursor, [day for (day,) in days])
    assert counted is not None
    return int(counted[0]), int(counted[1])


def remove(cursor: duckdb.DuckDBPyConnection, import_id: str) -> None:
    """Take an import out, leaving what another one holds too, and count its days anew."""
    days: list[tuple[date]] = cursor.execute(
        "select distinct day from interview where import_id = $id union"
        " select distinct day from question where import_id = $id",
        {"id": import_id},
    ).fetchall()
    _run(cursor, "undo_import", import_id)
    cube.refresh(cursor, [day for (day,) in days])


def _run(cursor: duckdb.DuckDBPyConnection, name: str, import_id: str, **frames: pd.DataFrame) -> None:
    for frame_name, frame in frames.items():
        cursor.register(frame_name, frame)
    cursor.execute("set variable import_id = $id", {"id": import_id})
    cursor.execute((_SQL / f"{name}.sql").read_text("utf-8"))
    for frame_name in frames:
        cursor.unregister(frame_name)


def _spelled_alike(cursor: duckdb.DuckDBPyConnection, interviews: pd.DataFrame) -> pd.DataFrame:
    """The interviews, each attribute's value in the spelling that the store already has for it."""
    stored = cursor.execute("select role, stage, seniority, department, location, language from segment").df()
    alike = {}
    for attribute in ATTRIBUTES:
        spelled: Mapping[str, str] = {
            spelling.key(value, attribute): value for value in sorted(stored[attribute].unique())
        }
        values = interviews[attribute].astype("category")
        found = {value: spelled.get(spelling.key(value, attribute), value) for value in values.cat.categories}
        alike[attribute] = values.map(found).astype("category")
    return interviews.assign(**alike)


def folded(wording: str) -> str:
    """A wording as searches compare it: lower case, without accents."""
    decomposed = unicodedata.normalize("NFKD", wording)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold().strip()
