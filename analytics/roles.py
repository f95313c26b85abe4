"""Roles that people put together: one role under another, until they take it apart again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import pandas as pd

from data.store import Store


def merge(store: Store, roles: Iterable[str], target: str) -> None:
    """Show ``roles`` under ``target`` from now on, with whatever was merged into them before.

    No fact changes: an interview keeps the role that its log gave, so a merge can be undone.
    """
    moved = [role for role in roles if role != target]
    with store.transaction() as cursor:
        cursor.execute("delete from role_merge where role = $target", {"target": target})
        cursor.execute(
            "update role_merge set merged_into = $target where list_contains($moved, merged_into)",
            {"target": target, "moved": moved},
        )
        cursor.execute(
            "insert or replace into role_merge select unnest($moved), $target, $now",
            {"target": target, "moved": moved, "now": datetime.now()},
        )


def unmerge(store: Store, role: str) -> None:
    """Show ``role`` under its own name again."""
    with store.transaction() as cursor:
        cursor.execute("delete from role_merge where role = $role", {"role": role})


def merges(store: Store) -> pd.DataFrame:
    """The merges in force, newest first. Columns: role, merged_into, merged_at."""
    return store.rows("select role, merged_into, merged_at from role_merge order by merged_at desc, role")
