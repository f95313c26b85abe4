"""How likely each group of questions is in an interview, for a role and a stage, however thin the log is there.

Three levels, each smoothed towards the one above (empirical Bayes with beta-binomial counts; Casella 1985, *The
American Statistician* 39; Gelman et al. 2013, *Bayesian Data Analysis*, §5):

    all roles        the share of all interviews in which the group was asked
    role             its own count, on top of the share over all roles
    role and stage   its own count, on top of the role's share times two factors of the group's theme: how the stage
                     leans to it, and how it moved in the last weeks

How much a level above weighs, in interviews, is what makes the counts of all groups together most likely.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.optimize import minimize_scalar
from scipy.special import betaln
from scipy.stats import beta

Floats = npt.NDArray[np.float64]

HALF_LIFE_WEEKS = 8
"""An interview that long ago counts half in how a theme moved: the length of the reference period."""

_HEAVIEST = 1e5
"""Interviews that a level above weighs at most: beyond, a level says nothing of its own."""


@dataclass(frozen=True)
class Likelihoods:
    """Probabilities by group, and what they rest on.

    ``frame``: group_id, theme, probability, low, high (95 % credible interval), asked and interviews (of the level
    looked at), role_asked and role_interviews (of the role), likeliest first. ``level``: ``stage``, ``role`` or
    ``all``.
    """

    frame: pd.DataFrame
    level: str
    interviews: int


class Fitted:
    """The three levels, fitted once; ``at`` reads a role and stage from them."""

    def __init__(self, cells: pd.DataFrame, leans: Mapping[tuple[str, str], float], moves: Mapping[str, float]) -> None:
        """``cells``: the frame of ``asked_by_cell``. ``leans``: factor by (stage, theme); ``moves``: by theme; else 1.

        Suppressed cells weigh in the levels above them; nothing of them is told.
        """
        self._ids, self._themes = _groups(cells.dropna(subset=["group_id"]))
        self._asked_by_cell, self._held_by_cell, cell_names = _counts(cells, self._ids, ["role", "stage"])
        self._asked_by_role, self._held_by_role, role_names = _counts(cells, self._ids, ["role"])
        self._cells: dict[tuple[str | None, ...], int] = {name: place for place, name in enumerate(cell_names)}
        self._roles: dict[str | None, int] = {name: place for place, (name,) in enumerate(role_names)}
        self._moved = np.array([moves.get(theme, 1.0) for theme in self._themes])
        self._everywhere = (self._asked_by_role.sum(axis=0) + 0.5) / (self._held_by_role.sum() + 1.0)
        above = np.broadcast_to(self._everywhere, self._asked_by_role.shape)
        self._weight = strength(self._asked_by_role, self._held_by_role, above)
        self._of_role = smoothed(self._asked_by_role, self._held_by_role[:, None], above, self._weight)
        lean = np.array([[leans.get((stage, theme), 1.0) for theme in self._themes] for _, stage in cell_names])
        of_role = self._of_role[[self._roles[role] for role, _ in cell_names]]
        self._expected = _shares(of_role * lean * self._moved)
        self._weight_of_role = strength(self._asked_by_cell, self._held_by_cell, self._expected)

    def at(self, role: str | None, stage: str | None) -> Likelihoods:
        """The probability of each group for a role at a stage; that of the level above where there is no such cell."""
        if role in self._roles:
            place = self._roles[role]
            level, held, asked = "role", float(self._held_by_role[place]), self._asked_by_role[place]
            mean, certain = _shares(self._of_role[place] * self._moved), held + self._weight
        else:
            level, held, asked = "all", float(self._held_by_role.sum()), self._asked_by_role.sum(axis=0)
            mean, certain = _shares(self._everywhere * self._moved), held
        counted, interviews = asked, held
        if (role, stage) in self._cells:
            cell = self._cells[role, stage]
            level, counted, interviews = "stage", self._asked_by_cell[cell], float(self._held_by_cell[cell])
            mean = smoothed(counted, interviews, self._expected[cell], self._weight_of_role)
            # What the level above knows is no surer than the interviews it was counted in.
            certain = interviews + min(self._weight_of_role, certain)
        frame = pd.DataFrame(
            {
                "group_id": self._ids,
                "theme": self._themes,
                "probability": mean,
                "low": beta.ppf(0.025, mean * certain, (1 - mean) * certain),
                "high": beta.ppf(0.975, mean * certain, (1 - mean) * certain),
                "asked": counted.astype(np.int64),
                "interviews": int(interviews),
                "role_asked": asked.astype(np.int64),
                "role_interviews": int(held),
            }
        )
        ranked = frame.sort_values(["probability", "group_id"], ascending=[False, True]).reset_index(drop=True)
        return Likelihoods(ranked, level, int(interviews))


def smoothed(asked: Floats, held: Floats | float, above: Floats, weight: float) -> Floats:
    """The mean of a share: its own count, with the level above as ``weight`` interviews more."""
    return np.asarray((asked + weight * above) / (held + weight), dtype=np.float64)


def strength(asked: Floats, held: Floats, above: Floats) -> float:
    """How many interviews the level above weighs: maximum of the beta-binomial likelihood over all counts.

    ``asked`` and ``above``: a row per group of interviews, a column per group of questions; ``held``: interviews.
    """
    left = held[:, None] - asked

    def unlikely(log_weight: float) -> float:
        a = np.exp(log_weight) * above
        b = np.exp(log_weight) - a
        return -float((betaln(asked + a, left + b) - betaln(a, b)).sum())

    if not asked.size:
        return _HEAVIEST
    found = minimize_scalar(unlikely, bounds=(0.0, np.log(_HEAVIEST)), method="bounded")
    return float(np.exp(found.x))


def factors(rates: pd.DataFrame, base: Mapping[str, float]) -> dict[tuple[str, str], float]:
    """How stages lean to themes: smoothed rate of a theme at a stage over its rate at all stages.

    ``rates``: stage, theme, asked, interviews (suppressed ones empty: they lean to nothing); ``base``: rate by theme.
    """
    known = rates.dropna(subset=["asked"])
    known = known[[base.get(theme, 0.0) > 0 for theme in known["theme"]]]
    if known.empty:
        return {}
    asked = known.pivot(index="stage", columns="theme", values="asked").fillna(0.0)
    held = known.groupby("stage")["interviews"].first().reindex(asked.index).to_numpy(np.float64)
    above = np.broadcast_to(np.clip([base[theme] for theme in asked.columns], 1e-6, 1 - 1e-6), asked.shape)
    counts = asked.to_numpy(np.float64)
    means = smoothed(counts, held[:, None], above, strength(counts, held, above))
    return {
        (str(stage), str(theme)): float(means[row, column] / above[row, column])
        for row, stage in enumerate(asked.index)
        for column, theme in enumerate(asked.columns)
    }


def moves(weeks: pd.DataFrame) -> dict[str, float]:
    """How themes moved: the rate with newer weeks weighing more, over the plain rate.

    ``weeks``: theme, period (Monday), asked, interviews (suppressed ones empty). See ``HALF_LIFE_WEEKS``.
    """
    known = weeks.dropna(subset=["asked"])
    if known.empty:
        return {}
    age = (known["period"].max() - known["period"]).dt.days / 7
    weight = 0.5 ** (age / HALF_LIFE_WEEKS)
    summed = pd.DataFrame(
        {
            "theme": known["theme"],
            "asked": known["asked"],
            "held": known["interviews"],
            "late": known["asked"] * weight,
            "late_held": known["interviews"] * weight,
        }
    )
    total = summed.groupby("theme").sum()
    plain = (total["asked"] + 0.5) / (total["held"] + 1.0)
    # The lately asked stand on fewer interviews: half an interview more on each side keeps them from zero.
    late = (total["late"] + 0.5 * plain) / (total["late_held"] + 0.5)
    return {str(theme): float(factor) for theme, factor in (late / plain).items()}


def _groups(groups: pd.DataFrame) -> tuple[npt.NDArray[np.int64], list[str]]:
    unique = groups.drop_duplicates("group_id").sort_values("group_id")
    return unique["group_id"].to_numpy(np.int64), [str(theme) for theme in unique["theme"]]


def _counts(
    cells: pd.DataFrame, ids: npt.NDArray[np.int64], by: list[str]
) -> tuple[Floats, Floats, list[tuple[str, ...]]]:
    """Asked, a row per value of ``by`` and a column per group; interviews held; the values."""
    held: dict[tuple[str, ...], float] = {}
    for row in cells.drop_duplicates(["role", "stage"])[[*by, "interviews"]].itertuples(index=False):
        name = tuple(map(str, row[:-1]))
        held[name] = held.get(name, 0.0) + float(row[-1])
    groups = cells.dropna(subset=["group_id"])
    place = {name: number for number, name in enumerate(held)}
    rows = [place[name] for name in groups[by].itertuples(index=False, name=None)]
    columns = np.searchsorted(ids, groups["group_id"].to_numpy(np.int64))
    asked = np.zeros((len(held), len(ids)))
    np.add.at(asked, (np.array(rows, dtype=np.int64), columns), groups["asked"].to_numpy(np.float64))
    return asked, np.array(list(held.values())), list(held)


def _shares(values: Floats) -> Floats:
    return np.asarray(np.clip(values, 1e-6, 0.95), dtype=np.float64)
