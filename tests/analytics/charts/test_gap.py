"""The charts of what ads leave open and of what became of a change."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from analytics.charts import ad_effect, gap_heatmap, gap_rates
from analytics.charts.ad_effect import LEVEL
from analytics.themes.taxonomy import shipped, shipped_ids


@pytest.fixture
def gaps(role_rates: pd.DataFrame) -> pd.DataFrame:
    """Three roles: one whose ad answers pay and mentions growth, one hostile without an ad, one suppressed."""
    frame = role_rates.assign(state="nothing")
    hostile = frame["role"].str.startswith("<b>")
    frame.loc[hostile, "state"] = "no_ad"
    nurse = frame["role"] == "Infirmier de nuit"
    frame.loc[nurse & (frame["theme"] == "compensation"), "state"] = "answered"
    frame.loc[nurse & (frame["theme"] == "growth"), "state"] = "vague"
    frame["open"] = frame["rate"].where(frame["state"] != "answered", 0.0)
    return frame


@pytest.fixture
def course() -> pd.DataFrame:
    """Six months of a role and of the others; the last one is not over, the third has too few interviews."""
    months = pd.date_range("2026-05-01", periods=6, freq="MS")
    rows: list[dict[str, Any]] = []
    for side, rate in (("role", 0.4), ("others", 0.2)):
        for place, month in enumerate(months):
            hidden = place == 2
            rows.append(
                {
                    "period": month, "side": side, "asked": 8, "interviews": 20, "rate": None if hidden else rate,
                    "low": None if hidden else rate - 0.1, "high": None if hidden else rate + 0.1,
                    "finished": place < 5, "suppressed": hidden,
                }
            )  # fmt: skip
    return pd.DataFrame(rows).astype({"rate": float, "low": float, "high": float})


OUTCOME = {
    "role": "<b>Chef</b> $x$", "published": date(2026, 7, 15), "before_since": date(2026, 5, 4),
    "before_until": date(2026, 7, 12), "rate_before": 0.4, "after_since": date(2026, 7, 20),
    "after_until": date(2026, 10, 11), "rate_after": 0.1,
}  # fmt: skip


def _drawn(figure: dict[str, Any]) -> list[str]:
    """Every text of a figure that Plotly would read."""
    texts: list[str] = []
    for trace in figure["data"]:
        for name in ("text", "hovertext"):
            texts += [str(text) for text in trace.get(name) or [] if text]
    for axis in ("xaxis", "yaxis"):
        texts += list(figure["layout"][axis].get("ticktext") or [])
    return texts + [note["text"] for note in figure["layout"].get("annotations", [])]


def test_what_the_ad_says_is_written_beside_each_rate(gaps: pd.DataFrame) -> None:
    """Colour is not alone: answered, mentioned and missing are words, and a mention has a hollow mark."""
    rows = gaps[gaps["role"] == "Infirmier de nuit"].reset_index(drop=True)
    figure = gap_rates(rows, shipped(), "en").to_dict()
    dots, words = figure["data"][-2], figure["data"][-1]
    at = {theme: place for place, theme in enumerate(rows["theme"])}

    assert "answered" in words["text"][at["compensation"]]
    assert "mentioned" in words["text"][at["growth"]]
    assert "missing" in words["text"][at["remote_work"]]
    assert dots["marker"]["symbol"][at["growth"]] == "circle-open"
    assert dots["marker"]["color"][at["compensation"]] != dots["marker"]["color"][at["remote_work"]]
    assert [data[0] for data in dots["customdata"]] == list(rows["theme"])


def test_a_suppressed_role_has_no_rate(gaps: pd.DataFrame) -> None:
    """Nothing but that the group is too small is written, here and in the cells over all roles."""
    rows = gaps[gaps["role"] == "Stagiaire"].reset_index(drop=True)
    figure = gap_rates(rows, shipped(), "fr").to_dict()
    cells = gap_heatmap(gaps, shipped(), "fr").to_dict()["data"][1]

    assert {text.strip() for text in figure["data"][-1]["text"]} == {"&lt; 5"}
    hidden = [text for text, data in zip(cells["text"], cells["customdata"], strict=True) if data[1] == "Stagiaire"]
    assert set(hidden) == {"&lt; 5"}


def test_a_cell_shows_what_is_left_open_only(gaps: pd.DataFrame) -> None:
    """An answered theme has a tick and no colour, a mention its sign below the figure, the others their figure."""
    shades, cells = gap_heatmap(gaps, shipped(), "en").to_dict()["data"][:2]
    at = {(theme, role): place for place, (theme, role, _) in enumerate(cells["customdata"])}
    answered, mentioned = at["compensation", "Infirmier de nuit"], at["growth", "Infirmier de nuit"]

    assert cells["text"][answered] == "✓"
    assert cells["text"][mentioned].endswith("<br>~")
    assert shades["z"][cells["y"][answered]][cells["x"][answered]] == 0
    assert shades["z"][cells["y"][mentioned]][cells["x"][mentioned]] > 0
    assert len(cells["text"]) == 3 * len(shipped_ids())


def test_the_change_is_marked_and_both_levels_drawn(course: pd.DataFrame) -> None:
    """A line on the day of the change, the two rates compared over their own weeks, the unfinished month left out."""
    figure = ad_effect(course, OUTCOME, "en").to_dict()
    levels = [trace for trace in figure["data"] if trace.get("name") == LEVEL]
    lines = [trace for trace in figure["data"] if trace.get("mode") == "lines+markers"]

    assert [shape["x0"] for shape in figure["layout"]["shapes"]] == [date(2026, 7, 15)]
    assert [next(iter(level["y"])) for level in levels] == [0.4, 0.1]
    assert [next(iter(level["x"])) for level in levels] == [date(2026, 5, 4), date(2026, 7, 20)]
    assert all(len(line["x"]) == 5 for line in lines)
    assert sum("too small" in text for text in lines[0]["hovertext"]) == 1


def test_a_side_without_weeks_has_no_level(course: pd.DataFrame) -> None:
    """An ad that changed this week has a rate before and none after."""
    young = OUTCOME | {"after_since": None, "after_until": None, "rate_after": float("nan")}
    figure = ad_effect(course, young, "fr").to_dict()

    assert len([trace for trace in figure["data"] if trace.get("name") == LEVEL]) == 1


@pytest.mark.parametrize("appearance", ["light", "dark", "print"])
def test_names_from_files_stay_text(gaps: pd.DataFrame, course: pd.DataFrame, appearance: Any) -> None:
    """A hostile role is drawn letter for letter on all three."""
    rows = gaps[gaps["role"].str.startswith("<b>")].reset_index(drop=True)
    figures = (
        gap_rates(rows, shipped(), "en", appearance),
        gap_heatmap(gaps, shipped(), "en", appearance),
        ad_effect(course, OUTCOME, "en", appearance),
    )
    drawn = [text for figure in figures for text in _drawn(figure.to_dict())]

    assert not any("<a" in text or "<b>Chef" in text or "$" in text or "%{" in text for text in drawn)
