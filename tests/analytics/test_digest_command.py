from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pypdf
import pytest

from analytics import imports
from analytics.commands import main
from analytics.digests import saved, sending
from analytics.digests.document import iso_week
from analytics.digests.saved import Digest
from data.store import open_store
from tests.mailbox import Mailbox, mail_server

LAST = sending.newest_week(datetime.now())


@pytest.fixture(autouse=True)
def stored() -> None:
    """A store in a file: ten weeks of twelve interviews, the last full week among them."""
    days = [LAST - timedelta(weeks=back) + timedelta(days=1) for back in range(10)]
    rows = [
        f"{day},{('Nurse', 'Cook')[number % 2]},{day}-{number},What is the salary?"
        for day in days
        for number in range(12)
    ]
    store = open_store()
    imports.confirm(store, imports.prepare(store, "\n".join(["date,role,candidate,question", *rows]).encode(), "l.csv"))
    store.close()


@pytest.fixture
def box(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    """A mail server that the settings name."""
    with mail_server() as box:
        for name, value in {"HOST": "localhost", "PORT": box.port, "TLS": "none", "FROM": "a@example.com"}.items():
            monkeypatch.setenv(f"VICE_VERSA_SMTP_{name}", str(value))
        yield box


def _run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    capsys.readouterr()
    status = main(["digest", *arguments])
    said = capsys.readouterr()
    return status, said.out, said.err


def _due(*recipients: str) -> None:
    store, now = open_store(), datetime.now()
    digest = Digest("All", recipients, weekday=now.isoweekday(), hour=now.hour)
    saved.save(store, digest, now - timedelta(days=1))
    store.close()


def test_digest_writes_what_the_suffix_says(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """HTML, PDF and JSON of the week asked for, under the filters asked for."""
    for suffix in ("html", "pdf", "json"):
        out = tmp_path / f"review.{suffix.upper()}"
        status = _run(capsys, "--week", iso_week(LAST), "--role", "Nurse", "--out", str(out))
        assert (0, "", "") == status
    assert (tmp_path / "review.HTML").read_text("utf-8").startswith("<!doctype html>")
    assert "Nurse" in pypdf.PdfReader(io.BytesIO((tmp_path / "review.PDF").read_bytes())).pages[-1].extract_text()
    document: dict[str, Any] = json.loads((tmp_path / "review.JSON").read_text("utf-8"))
    assert (iso_week(LAST), {"roles": ["Nurse"]}, 6) == tuple(
        document[key] for key in ("week", "filters", "interviews")
    )


def test_digest_prints_the_last_full_week(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a week and a file: the last full week, as text in the language of the command line, or as JSON."""
    monkeypatch.setenv("VICE_VERSA_LANGUAGE", "en")
    status, out, _ = _run(capsys)
    assert 0 == status
    assert "Interviews: 12" in out
    status, out, _ = _run(capsys, "--json")
    assert {"week", "filters", "changes", "new_subjects", "interviews", "questions"} <= set(json.loads(out))


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--out", "review.docx"), "report_unknown_format"),
        (("--week", iso_week(LAST + timedelta(weeks=1))), "digest_week_unfinished"),
        (("--week", "2019-W01"), "digest_without_interviews"),
        (("--role", "Surgeon"), "digest_without_interviews"),
    ],
)
def test_digest_refuses_with_a_sentence(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], code: str
) -> None:
    """What cannot be written is said, with status 2."""
    status, out, _ = _run(capsys, *arguments, "--json")
    assert (2, code) == (status, json.loads(out)["error"]["code"])


@pytest.mark.parametrize("week", ["2026-W60", "46", "2026-11-16", "W46"])
def test_a_week_that_is_none_is_refused(capsys: pytest.CaptureFixture[str], week: str) -> None:
    """A week is written 2026-W46."""
    with pytest.raises(SystemExit) as refused:
        main(["digest", "--week", week])
    assert 2 == refused.value.code
    assert "--week" in capsys.readouterr().err


def test_due_sends_once_and_says_what_it_did(capsys: pytest.CaptureFixture[str], box: Mailbox) -> None:
    """Nothing is due; then one is sent; then nothing is due again. Refusals make it done in part."""
    assert {"digests": []} == json.loads(_run(capsys, "--due", "--json")[1])
    box.answers["gone@example.com"] = "550 no"
    _due("claire@example.com", "gone@example.com")
    status, out, _ = _run(capsys, "--due", "--json")
    (told,) = json.loads(out)["digests"]
    assert (1, "All", iso_week(LAST), "partly") == (status, told["digest"], told["week"], told["status"])
    assert [("claire@example.com", "sent"), ("gone@example.com", "refused")] == [
        (one["recipient"], one["status"]) for one in told["recipients"]
    ]
    assert "mail_recipient_refused" == told["recipients"][1]["error"]["code"]
    status, out, _ = _run(capsys, "--due")
    assert 0 == status
    assert out.strip()
    assert ["claire@example.com"] == box.recipients()


def test_due_skips_a_week_that_is_not_there_with_a_word(capsys: pytest.CaptureFixture[str], box: Mailbox) -> None:
    """A week without interviews is no failure: the status is 0, the reason is said."""
    store = open_store()
    imports.undo(store, store.rows("select import_id from import")["import_id"].iloc[0])
    store.close()
    _due("claire@example.com")
    status, out, _ = _run(capsys, "--due", "--json")
    (told,) = json.loads(out)["digests"]
    assert (0, "skipped", "digest_without_interviews") == (status, told["status"], told["error"]["code"])
    assert [] == box.mails


def test_due_needs_mail_settings_where_something_waits(capsys: pytest.CaptureFixture[str]) -> None:
    """The error names the settings."""
    _due("claire@example.com")
    status, _, err = _run(capsys, "--due")
    assert 2 == status
    assert "VICE_VERSA_SMTP_HOST" in err


def test_due_says_that_the_dashboard_holds_the_store(capsys: pytest.CaptureFixture[str]) -> None:
    """Another process has the database open: in plain words, with what to do."""
    holding = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "from data.store import open_store; s = open_store(); print('open', flush=True); input()",
        ],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert holding.stdout is not None
    assert b"open\n" == holding.stdout.readline()
    try:
        status, out, _ = _run(capsys, "--due", "--json")
    finally:
        holding.communicate(b"\n", timeout=30)
    assert (2, "digest_store_busy") == (status, json.loads(out)["error"]["code"])


def test_the_settings_list_no_secret(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """`check` says that a mail password is set, and not which."""
    monkeypatch.setenv("VICE_VERSA_SMTP_PASSWORD", "hunter2-secret")
    main(["check", "--json"])
    said = capsys.readouterr().out
    assert "hunter2-secret" not in said
    assert "********" == json.loads(said)["settings"]["VICE_VERSA_SMTP_PASSWORD"]
