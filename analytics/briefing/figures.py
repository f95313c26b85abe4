"""What the briefing asks of the data beside what the screens ask: who asked which group, at which stage."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from analytics import queries
from analytics.briefing import likelihood
from analytics.briefing.likelihood import Fitted, Likelihoods
from analytics.population import Filters, population
from analytics.suppression import protected
from analytics.themes import versions
from data import settings
from data.store import Store

_SQL = Path(__file__).parents[1] / "sql"
_UNCLASSIFIED = "unclassified"


def asked_by_cell(store: Store, filters: Filters) -> pd.DataFrame:
    """In how many interviews of each role and stage each group of questions was asked.

    Columns: role, stage, interviews (held there), group_id, theme, asked, suppressed (the cell is not told). Counts of
    suppressed cells are kept for what is smoothed from them, never to be shown.
    """
    minimum = settings.minimum_group()
    chosen = population(store, filters).filters.parameters()
    frame = store.rows((_SQL / "asked_by_cell.sql").read_text("utf-8"), {**chosen, "minimum": minimum})
    told = protected(frame[["role", "stage", "interviews"]], ("role", "stage"), minimum)
    return frame.assign(suppressed=told["suppressed"].to_numpy())


def expected_questions(store: Store, filters: Filters, role: str | None, stage: str | None) -> Likelihoods:
    """The groups of questions to expect in an interview, likeliest first (``likelihood.Fitted``).

    From all interviews that the filters choose. A stage whose interviews with this role are too few to be told falls
    back to the role, a role to all roles: ``level`` says so.
    """
    cells, fitted = store.remembered(
        ("expected_questions", filters, settings.minimum_group()), lambda: _fit(store, filters)
    )
    held = cells.drop_duplicates(["role", "stage"])
    of_role = held[held["role"] == role]
    told = set(of_role.loc[~of_role["suppressed"], "stage"])
    enough = int(of_role["interviews"].sum()) >= settings.minimum_group()
    return fitted.at(role if enough else None, stage if stage in told else None)


def _fit(store: Store, filters: Filters) -> tuple[pd.DataFrame, Fitted]:
    cells = asked_by_cell(store, filters)
    subjects = [*versions.current(store).ids, _UNCLASSIFIED]
    weeks = queries.rates(store, filters, (), "week", subjects)
    stages = queries.rates(store, filters, ("stage",), None, subjects)
    summed = weeks.dropna(subset=["asked"]).groupby("theme")[["asked", "interviews"]].sum()
    base = {str(theme): float(rate) for theme, rate in (summed["asked"] / summed["interviews"]).items()}
    leans = likelihood.factors(stages, base)
    return cells, Fitted(cells, leans, likelihood.moves(weeks[weeks["finished"]]))
