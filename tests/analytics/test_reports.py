"""Reports of recruiting software and data files through the command line, and back out of it."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics import exports, imports, queries
from analytics.commands import main
from analytics.population import Filters
from data.formats import read_file
from data.formats.table import Cell
from data.store import Store, open_store

SAMPLES = Path(__file__).parents[1] / "samples"
OUTCOMES = [
    ("greenhouse_scorecards.json", "greenhouse", "greenhouse_scorecards", 12, 15),
    ("smartrecruiters_interviews.csv", "csv", "smartrecruiters_interviews", 7, 0),
    ("peopleforce_notes.csv", "csv", "peopleforce_notes", 6, 6),
    ("lever_feedback.json", "lever", "lever_feedback", 3, 6),
]


def _import(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any]:
    capsys.readouterr()
    status = main(["import", *arguments, "--json"])
    return status, json.loads(capsys.readouterr().out)["files"][0]


@pytest.mark.parametrize(("file", "format_id", "layout", "interviews", "questions"), OUTCOMES)
def test_a_report_needs_its_role_and_then_goes_in(
    capsys: pytest.CaptureFixture[str], file: str, format_id: str, layout: str, interviews: int, questions: int
) -> None:
    """Without a role it is refused and --role is named; with it, interviews and questions are counted."""
    path = str(SAMPLES / file)
    status, told = _import(capsys, path)
    assert (2, "needs_answer", "role") == (status, told["error"]["code"], told["error"]["question"])
    assert "--role" in told["error"]["advice"]
    status, told = _import(capsys, path, "--role", "Laboratory technician")
    assert (0, "imported", format_id, layout) == (status, told["status"], told["format"], told["layout"])
    assert (interviews, questions) == (told["interviews"], told["questions"])
    assert "known" == _import(capsys, path, "--role", "Laboratory technician")[1]["status"]


def test_a_report_that_says_its_roles_needs_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """A form with its posting, and a wide log, go in as they are; what is refused is listed."""
    status, told = _import(capsys, str(SAMPLES / "feedback_form_fields.csv"))
    assert (0, 3) == (status, told["interviews"])
    assert {"Overall rating", "Private notes"} <= set(told["columns"]["refused"])
    status, told = _import(capsys, str(SAMPLES / "wide_log.csv"))
    assert (0, 10, 20, ["Avis du recruteur"]) == (
        status, told["interviews"], told["questions"], told["columns"]["refused"],
    )  # fmt: skip
    assert ["question"] * 3 == [field for name, field in told["columns"]["read"].items() if name.startswith("Q")]


def test_a_mapping_names_several_question_columns(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Two columns that nobody can tell apart are asked about; --mapping takes both."""
    log, mapping = tmp_path / "log.csv", tmp_path / "m.json"
    rows = "".join(f"2026-09-{day:02},Nurse,What is the pay?,Where is the office?\n" for day in range(1, 9))
    log.write_text("Date,Role,Said first,Said last\n" + rows)
    status, told = _import(capsys, str(log))
    assert (2, "question_column", ["Said first", "Said last"]) == (
        status, told["error"]["question"], told["error"]["options"],
    )  # fmt: skip
    assert "--mapping" in told["error"]["advice"]
    mapping.write_text('{"columns": {"Said first": "question", "Said last": "question"}}')
    assert (0, 16) == (_import(capsys, str(log), "--mapping", str(mapping))[0], _questions())


def _questions() -> int:
    store = open_store()
    try:
        return int(str(store.value("select count(*) from question")))
    finally:
        store.close()


@pytest.mark.parametrize("file", [file for file, *_ in OUTCOMES])
def test_nothing_of_a_person_is_in_the_store(store: Store, file: str) -> None:
    """Names, addresses, ratings and the rest of the notes are in no table."""
    draft = imports.prepare(store, (SAMPLES / file).read_bytes(), file, constants={"role": "Technician"})
    imports.confirm(store, draft)
    for (table,) in store.rows("select table_name from duckdb_tables()").itertuples(index=False):
        held = store.rows(f"select * from {table}").to_string().casefold()
        words = ("kerbrat", "orvault", "mail.example", "congé", "stressée", "nervous", "tired", "health")
        assert not [word for word in words if word in held], table


def _lines(frame: pd.DataFrame) -> bytes:
    return "\n".join(json.dumps(record) for record in json.loads(exports.to_json(frame))).encode()


WRITERS: dict[str, Callable[[pd.DataFrame], bytes]] = {
    "json": lambda frame: exports.to_json(frame).encode(),
    "jsonl": _lines,
    "parquet": exports.to_parquet,
}


@pytest.mark.parametrize("name", WRITERS)
def test_what_is_exported_can_be_imported_again(store: Store, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """The questions as exported give the same interviews, questions and attributes in an empty store."""
    monkeypatch.setenv("VICE_VERSA_MINIMUM_GROUP", "1")
    content = (SAMPLES / "wide_log.csv").read_bytes()
    imports.confirm(store, imports.prepare(store, content, "wide_log.csv"))
    before = _listed(store)
    again = open_store(":memory:")
    draft = imports.prepare(again, WRITERS[name](before), f"export.{name}")
    assert name == draft.read.format
    imports.confirm(again, draft)
    own = ["interview", "import_id"]
    pd.testing.assert_frame_equal(_sorted(before.drop(columns=own)), _sorted(_listed(again).drop(columns=own)))
    assert before["interview"].nunique() == again.value("select count(*) from interview")
    again.close()


def _listed(store: Store) -> pd.DataFrame:
    return exports.listed(queries.questions(store, Filters(), None, None), "en")


def _sorted(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(themes=frame["themes"].map(list)).sort_values(["date", "question"]).reset_index(drop=True)


CELLS = st.one_of(
    st.none(),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=10).filter(lambda text: bool(text.strip())),
)


@pytest.mark.parametrize("name", ["json", "jsonl", "parquet"])
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.differing_executors])
@given(rows=st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=4))
def test_what_is_written_is_read_back_equal(name: str, rows: list[tuple[Cell, Cell]]) -> None:
    """Whatever texts a frame holds, they come back through the child as they were."""
    frame = pd.DataFrame(rows, columns=["question", "role"], dtype=object).assign(row=range(len(rows)))
    table = read_file(WRITERS[name](frame), f"export.{name}").tables[0]
    header = table.rows[0]
    found = [dict(zip(header, row, strict=True)) for row in table.rows[1:]]
    assert [
        {"question": question, "role": role, "row": number} for number, (question, role) in enumerate(rows)
    ] == found


def test_a_column_of_lists_is_one_cell_of_lines(store: Store) -> None:
    """What Parquet and JSON keep as a list is read alike from both."""
    frame = pd.DataFrame({"question": ["Pay?"], "themes": [["growth", "team"]], "date": [pd.Timestamp("2026-03-04")]})
    out = io.BytesIO()
    frame.to_parquet(out)
    for content in (out.getvalue(), exports.to_json(frame).encode()):
        assert ["Pay?", "- growth\n- team"] == read_file(content, "x").tables[0].rows[1][:2]
