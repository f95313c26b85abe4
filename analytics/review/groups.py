"""For whom a theme may have changed: everybody, a stage, a role, or a family of roles too small to stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.review.contrasts import QUARTER, WEEKS, Counts
from data.facts import folded

Kind = Literal["all", "role", "family", "stage"]

SMALL = 2 * QUARTER
"""Interviews in a quarter under which a role is pooled with others, and a family or stage is not looked at.

At two interviews a week, half a year would not tell a rate of 8 % from one of 24 %.
"""

_GRADES = frozenset(
    """junior senior confirme confirmee debutant debutante experimente experimentee stagiaire alternant alternante
    apprenti apprentie adjoint adjointe assistant assistante responsable lead head intern trainee apprentice deputy
    manager""".split()  # noqa: SIM905 - a list of words to read, not of quotes
)
_WORD = re.compile(r"[a-z]{4,}")
_STEM = 6
"""Letters by which two words of role names are one: infirmier, infirmière, infirmiers."""


@dataclass(frozen=True)
class Group:
    """Some cells of a log: what they are, their name ("" for all), their roles (empty: any), where they are."""

    kind: Kind
    name: str
    roles: tuple[str, ...]
    cells: npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Log:
    """A log counted: interviews ``held`` by cell and week, and by theme those in which it was ``asked``.

    A cell is one role at one stage. ``departments`` says where most of a role's interviews were held ("" where the
    log does not say). Weeks without interviews are there, so that the last ``WEEKS`` up to any of them can be cut out.
    """

    themes: tuple[str, ...]
    roles: tuple[str, ...]
    stages: tuple[str, ...]
    departments: tuple[str, ...]
    weeks: tuple[date, ...]
    asked: Counts
    held: Counts

    def until(self, week: date) -> Log:
        """The ``WEEKS`` up to and including ``week``."""
        end = self.weeks.index(week) + 1
        cut = slice(end - WEEKS, end)
        return Log(
            self.themes, self.roles, self.stages, self.departments,
            self.weeks[cut], self.asked[:, :, cut], self.held[:, cut],
        )  # fmt: skip


def counted(rows: pd.DataFrame, themes: Iterable[str], first: date, last: date) -> Log:
    """The log of a frame of ``queries.weekly_counts``, from the week of ``first`` to that of ``last``."""
    themes = tuple(themes)
    weeks = tuple(first + timedelta(weeks=back) for back in range((last - first).days // 7 + 1))
    held_rows = rows[rows["subject"] == "all"]
    cells = held_rows[["role", "stage"]].drop_duplicates().sort_values(["role", "stage"]).reset_index(drop=True)
    place = pd.Series(cells.index, index=pd.MultiIndex.from_frame(cells))
    cell = place.reindex(pd.MultiIndex.from_frame(rows[["role", "stage"]])).to_numpy()
    week = (rows["week"] - pd.Timestamp(first)).dt.days.to_numpy() // 7
    counts = np.zeros((1 + len(themes), len(cells), len(weeks)), dtype=np.int64)
    subject = rows["subject"].map({name: number for number, name in enumerate(("all", *themes))}).to_numpy()
    if len(rows):
        np.add.at(counts, (subject, cell, week), rows["interviews"].to_numpy())
    by_department: pd.DataFrame = held_rows.groupby(["role", "department"])["interviews"].sum().reset_index()
    largest = by_department.sort_values(["interviews", "department"], ascending=[False, True]).drop_duplicates("role")
    department = dict(zip(largest["role"], largest["department"], strict=True))
    return Log(
        themes=themes,
        roles=tuple(cells["role"]),
        stages=tuple(cells["stage"]),
        departments=tuple(department[role] for role in cells["role"]),
        weeks=weeks,
        asked=counts[1:],
        held=counts[0],
    )


def groups(log: Log) -> list[Group]:
    """The groups that are looked at in the last week of the log, everybody first."""
    role, stage = np.array(log.roles, dtype=object), np.array(log.stages, dtype=object)
    recent = log.held[:, -QUARTER:].sum(axis=1)
    size = {name: int(recent[role == name].sum()) for name in dict.fromkeys(log.roles)}
    department = dict(zip(log.roles, log.departments, strict=True))
    small = {name: department[name] for name, interviews in size.items() if interviews < SMALL}
    found = [Group("all", "", (), np.ones(len(role), dtype=bool))]
    found += [Group("role", name, (name,), role == name) for name in size if name and name not in small]
    found += [Group("family", name, roles, np.isin(role, roles)) for name, roles in families(small, size)]
    found += [Group("stage", name, (), stage == name) for name in dict.fromkeys(log.stages) if name]
    # A group that holds everybody, or that is too small, has nothing of its own to say.
    return found[:1] + [one for one in found[1:] if not one.cells.all() and recent[one.cells].sum() >= SMALL]


def families(small: dict[str, str], size: dict[str, int]) -> list[tuple[str, tuple[str, ...]]]:
    """Families of at least two small roles: (name, roles). ``small``: the department of each, "" where none is known.

    Roles of one department are a family; the others share a word of their names, the word that joins most of them
    first, words for a grade left aside. The same roles always give the same families.
    """
    joined: dict[str, list[str]] = {}
    for role, department in small.items():
        if role and department:
            joined.setdefault(department, []).append(role)
    rest = [role for role in small if role and not small[role]]
    words = {role: [word for word in _WORD.findall(folded(role)) if word not in _GRADES] for role in rest}
    stems: dict[str, list[str]] = {}
    for role in rest:
        for stem in dict.fromkeys(word[:_STEM] for word in words[role]):
            stems.setdefault(stem, []).append(role)
    order = sorted(stems, key=lambda stem: (-len(stems[stem]), -sum(size[role] for role in stems[stem]), stem))
    left = set(rest)
    for stem in order:
        together = [role for role in stems[stem] if role in left]
        if len(together) > 1:
            first = max(together, key=lambda role: (size[role], role))
            named = next(word for word in words[first] if word.startswith(stem))
            joined.setdefault(named, []).extend(together)
            left -= set(together)
    return [(name, tuple(sorted(roles))) for name, roles in sorted(joined.items()) if len(roles) > 1]
