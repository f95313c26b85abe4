from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analytics.charts import trends
from analytics.charts.trends import MOST_COLOURED
from analytics.themes.taxonomy import Taxonomy, shipped


def test_six_themes_are_coloured_and_named(month_rates: pd.DataFrame, no_marks: pd.DataFrame) -> None:
    """At most six themes are coloured; each is named at its line's end instead of in a legend."""
    layout = trends(month_rates, no_marks, "month", shipped(), "fr").to_dict()["layout"]
    assert len(layout["annotations"]) == MOST_COLOURED
    assert layout["showlegend"] is False


def test_the_unfinished_period_is_drawn_apart(month_rates: pd.DataFrame, no_marks: pd.DataFrame) -> None:
    """The month that is not over is dotted and hollow, and says so on hover."""
    one = month_rates[month_rates["theme"] == "compensation"]
    fig = trends(one, no_marks, "month", shipped(), "fr").to_dict()
    apart = [trace for trace in fig["data"] if trace["line"].get("dash") == "dot"]
    assert len(apart) == 1
    assert apart[0]["marker"]["symbol"] == "circle-open"
    assert "incomplète" in apart[0]["hovertext"][-1]


def test_a_suppressed_period_breaks_the_line(month_rates: pd.DataFrame, no_marks: pd.DataFrame) -> None:
    """No line and no band bridges a period under the minimum."""
    one = month_rates[month_rates["theme"] == "compensation"]
    fig = trends(one, no_marks, "month", shipped(), "en").to_dict()
    line = next(trace for trace in fig["data"] if trace["mode"] == "lines+markers")
    assert line["connectgaps"] is False
    assert "hidden" in line["hovertext"][2]
    bands = [trace for trace in fig["data"] if trace.get("fill")]
    assert len(bands) == 1
    assert len(bands[0]["x"]) == 4


def test_dates_are_named_in_the_language(month_rates: pd.DataFrame, no_marks: pd.DataFrame) -> None:
    """Months are French for a French reader; Plotly alone would write them in English."""
    ticks = trends(month_rates, no_marks, "month", shipped(), "fr").to_dict()["layout"]["xaxis"]["ticktext"]
    assert ticks == ["août<br>2026", "sept.", "oct.", "nov."]


def test_a_year_is_named_where_it_begins(month_rates: pd.DataFrame, no_marks: pd.DataFrame) -> None:
    """Few and short names, so that they stand level on a telephone; no day is left without its year."""
    moved = month_rates.assign(period=month_rates["period"] + pd.DateOffset(months=3))
    ticks = trends(moved, no_marks, "month", shipped(), "en").to_dict()["layout"]["xaxis"]["ticktext"]
    assert ticks == ["Nov<br>2026", "Dec", "Jan<br>2027", "Feb"]


def test_marks_of_imports_within_the_chart(month_rates: pd.DataFrame) -> None:
    """An import that began inside the chart is marked, one from before is not; its name stays text."""
    marks = pd.DataFrame(
        {"first_day": pd.to_datetime(["2025-01-01", "2026-09-07"]), "file_name": ["old.csv", "<b>new</b>.csv"]}
    )
    fig = trends(month_rates, marks, "month", shipped(), "fr").to_dict()
    assert len(fig["layout"]["shapes"]) == 1
    assert "&lt;b&gt;new" in fig["data"][-1]["hovertext"][0]


def test_clicks_name_theme_and_period(month_rates: pd.DataFrame, no_marks: pd.DataFrame) -> None:
    """A click on a point says which theme and which period."""
    one = month_rates[month_rates["theme"] == "growth"]
    line = next(
        t for t in trends(one, no_marks, "month", shipped(), "fr").to_dict()["data"] if t["mode"] == "lines+markers"
    )
    assert tuple(line["customdata"][0]) == ("growth", "", "2026-08-01")


def test_a_thirteenth_theme_is_told_from_the_one_that_has_its_colour(
    month_rates: pd.DataFrame, no_marks: pd.DataFrame
) -> None:
    """It has a dash and symbol of its own, hollow where the period is not over, and its symbol before its name."""
    first = shipped().themes[0]
    nights = replace(first, id="nights", base=(), examples=("La nuit ?",), colour=first.colour)
    rates = month_rates[month_rates["theme"] == first.id]
    rates = pd.concat([rates, rates.assign(theme="nights")])
    fig = trends(rates, no_marks, "month", Taxonomy((*shipped().themes, nights)), "en").to_dict()
    own = [trace for trace in fig["data"] if trace.get("customdata") and trace["customdata"][0][0] == "nights"]
    assert [("dash", "square"), ("dot", "square-open")] == [
        (trace["line"]["dash"], trace["marker"]["symbol"]) for trace in own
    ]
    shipped_line = next(t for t in fig["data"] if t.get("customdata") and t["customdata"][0][0] == first.id)
    assert own[0]["line"]["color"] == shipped_line["line"]["color"]
    assert sorted(note["text"].split(">")[1][0] for note in fig["layout"]["annotations"]) == ["■", "●"]
