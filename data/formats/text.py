"""Delimited text: CSV in all its habits, tab-separated files, plain lists of questions."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from data.errors import UnreadableFile
from data.formats import limits
from data.formats.content import Content
from data.formats.dialect import Dialect
from data.formats.encoding import Encoding
from data.formats.shape import Shape
from data.formats.table import Cell, Rejected, Warning
from data.formats.wire import Detail, Piece, Rows, Sheet

Record = tuple[int, list[str] | None]
"""The line that a row starts on, and its cells; None for a line with a quote out of place."""

_CHUNK = 5000
_HELD = 32 * limits.MEGABYTE
_UNREADABLE = re.compile("[\0\udc80-\udcff]")


def read(content: Content) -> Iterator[Piece]:
    """The pieces of a text: one table named "".

    The widths of all rows are needed before the first can be judged. A large text is therefore parsed
    twice, so that it never stands in memory as rows. Raises UnreadableFile: ``quote_unclosed``, ``cell_too_long``,
    ``too_many_columns``, ``too_many_rows``, ``encoding_wrong``.
    """
    encoding, dialect = content.encoding, content.dialect
    yield Detail("encoding", encoding.name)
    yield Detail("delimiter", dialect.delimiter)
    yield from encoding.warnings
    yield Sheet("")
    _refuse_endless_lines(content.raw)
    records: Iterable[Record] = _Records(content.raw, encoding, dialect)
    if len(content.raw) <= _HELD:
        records = list(records)
    shape = Shape(cells or [] for _, cells in records)
    if shape.columns > limits.COLUMNS:
        raise UnreadableFile("too_many_columns", columns=shape.columns, limit=limits.COLUMNS)
    suspicious = encoding.damaged or b"\0" in content.raw
    spoiled = False
    numbers: list[int] = []
    rows: list[list[Cell]] = []
    for index, (line, cells) in enumerate(records):
        if cells is None:
            yield Rejected("", line, "quote_misplaced")
            continue
        if not shape.filled(index):
            continue
        if suspicious and (found := _UNREADABLE.search("".join(cells))):
            spoiled = spoiled or found[0] != "\0"
            yield Rejected("", line, "zero_byte" if found[0] == "\0" else "bytes_unreadable", encoding.name)
        elif fault := shape.fault(index):
            yield Rejected("", line, *fault)
        else:
            numbers.append(line)
            rows.append([None if not cell or cell.isspace() else cell for cell in cells[: shape.filled(index)]])
        if len(rows) == _CHUNK:
            yield Rows(numbers, rows)
            numbers, rows = [], []
    yield Rows(numbers, rows)
    if spoiled:
        yield Warning("text_damaged", {"encoding": encoding.name})


def _refuse_endless_lines(raw: bytes) -> None:
    """Looks for the last line end of each stretch: a line of 100 MB takes seconds to parse before it fails."""
    start = 0
    while start + limits.LINE_BYTES < len(raw):
        stretch = start, start + limits.LINE_BYTES
        end = max(raw.rfind(b"\n", *stretch), raw.rfind(b"\r", *stretch))
        if end < 0:
            before = max(raw.count(b"\n", 0, start), raw.count(b"\r", 0, start))
            raise UnreadableFile("cell_too_long", row=before + 1, limit=limits.CELL_CHARACTERS)
        start = end + 1


@dataclass(frozen=True)
class _Records:
    """The rows of a text, parsed anew each time that they are asked for."""

    raw: bytes
    encoding: Encoding
    dialect: Dialect

    def __iter__(self) -> Iterator[Record]:
        stream = io.BytesIO(self.raw)
        stream.seek(self.encoding.start)
        # Lines end as an editor sees them: LF, CR LF or CR, mixed or not.
        lines = io.TextIOWrapper(stream, self.encoding.name, self.encoding.errors, newline="")
        skipped = self.dialect.skipped_lines
        for _ in range(skipped):
            lines.readline()
        reader = self.dialect.reader(lines)
        line = 1
        rows = 0
        while True:
            try:
                for cells in reader:
                    yield skipped + line, cells
                    line = reader.line_num + 1
                    rows += 1
                    if rows > limits.ROWS:
                        raise UnreadableFile("too_many_rows", limit=limits.ROWS)
                return
            except UnicodeDecodeError as error:
                raise UnreadableFile("encoding_wrong", encoding=self.encoding.name) from error
            except csv.Error as error:
                one_line = reader.line_num == line
                if one_line and "field larger" in str(error):
                    raise UnreadableFile("cell_too_long", row=skipped + line, limit=limits.CELL_CHARACTERS) from error
                if not one_line or "expected after" not in str(error):
                    raise UnreadableFile("quote_unclosed", row=skipped + line) from error
                yield skipped + line, None
                line += 1
