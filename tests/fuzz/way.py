"""The way of one file from its bytes to a log, or of an ad to its passages, with what must hold of every one."""

from __future__ import annotations

from pathlib import Path

from data.columns import Mapping, propose_mapping
from data.documents import document_of
from data.documents.cutting import passages
from data.documents.people import without_people
from data.errors import ViceVersaError
from data.formats import TRANSCRIPTS
from data.formats.content import Content
from data.formats.known import pieces
from data.formats.table import FileRead
from data.formats.wire import assemble
from data.log import understand
from data.transcripts import interview_of, transcript_of
from tests.fuzz.reading import Holds, Reader

CORPUS = Path(__file__).parent / "corpus"
"""Texts to start from: their readers are Python, whose lines a fuzzer sees."""

SEEDS = Path(__file__).parent / "seeds"
"""Files to change, in a folder for each of what they hold: their readers are libraries that may end their process."""

_TOLD = {"role": "Dev", "stage": "RH", "date": "2026-01-05"}
"""Answered for the whole file, so that a file that lost a column goes all the way."""

_HOLDS: dict[str, Holds] = {"logs": "log", "ads": "document"}


def go(raw: bytes) -> str:
    """The format of a text that became a log, or the code of the error that it ended in.

    Workbooks are left out ("workbook"): their reader is no Python, and may end the process.
    """
    try:
        content = Content(raw, None, None)
        if content.container is not None or raw.startswith(b"\xd0\xcf\x11\xe0"):
            return "workbook"
        return _to_log(assemble(pieces(content)))
    except ViceVersaError as error:
        return error.code


def through(reader: Reader, raw: bytes, holds: Holds) -> str:
    """The format of a file of any kind that became a log or passages, or the code of its refusal."""
    try:
        read = reader.read(raw, holds)
        return _to_log(read, Mapping(constants=_TOLD)) if holds == "log" else _to_passages(read)
    except ViceVersaError as error:
        return error.code


def seeds() -> dict[Path, Holds]:
    """The files of ``SEEDS`` and what they hold."""
    return {path: _HOLDS[path.parent.name] for path in sorted(SEEDS.glob("*/*"))}


def _to_log(read: FileRead, given: Mapping | None = None) -> str:
    for table in read.tables:
        assert len({len(row) for row in table.rows}) <= 1
        assert sorted(set(table.row_numbers)) == list(table.row_numbers)
        assert len(table.rows) == len(table.row_numbers)
        assert not set(table.row_numbers) & {rejected.row for rejected in table.rejected}
    if read.format in TRANSCRIPTS:
        transcript = transcript_of(read, "2026-01-05_A.vtt")
        read = interview_of(read, transcript, _TOLD, transcript.likely).log
    log = understand(read, propose_mapping(read, given).mapping, b"secret")
    assert log.questions["interview_id"].isin(log.interviews["interview_id"]).all()
    assert not log.interviews["interview_id"].duplicated().any()
    assert not log.questions.duplicated(["interview_id", "text_id"]).any()
    return read.format


def _to_passages(read: FileRead) -> str:
    document = document_of(read)
    masked = without_people(document).document
    assert len(masked.blocks) == len(document.blocks)
    assert all(passage.wording for passage in passages(masked.blocks))
    return document.format
