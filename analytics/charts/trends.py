"""Asked rates over time: one line per theme with its interval band, named at the line's end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import style
from analytics.charts.event_marks import add_events
from analytics.themes.taxonomy import Taxonomy
from data import language

MOST_COLOURED = 6
HEIGHT = 440


def trends(
    rates: pd.DataFrame,
    marks: pd.DataFrame | None,
    grain: str,
    taxonomy: Taxonomy,
    lang: str,
    appearance: style.Appearance = "light",
    events: pd.DataFrame | None = None,
) -> go.Figure:
    """The asked rate of each theme by week, month or quarter.

    ``rates``: theme, period, asked, interviews, rate, low, high, finished, suppressed. The first six
    themes are coloured, the others stay grey. ``marks``: first_day, file_name (the imports that
    changed the picture), None for none; ``events``: the frame of ``events.events``. The unfinished period
    is hollow and dotted. A click gives ``customdata`` (theme, "", period).
    """
    colours = style.palette(appearance)
    themes = list(dict.fromkeys(rates["theme"]))
    lines: list[Any] = []
    ends: list[tuple[float, str, style.Mark]] = []
    for place, theme in reversed(list(enumerate(themes))):
        rows = rates[rates["theme"] == theme].sort_values("period")
        coloured = place < MOST_COLOURED
        own = style.theme_mark(taxonomy.slot(theme), appearance)
        mark = own if coloured else replace(own, colour=colours.grid)
        lines += theme_line(rows, mark, style.escape(taxonomy.label(theme, lang)), "", grain, lang, band=coloured)
        known = rows.dropna(subset=["rate"])
        if coloured and len(known):
            ends.append((float(known["rate"].iloc[-1]), style.wrapped(taxonomy.short(theme, lang), 17, lines=2), mark))
    highest = rates["high"].max()
    highest = 0.1 if pd.isna(highest) else float(highest)
    fig = style.figure(lines, appearance, HEIGHT, margin={"l": 8, "r": 124, "t": 24, "b": 28})
    axis = style.rate_axis(highest, lang, appearance)
    fig.update_yaxes(**axis)
    period_axis(fig, rates, grain, lang, colours)
    gap = axis["range"][1] * (30 if any("<br>" in name for _, name, _ in ends) else 16) / (HEIGHT - 52)
    for y, (_, name, mark) in zip(style.apart([e[0] for e in ends], gap), ends, strict=True):
        fig.add_annotation(
            x=1, xref="paper", xanchor="left", xshift=4, y=y, showarrow=False, align="left",
            text=f"<span style='color:{mark.colour}'>{mark.letter}</span> {name}",
            font={"size": 12, "color": colours.ink},
        )  # fmt: skip
    if events is not None:
        add_events(fig, events, axis["range"][1], taxonomy, lang, colours)
    shown = {style.as_day(p) for p in rates["period"]}
    if marks is None:
        return fig
    began = pd.Series([style.as_day(first) for first in marks["first_day"]], index=marks.index, dtype=object)
    # An import that began before the chart does is part of what all of it shows.
    _add_marks(fig, marks[(began > min(shown)) & (began <= max(shown))], axis["range"][1], lang, colours)
    return fig


def theme_line(
    rows: pd.DataFrame, mark: style.Mark, title: str, role: str, grain: str, lang: str, *, band: bool
) -> list[Any]:
    """Traces of one line: band, finished part, unfinished part dotted with a hollow mark."""
    rows = rows.assign(day=[style.as_day(p) for p in rows["period"]])
    finished = rows["finished"].astype(bool)
    done, under_way = rows[finished], rows[~finished]
    traces: list[Any] = []
    if band:
        traces += interval_band(done, mark.colour)
    traces.append(
        go.Scatter(
            x=done["day"],
            y=done["rate"],
            mode="lines+markers",
            line={"color": mark.colour, "width": 2, "dash": mark.dash},
            marker={"size": 6 if mark.symbol == "circle" else 8, "color": mark.colour, "symbol": mark.symbol},
            connectgaps=False,
            **_said(done, title, role, grain, lang),
        )
    )
    if len(under_way):
        joined = pd.concat([done.tail(1), under_way])
        traces.append(
            go.Scatter(
                x=joined["day"],
                y=joined["rate"],
                mode="lines+markers",
                line={"color": mark.colour, "width": 1.5, "dash": "dot"},
                marker={"size": [0] * (len(joined) - len(under_way)) + [8] * len(under_way),
                        "symbol": f"{mark.symbol}-open", "color": mark.colour, "line": {"width": 2}},
                **_said(joined, title, role, grain, lang),
            )
        )  # fmt: skip
    return traces


def _said(rows: pd.DataFrame, title: str, role: str, grain: str, lang: str) -> dict[str, Any]:
    hover = []
    for row in style.rows_of(rows):
        period = style.period_name(row.day, grain, lang)
        unfinished = "" if row.finished else "<br>" + language.text("charts.unfinished", lang)
        hover.append(style.rate_hover(row, f"{title} · {period}", lang) + unfinished)
    return {
        "hoverinfo": "text",
        "hovertext": hover,
        "customdata": [(row.theme, role, row.day.isoformat()) for row in style.rows_of(rows)],
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 0.7}},
    }


def interval_band(rows: pd.DataFrame, colour: str) -> list[Any]:
    """The interval as a band, one piece per run of periods that are shown."""
    shown = rows["rate"].notna()
    runs = (shown != shown.shift()).cumsum()
    return [
        go.Scatter(
            x=[*run["day"], *run["day"][::-1]],
            y=[*run["high"], *run["low"][::-1]],
            fill="toself",
            fillcolor=style.see_through(colour, 0.10),
            line={"width": 0},
            mode="lines",
            hoverinfo="skip",
        )
        for _, run in rows[shown].groupby(runs[shown])
        if len(run) > 1
    ]


def period_axis(fig: go.Figure, rates: pd.DataFrame, grain: str, lang: str, colours: style.Palette) -> None:
    """Dates along x, at most five named, in words of the language (Plotly knows no French months)."""
    days = sorted({style.as_day(p) for p in rates["period"]})
    every = max(1, -(-len(days) // 5))
    ticks = days[::-1][::every][::-1]
    # Room for half a step at each end, so that the first and the last mark stand free.
    margin = (days[-1] - days[0]) / max(1, len(days) - 1) / 2 or timedelta(days=3)
    fig.update_xaxes(
        tickvals=ticks, ticktext=_names(ticks, grain, lang), showgrid=False, zeroline=False,
        ticks="outside", ticklen=4, tickcolor=colours.grid, autotickangles=[0, 90], type="date",
        range=[days[0] - margin, days[-1] + margin],
    )  # fmt: skip


def _names(days: Sequence[date], grain: str, lang: str) -> list[str]:
    """Each day without its year for a week, the month or quarter otherwise; a year below where it begins."""
    names = []
    for before, day in zip([None, *days], days, strict=False):
        named = style.period_name(day, grain, lang) if grain == "quarter" else language.short_day(day, lang)
        head, _, year = named.rpartition(" ")
        head = head.split(" ", 1)[-1] if grain == "month" else head
        names.append(head if before and before.year == day.year else f"{head}<br>{year}")
    return names


def _add_marks(fig: go.Figure, marks: pd.DataFrame, top: float, lang: str, colours: style.Palette) -> None:
    """A thin line where an import changed the picture, named on hover."""
    if marks.empty:
        return
    days = [style.as_day(first) for first in marks["first_day"]]
    for day in days:
        fig.add_shape(
            type="line", x0=day, x1=day, y0=0, y1=top, layer="below",
            line={"color": colours.reference, "width": 1, "dash": "dot"},
        )  # fmt: skip
    fig.add_trace(
        go.Scatter(
            x=days,
            y=[top] * len(days),
            mode="markers",
            marker={"symbol": "triangle-down", "size": 8, "color": colours.reference},
            hoverinfo="text",
            hovertext=[
                language.text("charts.import_mark", lang, file=style.shortened(str(name), 80))
                for name in marks["file_name"]
            ],
            cliponaxis=False,
        )
    )
