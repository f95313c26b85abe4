"""What became of the questions after each change of an ad: the change as an event, before and after it.

One row per change and theme that it touched. The counts that ``role_weeks`` reads are for arithmetic and stay in this
module: what leaves it are the two windows of a change, through ``protected``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics import queries
from analytics.ads import book, saying
from analytics.ads.effect import (
    AFTER,
    BEFORE,
    CLAIMED,
    SMALLEST_EFFECT,
    effect,
    interviews_needed,
    week_dispersion,
)
from analytics.ads.windows import Window, windows
from analytics.population import Filters, blocks, population
from analytics.statistics import Floats, adjusted_p, wilson_interval
from analytics.suppression import protected
from data import language, settings
from data.store import Store

_SQL = Path(__file__).parent / "sql"

FELL, ROSE, MOVING, SAME, WAITING, NEVER, ALONE = "fell", "rose", "moving", "same", "waiting", "never", "alone"
"""Verdicts: the rate fell, or rose, more than chance and the other roles explain; it did, but was on its way before the
change; no effect seen; not enough interviews yet; more of them would not settle it; no other roles to compare with."""

_MOVED = 1.96
"""Standard errors from which the other roles are said to have moved."""

_EARLIER = 0.05
"""The p-value up to which a rate is said to have been on its way before the change."""

_ROUNDED_TO = 10
"""Interviews that are still needed are an estimate: they are said in tens."""


@dataclass(frozen=True)
class Event:
    """A theme that a version of a role's ad says otherwise than the version before it."""

    role: str
    version: int
    published: date
    theme: str
    said_before: str
    said_after: str
    passage: str | None


@dataclass(frozen=True)
class Counts:
    """Interviews on the axes (week, role, stage): held, and by theme those in which it was asked."""

    weeks: list[date]
    roles: list[str]
    held: Floats
    asked: dict[str, Floats]


def events(store: Store) -> list[Event]:
    """The changes of all ads, newest first; the first version of an ad changes nothing."""
    found = [
        Event(
            one["role"], one["version"], one["published"], row["theme"], row["before"], row["after"],
            row["passage_after"],
        )
        for one in book.versions(store).to_dict("records")
        if one["version"] > 1
        for row in saying.changed_themes(store, one["role"], one["version"]).to_dict("records")
    ]  # fmt: skip
    return sorted(found, key=lambda event: (event.published, event.role), reverse=True)


def outcomes(store: Store, today: date | None = None) -> pd.DataFrame:
    """What became of the asked rate of each theme that a change of an ad touched, newest change first.

    Columns: role, version, published, theme, said_before and said_after (states), passage (what the ad says since);
    before_since, before_until, after_since, after_until (days); asked_before, interviews_before, rate_before,
    low_before, high_before, the same with _after; others (roles compared with), others_before and others_after (their
    rates), others_moved (-1, 0, 1); change (share of the expected rate, -0.5 where it was halved), change_low,
    change_high (95 % interval), p, q (over the themes of the change), verdict, more (interviews still needed, where it
    is a matter of waiting), suppressed.
    """
    day = today or date.today()
    minimum = settings.minimum_group()
    return store.remembered(("ad outcomes", day, minimum), lambda: _outcomes(store, day, minimum)).copy()


def _outcomes(store: Store, today: date, minimum: int) -> pd.DataFrame:
    changes = events(store)
    last_week = queries.calendar(store, today)["last_full_week"]
    if not changes or last_week is None:
        return pd.DataFrame(columns=["role", "version", "published", "theme", "verdict", "q", "suppressed"])
    counts = _counts(store, sorted({event.theme for event in changes}))
    frame = pd.DataFrame([_judged(event, changes, counts, last_week, minimum) for event in changes])
    # A change is one question put to the data, however many themes it touched.
    for _, rows in frame[frame["p"].notna()].groupby(["role", "version"]):
        frame.loc[rows.index, "q"] = adjusted_p(rows["p"])
    frame["verdict"] = [_verdict(row) for row in frame.to_dict("records")]
    frame["more"] = [
        math.ceil(row["more"] / _ROUNDED_TO) * _ROUNDED_TO
        if row["verdict"] == WAITING and row["more"] > 0
        else math.nan
        for row in frame.to_dict("records")
    ]
    return frame.drop(columns="on_its_way")


def as_file(frame: pd.DataFrame, lang: str) -> pd.DataFrame:
    """The columns of ``outcomes`` that leave as a file, states and verdicts in words; suppressed figures are empty."""
    columns = [
        "role", "published", "theme", "said_before", "said_after", "before_since", "before_until", "asked_before",
        "interviews_before", "rate_before", "after_since", "after_until", "asked_after", "interviews_after",
        "rate_after", "others_before", "others_after", "change", "change_low", "change_high", "q", "verdict", "more",
    ]  # fmt: skip
    told = frame[columns].reset_index(drop=True)
    for column in ("said_before", "said_after"):
        told[column] = [language.text(f"gap.said.{state}", lang) for state in told[column]]
    return told.assign(verdict=[language.text(f"effect.verdict.{verdict}", lang) for verdict in told["verdict"]])


def role_weeks(store: Store, filters: Filters, themes: Sequence[str]) -> pd.DataFrame:
    """Counts for arithmetic, never to be shown: they hold groups under the minimum.

    Columns: week, role, stage, subject ('all' or a theme), interviews.
    """
    chosen = population(store, filters)
    sql = (_SQL / "role_weeks.sql").read_text("utf-8")
    return store.rows(sql, {**chosen.filters.parameters(), "themes": list(themes)})


def course(store: Store, role: str, theme: str) -> pd.DataFrame:
    """The asked rate of a theme by month, in a role and in all the other roles.

    Columns: period, side ("role" or "others"), asked, interviews, rate, low, high, finished, suppressed.
    """
    chosen = population(store, Filters())
    sql = (_SQL / "course.sql").read_text("utf-8")
    frame = store.rows(sql, {**chosen.filters.parameters(), "role": role, "theme": theme})
    frame = protected(frame, ("period", "side"), settings.minimum_group())
    frame["finished"] = [(first + pd.offsets.MonthBegin()).date() <= date.today() for first in frame["period"]]
    return frame


def _counts(store: Store, themes: Sequence[str]) -> Counts:
    frame = role_weeks(store, Filters(), themes)
    weeks, roles, stages = (sorted(frame[column].unique()) for column in ("week", "role", "stage"))
    axes = [pd.Index(values).get_indexer(frame[column]) for column, values in
            (("week", weeks), ("role", roles), ("stage", stages))]  # fmt: skip
    arrays = {}
    for subject in ("all", *themes):
        rows = (frame["subject"] == subject).to_numpy()
        arrays[subject] = np.zeros((len(weeks), len(roles), len(stages)))
        arrays[subject][tuple(axis[rows] for axis in axes)] = frame.loc[rows, "interviews"]
    held = arrays.pop("all")
    return Counts([pd.Timestamp(week).date() for week in weeks], roles, held, arrays)


def _judged(event: Event, changes: Sequence[Event], counts: Counts, last_week: date, minimum: int) -> dict[str, object]:
    """One row of ``outcomes``, before the correction over the themes of its change."""
    of_theme = [other for other in changes if other.theme == event.theme]
    before, after = _windows(event, of_theme, counts, last_week, minimum)
    asked, held, roles, dispersion = _compared(event, of_theme, counts, before, after, minimum)
    found = effect(asked, held, dispersion)
    low, high = found.change_interval
    others = asked[:, 1:].sum(axis=(1, 2)), held[:, 1:].sum(axis=(1, 2))
    moved = abs(found.others) > _MOVED * found.others_error
    held_before, held_after = (int(n) for n in held[:, 0].sum(axis=-1))
    rate_before = asked[BEFORE, 0].sum() / held_before if held_before else math.nan
    known = bool(np.isfinite(found.others))
    needed = interviews_needed(
        rate_before, held_before, dispersion,
        float(found.others) if known else 0.0,
        float(found.error**2 - found.own_variance) if known and held_after else 0.0,
    ) if held_before else math.nan  # fmt: skip
    return {
        "role": event.role,
        "version": event.version,
        "published": event.published,
        "theme": event.theme,
        "said_before": event.said_before,
        "said_after": event.said_after,
        "passage": event.passage,
        **_days("before", before),
        **_days("after", after),
        **_sides(asked[:, 0].sum(axis=-1), held[:, 0].sum(axis=-1), minimum),
        "others": len(roles) - 1,
        **{
            f"others_{name}": others[0][place] / others[1][place] if others[1][place] else math.nan
            for name, place in (("before", BEFORE), ("after", AFTER))
        },
        "others_moved": int(np.sign(found.others)) if known and moved else 0,
        "change": float(found.change),
        "change_low": float(low),
        "change_high": float(high),
        "p": float(found.p),
        "q": math.nan,
        "more": needed - held_after,
        "on_its_way": _on_its_way(event, counts, before, roles, float(found.log_ratio)),
    }


def _windows(
    event: Event, of_theme: Sequence[Event], counts: Counts, last_week: date, minimum: int
) -> tuple[Window | None, Window | None]:
    if event.role not in counts.roles:
        return None, None
    finished = [week for week in counts.weeks if week <= last_week]
    held = counts.held[: len(finished)].sum(axis=-1)
    own = held[:, counts.roles.index(event.role)]
    smaller = np.minimum(own, held.sum(axis=-1) - own).astype(int)
    days = [other.published for other in of_theme if other.role == event.role]
    return windows(
        blocks(list(zip(finished, smaller.tolist(), strict=True)), minimum),
        event.published,
        max((day for day in days if day < event.published), default=None),
        min((day for day in days if day > event.published), default=None),
        last_week,
    )


def _compared(
    event: Event,
    of_theme: Sequence[Event],
    counts: Counts,
    before: Window | None,
    after: Window | None,
    minimum: int,
) -> tuple[Floats, Floats, list[str], float]:
    """Counts on the axes (period, role, stage), the roles, the changed one first, and how weeks scatter.

    A role whose own ad changed on the theme in these weeks is no control, nor is one with too few interviews.
    """
    periods = [_weeks(counts, window) for window in (before, after)]
    span = [day for window in (before, after) if window for day in (window.since, window.until)]
    changed = {other.role for other in of_theme if span and min(span) <= other.published <= max(span)}
    sizes = [counts.held[weeks].sum(axis=(0, 2)) for weeks in periods]
    enough = np.minimum(*sizes) >= minimum
    controls = [role for place, role in enumerate(counts.roles) if enough[place] and role not in {*changed, event.role}]
    if event.role not in counts.roles:
        empty = np.zeros((2, 1, counts.held.shape[2]))
        return empty, empty, [event.role], 1.0
    roles = [event.role, *controls]
    places = [counts.roles.index(role) for role in roles]
    asked, held = (
        np.stack([values[weeks][:, places].sum(axis=0) for weeks in periods])
        for values in (counts.asked[event.theme], counts.held)
    )
    both = periods[BEFORE] | periods[AFTER]
    dispersion = week_dispersion(
        counts.asked[event.theme][both][:, places].sum(axis=-1),
        counts.held[both][:, places].sum(axis=-1),
        periods[AFTER][both],
    )
    return asked, held, roles, dispersion


def _on_its_way(event: Event, counts: Counts, before: Window | None, roles: Sequence[str], log_ratio: float) -> bool:
    """Whether the rate was already going where it went, between the two halves of the weeks before the change."""
    weeks = np.flatnonzero(_weeks(counts, before))
    if weeks.size < 2 or math.isnan(log_ratio):
        return False
    places = [counts.roles.index(role) for role in roles]
    halves = np.array_split(weeks, 2)
    asked, held = (
        np.stack([values[half][:, places].sum(axis=0) for half in halves])
        for values in (counts.asked[event.theme], counts.held)
    )
    earlier = effect(asked, held)
    return bool(earlier.p <= _EARLIER and np.sign(earlier.log_ratio) == np.sign(log_ratio))


def _weeks(counts: Counts, window: Window | None) -> npt.NDArray[np.bool_]:
    return np.array([window is not None and window.holds(week) for week in counts.weeks], dtype=bool)


def _days(name: str, window: Window | None) -> dict[str, date | None]:
    return {
        f"{name}_since": window.since if window else None,
        f"{name}_until": window.until if window else None,
    }


def _sides(asked: Floats, held: Floats, minimum: int) -> dict[str, object]:
    """The changed role's figures before and after, through the suppression that every figure passes."""
    low, high = wilson_interval(asked, held)
    with np.errstate(invalid="ignore"):
        frame = pd.DataFrame(
            {
                "period": ["before", "after"], "asked": asked, "interviews": held, "rate": asked / held, "low": low,
                "high": high,
            }
        )  # fmt: skip
    shown = protected(frame, ("period",), minimum) if held.all() else frame.assign(suppressed=held < minimum)
    return {
        **{
            f"{column}_{row['period']}": row[column]
            for row in shown.to_dict("records")
            for column in ("asked", "interviews", "rate", "low", "high")
        },
        "suppressed": bool(shown["suppressed"].any()),
    }


def _verdict(row: dict[Any, Any]) -> str:
    if row["interviews_before"] == 0 or not row["interviews_after"] or math.isnan(row["interviews_after"]):
        return WAITING
    if math.isnan(row["p"]):
        return ALONE
    if row["q"] <= CLAIMED:
        return MOVING if row["on_its_way"] else FELL if row["change"] < 0 else ROSE
    if row["change_low"] > SMALLEST_EFFECT - 1 or row["more"] <= 0:
        return SAME
    return WAITING if math.isfinite(row["more"]) else NEVER
