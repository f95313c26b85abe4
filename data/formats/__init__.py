"""From the bytes of one file to tables: logs (delimited text, workbooks, JSON, Parquet) and transcripts of interviews.

``read_file`` is the door. What a file is, is found from its bytes (``known``); they are read in a
bounded process of their own (``sandbox``, ``child``, ``wire``) by one reader per family (``text``, ``workbook``,
``records``, ``parquet``; for transcripts ``cues``, ``dialogue``, ``fireflies``, ``word``, which share ``speech``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from data import settings
from data.errors import UnreadableFile, ViceVersaError
from data.formats.dialect import DELIMITERS
from data.formats.encoding import ENCODINGS
from data.formats.known import FORMATS, TRANSCRIPTS
from data.formats.limits import MEGABYTE
from data.formats.sandbox import read_in_child
from data.formats.table import Cell, FileRead, Rejected, Table, Warning

__all__ = [
    "DELIMITERS",
    "ENCODINGS",
    "EXTENSIONS",
    "TRANSCRIPTS",
    "Cell",
    "FileRead",
    "Rejected",
    "Table",
    "Warning",
    "read_file",
    "shown_name",
]

EXTENSIONS: tuple[str, ...] = tuple(dict.fromkeys(extension for known in FORMATS for extension in known.extensions))
"""What files of these formats are usually called, for a file picker; the name decides nothing."""

_LONGEST_NAME = 80


def read_file(
    content: bytes,
    name: str,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    heard: Callable[[int], None] = lambda size: None,
) -> FileRead:
    """The tables of one file, read in a bounded process.

    ``heard`` is told now and then how many bytes of tables came so far; where it raises, the reading stops.

    ``encoding`` and ``delimiter`` (members of ``ENCODINGS`` and ``DELIMITERS``, "" for a text of one column)
    replace what would be detected; they mean nothing to a workbook. Raises UnreadableFile with the file's
    name among its values, or ViceVersaError where a choice is not a possible one.
    """
    if encoding is not None and encoding not in ENCODINGS:
        raise ViceVersaError("encoding_unsupported", encoding=encoding, possible=", ".join(ENCODINGS))
    if delimiter is not None and delimiter not in ("", *DELIMITERS):
        raise ViceVersaError("delimiter_unsupported", delimiter=delimiter)
    try:
        if len(content) > settings.largest_file():
            raise UnreadableFile("file_too_large", limit=settings.largest_file() // MEGABYTE)
        return _not_empty(read_in_child(content, encoding, delimiter, heard) if content else None)
    except UnreadableFile as refusal:
        refusal.values["file"] = shown_name(name)
        raise


def _not_empty(read: FileRead | None) -> FileRead:
    if read is None or not any(table.rows or table.rejected for table in read.tables):
        raise UnreadableFile("file_empty")
    if read.format in TRANSCRIPTS:
        return read  # it has no header
    if not any(len(table.rows) > 1 or table.rejected for table in read.tables):
        raise UnreadableFile("file_header_only")
    return read


def shown_name(name: str) -> str:
    """A file's name fit to be shown: no folder, no control or direction-changing characters, not too long."""
    last = re.split(r"[\\/]", name)[-1]
    plain = "".join(character for character in last if not unicodedata.category(character).startswith("C")).strip()
    return plain if len(plain) <= _LONGEST_NAME else plain[: _LONGEST_NAME - 1] + "…"
