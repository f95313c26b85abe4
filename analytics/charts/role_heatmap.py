"""Role by theme: the rate in every cell, colour and arrow only where a role differs from the other roles."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import style
from analytics.themes.taxonomy import Taxonomy
from data import language

CELL_HEIGHT = 34
FULL_COLOUR = 0.20
"""Difference of rates (20 points) at which a cell has its full colour."""


def role_heatmap(
    rates: pd.DataFrame, taxonomy: Taxonomy, lang: str, appearance: style.Appearance = "light"
) -> go.Figure:
    """Roles as rows, themes as columns; columns in order of the mean rate, roles as given.

    ``rates``: theme, role, asked, interviews, rate, low, high, others_rate, others_interviews,
    difference, holds, suppressed. A click gives ``customdata`` (theme, role, "").
    """
    colours = style.palette(appearance)
    roles = list(dict.fromkeys(rates["role"]))
    themes = list(rates.groupby("theme")["rate"].mean().sort_values(ascending=False, na_position="last").index)
    at = {(row.theme, row.role): row for row in style.rows_of(rates)}
    cells = [
        (x, y, at[theme, role]) for y, role in enumerate(roles) for x, theme in enumerate(themes) if (theme, role) in at
    ]
    shades: list[list[float | None]] = [[None] * len(themes) for _ in roles]
    for x, y, row in cells:
        shades[y][x] = float(row.difference) if bool(row.holds) and not row.suppressed else 0.0
    traces: list[Any] = [
        go.Heatmap(
            x=list(range(len(themes))),
            y=list(range(len(roles))),
            z=shades,
            zmin=-FULL_COLOUR,
            zmax=FULL_COLOUR,
            colorscale=_scale(colours),
            showscale=False,
            xgap=2,
            ygap=2,
            hoverinfo="skip",
        ),
        # Heatmaps take no clicks in Streamlit: an invisible mark on each cell does.
        go.Scatter(
            x=[x for x, _, _ in cells],
            y=[y for _, y, _ in cells],
            mode="markers+text",
            marker={"symbol": "square", "size": CELL_HEIGHT - 4, "opacity": 0, "color": colours.ink},
            text=[_written(row, lang) for _, _, row in cells],
            textfont={
                "size": 12,
                "color": [colours.reference if row.suppressed else colours.ink for _, _, row in cells],
            },
            hoverinfo="text",
            hovertext=[_hover(row, taxonomy, lang) for _, _, row in cells],
            customdata=[(row.theme, row.role, "") for _, _, row in cells],
            selected={"marker": {"opacity": 0.18}},
            unselected={"marker": {"opacity": 0}, "textfont": {"color": colours.ink}},
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


def _scale(colours: style.Palette) -> list[list[object]]:
    """From less to more; the smallest difference that holds is already told from none."""
    return [[0.0, colours.less], [0.5, colours.cell], [1.0, colours.more]]


def _written(row: Any, lang: str) -> str:
    if row.suppressed:
        return style.escape(language.text("charts.few", lang))
    arrow = "" if not row.holds else " ▲" if row.difference > 0 else " ▼"
    return f"{round(row.rate * 100)}{arrow}" if not arrow else f"<b>{round(row.rate * 100)}{arrow}</b>"


def _hover(row: Any, taxonomy: Taxonomy, lang: str) -> str:
    title = f"{style.shortened(row.role, 60)} · {style.escape(taxonomy.label(row.theme, lang))}"
    said = style.rate_hover(row, title, lang)
    if row.suppressed or pd.isna(row.others_rate):
        return said
    return (
        said
        + "<br>"
        + language.text(
            "charts.others_hover_holds" if row.holds else "charts.others_hover",
            lang,
            rate=language.percent(row.others_rate, lang),
            interviews=int(row.others_interviews),
            points=language.points(row.difference, lang),
        )
    )
