"""The rows of a log: what is a row, what is a total, and what a blank cell under a merged one means."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import repeat

from data.dates import is_date
from data.formats.table import Cell
from data.headers import ATTRIBUTES
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
    """One row of a log, its cells as texts ("" is blank); ``date`` stays a cell."""

    sheet: str
    number: int
    date: Cell
    interview: str
    candidate: str
    people: str
    answered: str
    attributes: tuple[str, ...]
    questions: tuple[str, ...]

    @property
    def identifies(self) -> tuple[str, str, str]:
        """What tells its interview from others, beside the date: number, candidate, role."""
        return self.interview, self.candidate, self.attributes[0]


class _Texts(dict[Cell, str]):
    """Cells as texts, each worked out once per sheet."""

    def __missing__(self, cell: Cell) -> str:
        self[cell] = text = cell_text(cell)
        return text


class _Columns:
    """The columns of a sheet by the field that they hold, as lists of texts."""

    def __init__(self, sheet: Sheet, fields: Mapping[str, str]) -> None:
        self._rows = sheet.table.rows[sheet.first :]
        self._texts = _Texts()
        self._held = [fields.get(name, "") for name in sheet.columns]

    def cells(self, name: str) -> list[list[Cell]]:
        """The columns that hold a field, as found."""
        return [[row[position] for row in self._rows] for position, held in enumerate(self._held) if held == name]

    def texts(self, name: str) -> list[list[str]]:
        """The columns that hold a field, as texts."""
        return [[self._texts[cell] for cell in cells] for cells in self.cells(name)]

    def dates(self) -> list[Cell]:
        """The date of each row, as found; the first filled one where several columns hold dates."""
        columns = self.cells("date")
        if not columns:
            return [None] * len(self._rows)
        return (
            columns[0] if len(columns) == 1 else [next(filter(None, row), None) for row in zip(*columns, strict=True)]
        )

    def joined(self, name: str, separator: str = " ") -> list[str]:
        """A field as one text per row; several columns are joined."""
        columns = self.texts(name)
        if not columns:
            return [""] * len(self._rows)
        return (
            columns[0]
            if len(columns) == 1
            else [separator.join(filter(None, row)) for row in zip(*columns, strict=True)]
        )


def rows_of(sheet: Sheet, fields: Mapping[str, str], met: Counter[str]) -> list[Row]:
    """The rows of a sheet under a mapping (column -> field), without blank ones, totals and repeated headers.

    ``met`` counts what was left out or filled in, by the code of its warning.
    """
    columns = _Columns(sheet, fields)
    found = map(
        Row,
        repeat(sheet.table.name),
        sheet.table.row_numbers[sheet.first :],
        columns.dates(),
        columns.joined("interview"),
        columns.joined("candidate"),
        columns.joined("names", " / "),
        columns.joined("answered"),
        zip(*(columns.joined(name) for name in ATTRIBUTES), strict=True),
        _filled(columns.texts("question"), len(sheet.table.rows) - sheet.first),
    )
    rows = [
        row
        for row, cells in zip(found, sheet.table.rows[sheet.first :], strict=True)
        if _is_data(sheet, row, cells, met)
    ]
    _fill_merged_cells(rows, met)
    return rows


def _filled(columns: list[list[str]], rows: int) -> Iterator[tuple[str, ...]]:
    """The filled cells of each row."""
    if not columns:
        return repeat((), rows)
    return (tuple(filter(None, cells)) for cells in zip(*columns, strict=True))


def _is_data(sheet: Sheet, row: Row, cells: list[Cell], met: Counter[str]) -> bool:
    """False for a row that is blank, a header again, or a total; all of them lack a date that starts with a digit."""
    if row.date is None:
        if not row.questions and not any(row.identifies):
            return False
    elif not isinstance(row.date, str) or row.date[:1].isdigit():
        return True
    if sheet.repeats_header(cells):
        met["repeated_headers"] += 1
        return False
    if _is_total(row, cells):
        met["totals_rows"] += 1
        return False
    return True


def _is_total(row: Row, cells: list[Cell]) -> bool:
    """A row that sums up others: its first text says so, it has no date and asks nothing."""
    label = next((cell for cell in cells if isinstance(cell, str)), "")
    if is_date(row.date) or not _TOTAL.match(folded(label[:40])):
        return False
    return not any("?" in question for question in row.questions)


def _fill_merged_cells(rows: list[Row], met: Counter[str]) -> None:
    """Give blank cells the value above them, on a sheet where they evidently stand for it.

    A merged cell is read as its value and blanks below. A sheet is of that style where nearly all its
    rows without a date are blank in everything that identifies, or repeat the number of the row above.
    """
    undated = [position for position, row in enumerate(rows) if row.date is None]
    continued = [position for position in undated if position and _may_continue(rows[position], rows[position - 1])]
    if not continued or len(continued) < _CONTINUED * len(undated):
        return
    for position in continued:
        row, above = rows[position], rows[position - 1]
        if above.date is None:
            continue
        row.date = above.date
        row.interview = row.interview or above.interview
        row.candidate = row.candidate or above.candidate
        row.people = row.people or above.people
        row.attributes = tuple(own or other for own, other in zip(row.attributes, above.attributes, strict=True))
        met["continued_rows"] += 1


def _may_continue(row: Row, above: Row) -> bool:
    return all(not own or own == other for own, other in zip(row.identifies, above.identifies, strict=True))
