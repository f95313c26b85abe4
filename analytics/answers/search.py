"""Type what the candidate asks, see the answer: the groups and answers that mean it, in either language."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics import groups
from analytics.answers import book
from analytics.population import Filters
from analytics.themes import encoding
from data.store import Store

_LIKE = 0.35
"""Likeness below which nothing is offered: it would be about something else."""


def found(
    store: Store, filters: Filters, typed: str, listed: pd.DataFrame, theme: str | None, lang: str, limit: int = 10
) -> pd.DataFrame:
    """The rows of ``listing.listed`` that mean what is typed, nearest first.

    A row is as near as its nearest question, or the text of its answer where that is nearer. Adds likeness (0 to 1).
    """
    if not typed.strip() or listed.empty:
        return listed.assign(likeness=0.0)[:0]
    asked = groups.nearest(store, filters, typed, limit=len(listed), theme=theme, lang=lang)
    nearest = dict(zip(asked["group_id"], asked["likeness"], strict=True))
    ids, vectors = store.remembered("answer_vectors", lambda: _vectors(store))
    for group_id, likeness in zip(ids, vectors @ encoding.encode([typed])[0] if ids else (), strict=True):
        nearest[group_id] = max(nearest.get(group_id, 0.0), float(likeness))
    rows = listed.assign(likeness=listed["group_id"].map(nearest).fillna(0.0).clip(0, 1))
    near = rows[rows["likeness"] >= _LIKE].sort_values("likeness", ascending=False, kind="stable")
    return near.head(limit).reset_index(drop=True)


def prepare() -> None:
    """Load what a search reads with, which takes a moment the first time; it touches no store."""
    groups.prepare_search()


def _vectors(store: Store) -> tuple[list[int], encoding.Vectors]:
    """The group and the vector of each text of the answers in use, in both languages."""
    texts = [
        (answer.group_id, text)
        for answer in book.answers(store)
        for content in [(answer.approved or answer.latest).content]
        for text in (content.french, content.english)
        if text
    ]
    vectors = encoding.encode([text for _, text in texts]) if texts else np.empty((0, encoding.DIMENSIONS), np.float32)
    return [group_id for group_id, _ in texts], vectors
