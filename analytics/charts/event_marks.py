"""Notes of people as thin marks on a chart over time, each named on hover."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import style
from analytics.themes.taxonomy import Taxonomy
from data import language


def add_events(
    fig: go.Figure,
    events: pd.DataFrame,
    top: float,
    taxonomy: Taxonomy,
    lang: str,
    colours: style.Palette,
    panel: dict[str, int] | None = None,
) -> None:
    """A thin line and a diamond on the day of each event within the chart's dates, on one ``panel`` where it has some.

    ``events``: the frame of ``events.events``. Their words come from people: they are escaped.
    """
    first, last = (pd.Timestamp(end) for end in fig.layout.xaxis.range)
    shown = events[(events["day"] >= first) & (events["day"] <= last)]
    if shown.empty:
        return
    for day in shown["day"]:
        fig.add_shape(
            type="line", x0=day, x1=day, y0=0, y1=top, layer="below",
            line={"color": colours.accent, "width": 1}, **(panel or {}),
        )  # fmt: skip
    said = []
    for event in style.rows_of(shown):
        about = [style.escape(taxonomy.label(event.theme, lang))] if event.theme else []
        about += [style.shortened(event.role, 40)] if event.role else []
        named = " · ".join([language.day(style.as_day(event.day), lang), *about])
        said.append(f"<b>{named}</b><br>{style.wrapped(event.words, 60, lines=4)}")
    fig.add_trace(
        go.Scatter(
            x=list(shown["day"]),
            y=[top] * len(shown),
            mode="markers",
            marker={"symbol": "diamond", "size": 9, "color": colours.accent},
            hoverinfo="text",
            hovertext=said,
            cliponaxis=False,
        ),
        **(panel or {}),
    )
