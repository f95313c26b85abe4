from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from analytics.themes.taxonomy import shipped_ids

NASTY = "<b>Chef</b> & $x$ %{customdata[0]} <a href='http://evil'>x</a>"
"""A role as a hostile file could spell it."""


def _rates(**extra: Any) -> pd.DataFrame:
    themes = shipped_ids()
    asked = [30 - 2 * place for place in range(len(themes))]
    frame = pd.DataFrame({"theme": themes, "asked": asked, "interviews": 100, "suppressed": False})
    frame["rate"] = frame["asked"] / frame["interviews"]
    frame["low"], frame["high"] = frame["rate"] - 0.05, frame["rate"] + 0.06
    return frame.assign(**extra)


@pytest.fixture
def week_rates() -> pd.DataFrame:
    """A week in which remote work went up and nothing else changed."""
    frame = _rates(reference_asked=160, reference_interviews=800, reference_rate=0.2, p=0.5, q=0.9, changed=False)
    moved = frame["theme"] == "remote_work"
    frame.loc[moved, ["reference_rate", "q", "changed"]] = [0.1, 0.004, True]
    return frame


@pytest.fixture
def role_rates() -> pd.DataFrame:
    """Three roles: one differs on one theme, one has a hostile name, one is suppressed."""
    roles = []
    for role in ("Infirmier de nuit", NASTY, "Stagiaire"):
        frame = _rates(role=role, others_asked=60, others_interviews=300, others_rate=0.2, p=0.5, q=0.9, holds=False)
        frame["difference"] = frame["rate"] - frame["others_rate"]
        roles.append(frame)
    roles[0].loc[roles[0]["theme"] == "work_life_balance", ["q", "holds"]] = [0.001, True]
    hidden = ["asked", "interviews", "rate", "low", "high", "others_rate", "others_interviews", "difference"]
    roles[2][hidden] = float("nan")
    roles[2]["suppressed"] = True
    return pd.concat(roles, ignore_index=True)


@pytest.fixture
def month_rates() -> pd.DataFrame:
    """Four months of every theme; the third is suppressed, the last one is not over."""
    months = pd.to_datetime(["2026-08-01", "2026-09-01", "2026-10-01", "2026-11-01"])
    frames = []
    for place, month in enumerate(months):
        frame = _rates(period=month, finished=place < 3)
        if place == 2:
            frame[["asked", "interviews", "rate", "low", "high"]] = float("nan")
            frame["suppressed"] = True
        frames.append(frame)
    return pd.concat(frames, ignore_index=True)


@pytest.fixture
def no_marks() -> pd.DataFrame:
    """No import to mark."""
    return pd.DataFrame({"first_day": pd.to_datetime([]), "file_name": []})
