from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import identity
from data.errors import ViceVersaError

KEY = b"k" * 32


def test_the_secret_is_made_once_and_private(tmp_path: Path) -> None:
    """The first use makes the file, for its owner only; later uses read the same secret."""
    path = tmp_path / "folder" / "secret"
    first = identity.secret(path)
    assert first == identity.secret(path)
    assert 32 == len(first)
    assert 0o600 == stat.S_IMODE(path.stat().st_mode)
    assert ["secret"] == os.listdir(path.parent)


def test_two_folders_have_two_secrets(tmp_path: Path) -> None:
    """A secret is drawn at random."""
    assert identity.secret(tmp_path / "a") != identity.secret(tmp_path / "b")


def test_processes_that_start_together_share_the_secret(tmp_path: Path) -> None:
    """Whoever is first makes it; nobody ever uses another one."""
    with ThreadPoolExecutor(16) as pool:
        found = set(pool.map(identity.secret, [tmp_path / "secret"] * 64))
    assert 1 == len(found)


@pytest.mark.parametrize("content", ["", "abc", "zz" * 32, "00" * 16, "é" * 64])
def test_a_damaged_secret_is_refused(tmp_path: Path, content: str) -> None:
    """Another secret would count every known interview again, so none is made up."""
    path = tmp_path / "secret"
    path.write_text(content, "utf-8")
    with pytest.raises(ViceVersaError) as refused:
        identity.secret(path)
    assert "secret_unreadable" == refused.value.code
    assert str(tmp_path) not in str(refused.value.explain("en"))


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    """A file stands where the folder should be: the user is told, without a path."""
    (tmp_path / "file").write_text("")
    with pytest.raises(ViceVersaError, match="secret_unreadable"):
        identity.secret(tmp_path / "file" / "secret")


def test_an_interview_has_one_id_for_every_spelling() -> None:
    """Case, accents and spaces of a name or number make no other interview."""
    assert identity.interview_id(KEY, "candidate", "Zoé  Dupont ", "2026-03-12") == identity.interview_id(
        KEY, "candidate", "zoe dupont", "2026-03-12"
    )


def test_parts_are_told_apart() -> None:
    """Words that move from one part to the next make another id, and so does another secret."""
    ids = {
        identity.interview_id(KEY, "a b", "c"),
        identity.interview_id(KEY, "a", "b c"),
        identity.interview_id(KEY, "a b c"),
        identity.interview_id(KEY, "a", "b", "c"),
        identity.interview_id(b"o" * 32, "a b", "c"),
    }
    assert 5 == len(ids)


def test_ids_stay_the_same_between_versions() -> None:
    """Ids are stored: a change of the hash would count every interview and text again."""
    assert 9074688248508687607 == identity.interview_id(KEY, "id", "E-12", "2026-03-12", "nurse")
    assert 5614115305082237684 == identity.text_id("Quel est le salaire ?")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Quel est le salaire ?", "quel est le salaire", True),
        ("Quel est le salaire\u202f?", "Quel est le salaire?", True),
        ("Télétravail ?", "teletravail", True),
        ("Faites-vous du C++ ?", "Faites-vous du C# ?", False),
        ("35h ?", "39h ?", False),
        ("10 % ?", "10 € ?", False),
    ],
)
def test_a_text_is_known_by_its_words(one: str, other: str, same: bool) -> None:
    """Case, accents, spaces and punctuation make no other text; words and signs that mean something do."""
    assert same is (identity.text_id(one) == identity.text_id(other))


@settings(deadline=None)
@given(st.text(max_size=50))
def test_ids_fit_a_signed_64_bit_column(text: str) -> None:
    """Ids are positive and have 63 bits."""
    assert 0 <= identity.text_id(text.encode("utf-8", "replace").decode()) < 2**63
    assert 0 <= identity.interview_id(KEY, text.encode("utf-8", "replace").decode()) < 2**63
