"""What every verb answers with: results on standard output, progress and errors on standard error."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from data import language, settings
from data.errors import NeedsAnswer, ViceVersaError

DONE, IN_PART, REFUSED = 0, 1, 2
"""Exit statuses."""


def spoken_language() -> str:
    """The language of the command line."""
    return language.supported(str(settings.value("LANGUAGE")) or os.environ.get("LANG", ""))


def print_json(document: object) -> None:
    """Print one JSON document and nothing else."""
    print(json.dumps(document, ensure_ascii=False, indent=2, default=str))


def described(error: ViceVersaError) -> dict[str, object]:
    """An error as the JSON documents have it."""
    told = error.explain(spoken_language())
    described: dict[str, object] = {
        "code": error.code,
        "title": told.title,
        "message": told.message,
        "advice": told.advice,
    }
    if isinstance(error, NeedsAnswer):
        described |= {"code": "needs_answer", "question": error.question, "options": list(error.options)}
    return described


def tell(error: ViceVersaError) -> None:
    """An error for a person, on standard error."""
    told = error.explain(spoken_language())
    print(f"{told.title}\n{told.message}\n{told.advice}", file=sys.stderr)


def show_progress(share: float, step: str) -> None:
    """How far the work is, where a person watches."""
    if sys.stderr.isatty():
        print(f"\r{language.text(f'imports.step.{step}', spoken_language())} {share:4.0%}", end="", file=sys.stderr)


def content_of(path: Path) -> bytes:
    """The bytes of a file. Raises ``file_missing`` and ``file_too_large``."""
    try:
        if path.stat().st_size > settings.largest_file():
            raise ViceVersaError("file_too_large", file=path.name, limit=settings.largest_file() // 1024 // 1024)
        return path.read_bytes()
    except OSError as error:
        raise ViceVersaError("file_missing", file=path.name) from error


def write(content: bytes, out: Path | None) -> None:
    """Write to a file, or to standard output where none is named."""
    if out is None:
        sys.stdout.buffer.write(content)
    else:
        out.write_bytes(content)


def declare_json(parser: argparse.ArgumentParser) -> None:
    """A verb whose only option is JSON."""
    parser.add_argument("--json", action="store_true", help="print one JSON document")
