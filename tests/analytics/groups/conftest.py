"""Logs whose texts are read, labelled and placed as an import does it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pandas as pd
import pytest

from analytics.groups import keeping
from analytics.themes import labels
from data.identity import text_id
from data.store import Store

Ask = Callable[..., None]


@pytest.fixture
def ask(store: Store, fill: Callable[..., str], held: Any) -> Ask:
    """A function that imports six interviews for each wording, and places what is new."""
    asked: list[int] = []

    def imported(
        wordings: Sequence[str], import_id: str = "import-1", day: date = date(2026, 9, 7), **attributes: Any
    ) -> None:
        fill([held(day, asked=[one], **attributes) for one in wordings for _ in range(6)], import_id, sum(asked))
        asked.append(6 * len(wordings))
        texts = pd.DataFrame({"text_id": [text_id(one) for one in wordings], "wording": list(wordings)})
        read = labels.understood(texts)
        with store.transaction() as cursor:
            found = labels.keep(cursor, read)
            cursor.register("found_label", found)
            cursor.execute(
                "delete from label where text_id in (select text_id from found_label);"
                " insert into label select text_id, theme, score, position from found_label"
            )
            cursor.register("read_text", read[["text_id", "language"]])
            cursor.execute(
                "update text set language = read_text.language from read_text where text.text_id = read_text.text_id"
            )
            cursor.unregister("found_label")
            cursor.unregister("read_text")
            keeping.catch_up(cursor)

    return imported
