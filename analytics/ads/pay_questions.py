"""How often pay is asked about at the first interview, where the ad gave a range and where it did not.

The EU directive on pay transparency (2023/970, art. 5) wants the pay, or its range, known before the interview: a
candidate who asks for it in a first interview was not told. This counts questions; it says nothing about the law.
"""

from __future__ import annotations

import tomllib
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

import data
from analytics import queries
from analytics.ads import book, saying
from analytics.ads.outcomes import role_weeks
from analytics.ads.pay import THEME, Kind
from analytics.population import Filters, population
from analytics.statistics import wilson_interval
from analytics.suppression import protected
from data import settings
from data.facts import folded
from data.store import Store

RANGE, NO_RANGE, NO_AD = "range", "no_range", "no_ad"
"""What a role's ad said of the pay: a range or a figure, none, or there was no ad."""

BY_NAME, BY_SIZE = "name", "size"
"""How the first stage is known: it is named like one, or it has the most interviews."""


@dataclass(frozen=True)
class FirstStage:
    """The stage at which candidates are met first, and how that is known."""

    stage: str
    known: str


def first_stage(store: Store, filters: Filters) -> FirstStage | None:
    """The first stage of the log under the filters; None where it names no stage.

    The words that name a first stage are in ``data/stages.toml``.
    """
    sizes = queries.rates(store, replace(filters, stages=None), ("stage",), subjects=[queries.ANY_THEME])
    stages = [stage for stage in sizes.sort_values("interviews", ascending=False)["stage"] if stage]
    words: Sequence[str] = tomllib.loads((Path(data.__file__).parent / "stages.toml").read_text("utf-8"))["first"]
    named = (stage for word in words for stage in stages if word in folded(stage))
    if found := next(named, None):
        return FirstStage(found, BY_NAME)
    return FirstStage(stages[0], BY_SIZE) if stages else None


def pay_questions(store: Store, filters: Filters, stage: str) -> pd.DataFrame:
    """Interviews at a stage in which pay was asked about, by what the role's ad said of it over the whole period.

    A role is counted as a whole or not at all: not where its ad began or ceased to give a range on the way, nor where
    it holds fewer interviews than the minimum, so that no filing of an ad isolates a few interviews. Columns: said
    (``RANGE``, ``NO_RANGE``, ``NO_AD``), roles (how many), asked, interviews, rate, low, high, suppressed.
    """
    minimum = settings.minimum_group()
    at_stage = replace(filters, stages=(stage,))
    period = population(store, at_stage).filters
    counts = role_weeks(store, at_stage, [THEME])
    by_role = counts.pivot_table("interviews", "role", "subject", "sum", fill_value=0).reindex(
        columns=["all", THEME], fill_value=0
    )
    by_role = by_role[by_role["all"] >= minimum]
    by_role["said"] = [_said(store, str(role), period.since, period.until) for role in by_role.index]
    frame = (
        by_role.groupby("said")
        .agg(roles=("all", "size"), interviews=("all", "sum"), asked=(THEME, "sum"))
        .reindex([RANGE, NO_RANGE, NO_AD])
        .dropna()
        .reset_index()
    )
    frame["rate"] = frame["asked"] / frame["interviews"]
    frame["low"], frame["high"] = wilson_interval(frame["asked"], frame["interviews"])
    return protected(frame, ("said",), minimum)


def _said(store: Store, role: str, since: date | None, until: date | None) -> str | None:
    """What the role's ads said of the pay from ``since`` to ``until``; None where it changed on the way."""
    assert since is not None
    assert until is not None
    ads = book.versions(store, role)
    out = [
        one
        for one in ads.to_dict("records")
        if one["published"] <= until and (one["until"] is None or one["until"] >= since)
    ]
    said = {RANGE if _gives_range(store, one) else NO_RANGE for one in out}
    if not out or min(one["published"] for one in out) > since:
        said.add(NO_AD)
    return said.pop() if len(said) == 1 else None


def _gives_range(store: Store, ad: dict[Hashable, Any]) -> bool:
    told = saying.told_pay(store, ad["role"], ad["version"])
    return told is not None and told.kind in (Kind.RANGE, Kind.FIGURE)
