"""Workbooks of Excel and LibreOffice, through calamine: every visible sheet, with real dates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta
from io import BytesIO

import python_calamine as calamine

from data.errors import UnreadableFile
from data.formats import limits
from data.formats.content import Content
from data.formats.opendocument import Range, merged_ranges
from data.formats.table import Cell, Warning
from data.formats.wire import Detail, Piece, Rows, Sheet

_CHUNK = 5000


def read(content: Content) -> Iterator[Piece]:
    """The pieces of a workbook: one table per visible sheet that holds anything.

    Raises UnreadableFile: ``file_encrypted``, ``file_unreadable``, ``cell_too_far``, ``cell_too_long``,
    ``too_many_columns``. What exhausts calamine kills the process, which the sandbox turns into a refusal.
    """
    if content.container:
        content.container.look_for_far_cells()
    try:
        with calamine.load_workbook(BytesIO(content.raw)) as workbook:
            yield from _sheets(workbook, merged_ranges(content.container) if content.container else {})
    except calamine.PasswordError as error:
        raise UnreadableFile("file_encrypted") from error
    except calamine.CalamineError as error:
        raise UnreadableFile("file_unreadable") from error


def _sheets(workbook: calamine.CalamineWorkbook, merged: dict[str, list[Range]]) -> Iterator[Piece]:
    read: list[str] = []
    hidden: list[str] = []
    for about in workbook.sheets_metadata:
        if about.typ is not calamine.SheetTypeEnum.WorkSheet:
            continue
        if about.visible is not calamine.SheetVisibleEnum.Visible:
            hidden.append(about.name)
            continue
        sheet = workbook.get_sheet_by_name(about.name)
        if sheet.start is None:
            continue
        if sheet.width > limits.COLUMNS:
            raise UnreadableFile("too_many_columns", columns=sheet.width, limit=limits.COLUMNS)
        read.append(about.name)
        yield Sheet(about.name)
        yield from _rows(sheet, sheet.merged_cell_ranges or merged.get(about.name, []))
    yield Detail("sheets", ", ".join(read))
    if hidden:
        yield Warning("sheets_hidden", {"sheets": ", ".join(hidden)})


def _rows(sheet: calamine.CalamineSheet, merges: Sequence[Range]) -> Iterator[Rows]:
    """The rows that hold something. A cell merged over several rows gives its value to each of them.

    A merge across columns is left alone: it is a title, and repeated over the columns below it would
    pass for a header. Nor does a merge make a row out of one that holds nothing else.
    """
    assert sheet.start is not None
    first_column = sheet.start[1]
    opening: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for (top, left), (bottom, _) in merges:
        if bottom > top and 0 <= left - first_column < sheet.width:
            opening[top].append((left - first_column, bottom))
    covering: dict[int, tuple[int, Cell]] = {}  # column -> last row covered, value
    numbers: list[int] = []
    rows: list[list[Cell]] = []
    blank: list[object] = [""] * sheet.width
    for index, values in enumerate(sheet.iter_rows()):
        if values == blank:  # a far cell leaves a million of these
            continue
        row = [_cell(value, index + 1) for value in values]
        while row and row[-1] is None:
            row.pop()
        if covering and row:
            covering = {column: cover for column, cover in covering.items() if cover[0] >= index}
            for column, (_, value) in covering.items():
                row.extend([None] * (column + 1 - len(row)))
                row[column] = value if row[column] is None else row[column]
        for column, bottom in opening.get(index, ()):
            if column < len(row):
                covering[column] = bottom, row[column]
        if row:
            numbers.append(index + 1)
            rows.append(row)
        if len(rows) == _CHUNK:
            yield Rows(numbers, rows)
            numbers, rows = [], []
    yield Rows(numbers, rows)


def _cell(value: object, row: int) -> Cell:
    if isinstance(value, str):
        if len(value) > limits.CELL_CHARACTERS:
            raise UnreadableFile("cell_too_long", row=row, limit=limits.CELL_CHARACTERS)
        return None if not value or value.isspace() else value
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, timedelta):
        return _duration(value)
    return value  # type: ignore[return-value]  # what is left of calamine's cells are cells of ours


def _duration(value: timedelta) -> str:
    """A duration as Excel shows it, hours beyond 24 included: ``26:03:00``."""
    minutes, seconds = divmod(int(value.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}"
