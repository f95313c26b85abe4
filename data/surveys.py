"""Published surveys of what candidates look for: priorities that people named, not questions that they asked."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_FILE = Path(__file__).parent / "surveys.toml"


@dataclass(frozen=True)
class Survey:
    """One figure: the share of the base that said it, in the words of each language, and where it was read."""

    theme: str
    share: float
    said: Mapping[str, str]
    source: str
    year: int
    base: Mapping[str, str]
    url: str


def surveys(theme: str) -> list[Survey]:
    """What surveys say on a theme, in the order of the file; nothing for most themes."""
    entries = tomllib.loads(_FILE.read_text("utf-8"))["survey"]
    return [Survey(**entry) for entry in entries if entry["theme"] == theme]
