"""``ads`` on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from analytics.commands import main

AD = """# Infirmière de nuit

- 2 450 à 2 900 € brut par mois.
- Télétravail possible.
"""
ROWS = "".join(f"2026-09-{day:02};Infirmier de nuit;C{day};Quel est le salaire ?\n" for day in range(1, 11))


@pytest.fixture
def ad(tmp_path: Path) -> Path:
    """A job ad, and a log with its role."""
    log = tmp_path / "suivi.csv"
    log.write_text("Date;Poste;Candidat;Question\n" + ROWS, "utf-8")
    assert 0 == main(["import", str(log)])
    path = tmp_path / "annonce.md"
    path.write_text(AD, "utf-8")
    return path


def _json(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any]:
    capsys.readouterr()
    status = main(["ads", *arguments, "--json"])
    return status, json.loads(capsys.readouterr().out)


def test_an_ad_is_filed_listed_and_removed(ad: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The role is guessed from the title; the document says what the ad answers, leaves vague and pays."""
    status, told = _json(capsys, "import", str(ad), "--published", "2026-06-01")
    (one,) = told["ads"]
    assert (0, "filed", "Infirmier de nuit", 1, "2026-06-01", "ad_text", "fr", 2, None) == (
        status,
        *(one[k] for k in ("status", "role", "version", "published", "format", "language", "passages", "error")),
    )
    assert (["compensation"], ["remote_work"]) == (one["answered"], one["vague"])
    assert {"kind": "range", "low": 2450.0, "high": 2900.0, "period": "month", "currency": "EUR", "gross": True} == one[
        "pay"
    ]
    status, listed = _json(capsys, "list", "--role", "infirmiere de nuit")
    assert (0, [one["ad_id"]]) == (status, [row["ad_id"] for row in listed["ads"]])
    status, removed = _json(capsys, "remove", one["ad_id"])
    assert (0, "removed") == (status, removed["status"])
    assert {"ads": []} == _json(capsys, "list")[1]


def test_what_is_wrong_is_said(ad: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An unknown role, a day that is none and a damaged file are refused in words; one of two is done in part."""
    status, told = _json(capsys, "import", str(ad), "--role", "Plombier")
    assert (2, "ad_role_unknown") == (status, told["ads"][0]["error"]["code"])
    status, told = _json(capsys, "import", str(ad), "--published", "31/02/2026")
    assert (2, "ad_date") == (status, told["error"]["code"])
    broken = ad.with_name("broken.pdf")
    broken.write_bytes(b"%PDF-1.7 nothing")
    status, told = _json(capsys, "import", str(broken), str(ad))
    assert (1, ["refused", "filed"]) == (status, [one["status"] for one in told["ads"]])
    assert "document_unreadable" == told["ads"][0]["error"]["code"]
    assert 2 == main(["ads", "remove", "nothing"])
