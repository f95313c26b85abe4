"""One row per theme: the asked rate as a dot, its interval as a line, the reference as a tick."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import style
from analytics.themes.taxonomy import Taxonomy
from data import language


def theme_rates(
    rates: pd.DataFrame,
    taxonomy: Taxonomy,
    lang: str,
    appearance: style.Appearance = "light",
    reference: str | None = None,
) -> go.Figure:
    """The asked rate of each theme, highest first.

    ``rates``: theme, asked, interviews, rate, low, high; optionally reference_rate and changed. Only
    what changed has the accent, and an arrow. ``reference`` names what the rates are compared with, the reference
    period unless it is another. A click gives ``customdata`` (theme, "", "").
    """
    rows = rates.sort_values("rate", ascending=False, na_position="last").reset_index(drop=True)
    compared = "reference_rate" in rows
    changed = rows["changed"].fillna(False).astype(bool) if "changed" in rows else pd.Series(False, index=rows.index)
    colours = style.palette(appearance)
    traces: list[Any] = []
    if compared:
        traces.append(_reference(rows, reference or language.text("charts.reference", lang), lang, colours))
    for mask, colour, name in ((~changed, colours.ink, "this_week"), (changed, colours.accent, "changed")):
        if mask.any() or name == "this_week":
            traces.append(_dots(rows[mask], colour, taxonomy, lang, name))
    traces.append(_values(rows, changed, lang, colours))
    highest = rows[[c for c in ("high", "reference_rate") if c in rows]].max().max()
    highest = 0.1 if pd.isna(highest) else float(highest)
    fig = style.figure(
        traces,
        appearance,
        height=len(rows) * style.ROW_HEIGHT + (96 if compared else 60),
        margin={"l": 8, "r": 16, "t": 40 if compared else 8, "b": 28},
        showlegend=compared,
        legend={"orientation": "h", "x": 0, "xanchor": "left", "y": 1, "yanchor": "bottom", "itemclick": False,
                "itemdoubleclick": False, "font": {"color": colours.muted}},
    )  # fmt: skip
    # The value stands beside the interval: leave room for it.
    axis = style.rate_axis(min(1.0, highest * 1.12), lang, appearance)
    axis["range"] = [0, max(axis["range"][1], highest * 1.12)]
    fig.update_xaxes(**axis)
    names = [style.escape(taxonomy.short(theme, lang)) for theme in rows["theme"]]
    shown = [f"<b>{name}</b>" if is_changed else name for name, is_changed in zip(names, changed, strict=True)]
    style.name_rows(fig, shown, appearance)
    return fig


def _reference(rows: pd.DataFrame, name: str, lang: str, colours: style.Palette) -> Any:
    return go.Scatter(
        x=rows["reference_rate"],
        y=rows.index,
        mode="markers",
        name=name,
        marker={"symbol": "line-ns", "size": 16, "line": {"width": 2, "color": colours.reference}},
        hoverinfo="text",
        hovertext=[
            "" if pd.isna(row.reference_rate) else language.text(
                "charts.reference_hover", lang, period=name,
                rate=language.percent(row.reference_rate, lang), interviews=int(row.reference_interviews),
            )
            for row in style.rows_of(rows)
        ],
        customdata=[(theme, "", "") for theme in rows["theme"]],
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
    )  # fmt: skip


def _values(rows: pd.DataFrame, changed: pd.Series, lang: str, colours: style.Palette) -> Any:
    """Each rate written right of its interval; what changed has an arrow, so that colour is not alone to say it."""
    written = []
    for row, is_changed in zip(style.rows_of(rows), changed, strict=True):
        value = "" if pd.isna(row.rate) else language.percent(row.rate, lang)
        arrow = " ▲" if is_changed and row.rate > row.reference_rate else " ▼" if is_changed else ""
        written.append(f"<b>{value}{arrow}</b>" if is_changed else value)
    return go.Scatter(
        x=rows[[c for c in ("high", "reference_rate") if c in rows]].max(axis=1),
        y=rows.index,
        mode="text",
        text=[f" {value}" for value in written],
        textposition="middle right",
        textfont={"color": [colours.accent if is_changed else colours.ink for is_changed in changed]},
        hoverinfo="skip",
        showlegend=False,
        cliponaxis=False,
    )


def _dots(rows: pd.DataFrame, colour: str, taxonomy: Taxonomy, lang: str, name: str) -> Any:
    return go.Scatter(
        x=rows["rate"],
        y=rows.index,
        mode="markers",
        name=language.text(f"charts.{name}", lang),
        marker={"size": 11, "color": colour},
        error_x={
            "type": "data",
            "symmetric": False,
            "array": (rows["high"] - rows["rate"]).astype(float),
            "arrayminus": (rows["rate"] - rows["low"]).astype(float),
            "color": style.see_through(colour, 0.45),
            "thickness": 2,
            "width": 0,
        },
        hoverinfo="text",
        hovertext=[
            style.rate_hover(row, style.escape(taxonomy.label(row.theme, lang)), lang) for row in style.rows_of(rows)
        ],
        customdata=[(theme, "", "") for theme in rows["theme"]],
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 0.55}},
    )
