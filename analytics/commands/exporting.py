"""``export``: what the screens show, with the same suppression."""

from __future__ import annotations

import argparse
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from analytics import exports, queries
from analytics.commands.answering import (
    DONE,
    spoken_language,
    write,
)
from analytics.population import ATTRIBUTES, Filters
from analytics.themes import versions
from data.errors import ViceVersaError
from data.store import Store, open_store

_PLURAL = dict(zip(queries.DIMENSIONS, ATTRIBUTES, strict=True))


def declare_export(parser: argparse.ArgumentParser) -> None:
    """Options of ``export``."""
    parser.add_argument("what", choices=("questions", "rates"))
    parser.add_argument("--format", choices=tuple(exports.FORMATS), default="csv")
    parser.add_argument(
        "--by", default="theme", help="for rates: theme and any of role, stage, …, week, month, quarter"
    )
    declare_filters(parser)
    parser.add_argument("--theme", help="for questions: a theme's id, or unclassified")
    parser.add_argument("--search", help="for questions: words of the wording")
    parser.add_argument("--out", type=Path, help="where to write; standard output unless given")


def declare_attributes(parser: argparse.ArgumentParser) -> None:
    """An option for each attribute of an interview that can be filtered."""
    for name in queries.DIMENSIONS:
        parser.add_argument(f"--{name}", action="append", help="may be given several times")


def attribute_filters(options: argparse.Namespace) -> Filters:
    """The filters that those options choose."""
    chosen: dict[str, Any] = {
        _PLURAL[name]: tuple(values) for name in queries.DIMENSIONS if (values := getattr(options, name))
    }
    return Filters(**chosen)


def declare_filters(parser: argparse.ArgumentParser) -> None:
    """The filters of the screens, as options."""
    parser.add_argument("--since", type=date.fromisoformat, metavar="YYYY-MM-DD")
    parser.add_argument("--until", type=date.fromisoformat, metavar="YYYY-MM-DD")
    declare_attributes(parser)


def filters_of(options: argparse.Namespace) -> Filters:
    """The filters that all of those options choose."""
    return replace(attribute_filters(options), since=options.since, until=options.until)


def export(options: argparse.Namespace) -> int:
    """Write questions or rates."""
    filters = filters_of(options)
    lang = spoken_language()
    with closing(open_store()) as store:
        if options.what == "questions":
            frame = exports.listed(queries.questions(store, filters, options.theme, options.search), lang)
        else:
            frame = exports.shown_rates(_rates(store, filters, options.by.split(",")))
        taxonomy = versions.current(store)
    write(exports.FORMATS[options.format](frame, taxonomy, lang), options.out)
    return DONE


def _rates(store: Store, filters: Filters, by: list[str]) -> pd.DataFrame:
    known = ("theme", *queries.DIMENSIONS, *queries.GRAINS)
    for name in by:
        if name not in known:
            raise ViceVersaError("export_unknown_group", name=name, known=", ".join(known))
    grain = next((name for name in by if name in queries.GRAINS), None)
    dimensions = [name for name in by if name in queries.DIMENSIONS]
    if "theme" in by:
        return queries.rates(store, filters, dimensions, grain)
    return queries.rates(store, filters, dimensions, grain, [queries.ANY_THEME]).drop(columns="theme")
