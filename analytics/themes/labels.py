"""Themes of the store's texts: what the model finds in new ones, and what people decide."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

import duckdb
import pandas as pd

from analytics.themes.engine import load_model
from analytics.themes.language import language_of
from analytics.themes.taxonomy import theme_ids
from data import cube
from data.store import Store


def predicted(texts: pd.DataFrame, progress: Callable[[float], None] | None = None) -> tuple[list[str], pd.DataFrame]:
    """The language of each text, and the themes that the model finds.

    ``texts``: text_id, wording. The themes: text_id, theme, score (0 to 1), position (1 = main).
    """
    wordings = [str(wording) for wording in texts["wording"]]
    rows = [
        (text_id, theme, prediction.scores[theme], position)
        for text_id, prediction in zip(texts["text_id"], load_model().predict(wordings, progress), strict=True)
        for position, theme in enumerate(prediction.themes, start=1)
    ]
    found = pd.DataFrame(rows, columns=["text_id", "theme", "score", "position"])
    return language_of(wordings), found.astype(
        {"text_id": "int64", "theme": str, "score": "float32", "position": "int8"}
    )


def correct(store: Store, text_id: int, themes: Sequence[str]) -> None:
    """Decide the themes of a text, main one first; none says that it belongs to no theme.

    The decision wins over the model from now on. Raises ValueError for an unknown theme.
    """
    unknown = set(themes) - set(theme_ids())
    if unknown:
        raise ValueError(f"There is no theme {', '.join(sorted(unknown))}.")
    with store.transaction() as cursor:
        cursor.execute(
            "insert or replace into correction values ($text_id, $themes, $now)",
            {"text_id": text_id, "themes": list(dict.fromkeys(themes)), "now": datetime.now()},
        )
        _count_anew(cursor, text_id)


def uncorrect(store: Store, text_id: int) -> None:
    """Leave the themes of a text to the model again."""
    with store.transaction() as cursor:
        cursor.execute("delete from correction where text_id = $text_id", {"text_id": text_id})
        _count_anew(cursor, text_id)


def _count_anew(cursor: duckdb.DuckDBPyConnection, text_id: int) -> None:
    days = cursor.execute("select distinct day from question where text_id = $text_id", {"text_id": text_id}).fetchall()
    cube.refresh(cursor, [day for (day,) in days])
