"""Delimited text, in the habits of those who write it."""

from __future__ import annotations

import pytest

from data.errors import UnreadableFile
from data.formats.table import Cell, Rejected
from tests.data.formats.builders import outcome, read

ROWS: list[list[Cell]] = [["date", "poste", "question"], ["05/01/2026", "Infirmière", "Où ?"]]
TEXT = "date;poste;question\r\n05/01/2026;Infirmière;Où ?\r\n"


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8"),
        (TEXT.encode("utf-16"), "utf-16-le"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("cp1252"), "cp1252"),
        (TEXT.encode("latin-1"), "cp1252"),
    ],
)
def test_encodings_are_found(raw: bytes, encoding: str) -> None:
    """Whatever Excel or an ATS writes, the same cells come out and the encoding is told."""
    file = read(raw)
    assert encoding == file.details["encoding"]
    assert file.tables[0].rows == ROWS


def test_windows_characters_survive() -> None:
    """The euro sign and curly quotes, which latin-1 does not have, are read as Windows writes them."""
    file = read("date;question\n1;“Combien d’€ ?”\n".encode("cp1252"))
    assert file.tables[0].rows == [["date", "question"], ["1", "“Combien d’€ ?”"]]


def test_the_fallback_encoding_is_announced() -> None:
    """Reading a file as cp1252 is a guess, and the user is told so; UTF-8 and plain ASCII are not."""
    assert [warning.code for warning in read(TEXT.encode("cp1252")).warnings] == ["encoding_guessed"]
    assert read(TEXT.encode()).warnings == []
    assert read(b"a;b\n1;2\n").warnings == []


def test_a_bad_byte_costs_its_row_only() -> None:
    """A UTF-8 file with one byte that does not decode stays UTF-8: that row is rejected by its line."""
    raw = "date;question\n1;Où ?\n2;Télétravail ?\n3;Pourquoi ?\n".encode().replace(b"Pourq", b"Pour\xe9q")
    file = read(raw)
    assert file.tables[0].rows == [["date", "question"], ["1", "Où ?"], ["2", "Télétravail ?"]]
    assert [Rejected("", 4, "bytes_unreadable", "utf-8")] == file.tables[0].rejected
    assert [warning.code for warning in file.warnings] == ["text_damaged"]


def test_accents_encoded_twice_are_announced() -> None:
    """“Ã©” in the file itself is kept as found, with a warning: the export it comes from is damaged."""
    file = read("date;question\n1;TÃ©lÃ©travail ?\n".encode())
    assert [warning.code for warning in file.warnings] == ["text_encoded_twice"]


def test_an_encoding_that_is_none_of_ours_is_refused() -> None:
    """Bytes that neither UTF-8 nor cp1252 has are refused, and can be read once the user says what they are."""
    raw = "date;question\n1;Où êtes-vous ?\n2;à Ångström ?\n".encode("mac-roman")
    assert outcome(raw) == "encoding_unknown"
    assert read(raw, encoding="mac-roman").tables[0].rows[1][1] == "Où êtes-vous ?"


def test_the_wrong_encoding_is_refused() -> None:
    """A choice that the bytes contradict is an error and not an empty import."""
    with pytest.raises(UnreadableFile) as refusal:
        read(b"a;b\n1;2\n3", encoding="utf-16-le")
    assert refusal.value.code == "encoding_wrong"


@pytest.mark.parametrize(
    ("text", "delimiter", "format_id"),
    [
        ("date;question\n1;Et le salaire, les primes, le reste ?\n2;Où, quand ?\n", ";", "csv"),
        ("date,question\n1,What; why; how?\n2,Where?\n", ",", "csv"),
        ("date\tquestion\n1\tWhat, why; how?\n", "\t", "tsv"),
        ("date|question\n1|What?\n2|Why, then?\n", "|", "csv"),
        ("sep=;\r\ndate;question\r\n1;Où ?\r\n", ";", "csv"),
        ("sep=,\ndate;x,question\n1;y,Where?\n", ",", "csv"),
        ("date;note;question\n1;3,5;Où ?\n2;4,5;Quand ?\n3;1,0;Qui ?\n", ";", "csv"),
        ("Suivi des entretiens, 2026\n\ndate;poste;question\n1;Dev;Où ?\n2;Dev;Quand ?\n", ";", "csv"),
        ('"date","question"\n"1","a; b; c"\n"2","d; e; f"\n', ",", "csv"),
        ("Questions\nWhat about pay, and bonus?\nWhere, then?\nWhy?\n", "", "txt"),
        ("Questions\nWhat about pay, and bonus?\nWhere, then?\n", "", "txt"),
        ('Questions\n"Why" is my question\nWhat about pay?\n', "", "txt"),
    ],
)
def test_delimiters_are_found(text: str, delimiter: str, format_id: str) -> None:
    """The delimiter is what cuts the rows evenly, whatever punctuation the questions hold."""
    file = read(text.encode())
    assert (delimiter, format_id) == (file.details["delimiter"], file.format)


def test_the_delimiter_can_be_chosen() -> None:
    """A user's choice replaces what would be detected."""
    raw = b"a;b,c\n1;2,3\n"
    assert read(raw, delimiter=",").tables[0].rows == [["a;b", "c"], ["1;2", "3"]]
    assert read(raw, delimiter="").tables[0].rows == [["a;b,c"], ["1;2,3"]]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end: str) -> None:
    """Unix, Windows and old Mac line ends cut rows, inside quotes they stay, and lines count as in an editor."""
    text = end.join(["date;question", f'1;"Où{end}et quand ?"', "", "2;Qui ?", ""])
    table = read(text.encode()).tables[0]
    assert [["date", "question"], ["1", f"Où{end}et quand ?"], ["2", "Qui ?"]] == table.rows
    assert list(table.row_numbers) == [1, 2, 5]


def test_mixed_line_ends() -> None:
    """A file glued together from several systems is read whole."""
    assert list(read(b"a;b\r\n1;2\n3;4\r5;6").tables[0].row_numbers) == [1, 2, 3, 4]


def test_the_separator_line_counts() -> None:
    """Excel's ``sep=;`` is obeyed and is no row, but it is a line of the file."""
    assert list(read(b"sep=;\na;b\n1;2\n").tables[0].row_numbers) == [2, 3]


def test_other_separators_stay_in_cells() -> None:
    """What looks like a line end to Unicode, or like a control, does not cut rows or cells."""
    cell = "a\u2028b\x0bc\x85d"
    assert cell == read(f"date;question\n1;{cell}\n".encode()).tables[0].rows[1][1]


def test_scripts_are_kept_as_written() -> None:
    """Emoji, right-to-left text, combining marks and look-alike letters come out as they went in."""
    cell = "👩‍💻 مرحبا e\u0301 Dеv z̷a̷l 漢字"
    assert cell == read(f"date;question\n1;{cell}\n".encode()).tables[0].rows[1][1]


def test_formulas_and_markup_are_text() -> None:
    """Nothing in a cell is interpreted."""
    cells = ['=HYPERLINK("http://x","y")', "=cmd|'/c calc'!A1", "<script>alert(1)</script>", "![](http://x/p.png)"]
    text = "date\tquestion\n" + "".join(f"1\t{cell}\n" for cell in cells)
    assert cells == [row[1] for row in read(text.encode()).tables[0].rows[1:]]


@pytest.mark.parametrize("header", ["question;question", '"; DROP TABLE question;--";q', "__class__;index", "1;2"])
def test_any_header_is_a_row(header: str) -> None:
    """Duplicate, odd or missing headers are not this floor's affair: every row is handed on."""
    assert len(read(f"{header}\n2026-01-05;Où ?\n".encode()).tables[0].rows) == 2


def test_ragged_rows_are_rejected_by_line() -> None:
    """A row that has too many cells, or too few, is rejected with its line and what was wrong."""
    table = read(b"date,role,question\n1,Dev,Why?\n2,Dev\n3,Dev,What, then?\n4,Dev,How?\n").tables[0]
    assert list(table.row_numbers) == [1, 2, 5]
    assert [Rejected("", 3, "row_short", "2 < 3"), Rejected("", 4, "row_long", "4 > 3")] == table.rejected


def test_commas_without_quotes_are_never_cut_off() -> None:
    """Where every question holds the delimiter unquoted, all rows are rejected rather than truncated."""
    table = read(b"date,question\n1,Well, why?\n2,Well, how?\n").tables[0]
    assert table.rows == [["date", "question"]]
    assert [rejected.row for rejected in table.rejected] == [2, 3]


@pytest.mark.parametrize(
    "text",
    [
        "date;question\n1;Qui ?;;;\n2;Quoi ?\n",
        "date;question;;;\n1;Qui ?;;;\n2;Quoi ?\n",
        "date;question;;;\r\n1;Qui ?\r\n2;Quoi ?;\r\n",
        "Suivi\n\ndate;question\n1;Qui ?\n2;Quoi ?\n",
        "Suivi;\n;\ndate;question\n1;Qui ?\n;\n2;Quoi ?\n",
    ],
)
def test_trailing_empty_cells_are_no_fault(text: str) -> None:
    """Extra empty cells, columns without anything in them, blank rows and titles reject nothing."""
    table = read(text.encode()).tables[0]
    assert table.rejected == []
    assert [row[:2] for row in table.rows[-2:]] == [["1", "Qui ?"], ["2", "Quoi ?"]]


def test_rows_that_lack_only_unused_columns_are_right() -> None:
    """A column with a title and no content anywhere may be missing from rows."""
    table = read(b"date;question;notes\n1;Qui ?;\n2;Quoi ?\n").tables[0]
    assert table.rejected == []
    assert table.rows[2] == ["2", "Quoi ?", None]


def test_the_blocks_of_excel_are_right() -> None:
    """Excel leaves out the last columns of a whole block of sixteen rows where they are empty: no fault."""
    first = ["date;question;remarque", *(f"{row};Qui ?;bien" for row in range(15))]
    rest = [f"{row};Quoi ?" for row in range(20)]
    table = read("\n".join(first + rest).encode()).tables[0]
    assert table.rejected == []
    assert len(table.rows) == 36
    assert table.rows[-1] == ["19", "Quoi ?", None]


def test_empty_and_blank_cells_are_none() -> None:
    """Cells of spaces only hold nothing, and all rows have one width."""
    assert read(b"a;b;c\n1; \t;3\n1;;\n").tables[0].rows == [["a", "b", "c"], ["1", None, "3"], ["1", None, None]]


def test_a_quote_out_of_place_costs_its_row() -> None:
    """Text after a closing quote rejects that line and reading goes on."""
    table = read(b'date;question\n1;"Why" is it so?\n2;Who?\n3;5" screen?\n').tables[0]
    assert [Rejected("", 2, "quote_misplaced")] == table.rejected
    assert list(table.row_numbers) == [1, 3, 4]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ('date;question\n1;"Qui ?\n2;Quoi ?\n', 2),
        ('date;question\n1;Qui ?\n2;"Quoi ?', 3),
        ('date;question\n1;"Qui ?\n2;"Quoi ?"\n3;Où ?\n', 2),
        ('sep=;\ndate;question\n1;"Qui ?\n' + "2;Quoi ?\n" * 20_000, 3),
        ('date,question\n1,"' + "x\n" * 40_000 + '"\n', 2),
    ],
)
def test_an_unclosed_quote_refuses_the_file(text: str, row: int) -> None:
    """A quote that never closes swallows rows: the file is refused, with the line where it opens."""
    with pytest.raises(UnreadableFile) as refusal:
        read(text.encode())
    assert ("quote_unclosed", row) == (refusal.value.code, refusal.value.values["row"])


def test_a_zero_byte_rejects_its_row() -> None:
    """A null byte inside a cell rejects the row and not the file."""
    table = read(b"date;question\n1;Who?\n2;Wh\0y?\n3;How?\n").tables[0]
    assert list(table.row_numbers) == [1, 2, 4]
    assert [Rejected("", 3, "zero_byte", "utf-8")] == table.rejected


def test_a_long_question_is_fine() -> None:
    """64 KB of question are read; what is absurd about them is for others to say."""
    assert len(str(read(b"date;question\n1;" + b"x" * 65_000).tables[0].rows[1][1])) == 65_000


@pytest.mark.parametrize(
    ("raw", "code", "row"),
    [
        (b"a,b\n1," + b"x" * 5_000_000 + b"\n2,3\n", "cell_too_long", 2),
        (b"a,b\n1,2\n3," + b"x" * 70_000 + b"\n", "cell_too_long", 3),
        (b"a,b\r1,2\r" + b"a," * 2_000_000, "cell_too_long", 3),
        (b"a," * 2_000_000, "cell_too_long", 1),
        (b",".join([b"a"] * 20_000) + b"\n1\n", "too_many_columns", None),
    ],
)
def test_immense_texts_are_refused(raw: bytes, code: str, row: int | None) -> None:
    """Cells, lines, columns and rows beyond measure end in one sentence that says where."""
    with pytest.raises(UnreadableFile) as refusal:
        read(raw)
    assert (code, row) == (refusal.value.code, refusal.value.values.get("row"))


def test_trailing_separators_make_no_columns() -> None:
    """The 16,384 empty columns that a stray format leaves in an export count for nothing."""
    line = b";" * 16_000
    assert len(read(b"a;b" + line + b"\n1;2" + line + b"\n").tables[0].rows[0]) == 2
