"""JSON in its habits: lists of records, records wrapped in objects, one record per line, nested values."""

from __future__ import annotations

import json
from typing import Any

import pytest

from data.errors import UnreadableFile
from data.formats import limits
from data.formats.table import Cell, Rejected
from tests.data.formats.builders import outcome, read

RECORDS = [{"date": "2026-01-05", "question": "Où ?"}, {"date": "2026-01-06", "role": "Nurse"}]
ROWS: list[list[Cell]] = [["date", "question", "role"], ["2026-01-05", "Où ?", None], ["2026-01-06", None, "Nurse"]]


def rows(document: object) -> list[list[Cell]]:
    """The rows of the first table of a JSON document."""
    return list(read(json.dumps(document).encode()).tables[0].rows)


def cells(**record: Any) -> dict[Cell, Cell]:
    """The cells of one record by the names of their columns."""
    names, found = rows([record])
    return dict(zip(names, found, strict=True))


@pytest.mark.parametrize(
    ("document", "names"),
    [
        (RECORDS, [""]),
        ({"data": RECORDS}, ["data"]),
        ({"count": 2, "next": None, "result": {"interviews": RECORDS}}, ["interviews"]),
        ({"candidates": [{"id": 1}], "interviews": RECORDS, "tags": ["a"], "empty": []}, ["candidates", "interviews"]),
        (RECORDS[0], [""]),
    ],
)
def test_lists_of_records_are_found(document: object, names: list[str]) -> None:
    """The list may be the document, stand in an object, or be one of several; an object without any is a record."""
    file = read(json.dumps(document, indent=2).encode())
    assert "json" == file.format
    assert names == [table.name for table in file.tables]
    table = file.tables[-1]
    assert table.headed
    assert table.rows[:2] == [list(ROWS[0][: len(table.rows[0])]), ROWS[1][: len(table.rows[0])]]
    assert list(range(len(table.rows))) == list(table.row_numbers)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n"])
def test_one_record_per_line(end: str) -> None:
    """Rows are numbered as an editor numbers their lines; a line that cannot be read costs its row only."""
    lines = [json.dumps(record, ensure_ascii=False) for record in RECORDS]
    file = read(end.join([*lines, '{"date": "2026-', "[1]", ""]).encode())
    step = end.count("\n")
    assert "jsonl" == file.format
    assert file.tables[0].rows == ROWS
    assert [0, 1, 1 + step] == list(file.tables[0].row_numbers)
    assert [
        Rejected("", 1 + 2 * step, "line_not_json"),
        Rejected("", 1 + 3 * step, "not_a_record"),
    ] == file.tables[0].rejected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("lines", [True, False])
def test_encodings_are_found(encoding: str, lines: bool) -> None:
    """JSON that Windows wrote is read like any text."""
    texts = [json.dumps(record, ensure_ascii=False) for record in RECORDS]
    text = "\n".join(texts) if lines else f"[{','.join(texts)}]"
    assert read(text.encode(encoding)).tables[0].rows == ROWS


def test_cells_keep_their_types() -> None:
    """Numbers, whole numbers, truth and texts are cells; blank texts, null and what is no number are nothing."""
    found = cells(blank="  ", null=None, nan=float("nan"), far=float("inf"), a=3.0, b=2.5, c=True, d="x", e=10**30)
    assert [3, 2.5, True, "x", 10**30, *[None] * 4] == list(found.values())
    assert {"blank", "null", "nan", "far"} < found.keys()
    assert [int, float, bool] == [type(found[name]) for name in "abc"]


def test_nested_objects_are_columns_of_their_own() -> None:
    """Names are joined by a full stop; what lies too deep is passed over."""
    deep: Any = "x"
    for _ in range(10):
        deep = {"d": deep}
    nested = cells(interview={"step": {"name": "RH", "id": 3}}, deep=deep)
    assert {"interview.step.name": "RH", "interview.step.id": 3} == nested
    filled = {"interview": {"stage": "RH"}, "note": None}
    assert [["interview.stage", "note"], ["RH", None]] == rows([{"interview": None}, filled, {"interview": []}])


def test_lists_are_lists_in_one_cell() -> None:
    """A list of texts has a line for each; a list of objects has a column for each of their names."""
    questions = [{"text": "Où ?", "theme": "lieu"}, {"text": "Qui ?"}, None]
    listed = cells(asked=["Où ?", "", None, "Qui ?"], tags=["a"], none=[], questions=questions)
    assert {
        "asked": "- Où ?\n- Qui ?",
        "tags": "a",
        "none": None,
        "questions.text": "- Où ?\n- Qui ?",
        "questions.theme": "lieu",
    } == listed


def test_half_a_character_costs_its_row() -> None:
    """JSON can spell a character that no text can hold: its row is rejected, and a name like that is mended."""
    file = read(b'[{"q": "a \\ud800"}, {"q": "Where?", "\\udfff": 1}]')
    assert [["q", "?"], ["Where?", 1]] == file.tables[0].rows
    assert [Rejected("", 1, "bytes_unreadable", "utf-8")] == file.tables[0].rejected


def test_the_broken_line_is_named() -> None:
    """A document that was cut off is refused with the line where it stops making sense."""
    with pytest.raises(UnreadableFile) as refusal:
        read(b"\n" + json.dumps(RECORDS, indent=1).encode()[:-8])
    assert ("json_broken", 9) == (refusal.value.code, refusal.value.values["row"])


@pytest.mark.parametrize(
    ("record", "code"),
    [
        ({f"c{number}": 1 for number in range(limits.COLUMNS + 1)}, "too_many_columns"),
        ({"question": "x" * (limits.CELL_CHARACTERS + 1)}, "cell_too_long"),
        ({"questions": ["x" * 100] * 1_000}, "cell_too_long"),
    ],
)
def test_records_beyond_measure_are_refused(record: dict[str, object], code: str) -> None:
    """JSON is held to the limits of every other format."""
    raw = json.dumps(record).encode()
    assert code == outcome(b"[" + raw + b"]")
    assert code == outcome(raw + b"\n" + raw)


def test_too_many_records_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many as one sheet of Excel holds, not one more."""
    monkeypatch.setattr(limits, "ROWS", 2)
    assert "json" == outcome(json.dumps(RECORDS).encode())
    assert "too_many_rows" == outcome(json.dumps([*RECORDS, {"a": 1}]).encode())


@pytest.mark.parametrize("raw", [b"[x];q\n1;2\n", b"[1] first;q\n[2] second;x\n", b"{name};q\n1;2\n", b"[;q\n1;2\n"])
def test_a_bracket_does_not_make_json(raw: bytes) -> None:
    """A delimited text may begin with one."""
    assert "csv" == outcome(raw)


SCORECARD = {
    "id": 7,
    "interview_step": {"id": 2, "name": "HR"},
    "interviewed_at": "2026-03-12T09:00:00.000Z",
    "attributes": [{"name": "Rigour", "rating": "yes"}],
    "questions": [
        {"id": None, "question": "Key Take-Aways", "answer": ""},
        {"id": 5, "question": "Candidate questions", "answer": "<ul><li>Pay?</li></ul>"},
    ],
}


@pytest.mark.parametrize("document", [[SCORECARD, SCORECARD], SCORECARD, {"data": [SCORECARD]}])
def test_a_form_has_a_column_for_each_of_its_questions(document: object) -> None:
    """Scorecards are known by their names, alone or in a list; their questions are columns."""
    file = read(json.dumps(document).encode())
    names, first = file.tables[0].rows[:2]
    assert "greenhouse" == file.format
    assert {
        "interview_step.name": "HR",
        "attributes.rating": "yes",
        "Key Take-Aways": None,
        "Candidate questions": "<ul><li>Pay?</li></ul>",
    }.items() <= dict(zip(names, first, strict=True)).items()


def test_feedback_forms_are_known_line_by_line() -> None:
    """Lever's forms, one per line: several values of a field are one cell."""
    form = {
        "baseTemplateId": "t",
        "interview": "i",
        "completedAt": 1773306000000,
        "fields": [
            {"type": "multi-select", "text": "Candidate's questions", "value": ["Pay?", "Hours?"]},
            {"type": "score-system", "text": "Rating", "value": "4"},
            {"type": "textarea", "text": "Notes"},
        ],
    }
    file = read("\n".join([json.dumps(form)] * 2).encode())
    assert "lever" == file.format
    assert file.tables[0].rows[0] == ["baseTemplateId", "interview", "completedAt", *(
        field["text"] for field in form["fields"]  # type: ignore[attr-defined]
    )]  # fmt: skip
    assert "- Pay?\n- Hours?" == file.tables[0].rows[1][3]
