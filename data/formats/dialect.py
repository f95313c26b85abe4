"""How a text is cut into cells: its delimiter, found by how evenly it cuts the beginning of the file.

Done by ourselves because automatic dialects are wrong in silence: a French file separated by ``;``
whose questions hold commas, or a file with a few ragged rows, comes out of them as one column.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.formats import limits
from data.formats.encoding import Encoding

if TYPE_CHECKING:
    from _csv import Reader

DELIMITERS = (";", ",", "\t", "|")
"""What may separate cells; "" stands for a text of one column."""

_NEVER = "\x1f"
_SAMPLE = 256 * 1024
_MOST_BROKEN = 20
_LEAST_AGREEMENT = 0.3
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?[\r\n]*', re.IGNORECASE)


@dataclass(frozen=True)
class Dialect:
    """A delimiter ("" for one column), whether quotes mean something, and how many lines to pass over."""

    delimiter: str
    quoted: bool = True
    skipped_lines: int = 0

    def reader(self, lines: Iterator[str] | list[str]) -> Reader:
        """Python's reader, strict: a quote that is out of place is an error and not a guess."""
        csv.field_size_limit(limits.CELL_CHARACTERS)
        delimiter = self.delimiter or _NEVER
        if self.quoted:
            return csv.reader(lines, delimiter=delimiter, strict=True)
        return csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)


def dialect_of(raw: bytes, encoding: Encoding, chosen: str | None = None) -> Dialect:
    """The dialect of a text. A first line ``sep=;``, which Excel writes and obeys, is obeyed too."""
    lines = _beginning(raw, encoding)
    told = _SEPARATOR_LINE.fullmatch(lines[0]) if lines else None
    if told:
        lines = lines[1:]
    delimiter = chosen
    if delimiter is None and told and told[1] in DELIMITERS:
        delimiter = told[1]
    if delimiter is None:
        delimiter = _most_even(lines)
    quoted = bool(delimiter) or not _broken(lines)
    return Dialect(delimiter, quoted, skipped_lines=1 if told else 0)


def _beginning(raw: bytes, encoding: Encoding) -> list[str]:
    sample = raw[encoding.start : encoding.start + _SAMPLE]
    lines = list(io.StringIO(sample.decode(encoding.name, "replace"), newline=""))
    whole = len(raw) <= encoding.start + _SAMPLE
    return lines if whole or len(lines) < 2 else lines[:-1]


def _most_even(lines: list[str]) -> str:
    scores: dict[str, float] = {}
    broken: list[str] = []
    for delimiter in DELIMITERS:
        if not _is_prose(lines, delimiter):
            widths, lost = _widths(lines, delimiter)
            scores[delimiter] = _evenness(widths, lost)
            broken += [delimiter] * (lost > 0)
    best = max(scores, key=lambda delimiter: scores[delimiter], default="")
    if scores.get(best):
        return best
    # A quote that never closes swallows the rows. The heading tells how they were cut, and reading tells the rest.
    heading = _heading(lines)
    return max((delimiter for delimiter in broken if delimiter in heading), key=heading.count, default="")


def _heading(lines: list[str]) -> str:
    return next((line for line in lines if not line.isspace()), "")


def _is_prose(lines: list[str], delimiter: str) -> bool:
    """Commas and semicolons that a space always follows, under a heading without any, are punctuation."""
    return delimiter not in _heading(lines) and not any(re.search(re.escape(delimiter) + r"\S", line) for line in lines)


def _evenness(widths: list[int], lost: int) -> float:
    """Share of rows with the most common number of cells, worth more the more cells there are."""
    if not widths:
        return 0.0
    (width, rows), *_ = Counter(widths).most_common(1)
    agreement = rows / (len(widths) + lost)
    return agreement * (1 - 1 / width) if agreement >= _LEAST_AGREEMENT else 0.0


def _widths(lines: list[str], delimiter: str) -> tuple[list[int], int]:
    """Cells of each row, and how many lines were lost to misplaced quotes: reading goes on after each."""
    widths: list[int] = []
    position = 0
    for lost in range(_MOST_BROKEN):
        reader = Dialect(delimiter).reader(lines[position:])
        read = 0
        try:
            for cells in reader:
                read = reader.line_num
                if any(cells):
                    widths.append(len(cells))
        except csv.Error:
            position += read + 1
        else:
            return widths, lost
    return widths, _MOST_BROKEN + len(lines) - position


def _broken(lines: list[str]) -> bool:
    return _widths(lines, "")[1] > 0
