from __future__ import annotations

import pandas as pd

from analytics.charts import group_trend, style


def test_one_line_broken_where_suppressed_and_open_where_unfinished(month_rates: pd.DataFrame) -> None:
    """The finished months are one line that does not cross the suppressed one; the month under way is dotted."""
    rates = month_rates[month_rates["theme"] == "remote_work"].drop(columns="theme")
    fig = group_trend(rates, "month", "Salary?", "en").to_dict()
    lines = [trace for trace in fig["data"] if trace.get("mode") == "lines+markers"]
    assert [3, 2] == [len(line["x"]) for line in lines]
    assert lines[0]["connectgaps"] is False
    assert "dot" == lines[1]["line"]["dash"]
    assert all(said for line in lines for said in line["hovertext"])


def test_a_hostile_name_stays_text(month_rates: pd.DataFrame) -> None:
    """What a file wrote is escaped before it reaches the hover."""
    rates = month_rates[month_rates["theme"] == "remote_work"]
    fig = group_trend(rates, "month", "<b>x</b> $y$", "fr").to_dict()
    hover = " ".join(said for trace in fig["data"] for said in trace.get("hovertext") or ())
    assert style.shortened("<b>x</b> $y$", 60) in hover
    assert "<b>x</b>" not in hover
