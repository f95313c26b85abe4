from __future__ import annotations

from typing import Any

import pandas as pd

from analytics.charts import role_trends, trends
from analytics.themes.taxonomy import shipped


def _events(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["day", "words", "theme", "role"])
    return frame.assign(day=pd.to_datetime(frame["day"]))


def _marks(fig: Any) -> list[Any]:
    return [trace for trace in fig.to_dict()["data"] if (trace.get("marker") or {}).get("symbol") == "diamond"]


def test_notes_within_the_chart_are_marked(month_rates: pd.DataFrame, no_marks: pd.DataFrame) -> None:
    """A note has a line on its day and says its words, theme and role on hover; one from before the chart has none."""
    noted = _events(("2026-09-15", "Grid published", "compensation", "Cook"), ("2020-01-01", "Long ago", "", ""))
    fig = trends(month_rates, no_marks, "month", shipped(), "fr", events=noted)
    (mark,) = _marks(fig)
    assert len(fig.layout.shapes) == 1
    assert mark["hovertext"] == ["<b>15 septembre 2026 · Rémunération et contrat · Cook</b><br>Grid published"]


def test_words_of_a_note_stay_text(month_rates: pd.DataFrame, no_marks: pd.DataFrame) -> None:
    """What people type reaches the figure escaped."""
    noted = _events(("2026-09-15", "<a href='http://evil'>x</a> $y$", "", "<b>Chef</b>"))
    (mark,) = _marks(trends(month_rates, no_marks, "month", shipped(), "en", events=noted))
    assert "<a" not in mark["hovertext"][0]
    assert "$" not in mark["hovertext"][0]
    assert "&lt;b&gt;Chef" in mark["hovertext"][0]


def test_a_panel_has_the_notes_of_its_role(month_rates: pd.DataFrame) -> None:
    """A note on a role is in its panel alone, one on all roles in every panel."""
    one = month_rates[month_rates["theme"] == "growth"]
    rates = pd.concat([one.assign(role="Cook"), one.assign(role="Nurse")])
    noted = _events(("2026-09-15", "Kitchen", "", "Cook"), ("2026-10-15", "Everywhere", "growth", ""))
    cook, nurse = _marks(role_trends(rates, "month", shipped(), "en", events=noted))
    assert [2, 1] == [len(mark["hovertext"]) for mark in (cook, nurse)]
    assert {"x", "x2"} == {mark["xaxis"] for mark in (cook, nurse)}
