"""The labelled examples that the model is made of: its source code.

One file per main theme in ``data/themes/examples`` and one for what belongs to none, each with the columns
``text``, ``language``, ``themes`` (main one first, separated by ``|``) and ``hand`` (who wrote it: whoever
wants to know how the model does on wordings of other people leaves one hand out).
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from analytics.themes.taxonomy import shipped_ids
from data.spelling import folded

FOLDER = Path(__file__).parents[2] / "data" / "themes" / "examples"
UNCLASSIFIED = "unclassified"
LANGUAGES = ("fr", "en", "de", "es", "it", "pt")
"""The languages that examples are written in, best covered first."""

_COLUMNS = ["text", "language", "themes", "hand"]


@dataclass(frozen=True)
class Example:
    """One wording with the themes that people gave it, main one first; none for small talk and noise."""

    text: str
    language: str
    themes: tuple[str, ...]
    hand: str

    @property
    def main(self) -> str:
        """The file that the example belongs to."""
        return self.themes[0] if self.themes else UNCLASSIFIED


def examples() -> tuple[Example, ...]:
    """Every example that ships, in the order of the files. Raises ValueError where one is not valid."""
    return _read(_files())


def fingerprint() -> str:
    """The digest of ``examples()``, worked out once for as long as the files stay the same."""
    return _fingerprint(_files())


def _files() -> tuple[tuple[Path, int], ...]:
    paths = [FOLDER / f"{name}.csv" for name in (*shipped_ids(), UNCLASSIFIED)]
    return tuple((path, path.stat().st_mtime_ns) for path in paths)


@lru_cache(maxsize=1)
def _fingerprint(files: tuple[tuple[Path, int], ...]) -> str:
    return digest(_read(files))


@lru_cache(maxsize=1)
def _read(files: tuple[tuple[Path, int], ...]) -> tuple[Example, ...]:
    found = [example for path, _ in files for example in _read_file(path)]
    first: dict[str, Example] = {}
    for example in found:
        if first.setdefault(folded(example.text), example) is not example:
            raise ValueError(f"The example {example.text!r} is there twice.")
    return tuple(found)


def _read_file(path: Path) -> list[Example]:
    known = set(shipped_ids())
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if reader.fieldnames != _COLUMNS:
            raise ValueError(f"{path.name} must have the columns {', '.join(_COLUMNS)}.")
        read = [
            Example(row["text"], row["language"], tuple(filter(None, row["themes"].split("|"))), row["hand"])
            for row in reader
        ]
    for example in read:
        themes = example.themes
        if (
            not example.text.strip()
            or example.language not in LANGUAGES
            or example.main != path.stem
            or not known.issuperset(themes)
            or len(set(themes)) != len(themes)
        ):
            raise ValueError(f"{path.name}: {example} is not a valid example.")
    return read


def digest(of: Sequence[Example]) -> str:
    """A hash of the examples: what is computed from them is kept under it."""
    content = "\n".join("\t".join((e.text, e.language, "|".join(e.themes), e.hand)) for e in of)
    return hashlib.sha256(content.encode()).hexdigest()[:16]
