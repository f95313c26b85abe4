"""Hints while an answer is written: plain rules that explain themselves and never stand in the way.

The words that they look for are data (``data/hints.toml``).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from data import spelling

WORDS_PER_MINUTE = 150
"""Pace of somebody who explains without hurry."""

LONGEST_SECONDS = 60

_FILE = Path(__file__).parents[2] / "data" / "hints.toml"
_WORD = re.compile(r"[\w'’-]+")
_NUMBER = r"\d{1,3}(?:[ .,\u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,]\d+)?"


@dataclass(frozen=True)
class Hint:
    """One remark: a key of ``answers.hint`` and what its sentence needs."""

    code: str
    values: dict[str, object]


@dataclass(frozen=True)
class Quantity:
    """What a text says in figures: a unit, the lowest and the highest value, and the words themselves."""

    unit: str
    low: float
    high: float
    said: str


def hints(written: str, lang: str, ad_passages: Sequence[str] = ()) -> list[Hint]:
    """What could be better in an answer, most useful first; nothing for an empty one.

    ``ad_passages``: what the job ads say on the same theme.
    """
    if not written.strip():
        return []
    found = []
    if not concrete(written, lang):
        evasive = [f"« {word} »" if lang == "fr" else f"“{word}”" for word in _spoken(written, lang, "evasive")]
        found.append(Hint("evasive", {"words": ", ".join(evasive)}) if evasive else Hint("vague", {}))
    seconds = speaking_seconds(written)
    if seconds > LONGEST_SECONDS:
        found.append(Hint("long", {"seconds": seconds, "words": len(_WORD.findall(written))}))
    for ours, theirs in contradictions(written, ad_passages):
        found.append(Hint("contradicts", {"ours": ours.said, "theirs": theirs.said}))
    return found


def concrete(written: str, lang: str) -> bool:
    """Whether an answer holds a figure, a date, the name of a rule or an example."""
    return any(c.isdigit() for c in written) or any(_spoken(written, lang, kind) for kind in ("concrete", "spelled"))


def speaking_seconds(written: str) -> int:
    """How long it takes to say, at ``WORDS_PER_MINUTE``."""
    return round(len(_WORD.findall(written)) * 60 / WORDS_PER_MINUTE)


def contradictions(written: str, passages: Sequence[str]) -> list[tuple[Quantity, Quantity]]:
    """Quantities of an answer that no passage agrees with, each beside what the passages say in the same unit.

    Where one value of a unit is shared, nothing is said of that unit: other figures may be about something else.
    """
    ours, theirs = quantities(written), [one for passage in passages for one in quantities(passage)]
    found = []
    for unit in dict.fromkeys(one.unit for one in ours):
        mine, ads = ([one for one in side if one.unit == unit] for side in (ours, theirs))
        if ads and not any(a.low <= b.high and b.low <= a.high for a in mine for b in ads):
            found.append((mine[0], ads[0]))
    return found


def quantities(written: str) -> list[Quantity]:
    """The quantities of a text: ``2 à 3 jours`` is one, from 2 to 3; ``38-44 k€`` one, from 38,000 to 44,000."""
    found = []
    for match in _pattern().finditer(written):
        unit, scale = _units()[_folded(match["unit"])]
        low = _value(match["first"])
        high = _value(match["second"]) if match["second"] else low
        # "38 à 44 k€": the thousands are said once for both.
        scale_of_first = 1 if match["first_unit"] and _units()[_folded(match["first_unit"])][1] == 1 else scale
        low, high = low * scale_of_first, high * scale
        found.append(Quantity(unit, min(low, high), max(low, high), match[0].strip()))
    return found


def _value(written: str) -> float:
    number = _numbers().get(_folded(written))
    if number is not None:
        return number
    if re.fullmatch(r"\d{1,3}(?:[ .,\u00a0\u202f]\d{3})+", written):
        return float(re.sub(r"\D", "", written))
    return float(written.replace(",", "."))


def _spoken(written: str, lang: str, kind: str) -> list[str]:
    """The words of a list that a text holds, whole, in the list's order."""
    said = f" {' '.join(_WORD.findall(_folded(written)))} "
    return [word for word in _table()[kind][lang] if f" {word} " in said or f" l'{word} " in said]


def _folded(written: str) -> str:
    return spelling.folded(written)


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text("utf-8"))


@lru_cache(maxsize=1)
def _units() -> dict[str, tuple[str, int]]:
    return {
        _folded(word): (unit["id"], scale)
        for unit in _table()["units"]
        for kind, scale in (("written", 1), ("thousands", 1000))
        for word in unit.get(kind, ())
    }


@lru_cache(maxsize=1)
def _numbers() -> dict[str, float]:
    return {_folded(word): float(value) for words in _table()["numbers"].values() for word, value in words.items()}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    number = "|".join([_NUMBER, *(rf"\b{re.escape(word)}\b" for word in _numbers())])
    unit = "|".join(sorted((re.escape(word) for word in _units()), key=len, reverse=True))
    space = r"[ \u00a0\u202f]?"
    return re.compile(
        rf"(?<![\w.,])(?P<first>{number}){space}(?P<first_unit>{unit})?"
        rf"(?:\s?(?:à|a|to|and|et|ou|or|-|–|/)\s?(?P<second>{number}))?{space}(?P<unit>{unit})(?!\w)",
        re.IGNORECASE,
    )
