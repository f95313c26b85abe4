"""The command line's ``ads gap``, ``ads effect`` and ``ads brief`` on the demo: the same truth as the screens."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pypdf
import pytest

from analytics.commands import main
from data.store import Store


@pytest.fixture(autouse=True)
def on_the_demo(demo_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands open the demo's store, and leave it open."""

    class Kept:
        """The store, which a command closes when it is done."""

        def __getattr__(self, name: str) -> Any:
            return getattr(demo_store, name)

        def close(self) -> None:
            """Others read it still."""

    monkeypatch.setattr("analytics.commands.ad_findings.open_store", Kept)


def _json(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any]:
    capsys.readouterr()
    status = main(arguments)
    return status, json.loads(capsys.readouterr().out)


def test_gap_prints_one_document(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The role that lacks what it is asked: headline, state, rate, interval, what an answer would spare."""
    monkeypatch.setenv("VICE_VERSA_LANGUAGE", "en")
    status, told = _json(capsys, "ads", "gap", "--role", "infirmier de nuit", "--json")
    (role,) = told["roles"]
    first = role["themes"][0]

    assert status == 0
    assert role["role"] == "Infirmier de nuit"
    assert "the ad does not mention it" in role["headline"]
    assert (first["theme"], first["state"], first["passage"]) == ("work_life_balance", "nothing", None)
    assert first["low"] < first["rate"] < first["high"]
    assert isinstance(first["asked"], int)
    assert len(role["themes"]) == 12


def test_gap_tells_every_role_in_french(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a role, all twelve, each with its first line and its themes."""
    monkeypatch.setenv("VICE_VERSA_LANGUAGE", "fr")
    assert main(("ads", "gap")) == 0
    said = capsys.readouterr().out

    assert "Infirmier de nuit\u00a0: le thème «\u00a0équilibre de vie\u00a0»" in said
    assert "et l’annonce n’en dit rien" in said
    assert said.count("réponse donnée") > 12


@pytest.mark.parametrize(
    ("lang", "fell", "same"),
    [
        ("en", "Comptable: since the ad changed on", "Commercial terrain: no effect seen"),
        ("fr", "Comptable\u00a0: depuis le changement de l’annonce", "Commercial terrain\u00a0: pas d’effet visible"),
    ],
)
def test_effect_tells_what_was_planted(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, lang: str, fell: str, same: str
) -> None:
    """One change fell, one has no effect, in words of either language."""
    monkeypatch.setenv("VICE_VERSA_LANGUAGE", lang)
    assert main(("ads", "effect")) == 0
    lines = capsys.readouterr().out.splitlines()

    assert any(line.startswith(fell) for line in lines)
    assert any(line.startswith(same) for line in lines)


def test_effect_prints_one_document(capsys: pytest.CaptureFixture[str]) -> None:
    """Verdicts by id, windows as dates, counts as whole numbers, the interval beside the change."""
    status, told = _json(capsys, "ads", "effect", "--role", "Comptable", "--json")
    (change,) = told["changes"]

    assert status == 0
    assert (change["theme"], change["verdict"], change["said_after"]) == ("remote_work", "fell", "answered")
    assert change["change_low"] < change["change"] < change["change_high"] < 0
    assert change["interviews_after"] == int(change["interviews_after"])
    assert change["before_until"] < change["published"] < change["after_since"]


@pytest.mark.parametrize(("lang", "role"), [("fr", "Chargé de clientèle"), ("en", "Préparateur de commandes")])
def test_a_brief_is_one_page(tmp_path: Path, lang: str, role: str) -> None:
    """The longest of the demo: one page of A4 that names the role, says the finding and what it rests on."""
    out = tmp_path / "brief.pdf"
    assert main(("ads", "brief", "--role", role, "--language", lang, "--out", str(out))) == 0
    pages = pypdf.PdfReader(io.BytesIO(out.read_bytes())).pages
    said = " ".join(pages[0].extract_text().split())

    assert len(pages) == 1
    assert role in said
    assert ("Ailleurs" if lang == "fr" else "The ad already answers") in said


def test_a_brief_is_a_web_page_too(tmp_path: Path) -> None:
    """The same in HTML, with the candidates' words and without anything from elsewhere."""
    out = tmp_path / "brief.html"
    assert main(("ads", "brief", "--role", "Comptable", "--language", "fr", "--out", str(out))) == 0
    page = out.read_text("utf-8")

    assert "Dans les mots des candidats" in page
    assert "est passé de" in page
    assert "http://" not in page
    assert "https://" not in page


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("gap", "--role", "Astronaute", "--json"), "ad_role_unknown"),
        (
            ("gap", "--role", "Comptable", "--since", "2019-01-01", "--until", "2019-03-01", "--json"),
            "gap_no_interview",
        ),
    ],
)
def test_what_cannot_be_told_is_refused(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], code: str
) -> None:
    """An unknown role, a period without interviews: a sentence with what to do, and status 2."""
    status, told = _json(capsys, "ads", *arguments)

    assert status == 2
    assert told["error"]["code"] == code
    assert told["error"]["advice"]


def test_a_brief_of_an_unknown_kind_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A suffix that is no report writes nothing."""
    out = tmp_path / "brief.xyz"

    assert main(("ads", "brief", "--role", "Comptable", "--out", str(out))) == 2
    assert ".pdf" in capsys.readouterr().err
    assert not out.exists()
