"""What travels from the reading process to ours, one JSON document per line.

The readers yield these pieces; ``assemble`` makes the FileRead. JSON, because what comes out of a
hostile file must not be able to run anything here: no pickle, no marshal.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from data.errors import UnreadableFile
from data.formats import limits
from data.formats.table import Cell, FileRead, Rejected, Table, Warning


@dataclass(frozen=True)
class Detail:
    """One thing that was detected about the file: ``format``, ``encoding``, ``delimiter`` or ``sheets``."""

    name: str
    value: str


@dataclass(frozen=True)
class Sheet:
    """A table begins; the rows that follow are its own."""

    name: str


@dataclass(frozen=True)
class Rows:
    """Some rows of the table that began last, without their trailing empty cells."""

    numbers: list[int]
    rows: list[list[Cell]]


@dataclass(frozen=True)
class Header:
    """The names of the columns of the table that began last, known once all its rows are."""

    names: list[str]


@dataclass(frozen=True)
class Failure:
    """The file is refused: a code of ``errors.toml`` and its values. Nothing follows."""

    code: str
    values: dict[str, object]


@dataclass(frozen=True)
class Done:
    """Everything was said. An answer without it comes from a process that died."""


Piece = Detail | Sheet | Rows | Header | Rejected | Warning | Failure | Done

_PIECES: dict[str, Callable[..., Piece]] = {
    piece.__name__: piece for piece in (Detail, Sheet, Rows, Header, Rejected, Warning, Failure, Done)
}
_MOMENTS: dict[str, Callable[[str], Cell]] = {
    "$datetime": datetime.fromisoformat,
    "$date": date.fromisoformat,
    "$time": time.fromisoformat,
}


def _tagged(value: date | time) -> dict[str, str]:
    return {"$" + type(value).__name__: value.isoformat()}


def _untagged(entry: dict[str, Any]) -> object:
    for tag, moment in entry.items():
        if tag in _MOMENTS:
            return _MOMENTS[tag](moment)
    return entry


def dump(piece: Piece) -> bytes:
    """One line for one piece."""
    document = [type(piece).__name__, *vars(piece).values()]
    text = json.dumps(document, ensure_ascii=False, check_circular=False, separators=(",", ":"), default=_tagged)
    return text.encode() + b"\n"


def load(line: bytes) -> Piece:
    """The piece of one line."""
    name, *fields = json.loads(line, object_hook=_untagged)
    return _PIECES[name](*fields)


def assemble(pieces: Iterable[Piece]) -> FileRead:
    """The file of these pieces. Raises UnreadableFile for a Failure, and where a table is too large to hold."""
    details: dict[str, str] = {}
    tables: list[Table] = []
    warnings: list[Warning] = []
    for piece in pieces:
        match piece:
            case Rows():
                _check_size(tables[-1], piece)
                tables[-1].rows.extend(piece.rows)
                tables[-1].row_numbers.extend(piece.numbers)
            case Header():
                tables[-1].rows.put_first(piece.names)
                tables[-1].row_numbers.insert(0, 0)
                tables[-1] = replace(tables[-1], headed=True)
            case Sheet():
                tables.append(Table.of(piece.name, [], [], []))
            case Rejected():
                tables[-1].rejected.append(piece)
            case Detail():
                details[piece.name] = piece.value
            case Warning():
                warnings.append(piece)
            case Failure():
                raise UnreadableFile(piece.code, **piece.values)
            case Done():
                break
    return FileRead(details.pop("format"), details, tables, warnings)


def _check_size(table: Table, more: Rows) -> None:
    """One wide row among many narrow ones makes a table that is mostly padding."""
    rows = len(table.rows) + len(more.rows)
    columns = max(table.rows.width, *map(len, more.rows), 0)
    if rows * columns > limits.CELLS:
        raise UnreadableFile("too_many_cells", rows=rows, columns=columns, limit=limits.CELLS)
