"""The command line: ``python -m analytics VERB``. Progress goes to standard error, results to standard output.

Exit status: 0 done, 1 done in part, 2 refused and nothing changed. To add a verb, write its function
and add one line to ``VERBS``.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from analytics import demo, exports, imports, operations, queries
from analytics.population import ATTRIBUTES, Filters
from analytics.themes import evaluation, reshaping, taxonomy_file, versions
from analytics.themes.engine import load_model
from data import language, settings
from data.columns import Mapping, constants_from
from data.errors import NeedsAnswer, ViceVersaError
from data.store import Store, open_store

DONE, IN_PART, REFUSED = 0, 1, 2

_PLURAL = dict(zip(queries.DIMENSIONS, ATTRIBUTES, strict=True))


def main(arguments: Sequence[str]) -> int:
    """Run one verb and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m analytics", description="Vice Versa without a browser.")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    for verb in VERBS:
        verb.declare(verbs.add_parser(verb.name, help=verb.purpose, description=verb.purpose))
    options = parser.parse_args(arguments)
    chosen = next(verb for verb in VERBS if verb.name == options.verb)
    try:
        return chosen.run(options)
    except ViceVersaError as error:
        if getattr(options, "json", False):
            _print_json({"error": _error(error)})
        else:
            _tell_error(error)
        return REFUSED


def _language() -> str:
    return language.supported(str(settings.value("LANGUAGE")) or os.environ.get("LANG", ""))


def _print_json(document: object) -> None:
    print(json.dumps(document, ensure_ascii=False, indent=2, default=str))


def _error(error: ViceVersaError) -> dict[str, object]:
    told = error.explain(_language())
    described: dict[str, object] = {
        "code": error.code,
        "title": told.title,
        "message": told.message,
        "advice": told.advice,
    }
    if isinstance(error, NeedsAnswer):
        described |= {"code": "needs_answer", "question": error.question, "options": list(error.options)}
    return described


def _tell_error(error: ViceVersaError) -> None:
    told = error.explain(_language())
    print(f"{told.title}\n{told.message}\n{told.advice}", file=sys.stderr)


def _progress(share: float, step: str) -> None:
    if sys.stderr.isatty():
        print(f"\r{language.text(f'imports.step.{step}', _language())} {share:4.0%}", end="", file=sys.stderr)


# import

_CONSTANTS = {
    "role": 'role of the interviews that name none; "" if nobody knows it',
    "stage": "stage of the interviews that name none",
    "date": "day of the interviews that name none, as 2026-03-31",
}
"""What can be told for a whole file, by the name of its option."""


def _declare_import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--mapping", type=Path, metavar="M.json", help="columns of the file, as JSON")
    order = parser.add_mutually_exclusive_group()
    order.add_argument("--day-first", action="store_const", const=True, dest="day_first", help="03/04 is 3 April")
    order.add_argument("--month-first", action="store_const", const=False, dest="day_first", help="03/04 is March 4")
    for name, purpose in _CONSTANTS.items():
        parser.add_argument(f"--{name}", help=purpose)
    parser.add_argument("--candidate", metavar="NAME", help="which speaker of a transcript is the candidate")
    parser.add_argument("--encoding", help="read a text file in this encoding")
    parser.add_argument("--delimiter", help="read a text file with this delimiter")
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def _import(options: argparse.Namespace) -> int:
    mapping = Mapping.from_json(_read_json(options.mapping)) if options.mapping else None
    options.constants = constants_from({n: value for n in _CONSTANTS if (value := getattr(options, n)) is not None})
    with closing(open_store()) as store:
        told = [_import_one(store, file, mapping, options) for file in options.files]
    if options.json:
        _print_json({"files": told})
    else:
        for one in told:
            _tell_import(one)
    states = {str(one["status"]) for one in told}
    if states == {"refused"}:
        return REFUSED
    return IN_PART if states & {"refused", "partly"} else DONE


def _read_json(path: Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ViceVersaError("mapping_unreadable", file=path.name) from error


def _import_one(store: Store, file: str, mapping: Mapping | None, options: argparse.Namespace) -> dict[str, object]:
    """One file's outcome, with the keys that the JSON document promises."""
    name = Path(file).name
    told: dict[str, object] = {
        "file": name,
        "status": "refused",
        "format": None,
        "layout": None,
        "import_id": None,
        "interviews": 0,
        "questions": 0,
        "duplicates": 0,
        "rejected": [],
        "columns": {"read": {}, "not_read": [], "refused": []},
        "warnings": [],
        "error": None,
    }
    try:
        content = _content(Path(file))
        draft = imports.prepare(
            store,
            content,
            name,
            mapping,
            encoding=options.encoding,
            delimiter=options.delimiter,
            day_first=options.day_first,
            constants=options.constants,
            candidate=options.candidate,
        )
        told["format"] = draft.read.format
        told["layout"] = draft.proposal.layout.id if draft.proposal.layout else None
        if draft.log is not None:
            told["rejected"] = [
                {"row": r.row, "sheet": r.sheet, "reason": r.reason, "detail": r.detail} for r in draft.log.rejected
            ]
            not_read = draft.log.columns_not_read
            told["columns"] = {
                "read": draft.log.columns_read,
                "not_read": list(not_read),
                "refused": [column for column, reason in not_read.items() if reason == "refused"],
            }
            told["warnings"] = [
                language.text(f"warnings.{warning.code}", _language(), **warning.values)
                for warning in draft.log.warnings
            ]
        report = imports.confirm(store, draft, _progress)
    except ViceVersaError as error:
        return told | {"error": _error(error)}
    return told | {
        "status": report.status,
        "import_id": report.import_id,
        "interviews": report.interviews,
        "questions": report.questions,
        "duplicates": report.duplicates,
    }


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > settings.largest_file():
            raise ViceVersaError("file_too_large", file=path.name, limit=settings.largest_file() // 1024 // 1024)
        return path.read_bytes()
    except OSError as error:
        raise ViceVersaError("file_missing", file=path.name) from error


def _tell_import(told: dict[str, Any]) -> None:
    lang = _language()
    if told["error"]:
        error = told["error"]
        print(f"{told['file']}: {error['title']}\n  {error['message']}\n  {error['advice']}")
        return
    print(
        language.text(
            f"commands.import.{told['status']}",
            lang,
            file=told["file"],
            import_id=told["import_id"],
            interviews=told["interviews"],
            questions=told["questions"],
            duplicates=told["duplicates"],
        )
    )
    for column, field in told["columns"]["read"].items():
        print(f"  {column} -> {field}")
    if told["columns"]["not_read"]:
        columns = ", ".join(told["columns"]["not_read"])
        print("  " + language.text("commands.import.not_read", lang, columns=columns))
    for warning in told["warnings"]:
        print(f"  {warning}")
    for row in told["rejected"]:
        reason = language.text(f"rejections.{row['reason']}", lang, detail=row["detail"])
        print("  " + language.text("commands.import.rejected", lang, row=str(row["row"]), reason=reason))


# themes


def _declare_themes(parser: argparse.ArgumentParser) -> None:
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
    actions.add_parser("prepare", help="train the theme engine now, so that the first import does not wait for it")


def _themes(options: argparse.Namespace) -> int:
    if options.action == "prepare":
        load_model()
        return DONE
    if options.action in ("export", "import", "back", "versions"):
        return _taxonomy(options)
    content = _content(options.file)
    if options.action == "predict":
        _write(evaluation.predicted_file(content, options.file.name), options.out)
        return DONE
    measured = evaluation.evaluate(content, options.file.name)
    if options.json:
        _print_json(measured)
    else:
        print(evaluation.table(measured, _language()))
    return DONE


def _taxonomy(options: argparse.Namespace) -> int:
    with closing(open_store()) as store:
        moved = None
        if options.action == "export":
            _write(taxonomy_file.written(versions.current(store)), options.file)
            return DONE
        if options.action == "import":
            moved = reshaping.apply(store, taxonomy_file.read(_content(options.file)), {"action": "imported"})
        elif options.action == "back":
            moved = reshaping.go_back(store, options.version)
        number, past = versions.number(store), versions.history(store)
    if options.json:
        made = past.assign(made_at=past["made_at"].astype(str)).to_dict("records")
        _print_json({"version": number, "texts_moved": moved, "versions": made})
    elif moved is not None:
        print(language.text("commands.taxonomy", _language(), version=number, count=moved))
    else:
        print(past.to_string(index=False) if len(past) else language.text("taxonomy.change.shipped", _language()))
    return DONE


# export


def _declare_export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("questions", "rates"))
    parser.add_argument("--format", choices=tuple(exports.FORMATS), default="csv")
    parser.add_argument(
        "--by", default="theme", help="for rates: theme and any of role, stage, …, week, month, quarter"
    )
    parser.add_argument("--since", type=date.fromisoformat, metavar="YYYY-MM-DD")
    parser.add_argument("--until", type=date.fromisoformat, metavar="YYYY-MM-DD")
    for name in queries.DIMENSIONS:
        parser.add_argument(f"--{name}", action="append", help="may be given several times")
    parser.add_argument("--theme", help="for questions: a theme's id, or unclassified")
    parser.add_argument("--search", help="for questions: words of the wording")
    parser.add_argument("--out", type=Path, help="where to write; standard output unless given")


def _export(options: argparse.Namespace) -> int:
    chosen = {_PLURAL[name]: tuple(values) for name in queries.DIMENSIONS if (values := getattr(options, name))}
    filters = Filters(options.since, options.until, **chosen)
    lang = _language()
    with closing(open_store()) as store:
        if options.what == "questions":
            frame = exports.listed(queries.questions(store, filters, options.theme, options.search), lang)
        else:
            frame = exports.shown_rates(_rates(store, filters, options.by.split(",")))
        taxonomy = versions.current(store)
    _write(exports.FORMATS[options.format](frame, taxonomy, lang), options.out)
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


def _write(content: bytes, out: Path | None) -> None:
    if out is None:
        sys.stdout.buffer.write(content)
    else:
        out.write_bytes(content)


# operations


def _declare_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def _imports(options: argparse.Namespace) -> int:
    with closing(open_store()) as store:
        frame = queries.import_history(store).drop(columns="report")
    if options.json:
        _print_json({"imports": json.loads(frame.to_json(orient="records", date_format="iso"))})
    else:
        print(frame.to_string(index=False))
    return DONE


def _declare_undo(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("import_id", metavar="IMPORT_ID")
    _declare_json(parser)


def _undo(options: argparse.Namespace) -> int:
    with closing(open_store()) as store:
        imports.undo(store, options.import_id)
    if options.json:
        _print_json({"import_id": options.import_id, "status": "undone"})
    else:
        print(language.text("commands.undone", _language(), import_id=options.import_id))
    return DONE


def _purge(options: argparse.Namespace) -> int:
    with closing(open_store()) as store:
        deleted = operations.purge(store, date.today())
    if options.json:
        _print_json({"wordings": deleted})
    else:
        print(language.text("commands.purged", _language(), count=deleted))
    return DONE


def _declare_backup(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR")
    _declare_json(parser)


def _backup(options: argparse.Namespace) -> int:
    with closing(open_store()) as store:
        made = operations.backup(store, options.folder)
    if options.json:
        _print_json({"files": [str(path) for path in made]})
    else:
        print("\n".join(str(path) for path in made))
    return DONE


def _check(options: argparse.Namespace) -> int:
    found = operations.check()
    if options.json:
        _print_json(found)
    else:
        for name, value in found["settings"].items():
            print(f"{name}={value}")
        for name, passed in found["checks"].items():
            print(f"{'ok  ' if passed else 'FAIL'} {language.text(f'commands.check.{name}', _language())}")
        for warning in found["warnings"]:
            print(language.text(f"commands.warning.{warning}", _language()))
    return DONE if all(found["checks"].values()) else IN_PART


def _declare_demo(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE.csv")


def _demo(options: argparse.Namespace) -> int:
    options.file.write_bytes(demo.demo_file(date.today()))
    return DONE


@dataclass(frozen=True)
class Verb:
    """One verb: its options and what it does, returning the exit status."""

    name: str
    purpose: str
    declare: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


VERBS = (
    Verb("import", "bring in logs of candidates' questions", _declare_import, _import),
    Verb("themes", "evaluate or predict themes, and move the taxonomy", _declare_themes, _themes),
    Verb("export", "questions or rates, as the screens show them", _declare_export, _export),
    Verb("imports", "list the imports", _declare_json, _imports),
    Verb("undo", "take an import out again", _declare_undo, _undo),
    Verb("purge", "delete the wordings older than the retention", _declare_json, _purge),
    Verb("backup", "copy the store and its secret into a folder", _declare_backup, _backup),
    Verb("check", "settings in force, and whether the store is sound", _declare_json, _check),
    Verb("demo", "write the demo log to a file", _declare_demo, _demo),
)
