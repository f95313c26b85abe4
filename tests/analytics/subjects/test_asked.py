"""What new subjects ask of the data, one test for each file of SQL."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest

from analytics.groups import keeping
from analytics.population import Filters, Population
from analytics.subjects import asked, known
from analytics.themes import labels
from data.store import Store

MONDAY = date(2026, 11, 16)
WEEKS = Population(Filters(MONDAY, MONDAY + timedelta(days=13)), 0, False)


@pytest.fixture
def filled(store: Store, fill: Callable[..., str], held: type[Any]) -> Store:
    """Two weeks: nurses who ask, a role under the minimum, and a hidden wording."""
    fill(
        [
            *(held(MONDAY, "Nurse", ["Where do I park?"], stage="Phone") for _ in range(5)),
            held(MONDAY + timedelta(days=7), "Nurse", ["What is the salary?"], stage="Phone"),
            held(MONDAY + timedelta(days=7), "Nurse", stage="Phone"),
            held(MONDAY, "Nurse", ["I am ill, who helps?"], stage="Phone", hidden=True),
            held(MONDAY, "Pilot", ["Which plane?"], stage="Phone"),
        ]
    )
    texts = store.rows("select text_id, wording from text order by text_id")
    with store.transaction() as cursor:
        labels.keep(cursor, labels.understood(texts))
        keeping.read(cursor)
    return store


def test_subject_questions(filled: Store) -> None:
    """A row per question with a readable wording, not of a role under the minimum, in its week."""
    rows = asked.subject_questions(filled, WEEKS)
    assert ["interview_id", "text_id", "week", "role", "stage"] == list(rows)
    assert [pd.Timestamp(MONDAY)] * 5 + [pd.Timestamp(MONDAY + timedelta(days=7))] == rows["week"].tolist()
    assert {("Nurse", "Phone")} == set(zip(rows["role"], rows["stage"], strict=True))


def test_subject_texts(filled: Store) -> None:
    """A row per readable text, with what the model made of it."""
    rows = asked.subject_texts(filled, WEEKS)
    assert {"Where do I park?", "What is the salary?"} == set(rows["wording"])
    assert rows["text_id"].is_monotonic_increasing
    assert {512} == set(rows["vector"].map(len)) == set(rows["aim"].map(len))


def test_subject_weeks(filled: Store) -> None:
    """Interviews held count whether they asked or not."""
    rows = asked.subject_weeks(filled, WEEKS)
    assert [6, 1, 2] == rows["interviews"].tolist()
    assert ["Nurse", "Pilot", "Nurse"] == rows["role"].tolist()


def test_known_subjects(filled: Store) -> None:
    """A row per text that a subject is told by and that is still there, with the decision in force."""
    there = int(str(filled.value("select min(text_id) from text")))
    known.note(filled, [("parking", MONDAY, [there, -1])])
    assert [("parking", "new", there)] == [
        (row.subject_id, row.state, row.text_id) for row in asked.known_subjects(filled).itertuples()
    ]
    known.decide(filled, "parking", "watched", MONDAY)
    known.decide(filled, "parking", "dismissed", MONDAY + timedelta(days=7))
    (found,) = known.known(filled)
    assert ("dismissed", MONDAY + timedelta(days=7)) == (found.state, found.decided)
