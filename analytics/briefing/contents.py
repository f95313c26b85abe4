"""What a briefing says, gathered from the store: the questions to expect, what the company answers, and what moved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pandas as pd

from analytics import groups, queries
from analytics.answers import book, entries
from analytics.answers.entries import Answer
from analytics.briefing.figures import expected_questions
from analytics.charts import style
from analytics.population import ATTRIBUTES, Filters, PopulationRefused
from analytics.review import Change, weekly_review
from analytics.themes import versions
from analytics.themes.taxonomy import Taxonomy
from data.errors import ViceVersaError
from data.store import Store

EXPECTED = 10
"""Questions on a briefing: what fits two pages with their answers."""

MOST_DIFFERENCES, MOST_CHANGES = 5, 5


@dataclass(frozen=True)
class Expected:
    """One question to expect, with what is known of it and the answer that stands, if any.

    ``name`` is its most typical wording, None where none may be shown. ``state`` is one of ``entries.STATES`` on the
    day of the interview; ``answer`` is the one for the role, valid or not.
    """

    name: str | None
    theme: str
    group_id: int
    probability: float
    low: float
    high: float
    asked: int
    interviews: int
    role_asked: int
    role_interviews: int
    state: str
    answer: Answer | None


@dataclass(frozen=True)
class Difference:
    """A theme that the role asks more than the other roles do, which holds."""

    theme: str
    rate: float
    others: float


@dataclass(frozen=True)
class Briefing:
    """Everything that a briefing says, in no language yet but the questions' names.

    ``level`` says what the probabilities rest on: this stage of the role, the role, or all roles; ``interviews`` how
    many. ``changes`` are those of the weekly review that hold for this role and stage, the role's own first.
    """

    role: str
    stage: str | None
    day: date
    lang: str
    level: str
    interviews: int
    expected: tuple[Expected, ...]
    differences: tuple[Difference, ...]
    changes: tuple[Change, ...]
    taxonomy: Taxonomy
    version: int
    newest_import: datetime | None

    @property
    def missing(self) -> tuple[Expected, ...]:
        """The expected questions without a valid answer."""
        return tuple(one for one in self.expected if one.state != entries.APPROVED)


def roles_and_stages(store: Store) -> tuple[list[str], list[str]]:
    """The roles and the stages of the log, those with most interviews first; none that may not be told."""
    rates = queries.role_rates(store, Filters())
    stages = queries.rates(store, Filters(), ("stage",), None, [queries.ANY_THEME])
    told = stages[~stages["suppressed"].astype(bool)].sort_values("interviews", ascending=False)
    return (
        list(dict.fromkeys(rates.loc[~rates["suppressed"].astype(bool), "role"])),
        [stage for stage in told["stage"] if stage],
    )


def briefing(store: Store, role: str, stage: str | None, day: date, lang: str) -> Briefing:
    """The briefing for an interview. Raises ``briefing_unknown_role`` and ``briefing_unknown_stage``."""
    roles, stages = roles_and_stages(store)
    if role not in roles:
        raise ViceVersaError("briefing_unknown_role", role=role, known=", ".join(roles))
    if stage is not None and stage not in stages:
        raise ViceVersaError("briefing_unknown_stage", stage=stage, known=", ".join(stages))
    # What was asked on the day itself or later is not known the evening before.
    before = Filters(until=day - timedelta(days=1))
    found = expected_questions(store, before, role, stage)
    names = groups.groups(store, Filters(), lang=lang).set_index("group_id")["name"]
    week = queries.calendar(store, min(day, date.today()))["last_full_week"]
    return Briefing(
        role=role,
        stage=stage,
        day=day,
        lang=lang,
        level=found.level,
        interviews=found.interviews,
        expected=tuple(_expected(store, row, names, role, day) for row in style.rows_of(found.frame.head(EXPECTED))),
        differences=_differences(store, before, role),
        changes=_changes(store, role, stage, week) if week else (),
        taxonomy=versions.current(store),
        version=versions.number(store),
        newest_import=queries.summary(store, Filters())["newest_import"],
    )


def _expected(store: Store, row: Any, names: pd.Series[str], role: str, day: date) -> Expected:
    answer = entries.answer_for(book.of_group(store, int(row.group_id)), role)
    name = names.get(row.group_id)
    return Expected(
        name=None if pd.isna(name) else str(name),
        theme=row.theme,
        group_id=int(row.group_id),
        probability=float(row.probability),
        low=float(row.low),
        high=float(row.high),
        asked=int(row.asked),
        interviews=int(row.interviews),
        role_asked=int(row.role_asked),
        role_interviews=int(row.role_interviews),
        state=answer.state(day) if answer else entries.NONE,
        answer=answer,
    )


def _differences(store: Store, filters: Filters, role: str) -> tuple[Difference, ...]:
    rates = queries.role_rates(store, filters)
    more = rates[(rates["role"] == role) & rates["holds"].fillna(False).astype(bool) & (rates["difference"] > 0)]
    strongest = more.sort_values("difference", ascending=False).head(MOST_DIFFERENCES)
    return tuple(Difference(row.theme, row.rate, row.others_rate) for row in style.rows_of(strongest))


def _changes(store: Store, role: str, stage: str | None, week: date) -> tuple[Change, ...]:
    """What the last full week's review shows for this role and stage, found then or standing since."""
    try:
        review = weekly_review(store, Filters(), week)
    except PopulationRefused:
        return ()
    found = [change for change in (*review.changes, *review.standing) if _concerns(change.filters, role, stage)]
    return tuple(sorted(found, key=lambda change: change.filters.roles is None)[:MOST_CHANGES])


def _concerns(filters: Filters, role: str, stage: str | None) -> bool:
    """Whether interviews for a role at a stage are among those that filters choose by these two alone."""
    others = [name for name in ATTRIBUTES if name not in ("roles", "stages")]
    return (
        (filters.roles is None or role in filters.roles)
        and (filters.stages is None or stage in filters.stages)
        and all(getattr(filters, name) is None for name in others)
    )
