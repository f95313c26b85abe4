"""Suppression: no figure of a group under the minimum, and none that subtraction would give away."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

FIGURES = (
    "asked", "interviews", "questions", "rate", "low", "high", "difference", "p", "q",
    "others_asked", "others_interviews", "others_rate",
)  # fmt: skip
"""Columns that are emptied in a suppressed row."""


def protected(frame: pd.DataFrame, dimensions: Sequence[str], minimum: int) -> pd.DataFrame:
    """The frame with a column ``suppressed``, the figures of suppressed groups emptied.

    A group is one combination of ``dimensions``, its size the column ``interviews``. It is
    suppressed when it holds fewer than ``minimum`` interviews, when the interviews that the filters
    leave out of its period (column ``outside``, where there is one) are fewer than that, or when it
    is the next smallest of a line whose suppressed groups could be told from the line's total:
    in every line along one dimension, either no group is suppressed or at least two are, with at
    least ``minimum`` interviews together. (Cell suppression, Willenborg and de Waal 2001,
    "Elements of Statistical Disclosure Control", §6.)
    """
    dims = list(dimensions)
    if frame.empty or not dims:
        hidden_rows = frame["interviews"] < minimum if not frame.empty else pd.Series([], dtype=bool)
    else:
        columns = [*dims, "interviews", *(["outside"] if "outside" in frame else [])]
        groups = frame[columns].drop_duplicates(dims).reset_index(drop=True)
        groups["suppressed"] = groups["interviews"] < minimum
        if "outside" in groups:
            groups["suppressed"] |= groups["outside"].between(1, minimum - 1)
        while _hide_next_smallest(groups, dims, minimum):
            pass
        hidden_rows = frame[dims].merge(groups[[*dims, "suppressed"]], on=dims, how="left")["suppressed"]
    out = frame.drop(columns=["outside"], errors="ignore").copy()
    out["suppressed"] = hidden_rows.to_numpy(dtype=bool)
    emptied = [column for column in FIGURES if column in out]
    out[emptied] = out[emptied].mask(out["suppressed"])
    return out


def _hide_next_smallest(groups: pd.DataFrame, dims: list[str], minimum: int) -> bool:
    """Suppress one more group in each line that gives its suppressed group away; whether any was."""
    changed = False
    for dimension in dims:
        others = [d for d in dims if d != dimension]
        lines = groups.groupby(others, sort=False) if others else [((), groups)]
        for _, line in lines:
            hidden = line[line["suppressed"]]
            shown = line[~line["suppressed"]]
            given_away = len(hidden) == 1 or hidden["interviews"].sum() < minimum
            if len(hidden) and len(shown) and given_away:
                groups.loc[shown["interviews"].idxmin(), "suppressed"] = True
                changed = True
    return changed
