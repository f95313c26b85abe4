"""What candidates ask beside what the ad says: where an ad would spare questions.

Asked rates come from ``queries.role_rates``, suppressed as everywhere; what the ad says from ``saying.themes_said``.
"""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd

from analytics import queries
from analytics.ads import book, saying
from analytics.population import Filters, population
from analytics.themes import versions
from data import language
from data.store import Store

NO_AD = "no_ad"
"""What is said by a role without an ad, beside ``saying.ANSWERED``, ``VAGUE`` and ``NOTHING``."""

LEAVES_OPEN = (saying.NOTHING, saying.VAGUE, NO_AD)
"""States in which an ad does not answer a theme."""

QUARTER = 13
"""Weeks of a quarter."""


def gaps(store: Store, filters: Filters) -> pd.DataFrame:
    """Each role's asked rates beside what its current ad says, roles by interviews, most first.

    Columns: those of ``queries.role_rates``, and state (``LEAVES_OPEN`` or ``saying.ANSWERED``), heading and passage
    (None where nothing is said), reason (why it is vague), published (day of the ad, None without one), open (the rate
    where the ad leaves the theme open, else 0; empty where suppressed), spared (interviews per quarter, at least, in
    which an answer in the ad would have met a question: the lower end of the rate's 95 % interval times the interviews
    of a quarter; 0 where the ad answers).
    """
    rates = queries.role_rates(store, filters)
    weeks = _weeks(store, filters)
    said = pd.concat([_said(store, role) for role in rates["role"].unique()] or [_said(store, "")[:0]])
    frame = rates.merge(said, on=["role", "theme"], how="left", validate="one_to_one")
    left_open = frame["state"].isin(LEAVES_OPEN)
    frame["open"] = frame["rate"].where(left_open | frame["suppressed"], 0.0)
    spared = frame["low"] * frame["interviews"] / weeks * QUARTER
    frame["spared"] = spared.where(left_open | frame["suppressed"], 0.0)
    return frame


def of_role(frame: pd.DataFrame, role: str) -> pd.DataFrame:
    """One role's rows of ``gaps``: what would spare most questions first, then what is asked most."""
    return (
        frame[frame["role"] == role]
        .sort_values(["spared", "rate"], ascending=False, na_position="last", kind="stable")
        .reset_index(drop=True)
    )


def as_file(frame: pd.DataFrame, lang: str) -> pd.DataFrame:
    """The columns of ``gaps`` that leave as a file, suppressed groups left out; states in words."""
    columns = [
        "role", "theme", "asked", "interviews", "rate", "low", "high", "others_rate", "others_interviews", "state",
        "passage", "published", "spared",
    ]  # fmt: skip
    shown = frame.loc[~frame["suppressed"], columns].reset_index(drop=True)
    return shown.assign(state=[language.text(f"gap.said.{state}", lang) for state in shown["state"]])


def stages_of(store: Store, filters: Filters, theme: str) -> pd.DataFrame:
    """At which stage a theme is asked, most interviews first: the frame of ``queries.rates`` by stage.

    Empty where the log names one stage or none.
    """
    frame = queries.rates(store, filters, ("stage",), subjects=[theme])
    frame = frame.sort_values("interviews", ascending=False, kind="stable").reset_index(drop=True)
    return frame if len(frame) > 1 else frame[:0]


def _said(store: Store, role: str) -> pd.DataFrame:
    """What the role's ad in force says. Columns: role, theme, state, heading, passage, reason, published."""
    version = book.current(store, role)
    if version is None:
        themes = versions.current(store).ids
        absent = dict.fromkeys(("heading", "passage", "reason", "published"))
        return pd.DataFrame([{"role": role, "theme": theme, "state": NO_AD, **absent} for theme in themes])
    said = saying.themes_said(store, role, version.number)
    said = said[["theme", "state", "heading", "passage", "reason"]].astype(object)
    said = said.where(said.notna(), None)
    return said.assign(role=role, published=version.published)


def _weeks(store: Store, filters: Filters) -> float:
    """Weeks of the population's period that have interviews to show for: from its first day to today at most."""
    chosen = population(store, filters).filters
    assert chosen.since is not None
    assert chosen.until is not None
    until = min(chosen.until, date.today())
    return max(1.0, ((until - chosen.since) / timedelta(days=1) + 1) / 7)
