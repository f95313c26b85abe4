"""What new subjects ask of the data: one function, one file in ``analytics/sql/``, one test, as in ``queries``."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from analytics.population import Population
from data import settings
from data.store import Store

_SQL = Path(__file__).parents[1] / "sql"


def _rows(store: Store, name: str, **parameters: object) -> pd.DataFrame:
    return store.rows((_SQL / f"{name}.sql").read_text("utf-8"), parameters)


def subject_questions(store: Store, chosen: Population) -> pd.DataFrame:
    """The questions whose wordings may be listed and read. Columns: interview_id, text_id, week, role, stage."""
    return _rows(store, "subject_questions", **chosen.filters.parameters(), minimum=settings.minimum_group())


def subject_texts(store: Store, chosen: Population) -> pd.DataFrame:
    """Their texts, in the order of their ids.

    Columns: text_id, wording, search, language, theme (main one, "" for none), score, vector, leanings and
    aim (bytes).
    """
    return _rows(store, "subject_texts", **chosen.filters.parameters(), minimum=settings.minimum_group())


def subject_weeks(store: Store, chosen: Population) -> pd.DataFrame:
    """The interviews held, those without a question too. Columns: week, role, stage, interviews.

    Not protected yet: who shows them groups and protects them first.
    """
    return _rows(store, "subject_weeks", **chosen.filters.parameters())


def known_subjects(store: Store) -> pd.DataFrame:
    """The subjects that were met before, a row per text that they are told by and that is still there.

    Columns: subject_id, since, state, decided_week (None: never), text_id, vector (bytes).
    """
    return _rows(store, "known_subjects")
