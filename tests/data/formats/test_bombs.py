"""Files made to exhaust their reader. Each is refused within seconds, by a child that may die of it."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
import xlsxwriter

from data.errors import UnreadableFile
from data.formats import limits, read_file
from tests.data.formats.builders import LOG, altered, outcome, workbook, xlsx, zipped

WORKBOOK = xlsx(LOG)
SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
PACKED_ZEROS = 40 * limits.MEGABYTE


def far(cell: str) -> bytes:
    """A workbook of a few KB whose last cell stands far away."""

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write("A1", "date")
        sheet.write(cell, "x")

    return workbook(fill)


def many_sheets(count: int) -> bytes:
    """A workbook of so many sheets."""

    def fill(book: xlsxwriter.Workbook) -> None:
        for number in range(count):
            book.add_worksheet().write_column("A1", ["question", str(number)])

    return workbook(fill)


def amplified() -> bytes:
    """One text of 30,000 characters named by 3,000 cells."""
    return xlsx([["x" * 30_000]] * 3_000)


def declaring(size: int) -> bytes:
    """A workbook whose directory tells a lie about the size of its sheet."""
    raw = bytearray(WORKBOOK)
    with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as source:
        honest = source.getinfo(SHEET).file_size
    entry = raw.index(SHEET.encode(), raw.index(b"PK\x01\x02")) - 46
    assert honest == struct.unpack_from("<I", raw, entry + 24)[0]
    struct.pack_into("<I", raw, entry + 24, size)
    return bytes(raw)


ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><sst'
LOCAL_FILE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><sst'
REMOTE_FILE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "http://127.0.0.1:9/">]><sst'


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (far("XFD1048576"), "cell_too_far"),
        (altered(WORKBOOK, SHEET, b'r="B2"', b'r="XFE16777217"'), "cell_too_far"),
        (altered(WORKBOOK, SHEET, b'<c r="B2" t="s">', b'<c t="s" r="XFD1048576">'), "file_too_demanding"),
        (altered(WORKBOOK, STRINGS, b'uniqueCount="6"', b'uniqueCount="4294967295"'), "file_too_demanding"),
        (far("GR1048576"), "file_too_demanding"),
        (zipped({"[Content_Types].xml": b"", STRINGS: bytes(PACKED_ZEROS)}), "file_bomb"),
        (many_sheets(1_001), "file_bomb"),
        (altered(WORKBOOK, STRINGS, b"<sst", ENTITIES), "file_bomb"),
        (altered(WORKBOOK, STRINGS, b"<sst", LOCAL_FILE), "file_bomb"),
        (altered(WORKBOOK, STRINGS, b"<sst", REMOTE_FILE), "file_bomb"),
        (zipped({"../../etc/passwd": b"x"}), "file_bomb"),
        (zipped({"/etc/passwd": b"x"}), "file_bomb"),
        (zipped({"xl\\..\\..\\x": b"x"}), "file_bomb"),
        (declaring(limits.EXPANDED + 1), "file_bomb"),
        (altered(WORKBOOK, SHEET, b"<v>5</v>", b"<v>99999</v>"), "file_unreadable"),
        (amplified(), "file_too_demanding"),
        (b"1\n" * 1_200_000, "too_many_rows"),
    ],
)
def test_a_bomb_is_refused(raw: bytes, code: str) -> None:
    """The refusal says why, and this process goes on."""
    assert code == outcome(raw, lambda raw: read_file(raw, "journal.xlsx"))


def test_a_lie_about_its_size_changes_nothing() -> None:
    """A sheet that says it reaches XFD1048576 is read for what it holds."""
    raw = altered(WORKBOOK, SHEET, b'ref="A1:C2"', b'ref="A1:XFD1048576"')
    assert read_file(raw, "journal.xlsx").tables[0].rows == LOG


def test_many_sheets_and_repetitive_ones_are_legitimate() -> None:
    """Ten years of monthly sheets, or a thousand equal rows, are no bomb."""
    assert len(read_file(many_sheets(120), "journal.xlsx").tables) == 120
    assert len(read_file(xlsx(LOG * 1_500), "journal.xlsx").tables[0].rows) == 3_000


def test_a_table_that_would_only_be_padding_is_refused() -> None:
    """A narrow table of many rows with one wide row would be mostly padding in our memory."""
    text = b"a\n" * 200_000 + b";".join([b"x"] * 199) + b"\n" + b"a\n" * 10
    with pytest.raises(UnreadableFile) as refusal:
        read_file(b"sep=;\n" + text, "journal.csv")
    assert refusal.value.code == "too_many_cells"
