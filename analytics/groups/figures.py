"""What is asked of the groups of questions: how often, in which words, by whom, and when.

Counts and wordings come from the same questions, those that may be listed, so that no figure tells more than the
wordings do. Figures pass through ``protected`` as everywhere (``analytics.queries``).
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd

from analytics.population import Filters, population
from analytics.suppression import protected
from data import settings
from data.language import DEFAULT
from data.store import Store

_SQL = Path(__file__).parents[1] / "sql"

ATTRIBUTES = ("role", "stage")
"""What a group's figure can be told apart by."""


def _rows(store: Store, name: str, **parameters: object) -> pd.DataFrame:
    return store.rows((_SQL / f"{name}.sql").read_text("utf-8"), parameters)


def _listed(store: Store, name: str, filters: Filters, **parameters: object) -> pd.DataFrame:
    chosen = population(store, filters).filters.parameters()
    return _rows(store, name, **chosen, minimum=settings.minimum_group(), **parameters)


def groups(store: Store, filters: Filters, theme: str | None = None, lang: str | None = None) -> pd.DataFrame:
    """The groups of questions that ask the same thing, most asked first.

    ``theme`` is a theme's id or ``unclassified``; a name is in the language ``lang`` where the group has such a
    wording. Columns: group_id, name (its most typical wording; None where none may be shown), theme, texts (distinct
    wordings), questions, asked (interviews with one of them), interviews (held), rate, low, high, last_day,
    suppressed.
    """
    lang = lang or DEFAULT
    key = ("groups", filters, theme, lang, settings.minimum_group())
    return store.remembered(key, lambda: _groups(store, filters, theme, lang)).copy()


def _groups(store: Store, filters: Filters, theme: str | None, lang: str) -> pd.DataFrame:
    frame = _listed(store, "groups", filters, theme=theme, language=lang)
    return protected(frame, (), settings.minimum_group())


def members(store: Store, filters: Filters, group_id: int) -> pd.DataFrame:
    """The texts of a group, most typical first.

    Columns: those of ``queries.wordings``, typical (0 to 1), decided (a person put it there).
    """
    frame = _listed(store, "members", filters, group_id=group_id)
    return frame.assign(themes=frame["themes"].map(list))


def trend(store: Store, filters: Filters, group_id: int, grain: str = "month") -> pd.DataFrame:
    """In how many interviews a group was asked, by period: ``group_rates`` with a grain."""
    return group_rates(store, filters, group_id, grain=grain)


def group_rates(
    store: Store, filters: Filters, group_id: int, by: str | None = None, grain: str | None = None
) -> pd.DataFrame:
    """In how many interviews a group was asked, told apart by a period, or by ``role`` or ``stage``.

    Columns: period (first day) or the attribute, asked, questions, interviews, rate, low, high, finished (only with
    a grain), suppressed.
    """
    dimension = "period" if grain else by
    if dimension not in ("period", *ATTRIBUTES):
        raise ValueError(f"A group is told apart by a grain or by one of {ATTRIBUTES}, not by {by}.")
    flags: dict[str, object] = {f"by_{name}": name == dimension for name in ("period", *ATTRIBUTES)}
    frame = _listed(
        store, "group_rates", filters, group_id=group_id, grain=grain or "week", today=date.today(), **flags
    )
    unused = {"period", "finished", *ATTRIBUTES} - {dimension} - ({"finished"} if grain else set())
    return protected(frame.drop(columns=list(unused)), (dimension,), settings.minimum_group())


def group_decisions(store: Store) -> pd.DataFrame:
    """What people merged and split, newest first.

    Columns: decision_id, action (merge or split), group_id (merged away, or split off), other_id (the group it went
    into, or came out of), text_ids (list), decided_at.
    """
    frame = _rows(store, "group_decisions")
    return frame.assign(text_ids=frame["text_ids"].map(list))
