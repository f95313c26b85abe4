"""What people decide on groups: two that are one, texts that do not belong. Decisions hold for new logs too.

Each one is kept and can be taken back; what likeness says stays beneath, so taking back restores it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import duckdb

from analytics.groups import keeping
from data import identity
from data.errors import ViceVersaError
from data.store import Store


def merge(store: Store, into: int, other: int) -> int:
    """Show the texts of ``other``, and those that will join it, in ``into``; the decision's id.

    Raises ``group_unknown`` where there is no such group, ``group_merge_itself`` where both are one.
    """
    if into == other:
        raise ViceVersaError("group_merge_itself")
    with store.transaction() as cursor:
        _check(cursor, into)
        _check(cursor, other)
        return _decide(cursor, "merge", other, into, [])


def split(store: Store, group_id: int, text_ids: Sequence[int]) -> int:
    """Take some texts out of a group into a new one; the new group's id.

    Raises ``group_unknown``, and ``group_split_all`` where no text is named, or none would stay.
    """
    with store.transaction() as cursor:
        theme = _check(cursor, group_id)
        held = {
            text_id
            for (text_id,) in cursor.execute(
                "select text_id from text_group where group_id = $group_id", {"group_id": group_id}
            ).fetchall()
        }
        chosen = sorted(held & set(text_ids))
        if not chosen or len(chosen) == len(held):
            raise ViceVersaError("group_split_all")
        new = identity.group_id(" ".join(map(str, chosen)))
        cursor.execute("insert or replace into question_group values ($new, $theme)", {"new": new, "theme": theme})
        _decide(cursor, "split", new, group_id, chosen)
        return new


def undo(store: Store, decision_id: int) -> None:
    """Take a decision back: texts go where likeness and the other decisions put them.

    Raises ``group_decision_unknown`` where it was taken back already.
    """
    with store.transaction() as cursor:
        found = cursor.execute(
            "delete from group_decision where decision_id = $id returning action, group_id, other_id",
            {"id": decision_id},
        ).fetchone()
        if found is None:
            raise ViceVersaError("group_decision_unknown")
        action, group_id, other_id = found
        if action == "split":
            # What joined the part on its own goes back with it.
            cursor.execute(
                "update text_group set home_id = $other where home_id = $part", {"other": other_id, "part": group_id}
            )
        keeping.apply_decisions(cursor)


def group_of(store: Store, text_id: int) -> int | None:
    """The group that a text is shown in; None for a text that has none."""
    found = store.value("select group_id from text_group where text_id = $text_id", {"text_id": text_id})
    return None if found is None else int(str(found))


def shown_as(store: Store, group_id: int) -> int:
    """The group that the texts of a group are shown in now: itself, unless it was merged into another."""
    with store.reading() as cursor:
        return keeping.shown(cursor).get(group_id, group_id)


def _check(cursor: duckdb.DuckDBPyConnection, group_id: int) -> str:
    """The theme of a group that is shown."""
    found = cursor.execute(
        "select theme from question_group where group_id = $group_id and group_id in (select group_id from text_group)",
        {"group_id": group_id},
    ).fetchone()
    if found is None:
        raise ViceVersaError("group_unknown")
    return str(found[0])


def _decide(cursor: duckdb.DuckDBPyConnection, action: str, group_id: int, other: int, texts: list[int]) -> int:
    row = cursor.execute(
        "insert into group_decision"
        " select coalesce(max(decision_id), 0) + 1, $action, $group_id, $other, $texts, $now from group_decision"
        " returning decision_id",
        {"action": action, "group_id": group_id, "other": other, "texts": texts, "now": datetime.now()},
    ).fetchone()
    assert row is not None
    keeping.apply_decisions(cursor)
    return int(row[0])
