"""The answer book and the briefing on the command line."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from analytics import commands
from analytics.commands.answering import DONE, IN_PART, REFUSED


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Twenty accountants who ask for the salary, imported."""
    start = date.today() - timedelta(days=60)
    rows = [f"{start + timedelta(days=n)},Accountant,Phone,C{n},What is the salary range?" for n in range(20)]
    file = tmp_path / "log.csv"
    file.write_text("\n".join(["date,role,stage,candidate,question", *rows]))
    assert DONE == commands.main(["import", str(file)])
    return file


@pytest.mark.usefixtures("log")
def test_a_row_by_hand_becomes_an_answer_and_is_on_the_briefing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In by CSV, out by JSON, and in the document of the briefing; a bad row makes it done in part."""
    book, until = tmp_path / "book.csv", date.today() + timedelta(days=30)
    row = f"What is the salary range?,30k to 34k.,{until},Ana,Karim,{date.today()},Ana"
    book.write_text(
        f"question,english,review_by,owner,approved_by,approved_on,saved_by\n{row}\nNo such thing?,Yes.,,,,,\n"
    )
    capsys.readouterr()
    assert IN_PART == commands.main(["answers", "import", str(book), "--name", "Ana", "--json"])
    told = json.loads(capsys.readouterr().out)
    assert (1, 1) == (told["new"], told["rejected"])
    assert DONE == commands.main(["answers", "export", "--format", "json", "--out", str(tmp_path / "book.json")])
    (answer,) = json.loads((tmp_path / "book.json").read_text())["answers"]
    assert "30k to 34k." == answer["versions"][0]["english"]
    capsys.readouterr()
    made = ["briefing", "--role", "Accountant", "--stage", "Phone", "--language", "en", "--json"]
    assert DONE == commands.main([*made, "--out", str(tmp_path / "b.pdf")])
    document = json.loads(capsys.readouterr().out)
    assert ("approved", ["30k to 34k."]) == (document["expected"][0]["state"], document["expected"][0]["answer"])
    assert (tmp_path / "b.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.usefixtures("log")
def test_a_briefing_that_cannot_be_made_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An unknown role, or a suffix that no report has: one sentence, no file."""
    out = tmp_path / "b.pages"
    assert REFUSED == commands.main(["briefing", "--role", "Pilot", "--json"])
    assert "briefing_unknown_role" == json.loads(capsys.readouterr().out)["error"]["code"]
    assert REFUSED == commands.main(["briefing", "--role", "Accountant", "--out", str(out)])
    assert not out.exists()
