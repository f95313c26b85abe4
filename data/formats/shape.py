"""Which rows of a delimited text have the right number of cells, from the widths of all rows."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable

_EXCEL_BLOCK = 16


class Shape:
    """The widths of a text's rows, blank ones included, judged against its header.

    A row is right when it has as many cells as the header, or more of which the last are empty. Rows
    above the header are titles and may be shorter. A shorter row below it is right only where what it
    lacks is known to be empty: no full row has anything there, or Excel wrote the file and left out
    the empty last columns of a whole block of sixteen rows, as it does.
    """

    def __init__(self, rows: Iterable[list[str]]) -> None:
        self._cells = array("l")
        self._filled = array("l")
        for cells in rows:
            filled = len(cells)
            while filled and (not cells[filled - 1] or cells[filled - 1].isspace()):
                filled -= 1
            self._cells.append(len(cells))
            self._filled.append(filled)
        self._header = self._header_row()
        self._width = self._cells[self._header] if self._cells else 0
        self._least = self._least_width()
        self._short_blocks = self._blocks_left_short()
        self.columns = max((filled for filled in self._filled if filled <= self._width), default=0)
        """The last column that holds anything, in a row that is not too long."""

    def filled(self, row: int) -> int:
        """Cells of a row up to its last one with content; 0 for a blank row."""
        return self._filled[row]

    def fault(self, row: int) -> tuple[str, str] | None:
        """Why a row is ragged, as reason and detail; None for a row that is right."""
        cells, filled = self._cells[row], self._filled[row]
        if filled > self._width and row > self._header:
            return "row_long", f"{filled} > {self._width}"
        excused = row < self._header or cells >= self._least or row // _EXCEL_BLOCK in self._short_blocks
        return None if excused else ("row_short", f"{cells} < {self._width}")

    def _header_row(self) -> int:
        """The first row that is at least half as full as most rows are: titles above it are not."""
        usual = Counter(filled for filled in self._filled if filled > 1).most_common(1)
        least = usual[0][0] / 2 if usual else 0
        return next((row for row, filled in enumerate(self._filled) if filled > least), 0)

    def _least_width(self) -> int:
        """Cells below which a row certainly lacks some: the last column that full rows use, or else the header."""
        below = slice(self._header + 1, None)
        full = (
            filled
            for cells, filled in zip(self._cells[below], self._filled[below], strict=True)
            if cells >= self._width >= filled
        )
        return max(full, default=self._filled[self._header] if self._filled else 0)

    def _blocks_left_short(self) -> frozenset[int]:
        """The blocks of Excel whose rows are all equally short, where at least one such block is complete."""
        short: dict[int, int] = {}
        for start in range(0, len(self._cells), _EXCEL_BLOCK):
            block = self._cells[start : start + _EXCEL_BLOCK]
            if min(block) == max(block) < self._width:
                short[start // _EXCEL_BLOCK] = len(block)
        return frozenset(short) if _EXCEL_BLOCK in short.values() else frozenset()
