"""Groups kept current: what joins, what stays, what people decide."""

from datetime import date
from typing import Any

import pandas as pd

from analytics import groups
from analytics.groups import keeping
from analytics.population import Filters
from analytics.themes import labels
from data.identity import text_id
from data.store import Store

DAY = date(2026, 9, 7)
PAY = ["What is the salary?", "What's the salary?", "Quel est le salaire ?"]
HOME = ["May I work from home?", "Can I work from home?"]


def placed(
    store: Store, fill: Any, held: Any, wordings: list[str], import_id: str = "import-1", first: int = 0
) -> None:
    """Import interviews with a question each, six times over, and place their texts."""
    fill([held(DAY, asked=[wording]) for wording in wordings for _ in range(6)], import_id, first)
    ids = [text_id(wording) for wording in wordings]
    with store.transaction() as cursor:
        found = labels.keep(cursor, labels.understood(pd.DataFrame({"text_id": ids, "wording": wordings})))
        cursor.register("found", found)
        cursor.execute("insert into label select text_id, theme, score, position from found")
        keeping.catch_up(cursor)


def test_what_asks_the_same_is_one_group(store: Store, fill: Any, held: Any) -> None:
    """Two languages and two spellings of one question are one group; another question is another."""
    placed(store, fill, held, [*PAY, *HOME])
    assert 1 == len({groups.group_of(store, text_id(wording)) for wording in PAY})
    found: Any = groups.groups(store, Filters()).set_index("name")
    assert sorted(found["texts"]) == [2, 3]
    assert [18, 30] == found.loc[found["texts"] == 3, ["asked", "interviews"]].iloc[0].tolist()
