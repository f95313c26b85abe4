"""Groups kept current in the store: new texts placed, themes followed, decisions applied."""

from __future__ import annotations

from pathlib import Path

import duckdb
import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.groups import grouping
from analytics.themes import encoding
from data import identity
from data.store import Store

_SQL = Path(__file__).parent / "sql"
_ALIKE = 0.6


def catch_up(cursor: duckdb.DuckDBPyConnection) -> int:
    """Place every text that has no group, or whose themes are not its group's any more; how many.

    Inside the transaction that changed texts or themes. Groups that are there keep their texts.
    """
    cursor.execute(_sql("themed"))
    cursor.execute(_sql("follow_themes"))
    new = cursor.execute(_sql("unplaced")).df()
    if new.empty:
        return 0
    cursor.register("unplaced_text", new[["text_id", "theme"]])
    known = cursor.execute(_sql("placed")).df()
    taken = set(cursor.execute("select group_id from question_group").df()["group_id"])
    of_theme = dict(list(known.groupby("theme")))
    found = pd.concat(
        [_homes(texts, of_theme.get(theme, known[:0]), taken) for theme, texts in new.groupby("theme", sort=True)]
    )
    cursor.register("found_home", found)
    cursor.execute(_sql("place"))
    cursor.unregister("found_home")
    cursor.unregister("unplaced_text")
    apply_decisions(cursor)
    return len(new)


def _homes(new: pd.DataFrame, known: pd.DataFrame, taken: set[int]) -> pd.DataFrame:
    """The groups of one theme's new texts: text_id, home_id, theme. Adds the ids of new groups to ``taken``."""
    numbers, ids = pd.factorize(known["group_id"])
    vectors = _vectors(new)
    found = grouping.placed(vectors, _vectors(known), numbers.astype(np.int64), _ALIKE)
    group_ids = [int(group_id) for group_id in ids]
    text_ids = new["text_id"].to_numpy()
    order = np.argsort(found, kind="stable")
    for group in np.split(order, np.flatnonzero(np.diff(found[order])) + 1):
        if found[group[0]] >= len(ids):
            group_ids.append(_founded_by(text_ids[group[grouping.typical(vectors[group]).argsort()[::-1]]], taken))
    homes = np.array(group_ids, np.int64)[found]
    return pd.DataFrame({"text_id": text_ids, "home_id": homes, "theme": new["theme"].to_numpy()})


def _founded_by(text_ids: npt.NDArray[np.int64], taken: set[int]) -> int:
    """An id for a new group: that of its most typical text, or of the next where that one founded a group before."""
    free = (int(text_id) for text_id in text_ids if int(text_id) not in taken)
    group_id = next(free, None)
    if group_id is None:
        group_id = identity.group_id(int(text_id) for text_id in text_ids)
    taken.add(group_id)
    return group_id


def apply_decisions(cursor: duckdb.DuckDBPyConnection) -> None:
    """Show every text in its home, or where what people decided, in their order, puts it."""
    decisions = cursor.execute(
        "select group_id, text_ids from group_decision where action = 'split' order by decision_id"
    ).fetchall()
    split = {text_id: group_id for group_id, text_ids in decisions for text_id in text_ids}
    merged = shown(cursor)
    cursor.register("split_text", pd.DataFrame(split.items(), columns=["text_id", "group_id"]).astype("int64"))
    cursor.register("merged_group", pd.DataFrame(merged.items(), columns=["group_id", "into_id"]).astype("int64"))
    cursor.execute(_sql("apply_decisions"))
    cursor.unregister("split_text")
    cursor.unregister("merged_group")
    _measure(cursor)


def shown(cursor: duckdb.DuckDBPyConnection) -> dict[int, int]:
    """The group that each merged group is shown in."""
    merged = dict(
        cursor.execute(
            "select group_id, other_id from group_decision where action = 'merge' order by decision_id"
        ).fetchall()
    )
    return {group_id: _followed(group_id, merged) for group_id in merged}


def _followed(group_id: int, merged: dict[int, int]) -> int:
    seen = {group_id}
    while (into := merged.get(group_id)) is not None and into not in seen:
        group_id = into
        seen.add(group_id)
    return group_id


def _measure(cursor: duckdb.DuckDBPyConnection) -> None:
    """How typical each text of the groups that changed is: its mean likeness to the group's texts."""
    texts = cursor.execute(_sql("changed_members")).df()
    if texts.empty:
        return
    numbers, _ = pd.factorize(texts["group_id"])
    vectors = _vectors(texts)
    sums = np.zeros((int(numbers.max()) + 1, vectors.shape[1]), np.float32)
    np.add.at(sums, numbers, vectors)
    sums /= np.linalg.norm(sums, axis=1, keepdims=True)
    typical = np.einsum("ij,ij->i", vectors, sums[numbers])
    cursor.register("measured", pd.DataFrame({"text_id": texts["text_id"], "typical": typical}))
    cursor.execute(
        "update text_group set typical = measured.typical from measured where text_group.text_id = measured.text_id"
    )
    cursor.unregister("measured")


def _vectors(texts: pd.DataFrame) -> grouping.Floats:
    rows = np.frombuffer(b"".join(texts["vector"]), np.int8).reshape(len(texts), encoding.DIMENSIONS)
    return encoding.kept(rows)


def _sql(name: str) -> str:
    return (_SQL / f"{name}.sql").read_text("utf-8")


def outdated(store: Store) -> int:
    """How many texts with a wording have no group yet: an earlier version of the product read them."""
    return int(str(store.value("select count(*) from text_vector anti join text_group using (text_id)")))
