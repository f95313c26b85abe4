"""The door: one file, its name, and what the user may choose."""

from __future__ import annotations

from typing import Any

import pytest

from data.errors import UnreadableFile, ViceVersaError
from data.formats import read_file, shown_name

TEXT = "date;question\n1;Où ?\n"


def test_a_text_through_the_door() -> None:
    """Format, details, rows, their lines, rejected rows and warnings all come through the child."""
    file = read_file((TEXT + "2;Qui ?;3\n").encode("cp1252"), "journal.csv")
    assert file.format == "csv"
    assert file.details == {"encoding": "cp1252", "delimiter": ";"}
    assert file.tables[0].rows == [["date", "question"], ["1", "Où ?"]]
    assert list(file.tables[0].row_numbers) == [1, 2]
    assert [(rejected.reason, rejected.row) for rejected in file.tables[0].rejected] == [("row_long", 3)]
    assert [warning.code for warning in file.warnings] == ["encoding_guessed"]


def test_choices_reach_the_child() -> None:
    """Encoding and delimiter replace what would be detected."""
    file = read_file(TEXT.encode("cp850"), "journal.csv", encoding="cp850", delimiter="")
    assert file.tables[0].rows == [["date;question"], ["1;Où ?"]]
    assert file.details == {"encoding": "cp850", "delimiter": ""}


@pytest.mark.parametrize(
    ("choice", "code"),
    [
        ({"encoding": "big5"}, "encoding_unsupported"),
        ({"encoding": "rot13"}, "encoding_unsupported"),
        ({"delimiter": "e"}, "delimiter_unsupported"),
        ({"delimiter": ";;"}, "delimiter_unsupported"),
    ],
)
def test_impossible_choices_are_refused(choice: dict[str, Any], code: str) -> None:
    """Only what the product offers can be chosen."""
    with pytest.raises(ViceVersaError) as refusal:
        read_file(TEXT.encode(), "journal.csv", **choice)
    assert code == refusal.value.code


def test_a_file_one_byte_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is inclusive, and a file beyond it is not looked at."""
    monkeypatch.setenv("VICE_VERSA_MAX_FILE_MB", "1")
    text = (b"date;question\n1;Why?\n" + (b" " * 1023 + b"\n") * 1024)[: 1024 * 1024]
    assert len(read_file(text, "journal.csv").tables[0].rows) == 2
    with pytest.raises(UnreadableFile) as refusal:
        read_file(text + b"\n", "journal.csv")
    assert (refusal.value.code, refusal.value.values["limit"]) == ("file_too_large", 1)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_refusal_names_the_file(lang: str) -> None:
    """Whoever imports twelve files at once must see which one was refused."""
    with pytest.raises(UnreadableFile) as refusal:
        read_file(b'a;b\n1;"2\n', "C:\\Users\\léa\\journal de mars.csv")
    message = refusal.value.explain(lang).message
    assert "journal de mars.csv" in message
    assert "léa" not in message


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\lea\\journal.csv", "journal.csv"),
        ("journal\0.csv", "journal.csv"),
        ("journal\u202evsc.exe", "journalvsc.exe"),
        ("a\nb\x1b[31m.csv", "ab[31m.csv"),
        ("x" * 5_000, "x" * 79 + "…"),
        ("<img src=x onerror=alert(1)>.csv", "<img src=x onerror=alert(1)>.csv"),
        ("CON.csv", "CON.csv"),
        ("journal d'été n° 2.csv", "journal d'été n° 2.csv"),
    ],
)
def test_names_are_shown_without_tricks(name: str, shown: str) -> None:
    """No folder, no control character, no reversed text, no endless name; the rest stays as it is."""
    assert shown == shown_name(name)
