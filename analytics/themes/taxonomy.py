"""The themes: what they are called, what they hold, and where the model's view of them comes from.

A taxonomy is a value that never changes: editing one makes another (``analytics.themes.editing``), and the store
keeps every version (``analytics.themes.versions``). The one that ships is ``data/themes/taxonomy.toml``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parents[2] / "data" / "themes" / "taxonomy.toml"

SLOTS = 60
"""Marks that themes share out among them on charts: twelve colours, each in five forms."""
_COLOURS = 12


@dataclass(frozen=True)
class Theme:
    """One subject that candidates ask about. Texts are by language of the interface.

    ``colour``: the mark on charts that it asks for (``Taxonomy.slot``).
    ``base``: the themes of the shipped examples whose questions it takes, its own id for a theme that ships.
    ``within``: archived themes that were split, whose questions it shares with their other parts.
    ``examples``: wordings that its users gave, from which the model learns it.
    """

    id: str
    label: Mapping[str, str]
    short: Mapping[str, str]
    definition: Mapping[str, str]
    colour: int
    archived: bool = False
    base: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Taxonomy:
    """Themes in the order in which the product shows them, archived ones among them.

    ``merged`` names, for each theme that was merged away, the theme that took its questions.
    """

    themes: tuple[Theme, ...]
    merged: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _by_id(self) -> dict[str, Theme]:
        return {theme.id: theme for theme in self.themes}

    @cached_property
    def living(self) -> tuple[Theme, ...]:
        """The themes that are not archived."""
        return tuple(theme for theme in self.themes if not theme.archived)

    @property
    def ids(self) -> list[str]:
        """The ids of the living themes, in a list of the caller's own."""
        return [theme.id for theme in self.living]

    def __contains__(self, theme: object) -> bool:
        return theme in self._by_id

    def theme(self, theme: str) -> Theme:
        """The theme of an id, living or archived. Raises KeyError for an unknown one."""
        return self._by_id[theme]

    def label(self, theme: str, lang: str) -> str:
        """What a theme is called. Raises KeyError for an unknown id."""
        return self._by_id[theme].label[lang]

    def short(self, theme: str, lang: str) -> str:
        """What a theme is called where there is little room."""
        return self._by_id[theme].short[lang]

    def definition(self, theme: str, lang: str) -> str:
        """What belongs to a theme and what does not."""
        return self._by_id[theme].definition[lang]

    def slot(self, theme: str) -> int:
        """The mark of a theme on charts, from 0 up to ``SLOTS``; no other theme has it."""
        return self._slots[theme]

    @cached_property
    def _slots(self) -> dict[str, int]:
        """Where two themes ask for one mark, the later keeps the colour and takes the next free form of it.

        Themes that ship come first, then by id, so that the order of themes moves no mark.
        """
        slots: dict[str, int] = {}
        wanted = {theme.colour for theme in self.themes}
        for theme in sorted(self.themes, key=lambda one: (one.id not in one.base, one.id)):
            taken = set(slots.values())
            forms = (slot for slot in range(theme.colour % _COLOURS, SLOTS, _COLOURS) if slot not in taken | wanted)
            slots[theme.id] = theme.colour if theme.colour not in taken else next(forms, theme.colour)
        return slots

    def shown_as(self, theme: str) -> str | None:
        """The living theme under which a theme of any version counts now; None where there is none left."""
        while theme in self.merged:
            theme = self.merged[theme]
        return theme if theme in self._by_id and not self._by_id[theme].archived else None

    def to_json(self) -> dict[str, Any]:
        """The taxonomy as plain values."""
        return {"themes": [asdict(theme) for theme in self.themes], "merged": dict(self.merged)}

    @staticmethod
    def from_json(content: Mapping[str, Any]) -> Taxonomy:
        """The taxonomy of plain values. Raises KeyError and TypeError where they are none of ours."""
        themes = [
            Theme(**{**one, **{name: tuple(one[name]) for name in ("base", "within", "examples")}})
            for one in content["themes"]
        ]
        return Taxonomy(tuple(themes), dict(content["merged"]))


@lru_cache(maxsize=1)
def _read(_modified: int) -> Taxonomy:
    listed = tomllib.loads(FILE.read_text("utf-8"))["theme"]
    return Taxonomy(
        tuple(
            Theme(
                id=one["id"],
                label=one["label"],
                short=one["short"],
                definition={lang: " ".join(text.split()) for lang, text in one["definition"].items()},
                colour=one["colour"],
                base=(one["id"],),
            )
            for one in listed
        )
    )


def shipped() -> Taxonomy:
    """The taxonomy that ships."""
    return _read(FILE.stat().st_mtime_ns)


def shipped_ids() -> list[str]:
    """The themes that the shipped examples are labelled with: the columns of the model."""
    return shipped().ids
