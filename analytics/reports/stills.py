"""Still charts for paper and mail: SVG without a browser, in the colours of the screens' charts.

Pure functions from a query's frame to SVG. Letters are drawn as outlines, so that they look the same everywhere and
nothing in a name can be anything but text.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

import matplotlib as mpl
import pandas as pd
from matplotlib import font_manager
from matplotlib.dates import date2num
from matplotlib.figure import Figure

from analytics.charts import style
from analytics.reports.typesetting import FONTS, typeset
from analytics.themes.taxonomy import Taxonomy
from data import language

_WIDTH = 7.0
"""Inches: the width of the text on A4."""

# Plotly's words for a line and its marks, as matplotlib draws them.
_DASHES: dict[str, Any] = {
    "solid": "-", "dash": (0, (4, 2)), "longdash": (0, (7, 2)), "dashdot": "-.", "longdashdot": (0, (7, 2, 1, 2)),
}  # fmt: skip
_SYMBOLS = {"circle": "o", "square": "s", "triangle-up": "^", "star": "*", "cross": "P"}


@cache
def _set_up() -> None:
    """Matplotlib's settings are the process's own; nobody else draws with it."""
    for file in FONTS.glob("*.ttf"):
        font_manager.fontManager.addfont(file)
    # The same chart gives the same bytes; names never run as formulas.
    mpl.rcParams.update({"svg.hashsalt": "vice-versa", "svg.fonttype": "path", "text.parse_math": False})
    mpl.rcParams.update({"font.family": ["Vice Versa Sans", "DejaVu Sans"], "font.size": 9})


def theme_rates(rates: pd.DataFrame, taxonomy: Taxonomy, lang: str) -> str:
    """The asked rate of each theme with its interval, highest first; the reference as a grey tick.

    ``rates``: theme, rate, low, high; optionally reference_rate and changed.
    """
    rows = rates.dropna(subset=["rate"]).sort_values("rate", ascending=False).reset_index(drop=True)
    changed = rows["changed"].fillna(False).astype(bool) if "changed" in rows else pd.Series(False, index=rows.index)
    reference = rows["reference_rate"] if "reference_rate" in rows else pd.Series(float("nan"), index=rows.index)
    names = [taxonomy.short(theme, lang) for theme in rows["theme"]]
    return intervals(names, rows, reference, changed, lang)


def intervals(
    names: Sequence[str], rows: pd.DataFrame, reference: pd.Series[Any], changed: pd.Series[Any], lang: str
) -> str:
    """One named row per rate: dot, 95 % interval, and the reference as a grey tick where there is one.

    ``rows``: rate, low, high; ``reference`` and ``changed`` have its index. The value is written beside each.
    """
    colours = style.palette("print")
    fig, axes = _canvas(0.27 * len(rows) + 0.45)
    highest = 0.1
    for place, row in enumerate(style.rows_of(rows)):
        moved, before = bool(changed.iloc[place]), reference.iloc[place]
        colour = colours.accent if moved else colours.ink
        axes.plot([row.low, row.high], [place, place], color=colour, alpha=0.5, linewidth=1.5, solid_capstyle="butt")
        axes.plot(row.rate, place, "o", color=colour, markersize=5.5)
        end = float(row.high)
        if pd.notna(before):
            axes.plot([before, before], [place - 0.28, place + 0.28], color=colours.reference, linewidth=1.6, zorder=1)
            end = max(end, float(before))
        arrow = (" ▲" if row.rate > before else " ▼") if moved and pd.notna(before) else ""
        weight = "bold" if moved else "normal"
        axes.text(end, place, f"  {language.percent(row.rate, lang)}{arrow}", va="center", color=colour, weight=weight)
        highest = max(highest, end)
    axes.set_yticks(range(len(rows)), [_name(name, 34) for name in names])
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.set_xlim(0, min(1.12, highest * 1.16))
    _shares(axes, "x", highest, lang)
    return _svg(fig)


def trends(
    rates: pd.DataFrame,
    taxonomy: Taxonomy,
    lang: str,
    grain: str = "week",
    marks: Sequence[tuple[date, str]] = (),
) -> str:
    """The asked rate of each theme over time with its interval band, each line named at its end.

    ``rates``: theme, period, rate, low, high, finished; themes in the order wanted, six at most. Unfinished periods
    are left out. ``marks`` are days with what happened then.
    """
    lines = [
        (
            taxonomy.short(theme, lang),
            style.theme_mark(taxonomy.slot(theme), "print"),
            rates[(rates["theme"] == theme) & rates["finished"].astype(bool)].sort_values("period"),
        )
        for theme in dict.fromkeys(rates["theme"])
    ]
    return lines_over_time(lines, lang, grain, marks)


def lines_over_time(
    lines: Sequence[tuple[str, style.Mark, pd.DataFrame]],
    lang: str,
    grain: str = "week",
    marks: Sequence[tuple[date, str]] = (),
) -> str:
    """Named and marked lines over time: (name, mark, rows with period, rate, low and high)."""
    colours = style.palette("print")
    fig, axes = _canvas(2.5)
    ends: list[tuple[float, str, style.Mark]] = []
    days = sorted({style.as_day(period) for _, _, rows in lines for period in rows["period"]})
    highest = max([0.05, *(float(rows["high"].max()) for _, _, rows in lines if rows["high"].notna().any())])
    for name, mark, rows in lines:
        at = [_place(style.as_day(period)) for period in rows["period"]]
        values = {column: rows[column].astype(float).to_numpy() for column in ("rate", "low", "high")}
        axes.fill_between(at, values["low"], values["high"], color=mark.colour, alpha=0.1, linewidth=0)
        axes.plot(
            at, values["rate"], color=mark.colour, linewidth=1.6, linestyle=_DASHES[mark.dash],
            marker=_SYMBOLS[mark.symbol], markersize=2.5 if mark.symbol == "circle" else 4,
        )  # fmt: skip
        known = rows["rate"].dropna()
        if len(known):
            ends.append((float(known.iloc[-1]), name, mark))
    axes.set_ylim(0, highest * 1.08)
    if days:
        first, last = (_place(day) for day in (days[0], days[-1]))
        axes.set_xlim(first - 3, last + 3)
        ticks = days[::-1][:: max(1, -(-len(days) // 6))][::-1]
        labels = [
            style.period_name(day, grain, lang) if grain != "week" else language.short_day(day, lang) for day in ticks
        ]
        axes.set_xticks([_place(day) for day in ticks], labels)
        _mark(axes, [(day, words) for day, words in marks if days[0] <= day <= days[-1]], highest)
    for height, (_, name, mark) in zip(style.apart([end[0] for end in ends], highest * 0.075), ends, strict=True):
        axes.annotate(
            f"{mark.letter} {_name(name, 26)}", (1.0, height), xycoords=("axes fraction", "data"), xytext=(6, 0),
            textcoords="offset points", va="center", color=mark.colour, weight="bold", annotation_clip=False,
        )  # fmt: skip
    _shares(axes, "y", highest, lang)
    axes.tick_params(axis="x", colors=colours.muted)
    return _svg(fig)


def to_png(svg: str) -> bytes:
    """A still chart as PNG, for Word and for mail programs that show no SVG."""
    page = '#set page(width: auto, height: auto, margin: 0pt)\n#image("chart.svg")'
    return typeset({"main.typ": page.encode(), "chart.svg": svg.encode()}, "png")


def _canvas(height: float) -> tuple[Figure, Any]:
    _set_up()
    fig = Figure(figsize=(_WIDTH, height), layout="constrained")
    axes = fig.add_subplot()
    for side in ("top", "right", "left", "bottom"):
        axes.spines[side].set_visible(False)
    axes.tick_params(length=0, labelcolor=style.palette("print").ink)
    axes.set_axisbelow(True)
    return fig, axes


def _shares(axes: Any, side: str, highest: float, lang: str) -> None:
    """Ticks in per cent on one axis, with quiet grid lines."""
    colours = style.palette("print")
    step = style.rate_step(highest)
    ticks = [step * i for i in range(int(min(highest, 1.0) / step + 1e-9) + 1)]
    labels = [language.percent(tick, lang) for tick in ticks]
    (axes.set_xticks if side == "x" else axes.set_yticks)(ticks, labels)
    axes.tick_params(axis=side, labelcolor=colours.muted)
    axes.grid(axis=side, color=colours.grid, linewidth=0.8)


def _mark(axes: Any, marks: Sequence[tuple[date, str]], top: float) -> None:
    colours = style.palette("print")
    for day, words in marks:
        at = _place(day)
        axes.axvline(at, color=colours.reference, linewidth=0.8, linestyle=":")
        late = at > sum(axes.get_xlim()) / 2
        axes.annotate(
            _name(words, 48), (at, top * 1.06), xytext=(-3 if late else 3, 0), textcoords="offset points",
            ha="right" if late else "left", va="top", fontsize=7.5, color=colours.muted,
        )  # fmt: skip


def _name(text: str, width: int) -> str:
    flat = "".join(c for c in " ".join(text.split()) if c.isprintable())
    return flat if len(flat) <= width else flat[: width - 1].rstrip() + "…"


def _place(day: date) -> float:
    """Where a day stands on an axis of dates."""
    return float(date2num(day))  # type: ignore[no-untyped-call]


def _svg(fig: Figure) -> str:
    out = io.StringIO()
    fig.savefig(out, format="svg", metadata={"Date": None, "Creator": None}, transparent=True)
    return out.getvalue()
