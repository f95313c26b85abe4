"""The labelled passages that the matching is made of: its source code, as the engine's examples are the engine's.

``data/ads/passages.csv``: text, language, themes (those that it answers), vague_themes (those that it only mentions),
hand (who wrote it). What the figures are measured on is not among them.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from analytics.themes.taxonomy import shipped_ids

FILE = Path(__file__).parents[2] / "data" / "ads" / "passages.csv"


@dataclass(frozen=True)
class Labelled:
    """One passage with the themes that it answers, and those that it only mentions."""

    text: str
    language: str
    answered: frozenset[str]
    vague: frozenset[str]


def examples() -> tuple[Labelled, ...]:
    """Every labelled passage that ships. Raises ValueError where one is not valid."""
    return read(FILE, FILE.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def read(path: Path, _modified: int = 0) -> tuple[Labelled, ...]:
    """The labelled passages of a file. Raises ValueError where one names an unknown theme, or a theme twice."""
    with path.open(encoding="utf-8", newline="") as file:
        found = tuple(
            Labelled(row["text"], row["language"], _themes(row["themes"]), _themes(row["vague_themes"]))
            for row in csv.DictReader(file)
        )
    known = set(shipped_ids())
    for one in found:
        if not one.text.strip() or not known >= one.answered | one.vague or one.answered & one.vague:
            raise ValueError(f"{path.name}: {one} is not a valid passage.")
    return found


def _themes(cell: str) -> frozenset[str]:
    return frozenset(filter(None, cell.split("|")))


def digest(of: Sequence[Labelled]) -> str:
    """A hash of labelled passages: what is computed from them is kept under it."""
    content = "\n".join("\t".join((e.text, "|".join(sorted(e.answered)), "|".join(sorted(e.vague)))) for e in of)
    return hashlib.sha256(content.encode()).hexdigest()[:16]
