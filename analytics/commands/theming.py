"""``themes``: measuring the engine, and moving the taxonomy."""

from __future__ import annotations

import argparse
from contextlib import closing
from pathlib import Path

from analytics.ads.matching import load_matcher
from analytics.commands.answering import (
    DONE,
    content_of,
    print_json,
    spoken_language,
    write,
)
from analytics.groups import aims
from analytics.themes import evaluation, reshaping, taxonomy_file, versions
from analytics.themes.engine import load_model
from data import language
from data.store import open_store


def declare_themes(parser: argparse.ArgumentParser) -> None:
    """Actions of ``themes``."""
    actions = parser.add_subparsers(dest="action", required=True)
    evaluate = actions.add_parser("evaluate", help="measure the themes found in a labelled file")
    evaluate.add_argument("file", type=Path, metavar="FILE.csv")
    evaluate.add_argument("--json", action="store_true", help="print one JSON document")
    predict = actions.add_parser("predict", help="add themes and scores to a file with a column `text`")
    predict.add_argument("file", type=Path, metavar="FILE.csv")
    predict.add_argument("--out", type=Path, help="where to write; standard output unless given")
    export = actions.add_parser("export", help="write the taxonomy with its users' examples to a file")
    export.add_argument("file", type=Path, metavar="FILE.json")
    bring = actions.add_parser("import", help="put the taxonomy of a file in force")
    bring.add_argument("file", type=Path, metavar="FILE.json")
    back = actions.add_parser("back", help="put an earlier version of the taxonomy in force again")
    back.add_argument("version", type=int, metavar="VERSION")
    past = actions.add_parser("versions", help="list the versions of the taxonomy")
    for action in (bring, back, past):
        action.add_argument("--json", action="store_true", help="print one JSON document")
    actions.add_parser(
        "prepare", help="train the theme engine now, so that the first import or job ad does not wait for it"
    )


def themes(options: argparse.Namespace) -> int:
    """Evaluate, predict, prepare, or move the taxonomy."""
    if options.action == "prepare":
        load_model()
        aims.load()
        load_matcher()
        return DONE
    if options.action in ("export", "import", "back", "versions"):
        return _taxonomy(options)
    content = content_of(options.file)
    if options.action == "predict":
        write(evaluation.predicted_file(content, options.file.name), options.out)
        return DONE
    measured = evaluation.evaluate(content, options.file.name)
    if options.json:
        print_json(measured)
    else:
        print(evaluation.table(measured, spoken_language()))
    return DONE


def _taxonomy(options: argparse.Namespace) -> int:
    with closing(open_store()) as store:
        moved = None
        if options.action == "export":
            write(taxonomy_file.written(versions.current(store)), options.file)
            return DONE
        if options.action == "import":
            moved = reshaping.apply(store, taxonomy_file.read(content_of(options.file)), {"action": "imported"})
        elif options.action == "back":
            moved = reshaping.go_back(store, options.version)
        number, past = versions.number(store), versions.history(store)
    if options.json:
        made = past.assign(made_at=past["made_at"].astype(str)).to_dict("records")
        print_json({"version": number, "texts_moved": moved, "versions": made})
    elif moved is not None:
        print(language.text("commands.taxonomy", spoken_language(), version=number, count=moved))
    else:
        print(past.to_string(index=False) if len(past) else language.text("taxonomy.change.shipped", spoken_language()))
    return DONE
