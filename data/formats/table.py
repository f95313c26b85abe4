"""What reading a file gives: tables of cells as found, nothing interpreted."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import islice, zip_longest
from typing import overload

Cell = str | int | float | bool | datetime | date | time | None
"""One cell. Empty, blank and error cells (``#N/A``) are None; whole numbers are int."""


@dataclass(frozen=True)
class Rejected:
    """A row that could not be read: ``reason`` is a key of ``rejections.toml``, ``detail`` fills its sentence."""

    sheet: str
    row: int
    reason: str
    detail: str = ""


@dataclass(frozen=True)
class Warning:
    """Something the user should know about a file that was read: ``code`` is a key of ``warnings.toml``."""

    code: str
    values: dict[str, object] = field(default_factory=dict)


class Rows(Sequence[list[Cell]]):
    """Rows of one width, kept by columns: each distinct cell once, and a number of four bytes for each place.

    Most cells of a log repeat. A million rows kept as lists would cost ten times as much, and so that nobody makes
    such lists by accident, ``numbers`` and ``cells`` are there for what concerns a whole column.
    """

    def __init__(self, rows: Iterable[Sequence[Cell]] = ()) -> None:
        self._known: dict[Cell | tuple[type, Cell], int] = {None: 0}
        self._columns: list[array[int]] = []
        self._length = 0
        self.distinct: list[Cell] = [None]
        """Every cell that occurs, once; the first is the empty one."""
        self.extend(list(rows))

    def extend(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Add rows below; shorter ones are padded with empty cells, and so is what was there before wider ones."""
        for position, cells in enumerate(zip_longest(*rows)):
            if position == len(self._columns):
                self._columns.append(array("I", bytes(4 * self._length)))
            self._columns[position].extend(map(self._number, cells))
        self._length += len(rows)
        for column in self._columns:
            column.frombytes(bytes(4 * (self._length - len(column))))

    def put_first(self, row: Sequence[Cell]) -> None:
        """Add a row above all others."""
        self.extend([row])
        for column in self._columns:
            column.insert(0, column.pop())

    def _number(self, cell: Cell) -> int:
        # 1, 1.0 and True are equal and yet no one cell.
        key = cell if cell is None or type(cell) is str else (type(cell), cell)
        if (number := self._known.get(key)) is None:
            number = self._known[key] = len(self.distinct)
            self.distinct.append(cell)
        return number

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self._columns)

    def numbers(self, position: int, first: int = 0) -> Iterator[int]:
        """A column from a row on, each cell by its place in ``distinct``."""
        return islice(self._columns[position], first, None)

    def cells(self, position: int, first: int = 0) -> Iterator[Cell]:
        """A column from a row on."""
        return map(self.distinct.__getitem__, self.numbers(position, first))

    def __len__(self) -> int:
        return self._length

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rows | list) and list(self) == list(other)

    def __iter__(self) -> Iterator[list[Cell]]:
        return map(self.__getitem__, range(self._length))

    @overload
    def __getitem__(self, place: int) -> list[Cell]: ...
    @overload
    def __getitem__(self, place: slice) -> list[list[Cell]]: ...
    def __getitem__(self, place: int | slice) -> list[Cell] | list[list[Cell]]:
        if isinstance(place, slice):
            return [self[number] for number in range(self._length)[place]]
        if not -self._length <= place < self._length:
            raise IndexError(place)
        return [self.distinct[column[place]] for column in self._columns]


@dataclass(frozen=True)
class Table:
    """One sheet of a workbook, or one delimited text.

    ``rows`` leaves out blank rows and pads all others to one width. ``row_numbers`` says where each
    row starts in the file, counted from 1 as Excel or an editor shows it. ``name`` is "" for a text.
    ``headed`` says that the first row names the columns, by the format itself; its number is 0.
    """

    name: str
    rows: Rows
    row_numbers: array[int]
    rejected: list[Rejected]
    headed: bool = False

    @classmethod
    def of(
        cls,
        name: str,
        rows: Iterable[Sequence[Cell]],
        numbers: Iterable[int],
        rejected: list[Rejected],
        *,
        headed: bool = False,
    ) -> Table:
        """The table of these rows."""
        return cls(name, Rows(rows), array("I", numbers), rejected, headed)


@dataclass(frozen=True)
class FileRead:
    """One file as read: ``format`` is an id of ``formats.toml``, ``details`` what was detected (encoding, …)."""

    format: str
    details: dict[str, str]
    tables: list[Table]
    warnings: list[Warning]
