"""What a file holds, before anything is stored: read, understood, and compared with what the store knows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, replace

from data import identity
from data.columns import Mapping, Proposal, propose_mapping, shape_of
from data.errors import ViceVersaError
from data.formats import TRANSCRIPTS, read_file, shown_name
from data.formats.table import FileRead
from data.log import Log, understand
from data.store import Store
from data.transcripts import Transcript, interview_of, transcript_of

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
    draft = Draft(name, digest, read, proposal, chosen, None, None, import_with(store, digest) is not None)
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
    known = import_with(store, digest) is not None
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


def import_with(store: Store, content_hash: str) -> object:
    """The id of the import that holds this already; None where there is none."""
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
