"""Subjects that were met before: telling them again, and what was decided about them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

import numpy as np
import pandas as pd

from analytics.subjects import asked
from analytics.subjects.space import Floats
from analytics.themes import encoding
from data.store import Store

State = Literal["new", "watched", "dismissed", "accepted"]
DECISIONS: tuple[State, ...] = ("watched", "dismissed", "accepted")
"""What a person may decide about a new subject."""

MOST_TEXTS = 40
"""Texts that a subject is told by: those nearest to its middle."""

_SAME = 0.8  # cosine of the middles of two sets of texts from which they are one subject
_SHARED = 0.5  # or so many of the smaller set's texts in both


@dataclass(frozen=True)
class Known:
    """A subject met before: its id, its first week, the decision in force and the week of it, and its texts."""

    id: str
    since: date
    state: State
    decided: date | None
    texts: frozenset[int]
    middle: Floats


def known(store: Store) -> list[Known]:
    """Every subject that was met before and of whose texts one at least is still there."""
    subjects = []
    for subject_id, rows in asked.known_subjects(store).groupby("subject_id"):
        vectors = np.frombuffer(b"".join(rows["vector"]), np.int8).reshape(len(rows), encoding.DIMENSIONS)
        first = rows.iloc[0]
        subjects.append(
            Known(
                str(subject_id),
                pd.Timestamp(first["since"]).date(),
                first["state"],
                None if pd.isna(first["decided_week"]) else pd.Timestamp(first["decided_week"]).date(),
                frozenset(rows["text_id"].astype(int)),
                encoding.kept(encoding.kept(vectors).mean(axis=0)[None, :])[0],
            )
        )
    return subjects


def told_again(texts: Sequence[int], middle: Floats, among: Sequence[Known]) -> Known | None:
    """The subject that a set of texts is, the likest of those known; None where none is like it.

    ``middle``: the mean of the texts' kept vectors, of length 1.
    """
    own = frozenset(texts)
    likeness = [
        max(float(middle @ one.middle), 1.0 if _overlap(own, one.texts) >= _SHARED else 0.0) + _overlap(own, one.texts)
        for one in among
    ]
    if not likeness or max(likeness) < _SAME:
        return None
    return among[int(np.argmax(likeness))]


def _overlap(some: frozenset[int], others: frozenset[int]) -> float:
    return len(some & others) / min(len(some), len(others))


def note(store: Store, met: Sequence[tuple[str, date, Sequence[int]]]) -> None:
    """Remember subjects met for the first time: id, first week, and the texts to tell each by."""
    with store.transaction() as cursor:
        for subject_id, since, texts in met:
            cursor.execute("insert or ignore into subject values ($id, $since)", {"id": subject_id, "since": since})
            cursor.executemany(
                "insert into subject_text values ($id, $text_id)",
                [{"id": subject_id, "text_id": text_id} for text_id in texts],
            )


def new_id(texts: Sequence[int]) -> str:
    """The id of a subject met for the first time: the same texts always give the same."""
    return hashlib.sha256(" ".join(map(str, sorted(texts))).encode()).hexdigest()[:12]


def decide(store: Store, subject_id: str, state: State, week: date) -> None:
    """Watch, dismiss or accept a subject, looking at a week. The decision stays with the subject in later weeks."""
    with store.transaction() as cursor:
        cursor.execute(
            "insert into subject_decision"
            " select $id, coalesce(max(number), 0) + 1, $state, $week, $now from subject_decision",
            {"id": subject_id, "state": state, "week": week, "now": datetime.now()},
        )


def undo(store: Store, subject_id: str) -> None:
    """Take the last decision on a subject back: the one before it is in force again."""
    with store.transaction() as cursor:
        cursor.execute(
            "delete from subject_decision where number ="
            " (select max(number) from subject_decision where subject_id = $id)",
            {"id": subject_id},
        )
