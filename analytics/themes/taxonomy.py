"""The themes: what they are called, what they hold, and the colour that each keeps."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).parents[2] / "data" / "themes" / "taxonomy.toml"


@dataclass(frozen=True)
class Theme:
    """One subject that candidates ask about. Texts are by language of the interface."""

    id: str
    label: Mapping[str, str]
    short: Mapping[str, str]
    definition: Mapping[str, str]
    colour: int


@lru_cache(maxsize=1)
def _read(_modified: int) -> dict[str, Theme]:
    listed = tomllib.loads(FILE.read_text("utf-8"))["theme"]
    themes = [
        Theme(
            id=one["id"],
            label=one["label"],
            short=one["short"],
            definition={lang: " ".join(text.split()) for lang, text in one["definition"].items()},
            colour=one["colour"],
        )
        for one in listed
    ]
    return {theme.id: theme for theme in themes}


def _by_id() -> dict[str, Theme]:
    return _read(FILE.stat().st_mtime_ns)


def themes() -> list[Theme]:
    """The themes, in the order in which the product shows them."""
    return list(_by_id().values())


def theme_ids() -> list[str]:
    """The ids of ``themes()``."""
    return list(_by_id())


def label(theme: str, lang: str) -> str:
    """What a theme is called. Raises KeyError for an unknown id."""
    return _by_id()[theme].label[lang]


def short(theme: str, lang: str) -> str:
    """What a theme is called where there is little room."""
    return _by_id()[theme].short[lang]


def colour(theme: str) -> int:
    """The slot of a theme in the palettes, 0 to 11."""
    return _by_id()[theme].colour
