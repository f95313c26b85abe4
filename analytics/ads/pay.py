"""The pay that a passage tells: a range, a figure, the legal minimum or a step of a scale. A hint, never legal advice.

An amount is pay where its size fits its period and nothing beside it says that it is something else: turnover, a
bonus, vouchers, a budget (``data/ads/pay.toml``).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from data.spelling import folded

FILE = Path(__file__).parents[2] / "data" / "ads" / "pay.toml"

THEME = "compensation"
"""The shipped theme that pay answers."""


class Kind(StrEnum):
    """In what form pay is told, from most to least."""

    RANGE = "range"
    FIGURE = "figure"
    SCALE = "scale"
    MINIMUM = "minimum"


@dataclass(frozen=True)
class Pay:
    """What is told of pay. ``period``: year, month, day or hour; ``currency``: its ISO code; ``gross``: None: unsaid.

    ``low`` and ``high`` are in units of the currency, equal for one figure, None for a scale or the legal minimum.
    """

    kind: Kind
    low: float | None = None
    high: float | None = None
    period: str | None = None
    currency: str | None = None
    gross: bool | None = None


@dataclass(frozen=True)
class _Words:
    """The words of ``pay.toml`` as patterns over folded text."""

    speaks: re.Pattern[str]
    other: re.Pattern[str]
    minimum: re.Pattern[str]
    scale: re.Pattern[str]
    gross: re.Pattern[str]
    net: re.Pattern[str]
    periods: dict[str, re.Pattern[str]]


@lru_cache(maxsize=1)
def _words(_modified: int) -> _Words:
    said = tomllib.loads(FILE.read_text("utf-8"))
    lists = {name: _any(words) for name, words in said.items() if name != "periods"}
    return _Words(**lists, periods={period: _any(words) for period, words in said["periods"].items()})


def _any(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{word})" for word in words))


_NUMBER = r"(?:\d{1,3}(?:[ .,']\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?)"
_CURRENCY = r"(?:€|£|\$|eur(?:os?)?\b|gbp\b|chf\b|usd\b|pounds?\b)"
_THOUSAND = r"k(?![a-z])"
_FORM = r"(?:\s?(?:bruts?|nets?|gross|brutto|p/h|per (?:hour|day)|an hour|a day),?)?"
_TO = r"\s?(?:-|/|a|to|et|and|rising to|jusqu'a|up to)\s?"


def _amount(place: int) -> str:
    return (
        rf"(?P<before{place}>{_CURRENCY})?\s?(?P<number{place}>{_NUMBER})\s?(?P<k{place}>{_THOUSAND})?"
        rf"\s?(?P<after{place}>{_CURRENCY})?"
    )


_FOUND = re.compile(rf"(?<![\w.,]){_amount(1)}(?:{_FORM}{_TO}{_amount(2)})?(?![\w]|[.,]\d|\s?(?:%|m2|h\d|million|m\b))")
_CODES = {"€": "EUR", "£": "GBP", "$": "USD", "e": "EUR", "g": "GBP", "p": "GBP", "c": "CHF", "u": "USD"}
_CLAUSE = re.compile(r"[;()|•]|,(?!\d)|\s\+\s|\.(?=\s)|\s(?:plus|puis|et)\s(?!\d)")

_FITS = {"year": (9_000, 400_000), "month": (350, 20_000), "day": (60, 2_500), "hour": (3.5, 250)}
"""What pay can be in units of a currency, by period."""


def found(text: str) -> Pay | None:
    """The pay that a passage tells; None where it tells none."""
    words = _words(FILE.stat().st_mtime_ns)
    plain = folded(text)
    for clause in _clauses(plain):
        for amount in _FOUND.finditer(clause):
            if pay := _pay(amount, clause, plain, words):
                return pay
    if words.minimum.search(plain):
        return Pay(Kind.MINIMUM)
    return Pay(Kind.SCALE) if words.scale.search(plain) else None


def best(texts: Iterable[str]) -> Pay | None:
    """The pay that an ad tells in its passages: the form that says most, the first of them."""
    order = list(Kind)
    told = [pay for text in texts if (pay := found(text))]
    return min(told, key=lambda pay: order.index(pay.kind), default=None)


def _clauses(plain: str) -> Iterator[str]:
    start = 0
    for end in _CLAUSE.finditer(plain):
        yield plain[start : end.start()]
        start = end.end()
    yield plain[start:]


def _pay(amount: re.Match[str], clause: str, plain: str, words: _Words) -> Pay | None:
    marks = [amount[name] for name in ("before1", "after1", "before2", "after2") if amount[name]]
    thousands = bool(amount["k1"] or amount["k2"])
    speaks = words.speaks.search(clause) is not None
    if words.other.search(clause) and not words.speaks.search(clause[: amount.start()]):
        return None
    if not marks and not (thousands or speaks):
        return None
    numbers = [_value(amount["number1"], thousands)]
    if amount["number2"]:
        numbers.append(_value(amount["number2"], thousands))
    low, high = numbers[0], numbers[-1]
    near = clause[max(0, amount.start() - 40) : amount.end() + 40]
    period = _period(near, clause, plain, low, thousands, words)
    if period is None or low > high:
        return None
    least, most = _FITS[period]
    if not least <= low <= high <= most:
        return None
    kind = Kind.RANGE if high > low else Kind.FIGURE
    gross = True if words.gross.search(clause) else False if words.net.search(clause) else None
    return Pay(kind, low, high, period, _CODES[marks[0][0]] if marks else None, gross)


def _value(number: str, thousands: bool) -> float:
    whole = re.sub(r"[ ']", "", number)
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?", whole):
        whole = re.sub(r"[.,](?=\d{3})", "", whole)
    value = float(whole.replace(",", "."))
    return value * 1000 if thousands and value < 1000 else value


def _period(near: str, clause: str, plain: str, low: float, thousands: bool, words: _Words) -> str | None:
    """The period that is said nearest, else the one that the size tells."""
    for where in (near, clause):
        said = [period for period, pattern in words.periods.items() if pattern.search(where)]
        fitting = [period for period in said if _FITS[period][0] <= low <= _FITS[period][1]]
        if fitting:
            return fitting[0]
        if said:
            return None
    if low >= _FITS["year"][0]:
        return "year"
    if low >= 1_000 and (words.speaks.search(plain) or words.gross.search(plain) or words.net.search(plain)):
        return "month"
    return None
