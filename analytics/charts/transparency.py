"""How much of what candidates ask has a valid answer, over time: on the day it was asked, and in the book of today."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import style
from analytics.charts.trends import interval_band, period_axis
from data import language

HEIGHT = 280


def transparency(rates: pd.DataFrame, grain: str, lang: str, appearance: style.Appearance = "light") -> go.Figure:
    """The share of each period's questions with a valid answer.

    ``rates``: ``answered_questions`` by period. The line with its band is the book as it stood on the day of each
    question, the grey tick the book of today; the unfinished period is hollow. A suppressed period breaks the line.
    """
    colours = style.palette(appearance)
    rows = rates.sort_values("period").assign(day=[style.as_day(period) for period in rates["period"]])
    then = rows.assign(rate=rows["then_rate"], low=rows["then_low"], high=rows["then_high"])
    finished = rows["finished"].astype(bool)
    line = go.Scatter(
        x=then["day"],
        y=then["rate"],
        mode="lines+markers",
        name=language.text("charts.valid_then", lang),
        line={"color": colours.accent, "width": 2},
        marker={
            "size": 7,
            "color": colours.accent,
            "symbol": ["circle" if done else "circle-open" for done in finished],
        },
        connectgaps=False,
        hoverinfo="text",
        hovertext=_hover(then, "charts.valid_then", grain, lang),
    )
    today = go.Scatter(
        x=rows["day"],
        y=rows["rate"],
        mode="markers",
        name=language.text("charts.valid_today", lang),
        marker={"symbol": "line-ew", "size": 16, "line": {"width": 2, "color": colours.reference}},
        hoverinfo="text",
        hovertext=_hover(rows, "charts.valid_today", grain, lang),
    )
    fig = style.figure(
        [*interval_band(then[finished], colours.accent), today, line],
        appearance,
        HEIGHT,
        margin={"l": 8, "r": 16, "t": 36, "b": 28},
        showlegend=True,
        legend={"orientation": "h", "x": 0, "xanchor": "left", "y": 1, "yanchor": "bottom", "itemclick": False,
                "itemdoubleclick": False, "font": {"color": colours.muted}},
    )  # fmt: skip
    fig.for_each_trace(lambda trace: trace.update(showlegend=trace.name is not None))
    highest = rows[["high", "then_high"]].max().max()
    fig.update_yaxes(**style.rate_axis(1.0 if pd.isna(highest) else float(highest), lang, appearance))
    if len(rows):
        period_axis(fig, rows, grain, lang, colours)
    return fig


def _hover(rows: pd.DataFrame, code: str, grain: str, lang: str) -> list[str]:
    said: list[str] = []
    for row in style.rows_of(rows):
        title = f"<b>{style.period_name(row.day, grain, lang)}</b><br>{language.text(code, lang)}<br>"
        said.append(title + share_of_questions(row, lang))
    return said


def share_of_questions(row: Any, lang: str) -> str:
    """A share of questions as hovering says it: how many of how many, and the interval."""
    if pd.isna(row.rate):
        return language.text("charts.hidden", lang)
    return language.text(
        "charts.of_questions",
        lang,
        rate=language.percent(row.rate, lang),
        questions=int(row.questions),
        low=language.percent(row.low, lang),
        high=language.percent(row.high, lang),
    )
