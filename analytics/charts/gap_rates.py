"""One row per theme for one role: how often it is asked, and whether the ad answers it."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import style
from analytics.themes.taxonomy import Taxonomy
from data import language

_SYMBOLS = {"nothing": "circle", "no_ad": "circle", "vague": "circle-open", "answered": "circle"}


def gap_rates(rows: pd.DataFrame, taxonomy: Taxonomy, lang: str, appearance: style.Appearance = "light") -> go.Figure:
    """The asked rate of each theme in the order given, with what the ad says written beside it.

    ``rows``: theme, role, asked, interviews, rate, low, high, others_rate, others_interviews, state. What the ad leaves
    open has the accent, a mere mention a hollow mark; what it answers is grey. A click gives ``customdata``
    (theme, role, "").
    """
    colours = style.palette(appearance)
    rows = rows.reset_index(drop=True)
    open_to_it = rows["state"].ne("answered")
    ink = [colours.accent if is_open else colours.reference for is_open in open_to_it]
    traces: list[Any] = [
        go.Scatter(
            x=rows["others_rate"],
            y=rows.index,
            mode="markers",
            marker={"symbol": "line-ns", "size": 16, "line": {"width": 2, "color": colours.reference}},
            hoverinfo="skip",
        ),
        *(_interval(row, y, colour) for y, (row, colour) in enumerate(zip(style.rows_of(rows), ink, strict=True))),
        go.Scatter(
            x=rows["rate"],
            y=rows.index,
            mode="markers",
            marker={
                "size": 11,
                "symbol": [_SYMBOLS[state] for state in rows["state"]],
                "color": ink,
                "line": {"width": 2, "color": ink},
            },
            hoverinfo="text",
            hovertext=[_hover(row, taxonomy, lang) for row in style.rows_of(rows)],
            customdata=[(row.theme, row.role, "") for row in style.rows_of(rows)],
            selected={"marker": {"opacity": 1}},
            unselected={"marker": {"opacity": 0.55}},
        ),
        go.Scatter(
            x=rows[["high", "others_rate"]].max(axis=1),
            y=rows.index,
            mode="text",
            text=[_written(row, lang) for row in style.rows_of(rows)],
            textposition="middle right",
            textfont={"color": [colours.accent if is_open else colours.muted for is_open in open_to_it]},
            hoverinfo="skip",
            cliponaxis=False,
        ),
    ]
    fig = style.figure(traces, appearance, len(rows) * style.ROW_HEIGHT + 60, margin={"l": 8, "r": 16, "t": 8, "b": 28})
    highest = rows[["high", "others_rate"]].max().max()
    highest = 0.1 if pd.isna(highest) else float(highest)
    axis = style.rate_axis(min(1.0, highest), lang, appearance)
    # What the ad says stands beside the interval: leave room for its words.
    axis["range"] = [0, highest * 1.5]
    fig.update_xaxes(**axis)
    style.name_rows(fig, [style.escape(taxonomy.short(theme, lang)) for theme in rows["theme"]], appearance)
    return fig


def _interval(row: Any, y: int, colour: str) -> Any:
    return go.Scatter(
        x=[row.low, row.high],
        y=[y, y],
        mode="lines",
        line={"color": style.see_through(colour, 0.45), "width": 2},
        hoverinfo="skip",
    )


def _written(row: Any, lang: str) -> str:
    if pd.isna(row.rate):
        return " " + style.escape(language.text("charts.few", lang))
    return f" {language.percent(row.rate, lang)} · {style.escape(language.text(f'gap.short.{row.state}', lang))}"


def _hover(row: Any, taxonomy: Taxonomy, lang: str) -> str:
    said = style.rate_hover(row, style.escape(taxonomy.label(row.theme, lang)), lang)
    if pd.isna(row.others_rate):
        return said
    others = language.text(
        "charts.others_rate", lang, rate=language.percent(row.others_rate, lang), interviews=int(row.others_interviews)
    )
    return f"{said}<br>{others}<br>{style.escape(language.text(f'gap.said.{row.state}', lang))}"
