"""The questions that screens, exports and digests ask of the data: one function, one file in ``sql/``, one test.

Every query takes its population from ``population`` and hands its figures over ``protected``: rates
are shares (0 to 1) with their 95 % Wilson interval and the interviews they count; what belongs to a
group under the minimum is empty and marked ``suppressed``. All of them raise PopulationRefused
where the filters choose, or leave out, too few interviews.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd

from analytics.population import Filters, Population, population
from analytics.statistics import FALSE_DISCOVERY_RATE, adjusted_p, two_proportion_p
from analytics.suppression import protected
from analytics.themes import versions
from data import settings
from data.facts import ATTRIBUTES, folded
from data.store import Store

_SQL = Path(__file__).parent / "sql"

REFERENCE_WEEKS = 8
"""Full weeks before the week looked at, with which it is compared."""

GRAINS = ("week", "month", "quarter")
"""Lengths of a period on a trend."""

SURE, LIKELY = 0.8, 0.5
"""Calibrated probabilities from which a theme is called sure, or likely; below, it is doubtful."""

ANY_THEME = "asking"
"""The cube's subject of interviews in which at least one question was asked."""

DIMENSIONS = ATTRIBUTES
"""Attributes of an interview by which rates can be grouped."""


def _rows(store: Store, name: str, **parameters: object) -> pd.DataFrame:
    return store.rows((_SQL / f"{name}.sql").read_text("utf-8"), parameters)


def _chosen(store: Store, name: str, chosen: Population, **parameters: object) -> pd.DataFrame:
    return _rows(store, name, **chosen.filters.parameters(), **parameters)


def summary(store: Store, filters: Filters) -> pd.Series:
    """The size of the population.

    Index: interviews, questions, silent (interviews without a question), classified (questions whose
    text carries a theme), newest_import (datetime, None where there is none), since and until (dates, whole
    weeks), widened.
    """
    chosen = population(store, filters)
    row = _chosen(store, "summary", chosen).iloc[0].copy()
    row["since"], row["until"], row["widened"] = chosen.filters.since, chosen.filters.until, chosen.widened
    newest = row["newest_import"]
    row["newest_import"] = None if pd.isna(newest) else pd.Timestamp(newest).to_pydatetime()
    return row


def theme_rates(store: Store, filters: Filters) -> pd.DataFrame:
    """Asked rate of each theme, highest first.

    Columns: theme, asked, questions, interviews, rate, low, high, suppressed.
    """
    frame = _chosen(store, "theme_rates", population(store, filters), themes=versions.current(store).ids)
    return protected(frame, (), settings.minimum_group())


def rates(
    store: Store,
    filters: Filters,
    by: Sequence[str] = (),
    grain: str | None = None,
    subjects: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Asked rate of each theme in each group: ``by`` names attributes, ``grain`` a length of period.

    ``subjects`` are the themes wanted, all of them unless named; ``ANY_THEME`` counts an interview in
    which anything was asked. Columns: theme, period (first day; only with a grain), the attributes named,
    asked, interviews, rate, low, high, finished (only with a grain), suppressed.
    """
    chosen = population(store, filters)
    grouped = {f"by_{name}": name in by for name in DIMENSIONS}
    grouped["by_period"] = grain is not None
    themes = list(subjects) if subjects is not None else versions.current(store).ids
    frame = _chosen(store, "rates", chosen, grain=grain or "week", themes=themes, **grouped)
    dimensions = [*(["period"] if grain else []), *by]
    unused = [column for column in ("period", *DIMENSIONS) if column not in dimensions]
    frame = protected(frame.drop(columns=unused), dimensions, settings.minimum_group())
    if grain:
        frame["finished"] = frame["period"].map(lambda first: _next(first.date(), grain) <= date.today())
    return frame


def _next(first: date, grain: str) -> date:
    """First day of the period after the one that starts on ``first``."""
    if grain == "week":
        return first + timedelta(days=7)
    months = first.year * 12 + first.month - 1 + (1 if grain == "month" else 3)
    return date(months // 12, months % 12 + 1, 1)


def week_rates(store: Store, filters: Filters, week: date) -> pd.DataFrame:
    """Asked rate of each theme in the week that starts on ``week``, against the reference period.

    The period of the filters does not count here. Columns: theme, asked, interviews, rate, low,
    high, reference_asked, reference_interviews, reference_weeks, reference_rate, suppressed.
    """
    minimum = settings.minimum_group()
    attributes = {name: getattr(filters, name) for name in filters.parameters() if name not in ("since", "until")}
    population(store, Filters(week, week + timedelta(days=6), **attributes), whole_blocks=False)
    span = Filters(week - timedelta(weeks=REFERENCE_WEEKS), week + timedelta(days=6), **attributes)
    chosen = population(store, span, whole_blocks=False)
    chosen = Population(span, chosen.interviews, False)
    frame = _chosen(store, "week_rates", chosen, week=week, minimum=minimum, themes=versions.current(store).ids)
    return protected(frame, (), minimum)


def weekly_counts(store: Store, filters: Filters, since: date, until: date) -> pd.DataFrame:
    """How often each theme was asked, role by role and stage by stage, in the whole weeks from ``since`` to ``until``.

    What the tests of a review count from: no figure of it may be shown. The period of the filters does not count
    here, and a week under the minimum group is left out. Columns: subject (a theme's id, or "all" for every
    interview held), role, department, stage, week, interviews.
    """
    minimum = settings.minimum_group()
    chosen = Population(replace(filters, since=since, until=until), 0, False)
    return _chosen(store, "weekly_counts", chosen, minimum=minimum, themes=versions.current(store).ids)


def role_rates(store: Store, filters: Filters) -> pd.DataFrame:
    """Asked rate of each theme per role, against all the other roles together.

    Columns: role, theme, asked, interviews, rate, low, high, others_asked, others_interviews,
    others_rate, difference (rate minus others_rate), p, q (over all roles and themes), holds (q
    within the false discovery rate), suppressed. Roles by interviews, most first.
    """
    frame = _chosen(store, "role_rates", population(store, filters), themes=versions.current(store).ids)
    if frame.empty:
        return frame.assign(p=[], q=[], holds=[], suppressed=[])
    frame = protected(frame, ("role",), settings.minimum_group())
    tested = ~frame["suppressed"].to_numpy(dtype=bool) & (frame["others_interviews"].fillna(0) > 0).to_numpy()
    frame["p"], frame["q"] = np.nan, np.nan
    if tested.any():
        counts = frame.loc[tested, ["asked", "interviews", "others_asked", "others_interviews"]].astype("int64")
        p = two_proportion_p(*(counts[column] for column in counts))
        frame.loc[tested, "p"], frame.loc[tested, "q"] = p, adjusted_p(p)
    frame["holds"] = frame["q"] <= FALSE_DISCOVERY_RATE
    return frame


def wordings(
    store: Store, filters: Filters, theme: str | None = None, search: str | None = None, limit: int = 200
) -> pd.DataFrame:
    """The texts asked, most frequent first.

    ``theme`` is a theme's id or ``unclassified``; ``search`` ignores case and accents. Columns:
    text_id, wording (None where hidden), hidden, language, times, last_day, themes (list), score,
    corrected.
    """
    return _listed(store, "wordings", filters, theme=theme, search=_folded(search), limit=limit)


def review_queue(store: Store, filters: Filters) -> pd.DataFrame:
    """The texts that wait for a decision, those that would move most interviews first.

    Unclassified, or with a best theme less likely than ``LIKELY``; not those that are hidden or decided.
    Columns: text_id, wording, hidden, language, interviews, times, last_day, themes (list), score, corrected.
    """
    return _listed(store, "review_queue", filters, doubtful=LIKELY)


def fair_sample(store: Store, filters: Filters, limit: int = 1) -> pd.DataFrame:
    """The texts to judge next for an honest figure: at random, and always in the same order.

    Neither those that a person decided on, whose themes are right already, nor those that are judged.
    Columns: text_id, wording, language.
    """
    return _chosen(store, "fair_sample", population(store, filters), minimum=settings.minimum_group(), limit=limit)


def judgements(store: Store) -> pd.DataFrame:
    """The texts of the fair sample that were judged, themes as the taxonomy in force names them.

    Columns: text_id, language, judged_at, themes (what a person says), predicted (what the model said), both lists.
    """
    frame = _rows(store, "judgements")
    return frame.assign(themes=frame["themes"].map(list), predicted=frame["predicted"].map(list))


def coverage(store: Store, filters: Filters, grain: str = "month") -> pd.DataFrame:
    """Share of the questions whose text carries a theme, by period.

    Columns: period, interviews, questions, asked (classified questions), rate (of the questions), low, high,
    finished, suppressed.
    """
    return _by_period(store, "coverage", filters, grain)


def likeness(store: Store, filters: Filters, grain: str = "month") -> pd.DataFrame:
    """How much the questions resemble what the model was taught, by period.

    Columns: period, interviews, questions, rate (the mean likeness, 0 to 1), low, high, finished, suppressed.
    """
    return _by_period(store, "likeness", filters, grain, minimum=settings.minimum_group())


def moved_texts(store: Store, filters: Filters, limit: int = 200) -> pd.DataFrame:
    """The texts that a rehearsed taxonomy moves, most interviews first: only inside that rehearsal.

    Columns: text_id, wording (None where hidden), hidden, interviews, times, before, after (lists of themes).
    """
    chosen = population(store, filters)
    frame = _chosen(store, "moved_texts", chosen, minimum=settings.minimum_group(), limit=limit)
    return frame.assign(before=frame["before"].map(list), after=frame["after"].map(list))


def _by_period(store: Store, name: str, filters: Filters, grain: str, **parameters: object) -> pd.DataFrame:
    frame = _chosen(store, name, population(store, filters), grain=grain, **parameters)
    frame = protected(frame, ("period",), settings.minimum_group())
    frame["finished"] = frame["period"].map(lambda first: _next(first.date(), grain) <= date.today())
    return frame


def withheld_wordings(store: Store, filters: Filters, limit: int = 200) -> pd.DataFrame:
    """The texts that are hidden, or would be had a reviewer not released them; for reviewers only.

    Columns: text_id, wording, released, times, last_day, themes (list). Hidden ones first.
    """
    return _listed(store, "withheld_wordings", filters, limit=limit)


def latest_questions(store: Store, filters: Filters, theme: str | None = None, limit: int = 50) -> pd.DataFrame:
    """The newest questions. Columns: day, role, stage, wording (None where hidden), hidden, themes (list)."""
    return _listed(store, "latest_questions", filters, theme=theme, limit=limit)


def questions(store: Store, filters: Filters, theme: str | None = None, search: str | None = None) -> pd.DataFrame:
    """Every question that may be listed, in order of date.

    Columns: date, role, stage, seniority, department, location, language, question (None where
    hidden), hidden, themes (list), answered, interview (keyed hash, hexadecimal), import_id.
    """
    return _listed(store, "questions", filters, theme=theme, search=_folded(search))


def _listed(store: Store, name: str, filters: Filters, **parameters: object) -> pd.DataFrame:
    chosen = population(store, filters)
    frame = _chosen(store, name, chosen, minimum=settings.minimum_group(), **parameters)
    frame["themes"] = frame["themes"].map(list)
    return frame


def _folded(search: str | None) -> str | None:
    return folded(search or "") or None


def filter_values(store: Store) -> pd.DataFrame:
    """What each filter offers, most interviews first; values under the minimum group are not offered.

    Columns: filter (a name of ``population.ATTRIBUTES``), value, interviews.
    """
    return store.remembered("filter_values", lambda: _rows(store, "filter_values", minimum=settings.minimum_group()))


def calendar(store: Store, today: date) -> pd.Series:
    """first_day, last_day and last_full_week (its Monday) of the log, as dates; None where it holds none."""
    row = _rows(store, "calendar", today=today).iloc[0]
    return row.map(lambda value: None if pd.isna(value) else pd.Timestamp(value).date())


def import_history(store: Store) -> pd.DataFrame:
    """The imports, newest first.

    Columns: import_id, file_name, format, imported_at, undone_at, interviews, questions, duplicates,
    is_demo, report (JSON).
    """
    return _rows(store, "import_history")


def import_marks(store: Store) -> pd.DataFrame:
    """The imports in force and the days they cover.

    Columns: import_id, file_name, imported_at, first_day, last_day, interviews.
    """
    return _rows(store, "import_marks")


def roles(store: Store) -> pd.DataFrame:
    """The role spellings of the log. Columns: role, shown_as (the role it was merged into), interviews."""
    return _rows(store, "roles")
