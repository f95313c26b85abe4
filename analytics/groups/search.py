"""Search by meaning: which groups of questions mean what somebody types, in either language."""

from __future__ import annotations

import pandas as pd

from analytics.groups import aims, figures, grouping, keeping
from analytics.population import Filters
from analytics.themes import encoding
from data.store import Store


def nearest(
    store: Store, filters: Filters, typed: str, limit: int = 10, theme: str | None = None, lang: str | None = None
) -> pd.DataFrame:
    """The groups whose texts mean most nearly what is typed, nearest first.

    Columns: those of ``groups``, likeness (0 to 1: of the group's nearest text). Groups that hold no question under
    the filters are left out.
    """
    found = figures.groups(store, filters, theme, lang)
    if not typed.strip() or found.empty:
        return found.assign(likeness=0.0)[:0]
    ids, rows = store.remembered("group_aims", lambda: _rows(store))
    asked = aims.load().read([typed], encoding.kept(encoding.quantised(encoding.encode([typed]))))[0]
    likeness = rows @ asked
    best = pd.Series(likeness).groupby(ids).max()
    found["likeness"] = found["group_id"].map(best).fillna(0.0).clip(0, 1)
    return found.sort_values("likeness", ascending=False, kind="stable").head(limit).reset_index(drop=True)


def _rows(store: Store) -> tuple[pd.Series[int], grouping.Floats]:
    kept = store.rows("select group_id, aim from text_group join text_aim using (text_id) order by text_id")
    return kept["group_id"], keeping.as_rows(kept["aim"])


def alike(store: Store, found: pd.DataFrame, group_id: int, limit: int = 20) -> pd.DataFrame:
    """The other groups of ``found`` that are most like a group, nearest first: what it might be merged with."""
    ids, rows = store.remembered("group_aims", lambda: _rows(store))
    own = (ids == group_id).to_numpy()
    others = found[found["group_id"] != group_id]
    if not own.any() or others.empty:
        return others.head(limit)
    likeness = pd.Series(rows @ rows[own].mean(axis=0)).groupby(ids).mean()
    order = others["group_id"].map(likeness).fillna(-1).sort_values(ascending=False, kind="stable").index
    return others.loc[order].head(limit)
