"""A share of the questions per role: a dot with its interval, roles by their shares."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import style
from analytics.charts.transparency import share_of_questions
from data import language

_NAME_WIDTH = 30


def role_shares(rates: pd.DataFrame, lang: str, appearance: style.Appearance = "light") -> go.Figure:
    """The share of each role's questions with a valid answer, highest first; suppressed roles are left out.

    ``rates``: ``answered_questions`` by role. A click gives ``customdata`` ("", role, "").
    """
    colours = style.palette(appearance)
    rows = rates.dropna(subset=["rate"]).sort_values(["rate", "questions"], ascending=False).reset_index(drop=True)
    dots = go.Scatter(
        x=rows["rate"],
        y=rows.index,
        mode="markers",
        marker={"size": 11, "color": colours.ink},
        error_x={
            "type": "data",
            "symmetric": False,
            "array": (rows["high"] - rows["rate"]).astype(float),
            "arrayminus": (rows["rate"] - rows["low"]).astype(float),
            "color": style.see_through(colours.ink, 0.45),
            "thickness": 2,
            "width": 0,
        },
        hoverinfo="text",
        hovertext=[
            f"<b>{style.escape(row.role)}</b><br>{share_of_questions(row, lang)}" for row in style.rows_of(rows)
        ],
        customdata=[("", role, "") for role in rows["role"]],
    )
    values = go.Scatter(
        x=rows["high"],
        y=rows.index,
        mode="text",
        text=[f" {language.percent(rate, lang)}" for rate in rows["rate"]],
        textposition="middle right",
        textfont={"color": colours.ink},
        hoverinfo="skip",
        cliponaxis=False,
    )
    fig = style.figure([dots, values], appearance, len(rows) * style.ROW_HEIGHT + 60)
    highest = 0.1 if rows.empty else float(rows["high"].max())
    axis = style.rate_axis(min(1.0, highest * 1.12), lang, appearance)
    axis["range"] = [0, max(axis["range"][1], highest * 1.12)]
    fig.update_xaxes(**axis)
    style.name_rows(fig, [style.shortened(role, _NAME_WIDTH) for role in rows["role"]], appearance)
    return fig
