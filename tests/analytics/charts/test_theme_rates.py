from __future__ import annotations

import pandas as pd
import pytest

from analytics.charts import style, theme_rates
from analytics.themes.taxonomy import shipped


def test_only_what_changed_has_the_accent_and_an_arrow(week_rates: pd.DataFrame) -> None:
    """The accent and an arrow mark the theme that changed, and no other."""
    fig = theme_rates(week_rates, shipped(), "fr").to_dict()
    dots = {trace["name"]: trace for trace in fig["data"] if trace["mode"] == "markers"}
    assert [list(data) for data in dots["Changement"]["customdata"]] == [["remote_work", "", ""]]
    assert style.palette("light").accent == dots["Changement"]["marker"]["color"]
    written = next(trace for trace in fig["data"] if trace["mode"] == "text")["text"]
    assert sum("▲" in value for value in written) == 1


@pytest.mark.parametrize(("lang", "said"), [("fr", "100"), ("en", "95% interval")])
def test_hover_gives_n_and_interval(week_rates: pd.DataFrame, lang: str, said: str) -> None:
    """Every dot says its rate, its interviews and its interval in the reader's language."""
    fig = theme_rates(week_rates, shipped(), lang).to_dict()
    hovers = [
        text
        for trace in fig["data"]
        if trace["mode"] == "markers" and trace.get("error_x")
        for text in trace["hovertext"]
    ]
    assert len(week_rates) == len(hovers)
    assert all(said in hover and "95" in hover for hover in hovers)


def test_without_a_reference(week_rates: pd.DataFrame) -> None:
    """Rates alone are drawn without legend, accent or reference."""
    rates = week_rates[["theme", "asked", "interviews", "rate", "low", "high"]]
    fig = theme_rates(rates, shipped(), "en").to_dict()
    assert fig["layout"]["showlegend"] is False
    assert len(fig["data"]) == 2


def test_appearances_have_their_own_colours(week_rates: pd.DataFrame) -> None:
    """Dark figures are drawn for a dark page, printed ones stand on white."""
    dark, printed = (theme_rates(week_rates, shipped(), "fr", a).to_dict()["layout"] for a in ("dark", "print"))
    assert dark["paper_bgcolor"] == "rgba(0,0,0,0)"
    assert printed["paper_bgcolor"] == "#ffffff"
    assert dark["font"]["color"] != printed["font"]["color"]
