"""``import``: bringing in logs."""

from __future__ import annotations

import argparse
import json
from contextlib import closing
from pathlib import Path
from typing import Any

from analytics import imports
from analytics.commands.answering import (
    DONE,
    IN_PART,
    REFUSED,
    content_of,
    described,
    print_json,
    show_progress,
    spoken_language,
)
from data import language
from data.columns import Mapping, constants_from
from data.errors import ViceVersaError
from data.store import Store, open_store

_CONSTANTS = {
    "role": 'role of the interviews that name none; "" if nobody knows it',
    "stage": "stage of the interviews that name none",
    "date": "day of the interviews that name none, as 2026-03-31",
}
"""What can be told for a whole file, by the name of its option."""


def declare_import(parser: argparse.ArgumentParser) -> None:
    """Options of ``import``."""
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


def import_files(options: argparse.Namespace) -> int:
    """Import files, one after another."""
    mapping = Mapping.from_json(_read_json(options.mapping)) if options.mapping else None
    options.constants = constants_from({n: value for n in _CONSTANTS if (value := getattr(options, n)) is not None})
    with closing(open_store()) as store:
        told = [_import_one(store, file, mapping, options) for file in options.files]
    if options.json:
        print_json({"files": told})
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
        content = content_of(Path(file))
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
            progress=show_progress,
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
                language.text(f"warnings.{warning.code}", spoken_language(), **warning.values)
                for warning in draft.log.warnings
            ]
        report = imports.confirm(store, draft, show_progress)
    except ViceVersaError as error:
        return told | {"error": described(error)}
    return told | {
        "status": report.status,
        "import_id": report.import_id,
        "interviews": report.interviews,
        "questions": report.questions,
        "duplicates": report.duplicates,
    }


def _tell_import(told: dict[str, Any]) -> None:
    lang = spoken_language()
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
