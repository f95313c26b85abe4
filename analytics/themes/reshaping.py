"""Putting another taxonomy in force: what it would move, first; then the whole of it, or nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pandas as pd

from analytics.themes import labels, versions
from analytics.themes.taxonomy import Taxonomy
from data.store import Store

_SQL = Path(__file__).parent / "sql"


def apply(store: Store, taxonomy: Taxonomy, change: Mapping[str, object]) -> int:
    """Put a taxonomy in force and give every text its themes by it; how many texts changed their themes.

    ``change`` says what was done: ``action`` (a name of the texts ``taxonomy.change``) and what its sentence needs.
    Leaves the temporary table ``moved_text`` of ``labels.relabel`` to a rehearsal.
    """
    with store.transaction() as cursor:
        cursor.execute(
            "insert into taxonomy_version"
            " select coalesce(max(version), $shipped) + 1, $content, $change, $now from taxonomy_version",
            {
                "shipped": versions.SHIPPED,
                "content": json.dumps(taxonomy.to_json(), ensure_ascii=False),
                "change": json.dumps(dict(change), ensure_ascii=False),
                "now": datetime.now(),
            },
        )
        former = [(theme, taxonomy.shown_as(theme)) for theme in sorted(versions.known_ids(cursor) - set(taxonomy.ids))]
        cursor.register("former", pd.DataFrame(former, columns=["theme", "shown_as"]).astype("object"))
        cursor.execute((_SQL / "rename_themes.sql").read_text("utf-8"))
        cursor.unregister("former")
        moved = labels.relabel(cursor)
    store.checkpoint()
    return moved


def go_back(store: Store, version: int) -> int:
    """Put an earlier version in force again, as a new one; how many texts changed their themes."""
    return apply(store, versions.of(store, version), {"action": "restored_version", "number": version})
