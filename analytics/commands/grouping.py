"""``groups``: the questions that are the same, listed, merged, split, searched."""

from __future__ import annotations

import argparse
import json
from contextlib import closing

import pandas as pd

from analytics import exports, groups
from analytics.commands.answering import DONE, declare_json, print_json, spoken_language
from analytics.commands.exporting import declare_filters, filters_of
from data import language
from data.store import Store, open_store


def declare_groups(parser: argparse.ArgumentParser) -> None:
    """Options of ``groups``."""
    verbs = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    listed = verbs.add_parser("list", help="the groups, most asked first")
    declare_filters(listed)
    listed.add_argument("--theme", help="a theme's id, or unclassified")
    listed.add_argument("--search", metavar="WORDS", help="only the groups that mean this, nearest first")
    listed.add_argument("--limit", type=int, default=50, help="how many; 50 unless given")
    declare_json(listed)
    shown = verbs.add_parser("show", help="the wordings of a group")
    declare_filters(shown)
    shown.add_argument("group", type=int)
    declare_json(shown)
    merged = verbs.add_parser("merge", help="show the questions of OTHER in GROUP from now on")
    merged.add_argument("group", type=int, metavar="GROUP")
    merged.add_argument("other", type=int, metavar="OTHER")
    declare_json(merged)
    split = verbs.add_parser("split", help="take wordings out of GROUP into a group of their own")
    split.add_argument("group", type=int, metavar="GROUP")
    split.add_argument("texts", type=int, nargs="+", metavar="TEXT", help="a wording's number, as “show” gives it")
    declare_json(split)
    declare_json(verbs.add_parser("decisions", help="what was merged and split, newest first"))
    undone = verbs.add_parser("undo", help="take a decision back")
    undone.add_argument("decision", type=int, metavar="DECISION")
    declare_json(undone)


def run_groups(options: argparse.Namespace) -> int:
    """Do one of the actions of ``groups``."""
    with closing(open_store()) as store:
        if options.action in ("list", "show", "decisions"):
            _tell_table(_table(store, options), options.json)
        else:
            _tell_done(_decide(store, options), options)
    return DONE


def _table(store: Store, options: argparse.Namespace) -> pd.DataFrame:
    lang = spoken_language()
    if options.action == "decisions":
        return groups.group_decisions(store)
    filters = filters_of(options)
    if options.action == "show":
        shown = groups.members(store, filters, options.group)
        told = shown["wording"].where(~shown["hidden"].astype(bool), language.text("questions.hidden", lang))
        return shown.assign(wording=told)[["text_id", "wording", "language", "times", "last_day", "typical", "decided"]]
    if options.search:
        return exports.shown_rates(groups.nearest(store, filters, options.search, options.limit, options.theme, lang))
    return exports.shown_rates(groups.groups(store, filters, options.theme, lang).head(options.limit))


def _decide(store: Store, options: argparse.Namespace) -> dict[str, object]:
    if options.action == "merge":
        return {"decision_id": groups.merge(store, options.group, options.other), "group_id": options.group}
    if options.action == "split":
        return {"group_id": groups.split(store, options.group, options.texts)}
    groups.undo(store, options.decision)
    return {"decision_id": options.decision, "status": "undone"}


def _tell_table(frame: pd.DataFrame, as_json: bool) -> None:
    if as_json:
        print_json({"groups": json.loads(exports.to_json(frame))})
    else:
        print(frame.to_string(index=False))


def _tell_done(done: dict[str, object], options: argparse.Namespace) -> None:
    if options.json:
        print_json(done)
    else:
        print(
            language.text(
                f"commands.groups.{options.action}",
                spoken_language(),
                **{name: str(value) for name, value in done.items()},
            )
        )
