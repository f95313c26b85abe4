"""One share over time with its interval: how a figure about the questions themselves moves."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import style
from analytics.charts.trends import interval_band, period_axis
from data import language

HEIGHT = 260


def period_line(rates: pd.DataFrame, grain: str, lang: str, appearance: style.Appearance = "light") -> go.Figure:
    """The share of each finished period as a line with its 95 % interval as a band.

    ``rates``: period, questions, rate, low, high, finished, suppressed. A suppressed period breaks the line.
    """
    colours = style.palette(appearance)
    rows = rates[rates["finished"].astype(bool)].sort_values("period")
    rows = rows.assign(day=[style.as_day(period) for period in rows["period"]])
    hover = [
        language.text("charts.hidden", lang)
        if pd.isna(row.rate)
        else language.text(
            "charts.share_hover",
            lang,
            period=style.period_name(row.day, grain, lang),
            rate=language.percent(row.rate, lang, 1),
            questions=int(row.questions),
            low=language.percent(row.low, lang, 1),
            high=language.percent(row.high, lang, 1),
        )
        for row in style.rows_of(rows)
    ]
    line = go.Scatter(
        x=rows["day"],
        y=rows["rate"],
        mode="lines+markers",
        line={"color": colours.ink, "width": 2},
        marker={"size": 6, "color": colours.ink},
        connectgaps=False,
        hoverinfo="text",
        hovertext=hover,
    )
    fig = style.figure([*interval_band(rows, colours.ink), line], appearance, HEIGHT)
    highest = rows["high"].max()
    fig.update_yaxes(**style.rate_axis(1.0 if pd.isna(highest) else float(highest), lang, appearance))
    if len(rows):
        period_axis(fig, rows, grain, lang, colours)
    return fig
