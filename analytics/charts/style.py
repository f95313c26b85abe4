"""What every chart shares: colours, template, height, and how text and figures are written on it."""

from __future__ import annotations

import textwrap
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any, Literal

import pandas as pd
import plotly.graph_objects as go

from data import language

Appearance = Literal["light", "dark", "print"]

FONT = '"Source Sans", "Source Sans 3", "Source Sans Pro", "Segoe UI", Arial, sans-serif'
ROW_HEIGHT = 32
"""Pixels of one row of a chart that has a row per theme or per role."""


@dataclass(frozen=True)
class Palette:
    """The colours of one appearance. Ink is what is there, reference is grey, the accent is for what changed."""

    ink: str
    muted: str
    reference: str
    grid: str
    cell: str
    accent: str
    more: str
    less: str
    paper: str
    themes: tuple[str, ...]


# Twelve colours found by search: each keeps a contrast of 3:1 or more with the page, and the nearest pair stays
# apart (OKLab 0.07 and more) for normal sight and simulated protan, deutan and tritan sight (Machado 2009).
# Slot by slot the dark ones keep the hue of the light ones.
_LIGHT_THEMES = (
    "#bf1a61", "#6d021d", "#784516", "#aa650f", "#a39704", "#2d99d6",
    "#261a94", "#7566f0", "#5e33bc", "#795c98", "#4d225c", "#db6997",
)  # fmt: skip
_DARK_THEMES = (
    "#c54d76", "#f55e86", "#fdbd78", "#b87c34", "#aaba0d", "#6b99c7",
    "#97b6f1", "#ad80fc", "#865fea", "#f4c8fd", "#9d60ad", "#f694a3",
)  # fmt: skip

_LIGHT = Palette(
    ink="#1b2136",
    muted="#5d6275",
    reference="#8a8f9e",
    grid="#e9e7e1",
    cell="#f5f4f0",
    accent="#0f766e",
    more="#8fcac1",
    less="#eab98c",
    paper="rgba(0,0,0,0)",
    themes=_LIGHT_THEMES,
)
_DARK = Palette(
    ink="#e8e6e0",
    muted="#a9abb3",
    reference="#8d919c",
    grid="#2c2f37",
    cell="#1e2127",
    accent="#4fc1b5",
    more="#17655e",
    less="#8a5522",
    paper="rgba(0,0,0,0)",
    themes=_DARK_THEMES,
)
_PALETTES: dict[str, Palette] = {
    "light": _LIGHT,
    "dark": _DARK,
    # A printed figure stands on white, whatever is behind it.
    "print": Palette(**{**_LIGHT.__dict__, "paper": "#ffffff"}),
}


def palette(appearance: Appearance) -> Palette:
    """The colours of an appearance."""
    return _PALETTES[appearance]


@dataclass(frozen=True)
class Mark:
    """How one line is drawn: its colour, its dash and symbol in Plotly's words, the symbol as a letter."""

    colour: str
    dash: str = "solid"
    symbol: str = "circle"
    letter: str = "●"


# Twelve themes are told apart by colour alone. The next twelve take the same colours again with a dash and a symbol of
# their own, and so on: neither is used for anything else (dots and hollow marks are the unfinished period's,
# diamonds are notes, triangles that point down are imports).
_FORMS = (
    ("solid", "circle", "●"),
    ("dash", "square", "■"),
    ("longdash", "triangle-up", "▲"),
    ("dashdot", "star", "★"),
    ("longdashdot", "cross", "✚"),
)


def theme_mark(slot: int, appearance: Appearance) -> Mark:
    """The mark that the theme of a slot keeps on every chart of an appearance."""
    form, place = divmod(slot, len(palette(appearance).themes))
    return Mark(palette(appearance).themes[place], *_FORMS[form])


def see_through(colour: str, opacity: float) -> str:
    """A hexadecimal colour as rgba, for bands."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"


def escape(text: object) -> str:
    """Text that stays text in a figure.

    Plotly reads tags, entities, ``$…$`` and ``%{…}`` wherever it draws text; names that come from
    files must not reach it raw. Control and direction characters are dropped.
    """
    flat = " ".join(str(text).split())
    visible = "".join(c for c in flat if c.isprintable())
    for character, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("$", "&#36;"), ("%{", "&#37;{")):
        visible = visible.replace(character, entity)
    return visible


def wrapped(text: str, width: int, lines: int = 3) -> str:
    """Escaped text on at most ``lines`` lines of about ``width`` characters, as even as they can be."""
    flat = " ".join(text.split())
    parts = textwrap.wrap(flat, width=width, max_lines=lines, placeholder="…")
    for narrower in range(width - 1, 0, -1):
        even = textwrap.wrap(flat, width=narrower, max_lines=lines, placeholder="…", break_long_words=False)
        if len(even) > len(parts) or "".join(even).replace(" ", "") != "".join(parts).replace(" ", ""):
            break
        parts = even
    return "<br>".join(escape(part) for part in parts)


def shortened(text: str, width: int = 30) -> str:
    """Escaped text on one line, cut with an ellipsis where it is longer than ``width``."""
    flat = " ".join(text.split())
    return escape(flat if len(flat) <= width else flat[: width - 1].rstrip() + "…")


def rows_of(frame: pd.DataFrame) -> list[Any]:
    """The rows of a frame, as objects with a value per column."""
    return list(frame.itertuples())


def rate_hover(row: Any, title: str, lang: str) -> str:
    """What hovering a rate says: whose it is, the rate, of how many interviews, its 95 % interval.

    ``row`` has ``asked``, ``interviews``, ``rate``, ``low`` and ``high``; ``title`` is escaped already.
    """
    if pd.isna(row.rate):
        return f"<b>{title}</b><br>" + language.text("charts.hidden", lang)
    return f"<b>{title}</b><br>" + language.text(
        "charts.rate_hover",
        lang,
        rate=language.percent(row.rate, lang),
        asked=int(row.asked),
        interviews=int(row.interviews),
        low=language.percent(row.low, lang),
        high=language.percent(row.high, lang),
    )


def as_day(value: Hashable) -> date:
    """A date from what pandas holds."""
    day: date = pd.Timestamp(str(value)).date() if not isinstance(value, datetime) else value.date()
    return day


def period_name(first: date, grain: str, lang: str) -> str:
    """A period by its name: a week, a month or a quarter."""
    if grain == "week":
        return language.text("charts.week_of", lang, day=language.short_day(first, lang))
    return language.month(first, lang) if grain == "month" else language.quarter(first, lang)


def rate_step(highest: float) -> float:
    """The distance of two ticks on an axis of rates up to ``highest``: at most five of them, or a quarter."""
    return next(step for step in (0.05, 0.1, 0.2, 0.25) if highest / step <= 5 or step == 0.25)


def apart(values: Sequence[float], gap: float) -> list[float]:
    """Heights for the names at the lines' ends, moved so far that none covers another."""
    placed = list(values)
    order = sorted(range(len(values)), key=values.__getitem__)
    for before, here in pairwise(order):
        placed[here] = max(placed[here], placed[before] + gap)
    return placed


def rate_axis(highest: float, lang: str, appearance: Appearance) -> dict[str, Any]:
    """An axis of rates from zero to just above ``highest``, its ticks written in ``lang``."""
    step = rate_step(highest)
    top = min(1.0, step * (int(highest / step + 0.999)))
    ticks = [step * i for i in range(round(top / step) + 1)]
    return {
        "range": [0, max(top, highest * 1.04)],
        "tickvals": ticks,
        "ticktext": [language.percent(tick, lang) for tick in ticks],
        "gridcolor": palette(appearance).grid,
        "zeroline": False,
        "fixedrange": True,
    }


def name_rows(fig: go.Figure, names: Sequence[str], appearance: Appearance) -> None:
    """Name the rows of a chart with a row per theme or per role, the first on top. ``names`` are escaped already."""
    fig.update_yaxes(
        tickvals=list(range(len(names))),
        ticktext=list(names),
        range=[len(names) - 0.4, -0.6],
        showgrid=False,
        zeroline=False,
        ticks="",
        tickfont={"color": palette(appearance).ink},
    )


def figure(traces: list[Any], appearance: Appearance, height: int, **layout: Any) -> go.Figure:
    """A figure with our template: quiet, no zoom, hover on the nearest mark, one click selects."""
    colours = palette(appearance)
    fig = go.Figure(traces)
    fig.update_layout(
        # Streamlit replaces Plotly's default template by one of placeholder colours: never inherit it.
        template="none",
        height=height,
        margin={"l": 8, "r": 16, "t": 24, "b": 28},
        font={"family": FONT, "size": 13, "color": colours.ink},
        paper_bgcolor=colours.paper,
        plot_bgcolor=colours.paper,
        hoverlabel={
            "bgcolor": colours.cell,
            "bordercolor": colours.grid,
            "font": {"family": FONT, "size": 13, "color": colours.ink},
            "align": "left",
        },
        hovermode="closest",
        clickmode="event+select",
        dragmode=False,
        showlegend=False,
    )
    fig.update_layout(**layout)
    fig.update_xaxes(automargin=True, tickfont={"color": colours.muted}, fixedrange=True)
    fig.update_yaxes(automargin=True, tickfont={"color": colours.muted}, fixedrange=True)
    return fig
