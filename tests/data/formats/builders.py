"""Files made in memory for the tests of this folder, and a reader that stays in the test's own process."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import pyarrow as pa
import pyarrow.parquet
import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style
from odf.table import Table, TableCell, TableRow
from odf.text import P
from xlsxwriter.worksheet import Worksheet

from data.errors import ViceVersaError
from data.formats.content import Content
from data.formats.known import pieces
from data.formats.table import FileRead
from data.formats.wire import assemble

LOG = [["date", "poste", "question"], ["2026-01-05", "Comptable", "Quel est le salaire ?"]]

_FORMATS = {datetime: "dd/mm/yyyy hh:mm", date: "dd/mm/yyyy", time: "hh:mm", timedelta: "[h]:mm:ss"}


def read(raw: bytes, encoding: str | None = None, delimiter: str | None = None) -> FileRead:
    """The file of these bytes, read without a child process."""
    return assemble(pieces(Content(raw, encoding, delimiter)))


def outcome(raw: bytes, read: Callable[[bytes], FileRead] = read) -> str:
    """The format that these bytes are read as, or the code of their refusal."""
    try:
        return read(raw).format
    except ViceVersaError as error:
        return error.code


def workbook(fill: Callable[[xlsxwriter.Workbook], object], **options: object) -> bytes:
    """An XLSX that ``fill`` writes into."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, **options})
    fill(book)
    book.close()
    return buffer.getvalue()


def xlsx(rows: Sequence[Sequence[object]], **options: object) -> bytes:
    """An XLSX of one sheet named ``Journal``, with real dates."""

    def fill(book: xlsxwriter.Workbook) -> None:
        write(book, book.add_worksheet("Journal"), rows)

    return workbook(fill, **options)


def write(book: xlsxwriter.Workbook, sheet: Worksheet, rows: Sequence[Sequence[object]]) -> None:
    """Writes rows from A1, dates as dates."""
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, date | time | timedelta):
                shown = book.add_format({"num_format": _FORMATS[type(cell)]})
                sheet.write_datetime(row, column, cell, shown)
            else:
                sheet.write(row, column, cell)


def parquet(columns: Mapping[str, object], **options: object) -> bytes:
    """A Parquet file of these columns."""
    buffer = io.BytesIO()
    pyarrow.parquet.write_table(pa.table(columns), buffer, **options)
    return buffer.getvalue()


def xlsm(rows: Sequence[Sequence[object]]) -> bytes:
    """The same as a workbook with macros."""
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    macros = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    return altered(xlsx(rows), "[Content_Types].xml", kind, macros)


def xls(rows: Sequence[Sequence[object]], *, dates_1904: bool = False) -> bytes:
    """An XLS of one sheet."""
    book = xlwt.Workbook()
    book.dates_1904 = dates_1904
    sheet = book.add_sheet("Journal")
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            style = xlwt.easyxf(num_format_str="DD/MM/YYYY" if isinstance(cell, date) else "General")
            sheet.write(row, column, cell, style)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def ods(*sheets: Table, styles: tuple[Style, ...] = ()) -> bytes:
    """An ODS of these sheets."""
    document = OpenDocumentSpreadsheet()
    for style in styles:
        document.automaticstyles.addElement(style)
    for sheet in sheets:
        document.spreadsheet.addElement(sheet)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def ods_sheet(name: str, rows: Sequence[Sequence[Any]], **attributes: object) -> Table:
    """A sheet of ODS: texts, dates, or cells made by the test."""
    sheet = Table(name=name, **attributes)
    for cells in rows:
        row = TableRow()
        for cell in cells:
            if isinstance(cell, date):
                row.addElement(TableCell(valuetype="date", datevalue=cell.isoformat()))
            elif isinstance(cell, str):
                text = TableCell(valuetype="string")
                text.addElement(P(text=cell))
                row.addElement(text)
            else:
                row.addElement(cell)
        sheet.addElement(row)
    return sheet


def altered(raw: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The same zip with ``old`` replaced by ``new`` in one part."""
    with zipfile.ZipFile(io.BytesIO(raw)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    assert old in parts[part]
    return zipped({**parts, part: parts[part].replace(old, new)})


def zipped(parts: dict[str, bytes]) -> bytes:
    """A zip of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return buffer.getvalue()


def ole(*streams: str) -> bytes:
    """The header of a compound file, and a directory that names these streams."""
    header = bytes.fromhex("d0cf11e0a1b11ae1").ljust(512, b"\0")
    return header + b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in ("Root Entry", *streams))
