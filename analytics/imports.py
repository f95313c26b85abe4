"""An import from a file's bytes to the store, and back.

``prepare`` (``analytics.drafts``) reads, understands and counts without storing anything; ``confirm`` stores the whole
of it in one transaction or nothing; ``undo`` takes it out again, leaving what other imports hold too.
"""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import pandas as pd

from analytics import demo
from analytics.ads import samples
from analytics.drafts import Draft, Progress, draft_of, import_with, prepare
from analytics.groups import keeping
from analytics.themes import labels
from data import facts, retention
from data.columns import shape_of
from data.errors import ViceVersaError
from data.log import Log
from data.store import Store

__all__ = [
    "Draft",
    "Progress",
    "Report",
    "confirm",
    "demo_id",
    "draft_of",
    "load_demo",
    "prepare",
    "rejected_rows",
    "undo",
]

_SQL = Path(__file__).parent / "sql"


@dataclass(frozen=True)
class Report:
    """What an import did. ``status`` is imported, partly (some rows rejected) or known (nothing to add)."""

    import_id: str | None
    status: str
    interviews: int
    questions: int
    duplicates: int


def confirm(store: Store, draft: Draft, progress: Progress | None = None, *, is_demo: bool = False) -> Report:
    """Store what the draft holds, in one transaction, and say what it added.

    Texts that the store does not know are given their themes first; whatever stops the import before
    its last step leaves no trace. So does ``progress`` where it raises, told any share under 1.
    """
    tell = progress or (lambda share, step: None)
    log = draft.log
    if log is None:
        raise draft.needs or ViceVersaError("import_incomplete")
    asked = log.questions
    if known := import_with(store, draft.content_hash):
        return Report(str(known), "known", 0, 0, len(asked))
    tell(0.05, "themes")
    texts = _new_texts(store, log.texts)
    understood = labels.understood(texts, lambda share: tell(0.05 + 0.75 * share, "themes"))
    texts["language"] = understood["language"]
    interviews = _with_languages(store, log.interviews, asked, texts)
    tell(0.8, "storing")
    import_id = uuid.uuid4().hex[:12]
    with store.transaction() as cursor:
        known = cursor.execute(
            "select import_id from import where content_hash = $hash and undone_at is null",
            {"hash": draft.content_hash},
        ).fetchone()
        if known:
            return Report(str(known[0]), "known", 0, 0, len(asked))
        found = labels.keep(cursor, understood)
        added, questions = facts.add(cursor, import_id, replace(log, interviews=interviews), texts, found)
        keeping.catch_up(cursor)
        cursor.execute(
            "insert into import values ($id, $hash, $file, $format, $now, null, $interviews, $questions, $duplicates,"
            " $named, $demo, $report)",
            {
                "id": import_id,
                "hash": draft.content_hash,
                "file": log.name,
                "format": draft.read.format,
                "now": datetime.now(),
                "interviews": added,
                "questions": questions,
                "duplicates": len(asked) - questions,
                "named": log.named_interviews,
                "demo": is_demo,
                "report": json.dumps(_report(log), ensure_ascii=False),
            },
        )
        # A header that names somebody was masked, and a mapping that repeats it is not remembered.
        tellable = draft.mapping.columns.keys() <= log.columns_read.keys() | log.columns_not_read.keys()
        if draft.transcript is None and tellable:
            cursor.execute(
                "insert or replace into remembered_mapping values ($shape, $mapping, $now)",
                {
                    "shape": shape_of(draft.proposal),
                    # What was told for one file may not hold for the next.
                    "mapping": json.dumps(replace(draft.mapping, constants={}).to_json()),
                    "now": datetime.now(),
                },
            )
        retention.purge(cursor, date.today())
        tell(0.95, "storing")  # the last moment at which whoever listens can stop it
    store.checkpoint()
    tell(1.0, "done")
    status = "partly" if log.rejected else "imported"
    return Report(import_id, status, added, questions, len(asked) - questions)


def _new_texts(store: Store, texts: pd.DataFrame) -> pd.DataFrame:
    """The texts that the store has no wording of. Columns: text_id, wording, hidden."""
    with store.reading() as cursor:
        cursor.register("asked_text", texts)
        return cursor.execute(
            """
            select text_id, wording, hidden
            from asked_text anti join (select text_id from text where wording is not null) as known using (text_id)
            order by text_id
            """
        ).df()


def _with_languages(store: Store, interviews: pd.DataFrame, asked: pd.DataFrame, texts: pd.DataFrame) -> pd.DataFrame:
    """The interviews, in the language of their first question where the log names none."""
    with store.reading() as cursor:
        for name, frame in {"logged": interviews, "asked": asked, "new_text": texts}.items():
            cursor.register(name, frame)
        spoken = cursor.execute((_SQL / "logged_languages.sql").read_text("utf-8")).df().set_index("interview_id")
    unsaid = interviews["language"] == ""
    heard = interviews["interview_id"].map(spoken["language"]).astype(object).fillna("").astype(str)
    said = interviews["language"].astype("str").where(~unsaid, heard)
    return interviews.assign(language=said.astype("category"))


def _report(log: Log) -> dict[str, object]:
    return {
        "columns": {"read": log.columns_read, "not_read": log.columns_not_read},
        "warnings": [{"code": warning.code, "values": warning.values} for warning in log.warnings],
        "masked": log.masked,
    }


def undo(store: Store, import_id: str) -> None:
    """Take an import out again; what another import holds too stays, under that import.

    Raises ``import_unknown`` where there is no such import, or it is undone already.
    """
    with store.transaction() as cursor:
        found = cursor.execute(
            "select 1 from import where import_id = $import_id and undone_at is null", {"import_id": import_id}
        ).fetchone()
        if not found:
            raise ViceVersaError("import_unknown", import_id=import_id)
        facts.remove(cursor, import_id)
    store.checkpoint()


def rejected_rows(store: Store, import_id: str) -> pd.DataFrame:
    """The rows of an import that could not be read. Columns: sheet, row, reason (a code), detail."""
    return store.rows(
        "select sheet, row_number as row, reason, detail from rejected_row where import_id = $import_id"
        " order by sheet, row",
        {"import_id": import_id},
    )


def load_demo(store: Store, progress: Progress | None = None) -> Report:
    """Import the demo log, dated up to today, with its job ads; nothing where it is there already."""
    loaded = demo_id(store)
    if loaded:
        report = Report(loaded, "known", 0, 0, 0)
    else:
        draft = prepare(store, demo.demo_file(date.today()), "demo.csv")
        report = confirm(store, draft, progress, is_demo=True)
    samples.load(store, str(report.import_id), date.today())
    return report


def demo_id(store: Store) -> str | None:
    """The import of the demo log, where it is loaded."""
    found = store.value("select import_id from import where is_demo and undone_at is null")
    return str(found) if found else None
