from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from analytics.commands import VERBS, main

ROWS = "".join(f"2026-09-{day:02};Infirmier;C{day};Quel est le salaire ?\n" for day in range(1, 21))
LOG = "Date;Poste;Candidat;Question\n" + ROWS


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A log of twenty interviews."""
    path = tmp_path / "suivi.csv"
    path.write_text(LOG, "utf-8")
    return path


def _json(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any]:
    capsys.readouterr()
    status = main(arguments)
    return status, json.loads(capsys.readouterr().out)


def test_import_prints_one_document(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The JSON of an import has the promised keys; a second time the file is known."""
    status, told = _json(capsys, "import", str(log), "--json")
    (one,) = told["files"]
    assert 0 == status
    assert {
        "file", "status", "format", "import_id", "interviews", "questions", "duplicates", "rejected", "columns",
        "warnings", "error",
    } <= set(one)  # fmt: skip
    assert ("suivi.csv", "imported", 20, 20, None) == tuple(
        one[key] for key in ("file", "status", "interviews", "questions", "error")
    )
    assert {"Date": "date", "Poste": "role", "Candidat": "candidate", "Question": "question"} == one["columns"]["read"]
    status, told = _json(capsys, "import", str(log), "--json")
    assert (0, "known") == (status, told["files"][0]["status"])


def test_import_with_rejected_rows_is_done_in_part(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A bad row is listed with its number and reason, the rest is there, the exit status is 1."""
    log.write_text(LOG + "30 février;Infirmier;C30;Quel horaire ?\n", "utf-8")
    status, told = _json(capsys, "import", str(log), "--json")
    (row,) = told["files"][0]["rejected"]
    assert (1, "partly", 22) == (status, told["files"][0]["status"], row["row"])


def test_import_that_needs_an_answer_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Dates that read two ways: status 2, code needs_answer, the options named; with the option it works."""
    path = tmp_path / "log.csv"
    path.write_text("date,role,question\n03/04/2026,Nurse,What is the pay?\n")
    status, told = _json(capsys, "import", str(path), "--json")
    assert (2, "needs_answer") == (status, told["files"][0]["error"]["code"])
    assert "--day-first" in told["files"][0]["error"]["advice"]
    status, told = _json(capsys, "import", str(path), "--day-first", "--json")
    assert (0, "imported") == (status, told["files"][0]["status"])


def test_import_takes_a_mapping(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--mapping names the columns of a file that names none."""
    log, mapping = tmp_path / "log.csv", tmp_path / "m.json"
    log.write_text("a,b,c\n2026-09-14,Nurse,What is the pay?\n2026-09-15,Nurse,Where is it?\n")
    mapping.write_text('{"columns": {"a": "date", "b": "role", "c": "question"}}')
    status, told = _json(capsys, "import", str(log), "--mapping", str(mapping), "--json")
    assert (0, 2) == (status, told["files"][0]["questions"])


def test_import_takes_what_holds_for_the_whole_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--role, --stage and --date say what no column does; without the role a list of interviews is refused."""
    log, mapping = tmp_path / "held.csv", tmp_path / "m.json"
    log.write_text("Interview ID,Room\n" + "".join(f"I-{n},Blue\n" for n in range(6)))
    mapping.write_text('{"columns": {}, "interviews_only": true}')
    given = ("import", str(log), "--mapping", str(mapping), "--json")
    status, told = _json(capsys, *given, "--date", "2026-09-14")
    error = told["files"][0]["error"]
    assert (2, "needs_answer", "role") == (status, error["code"], error["question"])
    assert "--role" in error["advice"]
    status, told = _json(capsys, *given, "--date", "2026-09-14", "--role", "Nurse", "--stage", "HR")
    assert (0, 6) == (status, told["files"][0]["interviews"])
    (rate,) = _json(capsys, "export", "rates", "--by", "role,stage", "--format", "json")[1]
    assert ("Nurse", "HR", 6) == (rate["role"], rate["stage"], rate["interviews"])
    assert 2 == _json(capsys, *given, "--date", "14/09/2026")[0]


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n0000", b"date,question\n"])
def test_refused_files_change_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes) -> None:
    """A file that cannot be read is refused with what to do, and the import list stays empty."""
    path = tmp_path / "log.csv"
    path.write_bytes(content)
    status, told = _json(capsys, "import", str(path), "--json")
    error = told["files"][0]["error"]
    assert (2, "refused") == (status, told["files"][0]["status"])
    assert all(error[key] for key in ("code", "title", "message", "advice"))
    assert {"imports": []} == _json(capsys, "imports", "--json")[1]


def test_export_rates_leaves_out_what_was_not_asked_for(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Rates by theme and role have exactly their keys."""
    main(["import", str(log)])
    status, rows = _json(capsys, "export", "rates", "--by", "theme,role", "--format", "json")
    pay = next(row for row in rows if row["theme"] == "compensation")
    assert 0 == status
    assert {"theme", "role", "asked", "interviews", "rate", "low", "high"} == set(pay)
    assert (20, 20, 1.0) == (pay["asked"], pay["interviews"], pay["rate"])
    assert "period" in _json(capsys, "export", "rates", "--by", "theme,role,month", "--format", "json")[1][0]


def test_export_questions_has_the_promised_keys(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each question with its interview's attributes, themes as ids, and no candidate."""
    main(["import", str(log)])
    _, rows = _json(capsys, "export", "questions", "--format", "json")
    assert {
        "date", "role", "stage", "seniority", "department", "location", "language", "question", "themes", "interview",
        "import_id",
    } <= set(rows[0])  # fmt: skip
    assert ("2026-09-01", "Infirmier", ["compensation"]) == tuple(rows[0][key] for key in ("date", "role", "themes"))
    assert "C1" not in json.dumps(rows)


def test_export_is_suppressed_like_a_screen(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A role with three interviews is refused as a filter and absent from the export."""
    log.write_text(LOG + "".join(f"2026-09-0{d};Cuisinier;X{d};Qui goûte la soupe ?\n" for d in (1, 2, 3)), "utf-8")
    main(["import", str(log)])
    assert "soupe" not in json.dumps(_json(capsys, "export", "questions", "--format", "json")[1], ensure_ascii=False)
    assert [] == _json(capsys, "export", "rates", "--by", "theme,role", "--format", "json")[1]
    assert 2 == main(["export", "questions", "--role", "Cuisinier", "--format", "json"])


def test_undo_takes_the_import_out(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """undo by the id that import printed; a second undo is refused with status 2."""
    _, told = _json(capsys, "import", str(log), "--json")
    import_id = told["files"][0]["import_id"]
    assert (0, "undone") == (main(["undo", import_id]), _json(capsys, "imports", "--json")[1] and "undone")
    assert [] == _json(capsys, "export", "questions", "--format", "json")[1]
    assert 2 == main(["undo", import_id])


def test_check_lists_settings_and_finds_the_store_sound(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every setting in force, and the counts compared with the facts."""
    main(["import", str(log)])
    status, found = _json(capsys, "check", "--json")
    assert 0 == status
    assert "VICE_VERSA_MINIMUM_GROUP" in found["settings"]
    assert {True} == set(found["checks"].values())


def test_check_warns_of_a_low_minimum(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A minimum group below 3 is allowed and warned of."""
    monkeypatch.setenv("VICE_VERSA_MINIMUM_GROUP", "2")
    assert ["minimum_group_low"] == _json(capsys, "check", "--json")[1]["warnings"]


def test_backup_restores_to_the_same_figures(
    log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The copy opens as a store with the same rates, its secret readable by the owner only."""
    main(["import", str(log)])
    rates = _json(capsys, "export", "rates", "--format", "json")[1]
    _, told = _json(capsys, "backup", str(tmp_path / "copies"), "--json")
    copy, secret = told["files"]
    assert 0 == Path(secret).stat().st_mode & 0o077
    monkeypatch.setenv("VICE_VERSA_DATABASE", copy)
    assert rates == _json(capsys, "export", "rates", "--format", "json")[1]


def test_every_verb_is_documented() -> None:
    """The documentation of the command line names every verb."""
    told = (Path(__file__).parents[2] / "docs" / "command-line.md").read_text("utf-8")
    assert [] == [verb.name for verb in VERBS if not re.search(rf"^\| `{verb.name}\b", told, re.MULTILINE)]
