"""Transcripts from bytes to the store: one interview each, its questions masked, no name anywhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from analytics import imports
from analytics.commands import main
from data.errors import NeedsAnswer
from data.store import Store, open_store
from tests.data.transcripts.scripts import WRITERS, scripts

TOLD = {"role": "Cook", "stage": "HR", "date": "2026-09-14"}
SCRIPT = next(script for script in scripts("tuning") if script.name == "en_08")

NAMES = ("Zbigniew", "Kowalczyk", "Oksana", "Petrenko", "Wilhelmina", "Quackenbush")
TEAMS = b"""WEBVTT

0:0:1.0 --> 0:0:4.0
<v Oksana Petrenko>Hello Zbigniew, I am joined by Wilhelmina. Do you have any questions?</v>

0:0:5.0 --> 0:0:12.0
<v Zbigniew Kowalczyk (Guest)>Yes. Oksana, how many people does Wilhelmina Quackenbush manage?</v>

0:0:13.0 --> 0:0:15.0
<v Wilhelmina Quackenbush>Twelve, Mr Kowalczyk.</v>

0:0:16.0 --> 0:0:20.0
<v Zbigniew Kowalczyk (Guest)>Could I, zbigniew, work from home, and who decides, kowalczyk or petrenko?</v>

0:0:21.0 --> 0:0:22.0
<v Oksana Petrenko>Two days a week.</v>
"""


def drafted(
    store: Store, content: bytes, name: str = "call.vtt", candidate: str | None = None, **told: str
) -> imports.Draft:
    """The draft of a transcript with all that must be told."""
    return imports.prepare(store, content, name, constants=TOLD | told, candidate=candidate)


def test_a_transcript_is_one_interview(store: Store) -> None:
    """Its questions are those of the candidate; role, stage, day and language are kept."""
    draft = drafted(store, SCRIPT.file(), candidate=SCRIPT.candidate)
    assert (1, draft.new_questions) == (draft.new_interviews, draft.new_questions)
    assert len(SCRIPT.questions) <= draft.new_questions
    report = imports.confirm(store, draft)
    assert ("imported", 1) == (report.status, report.interviews)
    held = store.rows(
        "select day::varchar as day, role, stage, language from interview join segment using (segment_id)"
    )
    assert [["2026-09-14", "Cook", "HR", "en"]] == held.to_numpy().tolist()
    assert store.rows("from remembered_mapping").empty


@pytest.mark.parametrize("form", [form for form in WRITERS if form != SCRIPT.format])
def test_the_same_interview_from_another_tool_is_known(store: Store, form: str) -> None:
    """The words tell the interview, whatever the file looks like: it counts once."""
    imports.confirm(store, drafted(store, SCRIPT.file(), candidate=SCRIPT.candidate))
    again = drafted(store, SCRIPT.file(form), candidate=SCRIPT.candidate)
    assert (0, 0) == (again.new_interviews, again.new_questions)


def test_an_interview_without_questions_counts(store: Store) -> None:
    """It is an interview held, and the reader is told that nothing was found."""
    content = (
        b"WEBVTT\n\n0:1.0 --> 0:2.0\n<v A Roy>Any questions?</v>\n\n0:3.0 --> 0:4.0\n<v B Lou>No, thank you.</v>\n"
    )
    draft = drafted(store, content, candidate="B Lou")
    assert (1, 0) == (draft.new_interviews, draft.new_questions)
    assert draft.log is not None
    assert "nothing_asked" in [warning.code for warning in draft.log.warnings]


def test_what_is_missing_is_asked_at_once(store: Store) -> None:
    """Role, stage, day and candidate; the speakers are the answers to choose from, and nothing is stored before."""
    draft = imports.prepare(store, SCRIPT.file(), "call.srt")
    assert isinstance(draft.needs, NeedsAnswer)
    assert {"Chef", "Andre"} == set(draft.needs.options)
    assert "--role, --stage, --date, --candidate" == draft.needs.values["missing"]
    assert draft.transcript is not None
    assert "Andre" == draft.transcript.likely
    with pytest.raises(NeedsAnswer):
        imports.confirm(store, draft)


def test_the_name_of_the_file_answers(store: Store) -> None:
    """Day, role and stage are read from a name of the right form; the candidate is always told by a person."""
    draft = imports.prepare(store, SCRIPT.file(), "2026-09-14_Line-cook_HR.srt")
    assert isinstance(draft.needs, NeedsAnswer)
    assert "--candidate" == draft.needs.values["missing"]
    draft = imports.prepare(store, SCRIPT.file(), "2026-09-14_Line-cook_HR.srt", candidate="andre")
    assert "2026-09-14 · Line cook · HR" == draft.file_name


@pytest.mark.parametrize(
    ("candidate", "day", "code"),
    [("Nobody", "2026-09-14", "needs_answer_candidate"), ("Andre", "2999-01-01", "transcript_date")],
)
def test_a_wrong_answer_is_explained(store: Store, candidate: str, day: str, code: str) -> None:
    """Somebody who does not speak, a day to come: said in words, with what to do, in both languages."""
    needs = drafted(store, SCRIPT.file(), candidate=candidate, date=day).needs
    assert needs is not None
    assert code == needs.code
    assert all(needs.explain(lang).advice for lang in ("fr", "en"))


@pytest.fixture
def stored(tmp_path: Path) -> Iterator[Path]:
    """The folder of a store on disk into which the interview full of names was imported, its log not yet folded in."""
    store = open_store(str(tmp_path / "store.duckdb"))
    draft = drafted(store, TEAMS, "Entretien Zbigniew Kowalczyk.vtt", "Zbigniew Kowalczyk")
    assert 0 < draft.new_questions
    imports.confirm(store, draft)
    yield tmp_path
    store.close()


def test_no_name_reaches_the_store(stored: Path) -> None:
    """Not in wordings, in any case, nor with the file's name: not one byte of the database or its log has one."""
    files = [path for path in stored.iterdir() if path.suffix in (".duckdb", ".wal")]
    assert files
    for path in files:
        content = path.read_bytes().lower()
        assert [] == [name for name in NAMES if name.lower().encode() in content]
        assert [] == [name for name in NAMES if name.lower().encode("utf-16-le") in content]
    assert any(b"how many people does [name] manage" in path.read_bytes().lower() for path in files)


def test_names_are_masked_in_the_preview(store: Store) -> None:
    """What is shown is what would be stored."""
    draft = drafted(store, TEAMS, candidate="Kowalczyk")
    assert draft.log is not None
    shown = draft.log.preview.to_csv() + draft.log.questions.to_csv()
    assert [] == [name for name in NAMES if name.lower() in shown.lower()]
    assert "work from home" in shown


def _json(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any]:
    capsys.readouterr()
    status = main(arguments)
    return status, json.loads(capsys.readouterr().out)


def test_the_command_line_names_the_options(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without answers a transcript is refused with ``needs_answer`` and the options; with them it is imported."""
    path = tmp_path / "call.vtt"
    path.write_bytes(TEAMS)
    status, told = _json(capsys, "import", str(path), "--json")
    (one,) = told["files"]
    assert (2, "refused", "needs_answer") == (status, one["status"], one["error"]["code"])
    assert all(option in one["error"]["advice"] for option in ("--role", "--stage", "--date", "--candidate"))
    assert "Oksana Petrenko" in one["error"]["options"]
    given = ("--role", "Cook", "--stage", "", "--date", "2026-09-14")
    status, told = _json(capsys, "import", str(path), *given, "--candidate", "zbigniew", "--json")
    (one,) = told["files"]
    assert (0, "imported", "teams_vtt", 1) == (status, one["status"], one["format"], one["interviews"])
    assert {"speaker": "names", "words": "question"}.items() <= one["columns"]["read"].items()
    assert (
        "known"
        == _json(capsys, "import", str(path), *given, "--candidate", "zbigniew", "--json")[1]["files"][0]["status"]
    )
