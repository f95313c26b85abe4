"""Role by theme: the rate in every cell, colour and arrow only where a role differs from the other roles."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import style
from analytics.charts.grid import Cell, role_theme_grid
from analytics.themes.taxonomy import Taxonomy
from data import language

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
    # From less to more; the smallest difference that holds is already told from none.
    scale = [(-FULL_COLOUR, colours.less), (0.0, colours.cell), (FULL_COLOUR, colours.more)]
    cells = [
        Cell(
            role=row.role,
            theme=row.theme,
            shade=float(row.difference) if bool(row.holds) and not row.suppressed else 0.0,
            written=_written(row, lang),
            hover=_hover(row, taxonomy, lang),
            quiet=bool(row.suppressed),
        )
        for row in style.rows_of(rates)
    ]
    roles = list(dict.fromkeys(rates["role"]))
    themes = list(rates.groupby("theme")["rate"].mean().sort_values(ascending=False, na_position="last").index)
    return role_theme_grid(cells, roles, themes, scale, taxonomy, lang, appearance)


def _written(row: Any, lang: str) -> str:
    if row.suppressed:
        return style.escape(language.text("charts.few", lang))
    arrow = "" if not row.holds else "<br>▲" if row.difference > 0 else "<br>▼"
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
