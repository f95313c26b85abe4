"""Role by theme: how often a theme is asked that the role's ad leaves open."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import style
from analytics.charts.grid import Cell, role_theme_grid
from analytics.themes.taxonomy import Taxonomy
from data import language

FULL_COLOUR = 0.4
"""Rate at which a cell has its full colour."""

ANSWERED, MENTIONED = "✓", "~"


def gap_heatmap(gaps: pd.DataFrame, taxonomy: Taxonomy, lang: str, appearance: style.Appearance = "light") -> go.Figure:
    """Roles as rows, themes as columns, those that are left open most first.

    ``gaps``: theme, role, asked, interviews, rate, low, high, state, open, suppressed. A cell is empty of colour where
    the ad answers. A click gives ``customdata`` (theme, role, "").
    """
    colours = style.palette(appearance)
    cells = [
        Cell(
            role=row.role,
            theme=row.theme,
            shade=0.0 if pd.isna(row.open) else float(row.open),
            written=_written(row, lang),
            hover=_hover(row, taxonomy, lang),
            quiet=bool(row.suppressed or row.state == "answered"),
        )
        for row in style.rows_of(gaps)
    ]
    roles = list(dict.fromkeys(gaps["role"]))
    themes = list(gaps.groupby("theme")["open"].mean().sort_values(ascending=False, na_position="last").index)
    scale = [(0.0, colours.cell), (FULL_COLOUR, colours.more)]
    return role_theme_grid(cells, roles, themes, scale, taxonomy, lang, appearance)


def _written(row: Any, lang: str) -> str:
    if row.suppressed:
        return style.escape(language.text("charts.few", lang))
    if row.state == "answered":
        return ANSWERED
    return f"{round(row.rate * 100)}<br>{MENTIONED}" if row.state == "vague" else str(round(row.rate * 100))


def _hover(row: Any, taxonomy: Taxonomy, lang: str) -> str:
    title = f"{style.shortened(row.role, 60)} · {style.escape(taxonomy.label(row.theme, lang))}"
    said = style.escape(language.text(f"gap.said.{row.state}", lang))
    return f"{style.rate_hover(row, title, lang)}<br>{said}"
