"""What wordings are after, and the figures that the documents give."""

from __future__ import annotations

import csv

import numpy as np

from analytics.groups import aims
from analytics.themes.taxonomy import shipped_ids
from benchmarks.groups import FILE, grouped, judged, measured
from data.identity import text_id
from data.spelling import folded


def test_common_questions_are_of_known_themes_and_not_those_measured_on() -> None:
    """Every common question lies in a theme, and none repeats a wording kept for measuring."""
    with aims.FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["theme"] for row in rows} == set(shipped_ids())
    assert {row["language"] for row in rows} == {"fr", "en"}
    with FILE.open(encoding="utf-8", newline="") as file:
        kept = {text_id(row["text"]) for row in csv.DictReader(file)}
    assert not {text_id(row["text"]) for row in rows} & kept
    assert len({folded(row["text"]) for row in rows}) == len(rows)


def test_what_is_learned_is_learned_the_same_again() -> None:
    """Two lessons of the same wordings read a text alike, to the last bit."""
    some = aims.common()[::12]
    vector = np.eye(1, 512, dtype=np.float32)
    first, second = (aims.learned(some).read(["Salary?"], vector) for _ in range(2))
    assert np.array_equal(first, second)


def test_groups_of_another_hand() -> None:
    """On wordings that nothing was tuned on, four pairs in five that share a group ask the same, and most are found."""
    asked = judged("held_out")
    found = measured(grouped([[wording for wording, _ in asked]]), asked)
    assert found.precision >= 0.8
    assert found.recall >= 0.55
