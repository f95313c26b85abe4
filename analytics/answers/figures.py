"""What is asked of the book: how much of what candidates ask it answers, and whether the answers reach them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.population import Filters, population
from analytics.statistics import FALSE_DISCOVERY_RATE, adjusted_p, two_proportion_p
from analytics.suppression import protected
from data import settings
from data.store import Store

_SQL = Path(__file__).parents[1] / "sql"

Counts = npt.NDArray[np.int64]

WHOLE = "whole"
"""What the figures of everything together are told by."""


def answered_questions(
    store: Store, filters: Filters, today: date, by: str | None = None, grain: str = "month"
) -> pd.DataFrame:
    """Of the questions asked, how many the book answers and how many were answered in the interview.

    ``by`` is None, ``period`` (of a ``grain``), ``role`` or ``group_id``. Columns: what it is told apart by;
    interviews (held), questions (asked); valid (questions that have a valid answer today), rate (their share), low,
    high; then_valid, then_rate, then_low, then_high (the same on the day the question was asked); noted (questions
    whose notes say whether they were answered), yes, partly, no; then_noted, then_yes (asked while a valid answer was
    there); finished (only by period), suppressed.
    """
    told_by = by or WHOLE
    if told_by not in (WHOLE, "period", "role", "group_id"):
        raise ValueError(f"The book's figures are not told apart by {by}.")
    minimum = settings.minimum_group()
    key = ("answered_questions", filters, today, grain, minimum)
    frame = store.remembered(key, lambda: _counted(store, filters, today, grain))
    frame = frame[frame["told_by"] == told_by].reset_index(drop=True)
    unused = {"told_by", "period", "finished", "role", "group_id"} - {by} - ({"finished"} if by == "period" else set())
    return protected(frame.drop(columns=list(unused)), (by,) if by in ("period", "role") else (), minimum)


def _counted(store: Store, filters: Filters, today: date, grain: str) -> pd.DataFrame:
    chosen = population(store, filters).filters.parameters()
    sql = (_SQL / "answered_questions.sql").read_text("utf-8")
    return store.rows(sql, {**chosen, "grain": grain, "today": today, "minimum": settings.minimum_group()})


def unreached(by_group: pd.DataFrame) -> pd.DataFrame:
    """The groups of ``answered_questions`` less often answered in the interview than the others, which holds.

    Two-proportion test of a group's notes against those of all other groups, over all groups with a note at once
    (Benjamini-Hochberg at 5 %). Adds ``answered`` (share of the notes that say yes), ``others_answered``, ``seldom``
    (less than the others, over all its notes) and ``unreached`` (less than the others since it has had a valid answer:
    notes from before cannot be held against an answer).
    """
    noted, yes, then_noted, then_yes = (
        by_group[column].fillna(0).to_numpy(np.int64) for column in ("noted", "yes", "then_noted", "then_yes")
    )
    others_noted, others_yes = noted.sum() - noted, yes.sum() - yes
    with np.errstate(invalid="ignore", divide="ignore"):
        share, others = yes / noted, others_yes / others_noted
    return by_group.assign(
        answered=share,
        others_answered=others,
        seldom=_less(yes, noted, others_yes, others_noted),
        unreached=_less(then_yes, then_noted, others_yes, others_noted),
    )


def _less(yes: Counts, noted: Counts, others_yes: Counts, others_noted: Counts) -> npt.NDArray[np.bool_]:
    """Which shares are lower than those of the others, and hold."""
    tested = (noted > 0) & (others_noted > 0)
    q = np.ones(len(noted))
    q[tested] = adjusted_p(two_proportion_p(yes[tested], noted[tested], others_yes[tested], others_noted[tested]))
    lower: npt.NDArray[np.bool_] = yes * others_noted < others_yes * noted
    return (q <= FALSE_DISCOVERY_RATE) & lower
