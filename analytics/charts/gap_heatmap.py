"""Role by theme: how often a theme is asked that the role's ad leaves open."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import style
from analytics.themes.taxonomy import Taxonomy
from data import language

CELL_HEIGHT = 34
FULL_COLOUR = 0.4
"""Rate at which a cell has its full colour."""

ANSWERED, MENTIONED = "✓", "~"


def gap_heatmap(gaps: pd.DataFrame, taxonomy: Taxonomy, lang: str, appearance: style.Appearance = "light") -> go.Figure:
    """Roles as rows, themes as columns, those that are left open most first.

    ``gaps``: theme, role, asked, interviews, rate, low, high, state, open, suppressed. A cell is empty of colour where
    the ad answers. A click gives ``customdata`` (theme, role, "").
    """
    colours = style.palette(appearance)
    roles = list(dict.fromkeys(gaps["role"]))
    themes = list(gaps.groupby("theme")["open"].mean().sort_values(ascending=False, na_position="last").index)
    rows = style.rows_of(gaps)
    places = [(themes.index(row.theme), roles.index(row.role)) for row in rows]
    shades: list[list[float | None]] = [[None] * len(themes) for _ in roles]
    for (x, y), row in zip(places, rows, strict=True):
        shades[y][x] = 0.0 if pd.isna(row.open) else float(row.open)
    traces: list[Any] = [
        go.Heatmap(
            x=list(range(len(themes))),
            y=list(range(len(roles))),
            z=shades,
            zmin=0,
            zmax=FULL_COLOUR,
            colorscale=[[0.0, colours.cell], [1.0, colours.more]],
            showscale=False,
            xgap=2,
            ygap=2,
            hoverinfo="skip",
        ),
        # Heatmaps take no clicks in Streamlit: an invisible mark on each cell does.
        go.Scatter(
            x=[x for x, _ in places],
            y=[y for _, y in places],
            mode="markers+text",
            marker={"symbol": "square", "size": CELL_HEIGHT - 4, "opacity": 0, "color": colours.ink},
            text=[_written(row, lang) for row in rows],
            textfont={
                "size": 12,
                "color": [
                    colours.reference if row.suppressed or row.state == "answered" else colours.ink for row in rows
                ],
            },
            hoverinfo="text",
            hovertext=[_hover(row, taxonomy, lang) for row in rows],
            customdata=[(row.theme, row.role, "") for row in rows],
            selected={"marker": {"opacity": 0.18}},
            unselected={"marker": {"opacity": 0}},
        ),
    ]
    fig = style.figure(
        traces, appearance, height=len(roles) * CELL_HEIGHT + 84, margin={"l": 8, "r": 8, "t": 64, "b": 8}
    )
    fig.update_xaxes(
        side="top",
        tickvals=list(range(len(themes))),
        ticktext=[style.wrapped(taxonomy.short(theme, lang), width=12) for theme in themes],
        tickfont={"size": 11, "color": colours.ink},
        # Upright heads only where the columns are too narrow for level ones.
        autotickangles=[0, 90],
        range=[-0.5, len(themes) - 0.5],
        showgrid=False,
        zeroline=False,
        ticks="",
    )
    fig.update_yaxes(
        tickvals=list(range(len(roles))),
        ticktext=[style.shortened(role, 26) for role in roles],
        tickfont={"color": colours.ink},
        range=[len(roles) - 0.5, -0.5],
        showgrid=False,
        zeroline=False,
        ticks="",
    )
    return fig


def _written(row: Any, lang: str) -> str:
    if row.suppressed:
        return style.escape(language.text("charts.few", lang))
    if row.state == "answered":
        return ANSWERED
    return f"{MENTIONED} {round(row.rate * 100)}" if row.state == "vague" else str(round(row.rate * 100))


def _hover(row: Any, taxonomy: Taxonomy, lang: str) -> str:
    title = f"{style.shortened(row.role, 60)} · {style.escape(taxonomy.label(row.theme, lang))}"
    said = style.escape(language.text(f"gap.said.{row.state}", lang))
    return f"{style.rate_hover(row, title, lang)}<br>{said}"
