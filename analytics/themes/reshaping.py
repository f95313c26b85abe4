"""Putting another taxonomy in force: what it would move, first; then the whole of it, or nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pandas as pd

from analytics import queries
from analytics.population import Filters, PopulationRefused
from analytics.themes import labels, versions
from analytics.themes.taxonomy import Taxonomy
from data.store import Store

_SQL = Path(__file__).parent / "sql"
_SAMPLE = 200


@dataclass(frozen=True)
class Preview:
    """What a taxonomy would change, before it is applied.

    ``texts``: how many change their themes; ``moved``: a sample of them (``queries.moved_texts``). ``before`` and
    ``after``: asked rates by month (``queries.rates``); ``week_before`` and ``week_after``: those of the last full
    week (``queries.week_rates``), empty where there is none.
    """

    taxonomy: Taxonomy
    change: Mapping[str, object]
    texts: int
    moved: pd.DataFrame
    before: pd.DataFrame
    after: pd.DataFrame
    week_before: pd.DataFrame
    week_after: pd.DataFrame

    @property
    def affected(self) -> list[str]:
        """The themes that win or lose interviews, those that are new or gone among them, most moved first."""
        both = self.before.merge(self.after, on=["theme", "period"], how="outer", suffixes=("_before", "_after"))
        moved = (both["asked_after"].fillna(0) - both["asked_before"].fillna(0)).abs().groupby(both["theme"]).sum()
        order = moved[moved > 0].sort_values(ascending=False, kind="stable")
        return [str(theme) for theme in order.index]


def preview(store: Store, taxonomy: Taxonomy, change: Mapping[str, object], filters: Filters) -> Preview:
    """What a taxonomy would move and which past months and week it would change; nothing is kept.

    Raises PopulationRefused where the filters choose too few interviews.
    """
    monday = queries.calendar(store, date.today())["last_full_week"]
    before, week_before = _figures(store, filters, monday)
    with store.rehearsal() as trial:
        texts = apply(trial, taxonomy, change)
        moved = queries.moved_texts(trial, filters, _SAMPLE)
        after, week_after = _figures(trial, filters, monday)
    return Preview(taxonomy, change, texts, moved, before, after, week_before, week_after)


def _figures(store: Store, filters: Filters, monday: date | None) -> tuple[pd.DataFrame, pd.DataFrame]:
    months = queries.rates(store, filters, grain="month")
    if monday is None:
        return months, pd.DataFrame()
    try:
        return months, queries.week_rates(store, filters, monday)
    except PopulationRefused:
        return months, pd.DataFrame()  # too few interviews in that week to say anything of it


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
        # What people decided, and what has no wording any more, goes by other names too.
        moved = labels.relabel(cursor, everything=True)
    store.checkpoint()
    return moved


def go_back(store: Store, version: int) -> int:
    """Put an earlier version in force again, as a new one; how many texts changed their themes."""
    return apply(store, versions.of(store, version), {"action": "restored_version", "number": version})
