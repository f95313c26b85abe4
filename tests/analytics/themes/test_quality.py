"""Figures of the fair sample."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from analytics.themes import quality

JUDGED = pd.DataFrame(
    {
        "language": ["fr", "fr", "fr", "en"],
        "themes": [["role"], ["team", "role"], [], ["team"]],
        "predicted": [["role"], ["role", "growth"], [], ["growth"]],
    }
)


def test_the_first_theme_is_right_where_the_person_gave_it() -> None:
    """A second theme of the person's counts, and so does none on both sides; the interval is Wilson's."""
    row: Any = quality.main_theme(JUDGED).iloc[0]
    assert [3, 4, 0.75] == [row["right"], row["texts"], row["rate"]]
    assert [0.3006, 0.9544] == pytest.approx([row["low"], row["high"]], abs=5e-4)


def test_precision_and_recall_by_theme_and_language() -> None:
    """Precision counts what the model gave, recall what the person gave; a theme that nobody met has no rate."""
    indexed = quality.by_theme(JUDGED, ["role", "team", "inclusion"]).set_index(["theme", "language", "measure"])
    frame: Any = indexed
    assert [2, 2, 1.0] == frame.loc[("role", "", "precision"), ["right", "texts", "rate"]].tolist()
    assert [0, 2, 0.0] == frame.loc[("team", "", "recall"), ["right", "texts", "rate"]].tolist()
    assert [0, 1] == frame.loc[("team", "fr", "recall"), ["right", "texts"]].tolist()
    assert pd.isna(frame.loc[("inclusion", "", "precision"), "rate"])


def _months(*means: float) -> pd.DataFrame:
    frame = pd.DataFrame({"period": pd.date_range("2026-01-01", periods=len(means), freq="MS"), "rate": means})
    return frame.assign(questions=200, low=frame["rate"] - 0.02, high=frame["rate"] + 0.02, finished=True)


def test_drift_is_a_fall_beyond_chance() -> None:
    """A fall larger than the interval of the difference is told; a small one, a rise and a lone month are not."""
    assert quality.drift(_months(0.7, 0.7, 0.6))[2]
    assert not quality.drift(_months(0.7, 0.7, 0.69))[2]
    assert not quality.drift(_months(0.6, 0.6, 0.8))[2]
    assert quality.drift(_months(0.7))[1] is None
