"""A grid of roles by themes: what every chart of that shape shares.

Twelve themes must be legible on a telephone, where a column is 22 pixels wide: names stand on two lines, and a cell
has its sign below its figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from analytics.charts import style
from analytics.themes.taxonomy import Taxonomy

_CELL_HEIGHT = 34


@dataclass(frozen=True)
class Cell:
    """One role and theme: how strong its colour is, what is written in it and said on hover; quiet in grey."""

    role: str
    theme: str
    shade: float
    written: str
    hover: str
    quiet: bool


def role_theme_grid(
    cells: Sequence[Cell],
    roles: Sequence[str],
    themes: Sequence[str],
    scale: Sequence[tuple[float, str]],
    taxonomy: Taxonomy,
    lang: str,
    appearance: style.Appearance,
) -> go.Figure:
    """Roles as rows, themes as columns, in the orders given.

    ``scale``: shades and their colours, the lowest first. A click gives ``customdata`` (theme, role, "").
    """
    colours = style.palette(appearance)
    places = [(themes.index(cell.theme), roles.index(cell.role)) for cell in cells]
    shades: list[list[float | None]] = [[None] * len(themes) for _ in roles]
    for (x, y), cell in zip(places, cells, strict=True):
        shades[y][x] = cell.shade
    lowest, highest = scale[0][0], scale[-1][0]
    traces: list[Any] = [
        go.Heatmap(
            x=list(range(len(themes))),
            y=list(range(len(roles))),
            z=shades,
            zmin=lowest,
            zmax=highest,
            colorscale=[[(shade - lowest) / (highest - lowest), colour] for shade, colour in scale],
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
            marker={"symbol": "square", "size": _CELL_HEIGHT - 4, "opacity": 0, "color": colours.ink},
            text=[cell.written for cell in cells],
            textfont={"size": 11, "color": [colours.reference if cell.quiet else colours.ink for cell in cells]},
            hoverinfo="text",
            hovertext=[cell.hover for cell in cells],
            customdata=[(cell.theme, cell.role, "") for cell in cells],
            selected={"marker": {"opacity": 0.18}},
            unselected={"marker": {"opacity": 0}, "textfont": {"color": colours.ink}},
        ),
    ]
    fig = style.figure(
        traces, appearance, height=len(roles) * _CELL_HEIGHT + 84, margin={"l": 0, "r": 0, "t": 64, "b": 8}
    )
    fig.update_xaxes(
        side="top",
        tickvals=list(range(len(themes))),
        ticktext=[style.wrapped(taxonomy.short(theme, lang), 12, lines=2) for theme in themes],
        tickfont={"size": 10, "color": colours.ink},
        # Upright heads only where the columns are too narrow for level ones.
        autotickangles=[0, 90],
        range=[-0.5, len(themes) - 0.5],
        showgrid=False,
        zeroline=False,
        ticks="",
    )
    fig.update_yaxes(
        tickvals=list(range(len(roles))),
        ticktext=[style.wrapped(role, 15, lines=2) for role in roles],
        tickfont={"size": 12, "color": colours.ink},
        range=[len(roles) - 0.5, -0.5],
        showgrid=False,
        zeroline=False,
        ticks="",
    )
    return fig
