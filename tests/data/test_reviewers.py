"""Who may release hidden wordings."""

from __future__ import annotations

from pathlib import Path

import pytest

from data import reviewers
from data.errors import ViceVersaError

PHRASE = "a long enough passphrase, é"


@pytest.fixture
def phrase_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A reviewers' file that only its owner can read."""
    path = tmp_path / "reviewers.txt"
    path.write_text(PHRASE + "\n", "utf-8")
    path.chmod(0o600)
    monkeypatch.setenv("VICE_VERSA_REVIEWERS", str(path))
    return path


def test_nobody_reviews_unless_set() -> None:
    """Without the setting no passphrase opens anything, not even an empty one."""
    assert not reviewers.wanted()
    assert not reviewers.admits("")


@pytest.mark.usefixtures("phrase_file")
def test_the_passphrase_admits_and_no_other() -> None:
    """Spaces around it do not matter; everything else does."""
    assert reviewers.wanted()
    assert reviewers.admits(f" {PHRASE} ")
    assert not any(map(reviewers.admits, ("", PHRASE[:-1], PHRASE.upper(), PHRASE + "x")))


@pytest.mark.parametrize(("mode", "phrase"), [(0o640, PHRASE), (0o604, PHRASE), (0o600, "short"), (0o600, "")])
def test_a_file_that_protects_nothing_is_refused(phrase_file: Path, mode: int, phrase: str) -> None:
    """A file that others can read, or a passphrase that can be guessed, admits nobody and says so."""
    phrase_file.write_text(phrase, "utf-8")
    phrase_file.chmod(mode)
    with pytest.raises(ViceVersaError) as raised:
        reviewers.admits(phrase)
    assert "reviewers_unreadable" == raised.value.code


def test_a_missing_file_is_said(phrase_file: Path) -> None:
    """A setting that names no file is an error that the reader can act on."""
    phrase_file.unlink()
    with pytest.raises(ViceVersaError) as raised:
        reviewers.admits(PHRASE)
    assert "reviewers_unreadable" == raised.value.code
