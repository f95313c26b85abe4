"""The demo as data: its plan and its sentences.

``plan.toml`` says who is interviewed, how often each role asks each subject, and what changes on the way;
``wordings.csv`` holds the sentences, written one by one for the project. A *subject* is one of the
taxonomy's themes, a subject of its own wordings that the plan names (its theme may be empty), or small
talk (no id, no theme). Weeks count back from the end: 1 is the last full ISO week, 0 the one under way.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Role:
    """One role: its place in the log, interviews a week, the mix of its interviews and what they ask."""

    id: str
    name: str
    department: str
    weekly: float
    locations: Mapping[str, float]
    seniorities: Mapping[str, float]
    languages: Mapping[str, float]
    rates: Mapping[str, float]


@dataclass(frozen=True)
class Stage:
    """One stage: its share of the interviews, and the themes it leans to (1 is the role's own rate)."""

    name: str
    share: float
    lean: Mapping[str, float]


@dataclass(frozen=True)
class Season:
    """A part of every year, first and last day as ``MM-DD``, and the volume left in it."""

    first: str
    last: str
    volume: float

    def holds(self, day: date) -> bool:
        """Whether ``day`` lies in the season, which may run over the new year."""
        position = day.strftime("%m-%d")
        if self.first <= self.last:
            return self.first <= position <= self.last
        return position >= self.first or position <= self.last


@dataclass(frozen=True)
class Subject:
    """What is asked about, and the theme that holds it ("" for none)."""

    id: str
    theme: str


@dataclass(frozen=True)
class Change:
    """A planted change of one subject's rate, for some roles or (none named) for all.

    ``steps`` are (weeks before the end, rate from then on), oldest first; ``drift`` joins them by straight
    lines. The rates are averages over the roles: each role keeps its own distance from them in proportion.
    A subject that nobody asked ``before`` (0) is asked alike by all.
    """

    subject: str
    roles: tuple[str, ...]
    before: float
    steps: tuple[tuple[int, float], ...]
    drift: bool

    def rate(self, week: int) -> float:
        """The average rate in a week, counted back from the end."""
        if self.drift:
            weeks, rates = zip(*self.steps, strict=True)
            return float(np.interp(-week, [-w for w in weeks], rates))
        return next((rate for start, rate in reversed(self.steps) if week <= start), self.before)


@dataclass(frozen=True)
class Answered:
    """How the interviewers answered: shares noted at all, then of those answered and half answered.

    ``poorly`` holds the wordings that are answered with the shares ``poor_yes`` and ``poor_partly`` instead.
    """

    noted: float
    yes: float
    partly: float
    poorly: frozenset[str]
    poor_yes: float
    poor_partly: float


@dataclass(frozen=True)
class Plan:
    """Everything that ``plan.toml`` says; change parts of it with ``dataclasses.replace``."""

    seed: int
    weeks: int
    ordinary_weeks: int
    silent: float
    again: float
    own: float
    small_talk: float
    roles: tuple[Role, ...]
    stages: tuple[Stage, ...]
    seasons: tuple[Season, ...]
    named_subjects: tuple[Subject, ...]
    changes: tuple[Change, ...]
    answered: Answered

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """All subjects, in the order of the axis of rates: themes, named subjects, small talk last."""
        themes = dict.fromkeys(theme for role in self.roles for theme in role.rates)
        return (*(Subject(theme, theme) for theme in themes), *self.named_subjects, Subject("", ""))


@dataclass(frozen=True)
class Wording:
    """One sentence of the demo: who says it (no role: anybody) and what it truly asks about."""

    text: str
    language: str
    subject: str
    roles: frozenset[str]


def load_plan(path: Path = _FOLDER / "plan.toml") -> Plan:
    """The plan of the demo log, or another file of the same shape."""
    content: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    changes = tuple(
        Change(
            subject=entry["subject"],
            roles=tuple(entry["roles"]),
            before=entry["before"],
            steps=tuple((step["week"], step["rate"]) for step in entry["steps"]),
            drift=entry.get("drift", False),
        )
        for entry in content.pop("changes")
    )
    answered = content.pop("answered")
    poorly = answered.pop("poorly")
    return Plan(
        answered=Answered(
            **answered,
            poorly=frozenset(poorly["wordings"]),
            poor_yes=poorly["yes"],
            poor_partly=poorly["partly"],
        ),
        roles=tuple(Role(**entry) for entry in content.pop("roles")),
        stages=tuple(Stage(**entry) for entry in content.pop("stages")),
        seasons=tuple(Season(**entry) for entry in content.pop("seasons")),
        named_subjects=tuple(Subject(**entry) for entry in content.pop("subjects")),
        changes=changes,
        **content,
    )


def load_wordings(path: Path = _FOLDER / "wordings.csv") -> tuple[Wording, ...]:
    """The sentences of the demo, the most usual of each subject and language first."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            Wording(
                row["text"],
                row["language"],
                row["subject"] or row["theme"],
                frozenset(filter(None, row["roles"].split("|"))),
            )
            for row in csv.DictReader(file)
        )
