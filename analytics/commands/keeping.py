"""Keeping the store: imports listed and undone, retention, backup, check; and the demo log."""

from __future__ import annotations

import argparse
import json
from contextlib import closing
from datetime import date
from pathlib import Path

from analytics import demo, imports, operations, queries
from analytics.commands.answering import (
    DONE,
    IN_PART,
    declare_json,
    print_json,
    spoken_language,
)
from data import language
from data.store import open_store


def list_imports(options: argparse.Namespace) -> int:
    """List the imports."""
    with closing(open_store()) as store:
        frame = queries.import_history(store).drop(columns="report")
    if options.json:
        print_json({"imports": json.loads(frame.to_json(orient="records", date_format="iso"))})
    else:
        print(frame.to_string(index=False))
    return DONE


def declare_undo(parser: argparse.ArgumentParser) -> None:
    """Options of ``undo``."""
    parser.add_argument("import_id", metavar="IMPORT_ID")
    declare_json(parser)


def undo(options: argparse.Namespace) -> int:
    """Take an import out again."""
    with closing(open_store()) as store:
        imports.undo(store, options.import_id)
    if options.json:
        print_json({"import_id": options.import_id, "status": "undone"})
    else:
        print(language.text("commands.undone", spoken_language(), import_id=options.import_id))
    return DONE


def purge(options: argparse.Namespace) -> int:
    """Delete the wordings past their retention."""
    with closing(open_store()) as store:
        deleted = operations.purge(store, date.today())
    if options.json:
        print_json({"wordings": deleted})
    else:
        print(language.text("commands.purged", spoken_language(), count=deleted))
    return DONE


def declare_backup(parser: argparse.ArgumentParser) -> None:
    """Options of ``backup``."""
    parser.add_argument("folder", type=Path, metavar="DIR")
    declare_json(parser)


def backup(options: argparse.Namespace) -> int:
    """Copy the store and its secret."""
    with closing(open_store()) as store:
        made = operations.backup(store, options.folder)
    if options.json:
        print_json({"files": [str(path) for path in made]})
    else:
        print("\n".join(str(path) for path in made))
    return DONE


def check(options: argparse.Namespace) -> int:
    """Tell whether the store is sound."""
    found = operations.check()
    if options.json:
        print_json(found)
    else:
        for name, value in found["settings"].items():
            print(f"{name}={value}")
        for name, passed in found["checks"].items():
            print(f"{'ok  ' if passed else 'FAIL'} {language.text(f'commands.check.{name}', spoken_language())}")
        for warning in found["warnings"]:
            print(language.text(f"commands.warning.{warning}", spoken_language()))
    return DONE if all(found["checks"].values()) else IN_PART


def declare_demo(parser: argparse.ArgumentParser) -> None:
    """Options of ``demo``."""
    parser.add_argument("file", type=Path, metavar="FILE.csv")


def write_demo(options: argparse.Namespace) -> int:
    """Write the demo log."""
    options.file.write_bytes(demo.demo_file(date.today()))
    return DONE
