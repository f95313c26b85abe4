"""The rows of a log: what is a row, what is a total, and what a blank cell under a merged one means."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, repeat

from data.dates import is_date
from data.formats.table import Cell
from data.headers import ATTRIBUTES, cancelled
from data.markup import plain
from data.passages import asked_in
from data.sheets import Sheet, cell_text
from data.spelling import folded

_TOTAL = re.compile(
    r"(?:sous[- ]?|sub[- ]?|grand )?tota(?:l|ux|ls)\b"
    r"|(?:moyennes?|averages?|sum|sommes?|nombre (?:de|total)|nb|count)\b"
)

_CONTINUED = 0.8
"""Share of the rows without a date that must be blank in all that identifies, for a sheet of merged cells."""


@dataclass(slots=True)
class Row:
    """One row of a log, its cells as texts ("" is blank); ``date`` stays a cell.

    ``questions`` are the cells that hold questions and the passages of notes that do; of a note nothing else
    goes on than that there was one (``noted``).
    """

    sheet: str
    number: int
    date: Cell
    interview: str
    candidate: str
    people: str
    answered: str
    cancelled: str
    noted: bool
    attributes: tuple[str, ...]
    questions: tuple[str, ...]

    @property
    def identifies(self) -> tuple[str, str, str]:
        """What tells its interview from others, beside the date: number, candidate, role."""
        return self.interview, self.candidate, self.attributes[0]


class _Columns:
    """The columns of a sheet by the field that they hold; each distinct cell is made a text once."""

    def __init__(self, sheet: Sheet, fields: Mapping[str, str]) -> None:
        self._rows = sheet.table.rows
        self._first = sheet.first
        self._texts = list(map(cell_text, self._rows.distinct))
        self._places: dict[str, list[int]] = {}
        for position, name in enumerate(sheet.columns):
            self._places.setdefault(fields.get(name, ""), []).append(position)

    def undated(self) -> bool:
        """Whether any row may be without a date."""
        places = self._places.get("date", [])
        return len(places) != 1 or 0 in self._rows.numbers(places[0], self._first)

    def dates(self) -> Iterator[Cell]:
        """The date of each row, as found; the first filled one where several columns hold dates."""
        columns = [self._rows.cells(position, self._first) for position in self._places.get("date", [])]
        if not columns:
            return repeat(None)
        return (
            columns[0] if len(columns) == 1 else (next(filter(None, row), None) for row in zip(*columns, strict=True))
        )

    def each(self, name: str, make: Callable[[str], str]) -> dict[int, str]:
        """What is made of each distinct text in the columns that hold a field."""
        occurring = {
            number for place in self._places.get(name, []) for number in self._rows.numbers(place, self._first)
        }
        return {number: make(text) if (text := self._texts[number]) else "" for number in occurring}

    def texts(self, name: str, made: Mapping[int, str] | None = None) -> list[Iterator[str]]:
        """The columns that hold a field, as texts, or as what was made of each."""
        look_up = (self._texts if made is None else made).__getitem__
        return [map(look_up, self._rows.numbers(place, self._first)) for place in self._places.get(name, [])]

    def joined(self, name: str, separator: str = " ") -> Iterator[str]:
        """A field as one text per row; several columns are joined."""
        columns = self.texts(name)
        if not columns:
            return repeat("")
        return columns[0] if len(columns) == 1 else map(separator.join, _filled(columns))


class LogRows:
    """The rows of a sheet under a mapping (column -> field), without blank ones, totals and repeated headers.

    They are made anew each time that they are gone through, so that a million of them never stand in memory. ``met``
    counts what was left out or filled in the last time, by the code of its warning.
    """

    def __init__(self, sheet: Sheet, fields: Mapping[str, str]) -> None:
        self._sheet = sheet
        self._columns = _Columns(sheet, fields)
        self._asked = self._columns.each("question", plain)
        self._passages = self._columns.each("notes", asked_in)
        self.met: Counter[str] = Counter()

    def __len__(self) -> int:
        """How many rows there are at most."""
        return len(self._sheet.table.rows) - self._sheet.first

    def __iter__(self) -> Iterator[Row]:
        self.met = Counter()
        for row in self._continued() if self._has_merged_cells else self._data():
            if row.cancelled and cancelled(row.cancelled):
                self.met["cancelled_rows"] += 1
                continue
            self.met["notes_without_passage"] += row.noted and not row.questions
            yield row

    def _data(self) -> Iterator[Row]:
        """The rows that are data, as found."""
        table, columns = self._sheet.table, self._columns
        notes = columns.texts("notes")
        found = map(
            Row,
            repeat(table.name),
            islice(table.row_numbers, self._sheet.first, None),
            columns.dates(),
            columns.joined("interview"),
            columns.joined("candidate"),
            columns.joined("names", " / "),
            columns.joined("answered"),
            columns.joined("cancelled"),
            map(any, zip(*notes, strict=True)) if notes else repeat(False),
            zip(*map(columns.joined, ATTRIBUTES), strict=False),  # what no column holds never ends
            _filled(columns.texts("question", self._asked) + columns.texts("notes", self._passages)),
        )
        for position, row in enumerate(found, start=self._sheet.first):
            if self._is_data(row, position):
                yield row

    def _is_data(self, row: Row, position: int) -> bool:
        """False for a blank row, a header again or a total: all of them lack a date that starts with a digit."""
        if row.date is None:
            if not row.questions and not row.noted and not any(row.identifies):
                return False
        elif not isinstance(row.date, str) or row.date[:1].isdigit():
            return True
        cells = self._sheet.table.rows[position]
        if self._sheet.repeats_header(cells):
            self.met["repeated_headers"] += 1
            return False
        if _is_total(row, cells):
            self.met["totals_rows"] += 1
            return False
        return True

    @cached_property
    def _has_merged_cells(self) -> bool:
        """Whether blank cells evidently stand for the value above them: a merged cell is read as its value and blanks.

        So it is where nearly all rows without a date are blank in everything that identifies, or repeat the number of
        the row above.
        """
        if not self._columns.undated():
            return False
        undated = continued = 0
        above: Row | None = None
        for row in self._data():
            if row.date is None:
                undated += 1
                continued += above is not None and _may_continue(row.identifies, above.identifies)
            above = row
        return continued > 0 and continued >= _CONTINUED * undated

    def _continued(self) -> Iterator[Row]:
        """The rows that are data, with the values above them in their merged cells."""
        above: Row | None = None
        above_as_found = ("", "", "")
        for row in self._data():
            as_found = row.identifies
            continues = above is not None and row.date is None and _may_continue(as_found, above_as_found)
            if above is not None and continues and above.date is not None:
                _fill(row, above)
                self.met["continued_rows"] += 1
            above, above_as_found = row, as_found
            yield row


def _filled(columns: list[Iterator[str]]) -> Iterator[tuple[str, ...]]:
    """The filled cells of each row."""
    return (tuple(filter(None, cells)) for cells in zip(*columns, strict=True)) if columns else repeat(())


def _is_total(row: Row, cells: list[Cell]) -> bool:
    """A row that sums up others: its first text says so, it has no date and asks nothing."""
    label = next((cell for cell in cells if isinstance(cell, str)), "")
    if is_date(row.date) or not _TOTAL.match(folded(label[:40])):
        return False
    return not any("?" in question for question in row.questions)


def _fill(row: Row, above: Row) -> None:
    """Give the blank cells of a row the values of the one above."""
    row.date = above.date
    row.interview = row.interview or above.interview
    row.candidate = row.candidate or above.candidate
    row.people = row.people or above.people
    row.cancelled = row.cancelled or above.cancelled
    row.attributes = tuple(own or other for own, other in zip(row.attributes, above.attributes, strict=True))


def _may_continue(identifies: tuple[str, ...], above: tuple[str, ...]) -> bool:
    return all(not own or own == other for own, other in zip(identifies, above, strict=True))
