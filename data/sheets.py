"""The sheets of a file as logs: where the header is, and what the columns are called."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from statistics import median
from typing import TYPE_CHECKING

from data import headers
from data.dates import is_date
from data.formats.table import Cell, Table
from data.spelling import clean, clean_label

if TYPE_CHECKING:
    from data.layouts import Layout

_HEADER_WITHIN = 25
"""A header is looked for in this many first rows; above it stand titles and explanations."""

_SAMPLE = 400
"""Rows whose content is looked at to tell what a column holds."""

_LONGEST_HEADER = 80


def cell_text(cell: Cell) -> str:
    """A cell as a person reads it: 3.0 is "3", a date is written 2026-11-09."""
    if isinstance(cell, str):
        return clean(cell)
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    return str(cell)


@dataclass(frozen=True)
class Sheet:
    """One table with its header found. ``header_row`` is the header's number in the file, None without one.

    ``columns`` names every column once: "Question" and "Question (2)" where two are called the same, its
    letter where it has no name. ``first`` is the position of the first row of data in ``table.rows``.
    ``layout`` is the report of some software that it is known to be.
    """

    table: Table
    header_row: int | None
    columns: tuple[str, ...]
    first: int
    layout: Layout | None = None

    @cached_property
    def sample(self) -> list[list[Cell]]:
        """The first rows of data."""
        return self.table.rows[self.first : self.first + _SAMPLE]

    @cached_property
    def used(self) -> tuple[str, ...]:
        """The columns that have a name or a content, unlike the end of a row of ``;;;``."""
        return tuple(
            name
            for position, name in enumerate(self.columns)
            if (self.header_row is not None and name != _letters(position))
            or any(row[position] is not None for row in self.sample)
        )

    def repeats_header(self, row: Sequence[Cell]) -> bool:
        """True for a header printed again among the rows, as at the top of each page."""
        if self.header_row is None or not any(cell == name for cell, name in zip(row, self.columns, strict=True)):
            return False
        named = [(name, cell) for name, cell in zip(self.columns, row, strict=True) if cell is not None]
        return len(named) > 1 and all(isinstance(cell, str) and clean_label(cell) == name for name, cell in named)


def sheet_of(table: Table, known: Collection[str] = ()) -> Sheet:
    """The table with its header found; ``known`` are column names that a mapping speaks of."""
    position, rows_of_header = (0, 1) if table.headed else _header(table, known)
    width = len(table.rows[0]) if table.rows else 0
    names: list[str] = []
    for column in range(width):
        above = [cell_text(table.rows[row][column]) for row in range(position, position + rows_of_header)]
        named = [text for text in reversed(above) if text]
        best = next((text for text in named if headers.recognised(text).field), named[0] if named else "")
        names.append(clean_label(best))
    header_row = table.row_numbers[position] if rows_of_header else None
    return Sheet(table, header_row, _distinct(names), position + rows_of_header)


def _distinct(names: list[str]) -> tuple[str, ...]:
    distinct: list[str] = []
    for position, name in enumerate(names):
        name = name or _letters(position)
        number, candidate = 1, name
        while candidate in distinct:
            number += 1
            candidate = f"{name} ({number})"
        distinct.append(candidate)
    return tuple(distinct)


def _letters(position: int) -> str:
    """The name that a spreadsheet gives a column: A, B, …, Z, AA."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _header(table: Table, known: Collection[str]) -> tuple[int, int]:
    """Position of the header and its number of rows; (0, 0) where the table starts with its data."""
    rows = table.rows[:_HEADER_WITHIN]
    scores = [_header_score(row, known) for row in rows]
    best = max(range(len(rows)), key=lambda position: (scores[position], -position), default=0)
    if rows and scores[best] >= 2:
        if best > 0 and _is_upper_header(rows[best - 1], rows[best]):
            return best - 1, 2
        below = rows[best + 1 : best + 2]
        also_below = below and (scores[best + 1] >= max(2, scores[best] / 2) or _completes(below[0], rows[best]))
        return best, 2 if also_below else 1
    return _header_by_shape(table.rows[:_SAMPLE])


def _header_score(row: Sequence[Cell], known: Collection[str]) -> int:
    """How much a row looks like a header: names that are known count two, parts of names one; 0 if it cannot be."""
    cells = [cell for cell in row if cell is not None]
    if len(cells) < min(2, len(row)) or any(not isinstance(cell, str) or is_date(cell) for cell in cells):
        return 0
    fields: dict[str, int] = {}
    refused = 0
    for cell in map(cell_text, cells):
        if len(cell) > _LONGEST_HEADER:
            continue
        if clean_label(cell) in known:
            fields[cell] = 3
            continue
        found = headers.recognised(cell)
        refused += 2 * found.refused
        if found.field:
            fields[found.field] = max(fields.get(found.field, 0), 2 if found.strength == "whole" else 1)
    return sum(fields.values()) + refused


def _is_upper_header(above: Sequence[Cell], row: Sequence[Cell]) -> bool:
    """True where the row above names columns that the header leaves blank, or groups of them."""
    texts = [(upper, lower) for upper, lower in zip(above, row, strict=True) if upper is not None]
    if len(texts) < 2 or any(not isinstance(upper, str) or len(upper) > _LONGEST_HEADER for upper, _ in texts):
        return False
    return any(
        lower is None and headers.recognised(cell_text(upper)) != headers.Recognition() for upper, lower in texts
    )


def _completes(row: Sequence[Cell], header: Sequence[Cell]) -> bool:
    """True where a row holds nothing but names for columns that the header leaves blank."""
    named = [(above, cell) for above, cell in zip(header, row, strict=True) if cell is not None]
    return bool(named) and all(above is None and headers.recognised(cell_text(cell)).field for above, cell in named)


def _header_by_shape(rows: Sequence[Sequence[Cell]]) -> tuple[int, int]:
    """A header of unknown words: a row of short texts above a column of dates that it is not part of."""
    if len(rows) < 2:
        return 0, 0
    usual = median(sum(cell is not None for cell in row) for row in rows)
    start = next((i for i, row in enumerate(rows) if sum(cell is not None for cell in row) >= max(1, usual / 2)), 0)
    first, below = rows[start], rows[start + 1 :]
    texts = [cell for cell in first if cell is not None]
    if not below or any(not isinstance(cell, str) or is_date(cell) or len(cell) > _LONGEST_HEADER for cell in texts):
        return start, 0
    dated = any(
        sum(is_date(row[column]) for row in below) > len(below) / 2
        for column in range(len(first))
        if first[column] is not None
    )
    return start, int(dated and not any("?" in cell_text(cell)[:-1] for cell in texts))
