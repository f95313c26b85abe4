"""How the asked rate of one group of questions moves over time."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import style
from analytics.charts.trends import period_axis, theme_line

HEIGHT = 220


def group_trend(
    rates: pd.DataFrame, grain: str, name: str, lang: str, appearance: style.Appearance = "light"
) -> go.Figure:
    """The share of each period's interviews in which the group was asked, with its 95 % interval as a band.

    ``rates``: period, asked, interviews, rate, low, high, finished, suppressed. ``name``: the group's, which may come
    from a file. The unfinished period is hollow and dotted; a suppressed one breaks the line.
    """
    colours = style.palette(appearance)
    rows = rates.sort_values("period").assign(theme="")
    title = style.shortened(name, 60)
    fig = style.figure(theme_line(rows, style.Mark(colours.ink), title, "", grain, lang, band=True), appearance, HEIGHT)
    highest = rates["high"].max()
    fig.update_yaxes(**style.rate_axis(0.1 if pd.isna(highest) else float(highest), lang, appearance))
    if len(rows):
        period_axis(fig, rows, grain, lang, colours)
    return fig
