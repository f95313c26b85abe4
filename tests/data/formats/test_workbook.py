"""Workbooks of Excel and LibreOffice."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest
import xlsxwriter
import xlwt
from odf.style import Style, TableProperties
from odf.table import CoveredTableCell, TableCell, TableRow
from odf.text import P

from data.errors import UnreadableFile
from data.formats.table import Cell, Warning
from tests.data.formats.builders import LOG, altered, ods, ods_sheet, read, workbook, write, xls, xlsm, xlsx


def test_cells_keep_their_types() -> None:
    """Dates, times and numbers come as such, whole numbers as int; blank and error cells as nothing."""

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        write(book, sheet, [["x", "y"], [date(2026, 3, 4), datetime(2026, 3, 4, 10, 30)], [time(10, 30), 12]])
        write(book, sheet, [])
        sheet.write_row(3, 0, [12.5, True])
        sheet.write_formula(4, 0, "=1/0", None, "#DIV/0!")
        sheet.write_string(4, 1, "x")
        sheet.write_string(5, 0, "   ")
        sheet.write_string(5, 1, "=1+1")
        write_duration = book.add_format({"num_format": "[h]:mm:ss"})
        sheet.write_datetime(6, 0, timedelta(hours=26, minutes=3), write_duration)

    table = read(workbook(fill)).tables[0]
    expected: list[list[Cell]] = [
        ["x", "y"],
        [date(2026, 3, 4), datetime(2026, 3, 4, 10, 30)],
        [time(10, 30), 12],
        [12.5, True],
        [None, "x"],
        [None, "=1+1"],
        ["26:03:00", None],
    ]
    assert expected == table.rows
    assert [[type(cell) for cell in row] for row in expected] == [[type(cell) for cell in row] for row in table.rows]


@pytest.mark.parametrize(
    "raw",
    [
        xlsx([["date"], [date(2026, 3, 4)]]),
        xlsx([["date"], [date(2026, 3, 4)]], date_1904=True),
        xls([["date"], [date(2026, 3, 4)]]),
        xls([["date"], [date(2026, 3, 4)]], dates_1904=True),
        ods(ods_sheet("S", [["date"], [date(2026, 3, 4)]])),
    ],
)
def test_dates_mean_the_same_day_everywhere(raw: bytes) -> None:
    """A date cell is the day that its author saw, also where days are counted from 1904."""
    assert [["date"], [date(2026, 3, 4)]] == read(raw).tables[0].rows


@pytest.mark.parametrize(
    ("raw", "format_id"),
    [(xlsx(LOG), "xlsx"), (xls(LOG), "xls"), (ods(ods_sheet("S", LOG)), "ods")],
)
def test_formats_are_told(raw: bytes, format_id: str) -> None:
    """Each kind of workbook is recognised and read to the same cells."""
    file = read(raw)
    assert format_id == file.format
    assert file.tables[0].rows == LOG


def test_workbooks_with_macros_are_read() -> None:
    """An XLSM is read like any workbook; its macros are never looked at."""
    file = read(xlsm(LOG))
    assert (file.format, list(file.tables[0].rows)) == ("xlsm", LOG)


def test_other_writers_are_read() -> None:
    """A workbook by openpyxl, which spells the XML in its own way."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in LOG:
        sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    assert read(buffer.getvalue()).tables[0].rows == LOG


def test_rows_count_as_excel_counts_them() -> None:
    """Blank rows and columns around the table are left out, and row numbers are those of Excel."""

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row("C4", ["date", "question"])
        sheet.write_row("C7", ["1", "Qui ?", " "])

    table = read(workbook(fill)).tables[0]
    assert list(table.row_numbers) == [4, 7]
    assert table.rows == [["date", "question"], ["1", "Qui ?"]]


def test_every_visible_sheet_is_a_table() -> None:
    """One sheet per month is one table each; hidden sheets are named in a warning, empty ones left out."""

    def fill(book: xlsxwriter.Workbook) -> None:
        for name in ("Janvier", "Février", "Listes", "Vide"):
            sheet = book.add_worksheet(name)
            if name != "Vide":
                write(book, sheet, LOG)
            if name == "Listes":
                sheet.hide()
        book.add_chartsheet("Graphique")

    file = read(workbook(fill))
    assert [table.name for table in file.tables] == ["Janvier", "Février"]
    assert file.details == {"sheets": "Janvier, Février"}
    assert [Warning("sheets_hidden", {"sheets": "Listes"})] == file.warnings


def test_hidden_rows_are_kept() -> None:
    """A filter left on in Excel hides rows from the eye and not from the import."""

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        write(book, sheet, LOG)
        sheet.set_row(1, None, None, {"hidden": True})

    assert read(workbook(fill)).tables[0].rows == LOG


def _merged_xlsx() -> bytes:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.merge_range("B1:C1", "Suivi")
        sheet.write_row("B2", ["date", "question"])
        sheet.merge_range("B3:B6", "2026-01-05")
        sheet.write("C3", "Qui ?")
        sheet.write("C5", "Quoi ?")
        sheet.write_row("B7", [None, "Où ?"])

    return workbook(fill)


def _merged_xls() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    sheet.write_merge(0, 0, 1, 2, "Suivi")
    sheet.write(1, 1, "date")
    sheet.write(1, 2, "question")
    sheet.write_merge(2, 5, 1, 1, "2026-01-05")
    for row, question in ((2, "Qui ?"), (4, "Quoi ?"), (6, "Où ?")):
        sheet.write(row, 2, question)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _merged_ods() -> bytes:
    tall = TableCell(valuetype="string", numberrowsspanned=4, numbercolumnsspanned=1)
    tall.addElement(P(text="2026-01-05"))
    wide = TableCell(valuetype="string", numbercolumnsspanned=2)
    wide.addElement(P(text="Suivi"))
    rows = [
        [wide, CoveredTableCell()],
        ["date", "question"],
        [tall, "Qui ?"],
        [CoveredTableCell()],
        [CoveredTableCell(), "Quoi ?"],
        [CoveredTableCell()],
        [TableCell(), "Où ?"],
    ]
    return ods(ods_sheet("Vide", []), ods_sheet("S", rows))


@pytest.mark.parametrize("raw", [_merged_xlsx(), _merged_xls(), _merged_ods()])
def test_a_merged_cell_covers_its_rows(raw: bytes) -> None:
    """A date merged over rows counts for each row with content of its own; a title merged across stays one cell."""
    expected = [
        ["Suivi", None],
        ["date", "question"],
        ["2026-01-05", "Qui ?"],
        ["2026-01-05", "Quoi ?"],
        [None, "Où ?"],
    ]
    table = read(raw).tables[0]
    assert expected == table.rows
    assert list(table.row_numbers) == [1, 2, 3, 5, 7]


def test_repeated_rows_of_opendocument() -> None:
    """LibreOffice writes equal neighbours once, and the million empty rows below as one: both are understood."""
    sheet = ods_sheet("S", [["date", "question"]])
    twice = TableRow(numberrowsrepeated=2)
    cell = TableCell(valuetype="string", numbercolumnsrepeated=2)
    cell.addElement(P(text="x"))
    twice.addElement(cell)
    sheet.addElement(twice)
    rest = TableRow(numberrowsrepeated=1_048_000)
    rest.addElement(TableCell(numbercolumnsrepeated=16_384))
    sheet.addElement(rest)
    assert read(ods(sheet)).tables[0].rows == [["date", "question"], ["x", "x"], ["x", "x"]]


def test_hidden_sheets_of_opendocument() -> None:
    """A hidden sheet of LibreOffice is not read either."""
    style = Style(name="hidden", family="table")
    style.addElement(TableProperties(display="false"))
    file = read(ods(ods_sheet("Journal", LOG), ods_sheet("Listes", LOG, stylename=style), styles=(style,)))
    assert [table.name for table in file.tables] == ["Journal"]
    assert [warning.code for warning in file.warnings] == ["sheets_hidden"]


def test_line_breaks_in_cells_survive() -> None:
    """Several questions in one cell keep the lines that tell them apart."""
    assert read(xlsx([["question"], ["Qui ?\nQuoi ?"]])).tables[0].rows[1][0] == "Qui ?\nQuoi ?"


def test_formulas_give_their_last_value() -> None:
    """A formula is what Excel last showed for it; a circular or endless one is never computed."""

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write("A1", "question")
        sheet.write_formula("A2", "=A2&A3", None, "Qui ?")
        sheet.write_formula("A3", "=" + "1+" * 50_000 + "1", None, 7)

    assert read(workbook(fill)).tables[0].rows == [["question"], ["Qui ?"], [7]]


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (xlsx([["a"] * 16_384, ["b"]]), "cell_too_far"),
        (xls([["a"] * 201, ["b"]]), "too_many_columns"),
        (ods(ods_sheet("S", [["a"] * 201, ["b"]])), "too_many_columns"),
        (
            altered(xlsx(LOG), "xl/sharedStrings.xml", b"<t>question</t>", b"<t>" + b"a" * 5_000_000 + b"</t>"),
            "cell_too_long",
        ),
    ],
)
def test_immense_sheets_are_refused(raw: bytes, code: str) -> None:
    """Too many columns, or a cell of 5 MB, end in one sentence."""
    with pytest.raises(UnreadableFile) as refusal:
        read(raw)
    assert code == refusal.value.code


def test_formatted_cells_far_away_are_no_cells() -> None:
    """Colour painted over whole rows and columns holds nothing and refuses nothing."""

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        write(book, sheet, LOG)
        sheet.write_blank(0, 16_383, None, book.add_format({"bold": True}))
        sheet.write_blank(1_048_575, 16_383, None, book.add_format({"bold": True}))

    assert read(workbook(fill)).tables[0].rows == LOG
