"""One theme over time for chosen roles side by side: small multiples on one scale."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from analytics.charts import style
from analytics.charts.event_marks import add_events
from analytics.charts.trends import period_axis, theme_line
from analytics.themes.taxonomy import Taxonomy

PANEL_HEIGHT = 200


def role_trends(
    rates: pd.DataFrame,
    grain: str,
    taxonomy: Taxonomy,
    lang: str,
    appearance: style.Appearance = "light",
    events: pd.DataFrame | None = None,
) -> go.Figure:
    """The asked rate of one theme by period, one panel per role, all panels on one scale.

    ``rates``: theme (one only), role, period, asked, interviews, rate, low, high, finished,
    suppressed; ``events``: the frame of ``events.events``. A click gives ``customdata`` (theme, role, period).
    """
    colours = style.palette(appearance)
    roles = list(dict.fromkeys(rates["role"]))
    across = min(2, len(roles))
    down = -(-len(roles) // across)
    panels = make_subplots(
        rows=down, cols=across, shared_xaxes=True, shared_yaxes=True, horizontal_spacing=0.06,
        vertical_spacing=0.28 / down, subplot_titles=[style.shortened(role, 40) for role in roles],
    )  # fmt: skip
    for place, role in enumerate(roles):
        rows = rates[rates["role"] == role].sort_values("period")
        theme = str(rows["theme"].iloc[0])
        title = f"{style.shortened(role, 40)} · {style.escape(taxonomy.label(theme, lang))}"
        mark = style.theme_mark(taxonomy.slot(theme), appearance)
        for trace in theme_line(rows, mark, title, role, grain, lang, band=True):
            panels.add_trace(trace, row=place // across + 1, col=place % across + 1)
    highest = rates["high"].max()
    # A figure made of panels keeps its own layout: take the template's part from an empty one.
    panels.update_layout(
        style.figure([], appearance, down * PANEL_HEIGHT + 60, margin={"l": 8, "r": 16, "t": 36, "b": 48}).layout
    )
    axis = style.rate_axis(0.1 if pd.isna(highest) else float(highest), lang, appearance)
    panels.update_yaxes(**axis)
    panels.update_yaxes(automargin=True, tickfont={"color": colours.muted})
    period_axis(panels, rates, grain, lang, colours)
    panels.update_xaxes(tickfont={"color": colours.muted, "size": 11}, fixedrange=True)
    if events is not None:
        for place, role in enumerate(roles):
            panel = {"row": place // across + 1, "col": place % across + 1}
            concerned = events[events["role"].isin(["", role])]
            add_events(panels, concerned, axis["range"][1], taxonomy, lang, colours, panel)
    panels.update_annotations(font={"size": 13, "color": colours.ink}, x=0, xanchor="left")
    for place, title in enumerate(panels.layout.annotations):
        title.x = (place % across) * (1 / across + 0.03)
    return panels
