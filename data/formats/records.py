"""Records with named values, as JSON and Parquet hold them, made a table: one row per record.

A record need not be flat. ``{"interview": {"stage": "HR"}}`` has a column ``interview.stage``; a list of
texts is one cell of one line each; a list of objects is one column per name in them. A form, a list of
objects that each hold a label and a value, is one column per label where the format says so (``Form``).
What lies deeper than a few levels is no log and is passed over.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from data.errors import UnreadableFile
from data.formats import limits
from data.formats.content import Content
from data.formats.json_text import BrokenLine
from data.formats.table import Cell, Rejected
from data.formats.wire import Detail, Header, Piece, Rows, Sheet

_CHUNK = 5000
_DEEPEST = 5

_Path = tuple[str, ...]


@dataclass(frozen=True)
class Form:
    """Where the records of a format hold a form: the name of its list, and of the label and value in each item.

    ``known_by`` are names that every record of the format has.
    """

    known_by: tuple[str, ...]
    fields: str
    label: str
    value: str

    def is_held_by(self, content: Content) -> bool:
        """True for a JSON text whose records are of this format."""
        return content.json is not None and content.json.has(*self.known_by, self.fields)


def read(content: Content, form: Form | None = None) -> Iterator[Piece]:
    """The pieces of a JSON text: one table per list of records.

    Raises UnreadableFile: ``json_broken``, ``json_without_records``, and what ``table`` raises.
    """
    assert content.json is not None
    yield Detail("encoding", content.encoding.name)
    yield from content.encoding.warnings
    for name, records in content.json.lists(form.known_by if form else ()):
        yield from table(_sayable(name), records, form)


def table(name: str, records: Iterable[tuple[int, object]], form: Form | None = None) -> Iterator[Piece]:
    """The pieces of one table from numbered records; its columns are the names of all of them, in order.

    Raises UnreadableFile: ``too_many_rows``, ``too_many_columns``, ``cell_too_long``.
    """
    yield Sheet(name)
    columns: dict[_Path, int] = {}
    unfilled: dict[_Path, None] = {}
    numbers: list[int] = []
    rows: list[list[Cell]] = []
    for count, (number, record) in enumerate(records):
        if count >= limits.ROWS:
            raise UnreadableFile("too_many_rows", limit=limits.ROWS)
        if not isinstance(record, dict):
            yield Rejected(name, number, "line_not_json" if isinstance(record, BrokenLine) else "not_a_record")
            continue
        try:
            cells = _Cells(number, form).of(record)
        except UnicodeEncodeError:  # half a character: JSON can spell it, no text can hold it
            yield Rejected(name, number, "bytes_unreadable", "utf-8")
            continue
        unfilled |= dict.fromkeys(path for path, cell in cells.items() if cell is None)
        if row := _row(cells, columns):
            numbers.append(number)
            rows.append(row)
        if len(rows) == _CHUNK:
            yield Rows(numbers, rows)
            numbers, rows = [], []
    yield Rows(numbers, rows)
    if columns:
        # A name without any value is a column too, unless it stands for an object that other records fill.
        objects = {path[0][:end] for path in columns for end, letter in enumerate(path[0]) if letter == "."}
        header = [*columns, *(path for path in unfilled if path not in columns and path[0] not in objects)]
        _check_width(len(header))
        yield Header([_sayable(path[-1]) for path in header])


def _row(cells: Mapping[_Path, Cell], columns: dict[_Path, int]) -> list[Cell]:
    """The filled cells where their columns stand; new columns are added."""
    filled = {columns.setdefault(path, len(columns)): cell for path, cell in cells.items() if cell is not None}
    _check_width(len(columns))
    row: list[Cell] = [None] * (max(filled, default=-1) + 1)
    for position, cell in filled.items():
        row[position] = cell
    return row


def _check_width(columns: int) -> None:
    if columns > limits.COLUMNS:
        raise UnreadableFile("too_many_columns", columns=columns, limit=limits.COLUMNS)


class _Cells:
    """The cells of one record, each by its path: the names that lead to it, the last of which is its column's."""

    def __init__(self, number: int, form: Form | None) -> None:
        self._number, self._form = number, form
        self._cells: dict[_Path, Cell] = {}

    def of(self, record: Mapping[str, object]) -> Mapping[_Path, Cell]:
        """Every cell of the record. Raises UnicodeEncodeError for a text with half a character."""
        self._add(record, "", 0)
        return self._cells

    def _add(self, record: Mapping[str, object], before: str, depth: int) -> None:
        for key, value in record.items():
            name = before + str(key)
            if isinstance(value, dict):
                if depth < _DEEPEST:
                    self._add(value, name + ".", depth + 1)
            elif not isinstance(value, list):
                self._cells[name,] = self._cell(value)
            elif self._form and name == self._form.fields:
                self._add_form(value, self._form)
            elif any(isinstance(item, dict) for item in value):
                self._add_objects(value, name, depth)
            else:
                self._cells[name,] = self._listed(value)

    def _add_form(self, items: list[object], form: Form) -> None:
        answers: dict[str, list[object]] = {}
        for item in items:
            if isinstance(item, dict) and isinstance(label := item.get(form.label), str):
                answer = item.get(form.value)
                answers.setdefault(label, []).extend(answer if isinstance(answer, list) else [answer])
        for label, values in answers.items():
            self._cells[form.fields, label] = self._listed(values)

    def _add_objects(self, items: list[object], name: str, depth: int) -> None:
        values: dict[_Path, list[object]] = {}
        for item in items:
            if isinstance(item, dict) and depth < _DEEPEST:
                inner = _Cells(self._number, None)
                inner._add(item, name + ".", depth + 1)
                for path, cell in inner._cells.items():
                    values.setdefault(path, []).append(cell)
        self._cells |= {path: self._listed(found) for path, found in values.items()}

    def _listed(self, values: list[object]) -> Cell:
        """One value as itself; several as a list of one line each, so that none runs into the next."""
        cells = [cell for value in values if (cell := self._cell(value)) is not None]
        if len(cells) < 2:
            return cells[0] if cells else None
        return self._cell("\n".join(f"- {cell}" for cell in cells))

    def _cell(self, value: object) -> Cell:
        if isinstance(value, bytes):
            value = value.decode("utf-8", "replace")
        if isinstance(value, str):
            if len(value) > limits.CELL_CHARACTERS:
                raise UnreadableFile("cell_too_long", row=self._number, limit=limits.CELL_CHARACTERS)
            if not value.isascii():
                value.encode()
            return None if not value or value.isspace() else value
        if isinstance(value, float | Decimal):
            return None if not math.isfinite(value) else int(value) if value == int(value) else float(value)
        if isinstance(value, datetime | time):
            return value.replace(tzinfo=None)  # the day that was written down
        if value is None or isinstance(value, bool | int | date):
            return value
        return None if isinstance(value, dict | list) else str(value)


def _sayable(name: str) -> str:
    return name.encode("utf-8", "replace").decode()
