"""What a text says in figures, and which figures of two texts are about the same thing.

``2 jours de télétravail par semaine`` is a number of days, about remote work, by the week. An answer and a job ad
contradict each other only where all three are the same; what is about something unknown, or by another period, is left
alone.
The words are data (``data/hints.toml``).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import inf
from pathlib import Path
from typing import Any

from data import spelling

_FILE = Path(__file__).parents[2] / "data" / "hints.toml"
_NUMBER = r"\d{1,3}(?:[ .,\u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,]\d+)?"
_RANGE = r"\s?(?:à|a|to|and|et|ou|or|-|–|/)\s?"
_SPACE = r"[ \u00a0\u202f]?"
_SENTENCE = re.compile(r"[.;!?\n()•](?:\s|$)|\n|[()•]")
_CLAUSE = re.compile(r"[,;:!?\n()•]|\.(?:\s|$)|\b(?:et|and|mais|but|puis|then|soit|plus|avec|with)\b")
_CLOCK = re.compile(r"(?:\b(?:a|de|entre|vers|des|jusqu'a|from|at|between|until|by)|[-–])\s*$")
_NEAR = 25
_STEM = 6
_LATEST_HOUR = 24


@dataclass(frozen=True)
class Quantity:
    """A figure of a text: a unit, the lowest and the highest value, and the words themselves.

    ``subject``: what it is about, "" where no listed word says so. ``qualifiers``: the other words beside it, by their
    beginnings. ``period``: year, month, week, day, hour, or "". ``basis``: gross, net, or "".
    """

    unit: str
    low: float
    high: float
    said: str
    subject: str = ""
    qualifiers: frozenset[str] = frozenset()
    period: str = ""
    basis: str = ""


def comparable(one: Quantity, other: Quantity) -> bool:
    """Whether two figures are of the same kind: unit and subject, period and gross or net as far as both tell them.

    Pay and hours mean nothing without their period, so both must tell it. A subject that holds many things (a bonus),
    or that no listed word tells, must share another word.
    """
    if one.unit != other.unit or one.subject != other.subject or _differ(one.basis, other.basis):
        return False
    if one.period != other.period and (one.unit in _periodic() or _differ(one.period, other.period)):
        return False
    if one.subject and one.subject not in _broad():
        return True
    shared = bool(one.qualifiers & other.qualifiers)
    return shared or (bool(one.subject) and not one.qualifiers and not other.qualifiers)


def _differ(one: str, other: str) -> bool:
    return bool(one and other) and one != other


def quantities(written: str) -> list[Quantity]:
    """The figures of a text: ``2 à 3 jours`` is one, from 2 to 3. Times of day are none."""
    matches = _matches(written)
    found = []
    for place, match in enumerate(matches):
        start = matches[place - 1].end() if place else 0
        end = matches[place + 1].start() if place + 1 < len(matches) else len(written)
        before = _after_last(_SENTENCE, written[start : match.start()])
        if start and before == written[start : match.start()]:
            before = _after_last(_CLAUSE, before)  # the figure before has its own words
        after = _CLAUSE.split(written[match.end() : end], maxsplit=1)[0]
        quantity = _read(match, _plain(before), _plain(after))
        if quantity is not None:
            found.append(quantity)
    return found


def _matches(written: str) -> list[re.Match[str]]:
    found: list[re.Match[str]] = []
    for match in sorted((m for pattern in _patterns() for m in pattern.finditer(written)), key=lambda m: m.start()):
        if not found or match.start() >= found[-1].end():
            found.append(match)
    return found


def _read(match: re.Match[str], before: str, after: str) -> Quantity | None:
    unit, scale = _units()[_plain(match["unit"] or "€")]
    period = next((period for period, _ in _found(after, _periods())), "")
    low = _value(match["first"])
    high = _value(match["second"]) if match["second"] else low
    if unit == "hours" and not period and low <= _LATEST_HOUR and _is_clock(match, before, after):
        return None
    # "38 à 44 k€": the thousands are said once for both; "38 000 à 44 k€": in either way.
    low, high = sorted(end * (scale if end < scale else 1) for end in (low, high))
    low, high = _bounded(low, high, before, after)
    subject = _nearest(before, after)
    basis = next((basis for basis, _ in _found(after, _bases())), "")
    alone = not _qualifiers(after)
    for rule in table()["plain"]:
        fits = rule["unit"] == unit and rule["from"] <= high and low <= rule.get("to", inf)
        if fits and subject in ("", rule["subject"]) and (alone or subject or not rule.get("alone")):
            subject, period = rule["subject"], period or rule["period"]
    return Quantity(unit, low, high, match[0].strip(), subject, _qualifiers(f"{before} {after}"), period, basis)


def _is_clock(match: re.Match[str], before: str, after: str) -> bool:
    """Whether hours are those of a clock: ``à 8 h``, ``9 h 30``, ``5 h – 13 h``."""
    return bool(match["first_unit"] or _CLOCK.search(before) or re.match(r"\s?\d\d", after))


def _bounded(low: float, high: float, before: str, after: str) -> tuple[float, float]:
    near = before[-_NEAR:].rstrip(" €£$")
    bounds = table()["bounds"]
    if any(near.endswith(word) for word in bounds["most_before"]) or any(map(after.startswith, bounds["most_after"])):
        return 0, high
    if any(near.endswith(word) for word in bounds["least_before"]) or any(map(after.startswith, bounds["least_after"])):
        return low, inf
    return low, high


def _nearest(before: str, after: str) -> str:
    """The subject whose word comes first after a figure, else last before it."""
    following = min(_found(after, _subjects()), key=lambda found: (found[1].start(), -len(found[1][0])), default=None)
    if following:
        return following[0]
    leading = max(_found(before, _subjects()), key=lambda found: (found[1].end(), len(found[1][0])), default=None)
    return leading[0] if leading else ""


def _qualifiers(words: str) -> frozenset[str]:
    """The words that tell one figure from another of its subject, by their beginnings."""
    for pattern in (*_subjects().values(), *_periods().values(), *_bases().values()):
        words = pattern.sub(" ", words)
    passing = table()["passing"]["words"]
    return frozenset(word[:_STEM] for word in re.findall(r"[a-z]{4,}", words) if word not in passing)


def _found(words: str, patterns: dict[str, re.Pattern[str]]) -> Iterator[tuple[str, re.Match[str]]]:
    return ((name, match) for name, pattern in patterns.items() for match in pattern.finditer(words))


def _after_last(pattern: re.Pattern[str], words: str) -> str:
    ends = [match.end() for match in pattern.finditer(words)]
    return words[ends[-1] :] if ends else words


def _value(written: str) -> float:
    number = _numbers().get(_plain(written))
    if number is not None:
        return number
    if re.fullmatch(r"\d{1,3}(?:[ .,\u00a0\u202f]\d{3})+", written):
        return float(re.sub(r"\D", "", written))
    return float(written.replace(",", "."))


def _plain(written: str) -> str:
    return spelling.folded(written).replace("’", "'")


@lru_cache(maxsize=1)
def table() -> dict[str, Any]:
    """The words that hints look for, as their file lists them."""
    return tomllib.loads(_FILE.read_text("utf-8"))


@lru_cache(maxsize=1)
def _subjects() -> dict[str, re.Pattern[str]]:
    return {subject["id"]: _any_of(subject["words"]) for subject in table()["subjects"]}


@lru_cache(maxsize=1)
def _broad() -> frozenset[str]:
    return frozenset(subject["id"] for subject in table()["subjects"] if subject.get("broad"))


@lru_cache(maxsize=1)
def _periods() -> dict[str, re.Pattern[str]]:
    return {name: _any_of(words) for name, words in table()["periods"].items()}


@lru_cache(maxsize=1)
def _bases() -> dict[str, re.Pattern[str]]:
    return {name: _any_of(words) for name, words in table()["basis"].items()}


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    written = "|".join(sorted((re.escape(_plain(word)) for word in words), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{written})s?(?!\w)")


@lru_cache(maxsize=1)
def _periodic() -> frozenset[str]:
    return frozenset(unit["id"] for unit in table()["units"] if unit.get("periodic"))


@lru_cache(maxsize=1)
def _units() -> dict[str, tuple[str, int]]:
    return {
        _plain(word): (unit["id"], scale)
        for unit in table()["units"]
        for kind, scale in (("written", 1), ("thousands", 1000))
        for word in unit.get(kind, ())
    }


@lru_cache(maxsize=1)
def _numbers() -> dict[str, float]:
    return {_plain(word): float(value) for words in table()["numbers"].values() for word, value in words.items()}


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A number before its unit, and an amount after its currency: ``38 à 44 k€``, ``€38k to €44k``."""
    number = "|".join([_NUMBER, *(rf"\b{re.escape(word)}\b" for word in _numbers())])
    unit = "|".join(sorted((re.escape(word) for word in _units()), key=len, reverse=True))
    return (
        re.compile(
            rf"(?<![\w.,€])(?P<first>{number})(?:{_SPACE}(?P<first_unit>{unit})?{_RANGE}(?P<second>{number}))?"
            rf"{_SPACE}(?P<unit>{unit})(?!\w)",
            re.IGNORECASE,
        ),
        re.compile(
            rf"€{_SPACE}(?P<first>{_NUMBER})(?:(?P<first_unit>k)?{_RANGE}€?{_SPACE}(?P<second>{_NUMBER}))?"
            rf"(?P<unit>k?)(?!\w)",
            re.IGNORECASE,
        ),
    )
