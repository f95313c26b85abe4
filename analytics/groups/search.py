"""Search by meaning: which groups of questions mean what somebody types, in either language."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.groups import aims, figures
from analytics.population import Filters
from analytics.themes import encoding
from data.store import Store

_BATCH = 256
"""Rows at a time: they stay in the processor's cache, and BLAS does not wake its threads for them."""

_BASIS = """
    select
        (select coalesce(bit_xor(hash(text_id, group_id)), 0) from text_group),
        (select coalesce(bit_xor(hash(text_id, model)), 0) from text_aim)
"""


@dataclass(frozen=True)
class _Aims:
    """What the texts of all groups are after, a row each, by group; one byte a dimension, as the store keeps them."""

    group_ids: npt.NDArray[np.int64]  # of the groups, in order
    starts: npt.NDArray[np.int64]  # of each group's rows
    rows: encoding.Quantised
    lengths: npt.NDArray[np.float32]

    def likeness(self, asked: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """The cosine of each row and what is asked."""
        found = np.empty(len(self.rows), np.float32)
        for start in range(0, len(self.rows), _BATCH):
            part = slice(start, start + _BATCH)
            found[part] = self.rows[part].astype(np.float32) @ asked
        return found / self.lengths

    def of(self, group_id: int) -> npt.NDArray[np.float32]:
        """The mean of a group's rows at length 1; None of them: an empty array."""
        place = int(np.searchsorted(self.group_ids, group_id))
        if place == len(self.group_ids) or self.group_ids[place] != group_id:
            return np.empty(0, np.float32)
        end = self.starts[place + 1] if place + 1 < len(self.starts) else len(self.rows)
        mean: npt.NDArray[np.float32] = encoding.kept(self.rows[self.starts[place] : end]).mean(axis=0)
        return mean


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
    kept = _kept(store)
    asked = aims.load().read([typed], encoding.kept(encoding.quantised(encoding.encode([typed]))))[0]
    best = pd.Series(np.maximum.reduceat(kept.likeness(asked), kept.starts), kept.group_ids)
    found["likeness"] = found["group_id"].map(best).fillna(0.0).clip(0, 1)
    return found.sort_values("likeness", ascending=False, kind="stable").head(limit).reset_index(drop=True)


def prepare_search() -> None:
    """Load the encoder and what it knows of common questions; it touches no store."""
    encoding.encode(["?"])
    aims.load()


def _kept(store: Store) -> _Aims:
    """The aims of all texts: they stay until a text comes, goes or changes its group, whatever else is saved."""
    with store.reading() as cursor:
        basis = store.remembered("group aims basis", lambda: cursor.execute(_BASIS).fetchone())
    return store.remembered("group aims", lambda: _read(store), rests_on=basis)


def _read(store: Store) -> _Aims:
    kept = store.rows("select group_id, aim from text_group join text_aim using (text_id) order by group_id, text_id")
    group_ids, starts = np.unique(kept["group_id"].to_numpy(np.int64), return_index=True)
    rows = np.frombuffer(b"".join(kept["aim"]), np.int8).reshape(len(kept), aims.DIMENSIONS)
    squares = np.concatenate(
        [np.einsum("ij,ij->i", part, part, dtype=np.float32) for part in np.array_split(rows, len(rows) // _BATCH + 1)]
    )
    return _Aims(group_ids, starts.astype(np.int64), rows, np.sqrt(np.maximum(squares, np.float32(1))))


def alike(store: Store, found: pd.DataFrame, group_id: int, limit: int = 20) -> pd.DataFrame:
    """The other groups of ``found`` that are most like a group, nearest first: what it might be merged with."""
    kept = _kept(store)
    own = kept.of(group_id)
    others = found[found["group_id"] != group_id]
    if not own.size or others.empty:
        return others.head(limit)
    sizes = np.diff(kept.starts, append=len(kept.rows))
    likeness = pd.Series(np.add.reduceat(kept.likeness(own), kept.starts) / sizes, kept.group_ids)
    order = others["group_id"].map(likeness).fillna(-1).sort_values(ascending=False, kind="stable").index
    return others.loc[order].head(limit)
