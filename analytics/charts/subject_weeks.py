"""The weeks of one subject, small enough for a card: in how many interviews it was asked."""

from __future__ import annotations

from datetime import date

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import style
from data import language

HEIGHT = 96


def subject_weeks(weeks: pd.DataFrame, recent: date, lang: str, appearance: style.Appearance = "light") -> go.Figure:
    """A bar for each week; those from ``recent`` on, in which the subject is new, in the accent.

    ``weeks``: week (Monday), asked, interviews, suppressed. A suppressed week has no bar.
    """
    colours = style.palette(appearance)
    rows = style.rows_of(weeks.sort_values("week"))
    hover = [
        f"<b>{style.period_name(row.week, 'week', lang)}</b><br>"
        + (
            language.text("charts.hidden", lang)
            if pd.isna(row.asked)
            else language.text("charts.asked_hover", lang, asked=int(row.asked), interviews=int(row.interviews))
        )
        for row in rows
    ]
    bars = go.Bar(
        x=[row.week for row in rows],
        y=[row.asked for row in rows],
        marker={"color": [colours.accent if row.week >= recent else colours.reference for row in rows]},
        hoverinfo="text",
        hovertext=hover,
    )
    fig = style.figure([bars], appearance, HEIGHT, bargap=0.25, margin={"l": 0, "r": 0, "t": 4, "b": 18})
    fig.update_xaxes(showticklabels=False, showgrid=False, zeroline=False)
    # Labels of ticks at the very edges would be cut, so the two ends are named inside the figure.
    for row, side, place in [(rows[0], "left", 0), (rows[-1], "right", 1)] if rows else []:
        fig.add_annotation(
            text=language.short_day(row.week, lang),
            x=place,
            xref="paper",
            xanchor=side,
            y=0,
            yref="paper",
            yanchor="top",
            showarrow=False,
            font={"size": 11, "color": colours.muted},
        )
    highest = max((float(row.asked) for row in rows if not pd.isna(row.asked)), default=1.0)
    fig.update_yaxes(range=[0, max(highest, 1.0)], showticklabels=False, showgrid=False, zeroline=False)
    return fig
