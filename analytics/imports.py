"""An import from a file's bytes to the store, and back.

``prepare`` reads, understands and counts without storing anything; ``confirm`` stores the whole of it
in one transaction or nothing; ``undo`` takes it out again, leaving what other imports hold too.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import pandas as pd

from analytics import demo
from analytics.ads import samples
from analytics.groups import keeping
from analytics.themes import labels
from data import facts, identity, retention
from data.columns import Mapping, Proposal, propose_mapping, shape_of
from data.errors import ViceVersaError
from data.formats import TRANSCRIPTS, read_file, shown_name
from data.formats.table import FileRead
from data.log import Log, understand
from data.store import Store
from data.transcripts import Transcript, interview_of, transcript_of

_SQL = Path(__file__).parent / "sql"

Progress = Callable[[float, str], None]
"""Told the share done (0 to 1) and the step (a key of the texts ``imports.step``)."""

_READ = 0.4
"""Share of the work before confirmation that is reading the bytes; the rest is understanding the rows."""

_TABLES_A_BYTE = 1.3
"""Size of the tables that a text of one byte becomes, roughly. A zipped workbook is at the end of its bar early."""


@dataclass(frozen=True)
class Draft:
    """One file as understood, before anything is stored.

    ``needs`` is what a person must answer or correct first; without it ``log`` is there and the counts
    say what confirming would add. ``transcript`` is who said what where the file is a transcript.
    """

    file_name: str
    content_hash: str
    read: FileRead
    proposal: Proposal
    mapping: Mapping
    log: Log | None
    needs: ViceVersaError | None
    known: bool
    new_interviews: int = 0
    new_questions: int = 0
    duplicates: int = 0
    transcript: Transcript | None = None


@dataclass(frozen=True)
class Report:
    """What an import did. ``status`` is imported, partly (some rows rejected) or known (nothing to add)."""

    import_id: str | None
    status: str
    interviews: int
    questions: int
    duplicates: int


def prepare(
    store: Store,
    content: bytes,
    name: str,
    mapping: Mapping | None = None,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    day_first: bool | None = None,
    constants: dict[str, str] | None = None,
    candidate: str | None = None,
    progress: Progress | None = None,
) -> Draft:
    """Read a file and say what it holds; where ``progress`` raises, the work stops and leaves nothing.

    The mapping is the one given, else the one remembered for files of this shape, else proposed;
    ``constants`` are told for the whole file beside it, ``candidate`` is a speaker of a transcript. Raises
    UnreadableFile, or ViceVersaError where the mapping given does not fit the file.
    """
    tell = progress or (lambda share, step: None)
    most = max(1, len(content)) * _TABLES_A_BYTE
    read = read_file(
        content,
        name,
        encoding=encoding,
        delimiter=delimiter,
        heard=lambda size: tell(_READ * min(1.0, size / most), "reading"),
    )
    return draft_of(
        store, read, content, name, mapping, day_first=day_first, constants=constants, candidate=candidate,
        progress=lambda share, step: tell(_READ + (1 - _READ) * share, step),
    )  # fmt: skip


def draft_of(
    store: Store,
    read: FileRead,
    content: bytes,
    name: str,
    mapping: Mapping | None = None,
    *,
    day_first: bool | None = None,
    constants: dict[str, str] | None = None,
    candidate: str | None = None,
    progress: Progress | None = None,
) -> Draft:
    """``prepare`` for a file that is read already: what a change of mapping needs."""
    if read.format in TRANSCRIPTS:
        told = (mapping.constants if mapping else {}) | (constants or {})
        return _draft_of_transcript(store, read, content, name, told, candidate)
    name = shown_name(name)
    proposal = propose_mapping(read, mapping)
    given = mapping or _remembered(store, proposal) or Mapping()
    given = replace(given, constants=given.constants | (constants or {}))
    if given != (mapping or Mapping()):
        proposal = propose_mapping(read, given)
    chosen = proposal.mapping
    if day_first is not None:
        chosen = replace(chosen, date_order="day_first" if day_first else "month_first")
    digest = _digest(content, chosen)
    draft = Draft(name, digest, read, proposal, chosen, None, None, _import_with(store, digest) is not None)
    return _understood(store, draft, read, progress)


def _draft_of_transcript(
    store: Store, read: FileRead, content: bytes, name: str, told: dict[str, str], candidate: str | None
) -> Draft:
    """The draft of a transcript, which is a log of one interview once a person said who is the candidate.

    The file's name often names the candidate: it gives way to the day, the role and the stage.
    """
    transcript = transcript_of(read, name)
    interview = interview_of(read, transcript, told, candidate)
    proposal = propose_mapping(interview.log, interview.mapping)
    digest = _digest(content, interview.mapping, interview.candidate or "")
    known = _import_with(store, digest) is not None
    draft = Draft("", digest, read, proposal, interview.mapping, None, interview.needs, known, transcript=transcript)
    if interview.needs:
        return draft
    draft = _understood(store, draft, interview.log)
    day = interview.mapping.constants["date"]
    if draft.log is None or draft.log.interviews.empty:
        return replace(draft, log=None, needs=ViceVersaError("transcript_date", date=day))
    role, stage = (str(draft.log.interviews[name].iloc[0]) for name in ("role", "stage"))
    told_apart = " · ".join(filter(None, (day, role, stage)))
    log = replace(draft.log, name=told_apart, warnings=[*draft.log.warnings, *interview.log.warnings])
    return replace(draft, log=log, file_name=told_apart)


def _digest(content: bytes, mapping: Mapping, candidate: str = "") -> str:
    """What an import is known by: the bytes and how they were read."""
    return hashlib.sha256(
        content + json.dumps(mapping.to_json(), sort_keys=True).encode() + candidate.encode()
    ).hexdigest()


def _understood(store: Store, draft: Draft, read: FileRead, progress: Progress | None = None) -> Draft:
    """The draft with its log, or with what is still needed."""
    tell = progress or (lambda share, step: None)
    try:
        log = understand(
            read, draft.mapping, identity.secret(), name=draft.file_name, at=lambda share: tell(share, "understanding")
        )
    except ViceVersaError as needs:
        return replace(draft, needs=needs)
    new_interviews, new_questions, duplicates = _counts(store, log)
    return replace(draft, log=log, new_interviews=new_interviews, new_questions=new_questions, duplicates=duplicates)


def _remembered(store: Store, proposal: Proposal) -> Mapping | None:
    found = store.value("select mapping from remembered_mapping where shape = $shape", {"shape": shape_of(proposal)})
    return Mapping.from_json(json.loads(str(found))) if found else None


def _import_with(store: Store, content_hash: str) -> object:
    return store.value(
        "select import_id from import where content_hash = $hash and undone_at is null", {"hash": content_hash}
    )


def _counts(store: Store, log: Log) -> tuple[int, int, int]:
    """How many interviews and questions are new, and how many questions are known."""
    with store.reading() as cursor:
        cursor.register("logged_interview", log.interviews[["interview_id"]])
        cursor.register("logged_question", log.questions)
        row = cursor.execute(
            """
            select
                (select count(*) from logged_interview anti join interview using (interview_id)),
                (select count(*) from logged_question anti join question using (interview_id, text_id))
            """
        ).fetchone()
    assert row is not None
    return row[0], row[1], len(log.questions) - row[1]


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
    if known := _import_with(store, draft.content_hash):
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
        added, questions = facts.add(cursor, import_id, replace(log, interviews=interviews), asked, texts, found)
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
