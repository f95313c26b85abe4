"""The way of one file from its bytes to a log, with what must hold of every log."""

from __future__ import annotations

from pathlib import Path

from data.columns import propose_mapping
from data.errors import ViceVersaError
from data.formats.content import Content
from data.formats.known import pieces
from data.formats.wire import assemble
from data.log import understand

CORPUS = Path(__file__).parent / "corpus"


def go(raw: bytes) -> str:
    """The format of a file that became a log, or the code of the error that it ended in.

    Workbooks are left out ("workbook"): their reader is no Python, and may end the process.
    """
    try:
        content = Content(raw, None, None)
        if content.container is not None or raw.startswith(b"\xd0\xcf\x11\xe0"):
            return "workbook"
        read = assemble(pieces(content))
        log = understand(read, propose_mapping(read).mapping, b"secret")
    except ViceVersaError as error:
        return error.code
    assert log.questions["interview_id"].isin(log.interviews["interview_id"]).all()
    assert not log.interviews["interview_id"].duplicated().any()
    assert not log.questions.duplicated(["interview_id", "text_id"]).any()
    return read.format
