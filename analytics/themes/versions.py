"""The versions of the taxonomy that the store keeps: which one is in force, and how it came about.

Version 1 is the one that ships. Every edit makes the next version (``analytics.themes.reshaping``) and every version
is kept, so that a report that names its version can be made again.
"""

from __future__ import annotations

import json

import duckdb
import pandas as pd

from analytics.themes.taxonomy import Taxonomy, shipped
from data.errors import ViceVersaError
from data.store import Store

SHIPPED = 1
"""The version of the taxonomy that ships."""

_LATEST = "select content from taxonomy_version order by version desc limit 1"


def current(store: Store) -> Taxonomy:
    """The taxonomy in force."""
    return store.remembered("taxonomy", lambda: _read(store.value(_LATEST)))


def number(store: Store) -> int:
    """The version in force."""
    return int(str(store.value("select coalesce(max(version), $shipped) from taxonomy_version", {"shipped": SHIPPED})))


def history(store: Store) -> pd.DataFrame:
    """The versions that its users made, newest first. Columns: version, change (a mapping), made_at."""
    frame = store.rows("select version, change, made_at from taxonomy_version order by version desc")
    return frame.assign(change=frame["change"].map(json.loads))


def of(store: Store, version: int) -> Taxonomy:
    """The taxonomy of a version. Raises ``taxonomy_version_unknown``."""
    if version == SHIPPED:
        return shipped()
    content = store.value("select content from taxonomy_version where version = $version", {"version": version})
    if content is None:
        raise ViceVersaError("taxonomy_version_unknown", version=version)
    return _read(content)


def taken(store: Store) -> set[str]:
    """The ids that themes of any version had: a new theme must not take one of them."""

    def read() -> set[str]:
        with store.reading() as cursor:
            return known_ids(cursor)

    return store.remembered("known themes", read)


def known_ids(cursor: duckdb.DuckDBPyConnection) -> set[str]:
    """The themes of every version, those that were merged away among them."""
    contents = cursor.execute("select content from taxonomy_version").fetchall()
    every = [shipped(), *(_read(content) for (content,) in contents)]
    return {theme for taxonomy in every for theme in (*(one.id for one in taxonomy.themes), *taxonomy.merged)}


def read_current(cursor: duckdb.DuckDBPyConnection) -> Taxonomy:
    """The taxonomy in force, as the cursor's transaction sees it."""
    row = cursor.execute(_LATEST).fetchone()
    return _read(row[0] if row else None)


def _read(content: object) -> Taxonomy:
    return shipped() if content is None else Taxonomy.from_json(json.loads(str(content)))
