"""Files that are not what they say: recognised from their bytes, refused with what to do instead."""

from __future__ import annotations

import gzip

import pytest

from data.formats import read_file
from tests.data.formats.builders import LOG, altered, ole, outcome, parquet, read, xlsx, zipped

WORKBOOK = xlsx(LOG)
XLSX_TYPE = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
PARQUET = parquet({"date": ["2026-01-05"]})
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(64))


def typed(kind: bytes) -> bytes:
    """An Office file that declares its main part to be of another kind."""
    return altered(WORKBOOK, "[Content_Types].xml", XLSX_TYPE, kind)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (PNG, "file_is_image"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "file_is_image"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "file_is_image"),
        (b"MZ\x90\0\x03\0\0\0\x04" + bytes(100), "file_is_program"),
        (b"\x7fELF\x02\x01\x01\0" + bytes(100), "file_is_program"),
        (b"<html><body><table><tr><td>date</td></tr></table>", "file_is_markup"),
        (b'\xef\xbb\xbf\r\n<!DOCTYPE html><html lang="fr">', "file_is_markup"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook>', "file_is_markup"),
        ("<table><tr><td>é</td></tr></table>".encode("utf-16"), "file_is_markup"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "file_is_markup"),
        (b'[{"date": "2026-01-05"}, {"da', "json_broken"),
        (b'{"date": 1' + b"2" * 5_000 + b"}", "json_broken"),
        (b'{"a": ' * 5_000, "json_broken"),
        (b"[1, 2, 3]", "json_without_records"),
        (b"[[]]", "json_without_records"),
        (b"{}", "json_without_records"),
        (b'{"date": {"0": "2026-01-05"}, "question": {"0": "Pay?"}}', "json_without_records"),
        (b'{"columns": ["date"], "data": [["2026-01-05"]]}', "json_without_records"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "file_is_document"),
        (b"{\\rtf1\\ansi Questions", "file_is_document"),
        (ole("WordDocument"), "file_is_document"),
        (
            typed(b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"),
            "file_is_document",
        ),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}), "file_is_document"),
        (typed(b"application/vnd.ms-excel.sheet.binary.macroEnabled.main"), "file_is_xlsb"),
        (zipped({"Index/Document.iwa": b"x"}), "file_is_numbers"),
        (zipped({"janvier.csv": b"a;b\n1;2\n"}), "file_is_archive"),
        (zipped({"inner.zip": zipped({"deep.zip": b"x"})}), "file_is_archive"),
        (gzip.compress(b"a" * 1_000_000), "file_is_archive"),
        (b"7z\xbc\xaf\x27\x1c\0\x04", "file_is_archive"),
        (b"ARROW1\0\0" + bytes(100), "file_is_arrow"),
        (b"PARE" + bytes(100), "file_encrypted"),
        (PARQUET[:100], "file_unreadable"),
        (bytes(8) + b"DUCK" + bytes(100), "file_is_database"),
        (b"SQLite format 3\0" + bytes(100), "file_is_database"),
        (bytes(range(256)) * 20, "file_is_binary"),
        (b"\0" * 50, "file_is_binary"),
        (ole("EncryptedPackage", "EncryptionInfo"), "file_encrypted"),
        (
            zipped(
                {
                    "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
                    "META-INF/manifest.xml": b"<manifest:encryption-data/>",
                    "content.xml": b"\x12\x34",
                }
            ),
            "file_encrypted",
        ),
        (WORKBOOK[: len(WORKBOOK) // 2], "file_unreadable"),
        (WORKBOOK[:40], "file_unreadable"),
        (ole("Workbook"), "file_unreadable"),
        (altered(WORKBOOK, "xl/worksheets/sheet1.xml", b"<sheetData>", b"<sheetData>&&"), "file_unreadable"),
        (zipped({"[Content_Types].xml": XLSX_TYPE}), "file_unreadable"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "file_unreadable"),
    ],
)
def test_each_kind_is_recognised(raw: bytes, code: str) -> None:
    """The refusal names what the file really is, whatever it is called."""
    assert code == outcome(raw)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "file_empty"),
        (b"\xef\xbb\xbf", "file_empty"),
        (b"\r\n ;;; \r\n\r\n", "file_empty"),
        (b"sep=;\r\n", "file_empty"),
        (xlsx([]), "file_empty"),
        (b"a", "file_header_only"),
        (b"date;poste;question\r\n", "file_header_only"),
        (b"date;poste;question\r\n;;\r\n;;\r\n", "file_header_only"),
        (xlsx([["date", "poste", "question"]]), "file_header_only"),
        (b"[]", "file_empty"),
        (b'{"data": []}', "json_without_records"),
        (b'[{"date": "", "question": null}]', "file_empty"),
    ],
)
def test_nothing_to_import_is_an_error(raw: bytes, code: str) -> None:
    """An empty file and a header without rows are said to be so."""
    assert code == outcome(raw, lambda raw: read_file(raw, "journal.csv"))


@pytest.mark.parametrize("name", ["journal.csv", "journal.xlsx", "photo.png", "journal"])
def test_the_name_decides_nothing(name: str) -> None:
    """A workbook named .csv is a workbook, and a text named .xlsx a text."""
    assert read_file(WORKBOOK, name).format == "xlsx"
    assert read_file(b"a;b\n1;2\n", name).format == "csv"


def test_words_of_other_formats_are_text() -> None:
    """A text may begin with the letters of a signature, or with a tag in a heading."""
    for start in (b"MZ;b\n1;2\n", b"PK;b\n1;2\n", b"<b>date</b>;q\n1;2\n", b"[x];q\n1;2\n"):
        assert read(start).format == "csv"
