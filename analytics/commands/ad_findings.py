"""``ads gap``, ``ads effect``, ``ads brief``: what ads leave open, what became of their changes, one page per role."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from analytics import exports
from analytics.ads import book, brief, gap, outcomes, words
from analytics.commands.answering import DONE, print_json, spoken_language
from analytics.population import Filters
from analytics.reports import writer_for
from analytics.themes import versions
from data import language
from data.store import Store, open_store


def declare(actions: Any) -> None:
    """The actions of ``ads`` that this file runs."""
    _declare_gap(actions.add_parser("gap", help="what is asked beside what the ads say"))
    _declare_effect(actions.add_parser("effect", help="what became of the questions after each change of an ad"))
    _declare_brief(actions.add_parser("brief", help="one page on a role: PDF, HTML or DOCX"))


def _declare_gap(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--role", help="this role only; every role unless told")
    _declare_period(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def _tell_gap(options: argparse.Namespace) -> int:
    """Say what is asked beside what the ads say."""
    lang = spoken_language()
    with closing(open_store()) as store:
        taxonomy = versions.current(store)
        filters = _period(store, options)
        if options.role is None:
            gaps = gap.gaps(store, filters)
            by_role = [gap.of_role(gaps, str(role)) for role in gaps["role"].unique()]
        else:
            by_role = [brief.role_gaps(store, book.known_role(store, options.role), filters)]
    if options.json:
        print_json({"roles": [_gap_of(rows, words.gap_headline(rows, taxonomy, lang)) for rows in by_role]})
        return DONE
    if not by_role:
        print(language.text("shell.none.title", lang))
    for rows in by_role:
        print(words.gap_headline(rows, taxonomy, lang))
        for row in rows[~rows["suppressed"]].to_dict("records"):
            share = language.percent(row["rate"], lang)
            theme = taxonomy.label(row["theme"], lang)
            print("  " + language.text("gap.line", lang, share=share, theme=theme, state=words.state(row, lang)))
    return DONE


def _declare_effect(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--role", help="the changes of this role's ad only")
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def _tell_effect(options: argparse.Namespace) -> int:
    """Say what became of the questions after each change of an ad."""
    lang = spoken_language()
    with closing(open_store()) as store:
        taxonomy = versions.current(store)
        frame = outcomes.outcomes(store, date.today())
        if options.role is not None:
            frame = frame[frame["role"] == book.known_role(store, options.role)]
    if options.json:
        said = [words.outcome_line(row, taxonomy, lang) for row in frame.to_dict("records")]
        print_json({"changes": _records(frame.assign(words=said).drop(columns="suppressed"))})
        return DONE
    if frame.empty:
        print(language.text("effect.none_title", lang))
    for row in frame.to_dict("records"):
        print(words.outcome_line(row, taxonomy, lang))
    return DONE


def _declare_brief(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--role", required=True)
    _declare_period(parser)
    parser.add_argument("--language", choices=language.LANGUAGES, help="language of the page")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.pdf", help="a .pdf, .html or .docx file")


def _write_brief(options: argparse.Namespace) -> int:
    """Write one page about a role: for its manager, and for whoever writes its ad."""
    writer = writer_for(options.out)
    with closing(open_store()) as store:
        role, lang = book.known_role(store, options.role), options.language or spoken_language()
        made = brief.report(store, role, _period(store, options), date.today(), lang)
    options.out.write_bytes(writer(made))
    return DONE


def _declare_period(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--since", type=date.fromisoformat, metavar="YYYY-MM-DD", help="the last 13 weeks unless told")
    parser.add_argument("--until", type=date.fromisoformat, metavar="YYYY-MM-DD")


def _period(store: Store, options: argparse.Namespace) -> Filters:
    if options.since is None and options.until is None:
        return brief.last_quarter(store, date.today())
    return Filters(options.since, options.until)


def _gap_of(rows: pd.DataFrame, headline: str) -> dict[str, Any]:
    columns = ["theme", "asked", "interviews", "rate", "low", "high", "others_rate", "state", "passage", "spared"]
    return {
        "role": rows["role"].iloc[0],
        "ad_published": rows["published"].iloc[0],
        "headline": headline,
        "themes": _records(rows.loc[~rows["suppressed"], columns]),
    }


def _records(frame: pd.DataFrame) -> Any:
    counts = [column for column in frame if str(column).split("_")[0] in ("asked", "interviews", "more")]
    frame = frame.astype(dict.fromkeys(counts, "Int64"))
    return json.loads(exports.to_json(frame))


ACTIONS: dict[str, Callable[[argparse.Namespace], int]] = {
    "gap": _tell_gap,
    "effect": _tell_effect,
    "brief": _write_brief,
}
"""What each action does, returning the exit status."""
