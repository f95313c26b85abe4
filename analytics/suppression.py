"""Suppression: no figure of a group under the minimum, and none that subtraction would give away."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

FIGURES = (
    "asked", "interviews", "questions", "rate", "low", "high", "difference", "p", "q",
    "others_asked", "others_interviews", "others_rate",
    "valid", "then_valid", "then_rate", "then_low", "then_high",
    "noted", "yes", "partly", "no", "then_noted", "then_yes",
)  # fmt: skip
"""Columns that are emptied in a suppressed row."""


def protected(frame: pd.DataFrame, dimensions: Sequence[str], minimum: int) -> pd.DataFrame:
    """The frame with a column ``suppressed``, the figures of suppressed groups emptied.

    A group is one combination of ``dimensions``, its size the column ``interviews``; without
    dimensions the whole frame is one, and no interview at all is not a secret. It is suppressed when
    it holds fewer than ``minimum`` interviews, when the interviews that the filters leave out of its
    period (column ``outside``, where there is one) are fewer than that, or when it is the next
    smallest of a line whose suppressed groups could be told from the line's total: in every line
    along one dimension, either no group is suppressed or at least two are, with at
    least ``minimum`` interviews together. (Cell suppression, Willenborg and de Waal 2001,
    "Elements of Statistical Disclosure Control", §6.)
    """
    dims = list(dimensions)
    if frame.empty or not dims:
        hidden_rows = frame["interviews"].between(1, minimum - 1)
    else:
        columns = [*dims, "interviews", *(["outside"] if "outside" in frame else [])]
        groups = frame[columns].drop_duplicates(dims).reset_index(drop=True)
        groups["suppressed"] = groups["interviews"] < minimum
        if "outside" in groups:
            groups["suppressed"] |= groups["outside"].between(1, minimum - 1)
        groups["suppressed"] = _with_next_smallest(groups, dims, minimum)
        hidden_rows = frame[dims].merge(groups[[*dims, "suppressed"]], on=dims, how="left")["suppressed"]
    out = frame.drop(columns=["outside"], errors="ignore").copy()
    out["suppressed"] = hidden_rows.to_numpy(dtype=bool)
    emptied = [column for column in FIGURES if column in out]
    out[emptied] = out[emptied].mask(out["suppressed"])
    return out


def _with_next_smallest(groups: pd.DataFrame, dims: list[str], minimum: int) -> npt.NDArray[np.bool_]:
    """Which groups are suppressed once no line gives a suppressed group away."""
    hidden = groups["suppressed"].to_numpy(dtype=bool).copy()
    sizes = groups["interviews"].to_numpy(dtype=np.int64)
    smallest_first = np.argsort(sizes, kind="stable")
    lines = [_lines(groups, [other for other in dims if other != dimension]) for dimension in dims]
    settled = False
    while not settled:
        settled = True
        for line in lines:
            hidden_groups = np.bincount(line, hidden)
            hidden_interviews = np.bincount(line, hidden * sizes)
            given_away = (hidden_groups > 0) & ((hidden_groups == 1) | (hidden_interviews < minimum))
            open_to_it = smallest_first[given_away[line[smallest_first]] & ~hidden[smallest_first]]
            _, first_of_line = np.unique(line[open_to_it], return_index=True)
            if first_of_line.size:
                hidden[open_to_it[first_of_line]] = True
                settled = False
    return hidden


def _lines(groups: pd.DataFrame, others: list[str]) -> npt.NDArray[np.int64]:
    """A number for each group: groups of one number differ along one dimension only."""
    if not others:
        return np.zeros(len(groups), dtype=np.int64)
    numbers = groups.groupby(others, sort=False, dropna=False).ngroup()
    return np.asarray(numbers, dtype=np.int64)
