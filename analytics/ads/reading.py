"""What the theme engine makes of passages: as they stand, and turned into the question that they would answer.

The engine learned from questions. A passage ("2 jours de télétravail par semaine") is therefore read twice, the second
time with a question mark, and both readings are kept beside its vector (``ad_reading``): first the leanings of the
passage, then those of the question, each a column per shipped theme and a last one towards none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.themes import encoding
from analytics.themes.engine import load_model
from analytics.themes.shaping import Understood
from analytics.themes.taxonomy import shipped_ids

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Read:
    """Passages as the engine reads them, a row each: said as they stand, and asked."""

    said: Understood
    asked: Understood

    def __len__(self) -> int:
        return len(self.said)


def read(texts: Sequence[str]) -> Read:
    """The passages with these texts."""
    model = load_model()
    both = model.understood([*texts, *(f"{text.rstrip(' .!;:')} ?" for text in texts)])
    half = len(texts)
    said = Understood(both.vectors[:half], both.leanings[:half])
    return Read(said, Understood(both.vectors[half:], both.leanings[half:]))


def keep(cursor: duckdb.DuckDBPyConnection, passage_ids: Sequence[int], found: Read) -> None:
    """Keep what was read, in the caller's transaction."""
    vectors = np.hstack([encoding.quantised(found.said.vectors), encoding.quantised(found.asked.vectors)])
    leanings = np.hstack([found.said.leanings, found.asked.leanings]).astype(np.float32)
    frame = pd.DataFrame(
        {
            "passage_id": pd.Series(passage_ids, dtype="int64"),
            "model": load_model().name,
            "vector": [row.tobytes() for row in vectors],
            "leanings": [row.tobytes() for row in leanings],
        }
    ).drop_duplicates("passage_id")
    cursor.register("new_reading", frame)
    cursor.execute("insert or replace into ad_reading select passage_id, model, vector, leanings from new_reading")
    cursor.unregister("new_reading")


def kept(passages: pd.DataFrame) -> Read:
    """What was read of passages; those that another model read are read anew.

    ``passages``: text, model, vector, leanings, the last two None where nothing was kept.
    """
    if not (passages["model"] == load_model().name).all():
        return read(passages["text"].tolist())
    width = len(shipped_ids()) + 1
    vectors = np.frombuffer(b"".join(passages["vector"]), np.int8).reshape(len(passages), 2, encoding.DIMENSIONS)
    leanings = np.frombuffer(b"".join(passages["leanings"]), np.float32).reshape(len(passages), 2, width)
    said, asked = (Understood(encoding.kept(vectors[:, half]), leanings[:, half]) for half in (0, 1))
    return Read(said, asked)


def forget_unused(cursor: duckdb.DuckDBPyConnection) -> None:
    """Drop what was read of passages that no version holds any more."""
    cursor.execute("delete from ad_reading where passage_id not in (select passage_id from ad_passage)")
