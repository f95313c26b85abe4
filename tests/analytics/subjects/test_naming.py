from __future__ import annotations

import numpy as np

from analytics.subjects.naming import telling_words, typical
from analytics.subjects.space import stem, stop_words, telling
from data.facts import folded


def test_telling_words_are_those_that_nobody_else_uses() -> None:
    """A word of every text is worth nothing, one of these texts alone comes first, in one form."""
    own = [["grille", "badge", "heures"], ["badges", "heures"], ["badge", "pause"], ["badge"]]
    others = [["heures", "equipe"], ["heures", "salaire"], ["heures", "grille"]] * 10
    assert "badge" == telling_words(own, others)[0]
    assert "heures" not in telling_words(own, others)
    assert "badges" not in telling_words(own, others)


def test_words_of_one_repeated_text_still_tell() -> None:
    """Where a subject is one wording, its words are all there is."""
    assert {"badge"} >= set(telling_words([["badge"]], [["salaire"]] * 10)) != set()
    assert () == telling_words([[]], [["salaire"]])


def test_stop_words_tell_nothing() -> None:
    """Words of every question are left out, each language's own; figures too."""
    stop = stop_words()
    assert ["sert", "badge"] == telling(folded("À quoi ça sert, ce badge de 2026 ?"), stop["fr"])
    assert ["ai"] == telling(folded("Is there an AI ?"), stop["en"])
    assert "ai" not in telling(folded("Est-ce que j'ai le droit ?"), stop["fr"])
    assert stem("electriques") == stem("electric")


def test_the_typical_wording_is_near_asked_often_and_readable() -> None:
    """A single word and a whole paragraph come last, however near they are."""
    places = np.array([[1.0, 0.0], [1.0, 0.0], [0.9, 0.1], [0.5, 0.5]], np.float32)
    wordings = ["Badge ?", "badge " * 30, "Is there a badge?", "Do we badge in for breaks?"]
    order = typical(places, np.array([1.0, 0.0], np.float32), wordings, [9, 9, 2, 2])
    assert [2, 3] == order[:2]
