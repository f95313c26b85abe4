"""One theme over time for a role and for the other roles, with the change of the role's ad marked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import style
from analytics.charts.trends import interval_band, period_axis
from data import language

HEIGHT = 340

LEVEL = "level"
"""The name of the traces that show the rate over the weeks compared."""

_HALF_A_MONTH = timedelta(days=14)


def ad_effect(
    course: pd.DataFrame, outcome: Mapping[Any, Any], lang: str, appearance: style.Appearance = "light"
) -> go.Figure:
    """The role's rate by month with its interval band, the other roles' in grey, a line where the ad changed.

    ``course``: period, side ("role" or "others"), asked, interviews, rate, low, high, finished. ``outcome``: role,
    published; before_since, before_until, rate_before and the same with after: the rates of the weeks compared, as
    level lines.
    """
    colours = style.palette(appearance)
    rows = course[course["finished"].astype(bool)]
    # A month's mark stands in the middle of it, so that it is seen on which side of the change it lies.
    rows = rows.assign(day=[style.as_day(period) + _HALF_A_MONTH for period in rows["period"]])
    of_role, of_others = (rows[rows["side"] == side].sort_values("period") for side in ("role", "others"))
    role = style.shortened(str(outcome["role"]), 40)
    others = style.escape(language.text("charts.other_roles", lang))
    traces = [
        _line(of_others, colours.reference, others, lang),
        *interval_band(of_role, colours.ink),
        _line(of_role, colours.ink, role, lang),
    ]
    levels: list[tuple[date, float]] = []
    for side in ("before", "after"):
        since, until, rate = (outcome[name] for name in (f"{side}_since", f"{side}_until", f"rate_{side}"))
        if since is not None and not pd.isna(rate):
            traces.append(_level(since, until, float(rate), colours))
            levels.append((since + (until - since) / 2, float(rate)))
    fig = style.figure(traces, appearance, HEIGHT, margin={"l": 8, "r": 108, "t": 28, "b": 28})
    highest = rows["high"].max()
    axis = style.rate_axis(0.1 if pd.isna(highest) else float(highest), lang, appearance)
    fig.update_yaxes(**axis)
    if len(rows):
        period_axis(fig, rows, "month", lang, colours)
        last = max(day for day in (*rows["day"], outcome["after_until"]) if day is not None)
        fig.update_xaxes(range=[style.as_day(rows["period"].min()), last + _HALF_A_MONTH])
    lines = [(of_role, f"<b>{style.wrapped(str(outcome['role']), 15, lines=2)}</b>", colours.ink),
             (of_others, others, colours.muted)]  # fmt: skip
    ends = [(float(known.iloc[-1]), name, ink) for line, name, ink in lines if len(known := line["rate"].dropna())]
    gap = axis["range"][1] * 32 / (HEIGHT - 56)
    for y, (_, name, ink) in zip(style.apart([end[0] for end in ends], gap), ends, strict=True):
        fig.add_annotation(
            x=1, xref="paper", xanchor="left", xshift=4, y=y, showarrow=False, align="left", text=name,
            font={"size": 12, "color": ink},
        )  # fmt: skip
    for day, rate in levels:
        # On a ground of its own: the role's line often crosses the level.
        fig.add_annotation(
            x=day, y=rate, yshift=13, showarrow=False, text=f"<b>{language.percent(rate, lang)}</b>",
            font={"size": 13, "color": colours.accent}, bgcolor=colours.cell, borderpad=1,
        )  # fmt: skip
    published = outcome["published"]
    fig.add_shape(
        type="line", x0=published, x1=published, y0=0, y1=axis["range"][1], layer="below",
        line={"color": colours.accent, "width": 1.5},
    )  # fmt: skip
    fig.add_annotation(
        x=published, y=1, yref="paper", yanchor="bottom", showarrow=False,
        text=style.escape(language.text("charts.ad_changed", lang, day=language.short_day(published, lang))),
        font={"size": 12, "color": colours.accent},
    )  # fmt: skip
    return fig


def _line(rows: pd.DataFrame, colour: str, title: str, lang: str) -> Any:
    return go.Scatter(
        x=rows["day"],
        y=rows["rate"],
        mode="lines+markers",
        line={"color": colour, "width": 2},
        marker={"size": 6, "color": colour},
        connectgaps=False,
        hoverinfo="text",
        hovertext=[
            style.rate_hover(row, f"{title} · {style.period_name(style.as_day(row.period), 'month', lang)}", lang)
            for row in style.rows_of(rows)
        ],
    )


def _level(since: date, until: date, rate: float, colours: style.Palette) -> Any:
    return go.Scatter(
        x=[since, until],
        y=[rate, rate],
        mode="lines",
        name=LEVEL,
        line={"color": colours.accent, "width": 3},
        hoverinfo="skip",
    )
