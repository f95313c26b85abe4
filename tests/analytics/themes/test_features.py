"""What the model sees of a wording."""

import numpy as np
import pytest

from analytics.themes.features import SIZE, Wording

TEXTS = ["Combien de RTT ?", "combien de rtt", "Is there a pension?", "Is there a bonus?", "Combien de jours ?"]


def _alike(wording: Wording, one: str, other: str) -> float:
    return float((wording.of([one]) @ wording.of([other]).T).toarray()[0, 0])


def test_a_wording_is_like_itself() -> None:
    """Likeness is 1 for the same words, whatever their case and accents, and 0 for nothing in common."""
    wording = Wording(np.ones(2 * SIZE, np.float32))
    assert _alike(wording, "Télétravail", "teletravail") == pytest.approx(1)
    assert _alike(wording, "abc", "xyz") == 0


def test_rare_words_weigh_more() -> None:
    """Sharing a rare word makes two wordings more alike than sharing a common one."""
    wording = Wording.learned(TEXTS * 2 + ["Is there more?"] * 20)
    assert _alike(wording, "a pension", "the pension") > _alike(wording, "is there", "there we go")


def test_what_occurs_once_is_not_learned() -> None:
    """A group of letters or a word that only one example has carries no weight."""
    wording = Wording.learned(["alpha", "beta"])
    assert wording.of(["alpha"]).sum() < 0.8 * Wording(np.ones(2 * SIZE, np.float32)).of(["alpha"]).sum()


def test_texts_without_words_are_no_error() -> None:
    """An empty text and lone marks give empty or harmless rows."""
    rows = Wording.learned(TEXTS).of(["", "…", "?"])
    assert rows.shape == (3, 2 * SIZE)
    assert np.isfinite(rows.data).all()
