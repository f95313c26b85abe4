"""Reading the dates of a log, without ever guessing between day and month.

A cell is a real date, an Excel serial number, or a text. A text such as 03/04/2026 has two readings;
which one holds is settled by the other cells of the column (``settled_order``), else by a person.
Times and time zones are cut off: an interview belongs to the day that was written down.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from babel import Locale

from data.formats.table import Cell
from data.spelling import folded

Order = Literal["day_first", "month_first"]

ORDERS: tuple[Order, ...] = ("day_first", "month_first")

EARLIEST = date(1990, 1, 1)
"""No log of interviews is older; what is, is a mistyped year."""

# Days counted from here give Excel's serial numbers (its calendar has a 29 February 1900).
_SERIAL_ZERO = date(1899, 12, 30)
_SERIALS = range(32874, 91313)  # 1990 to 2149

_CONTRARY = 0.2
"""A minority as large as this share makes the order of a column doubtful."""


@dataclass(frozen=True)
class Reading:
    """A date, or the reason why there is none (a key of ``rejections``)."""

    day: date | None
    reason: str = ""


@dataclass(frozen=True)
class _Parts:
    """What a text says: a day that is certain, or two numbers in an order to be settled, and the year."""

    day: date | None = None
    numbers: tuple[int, int] | None = None
    year: int = 0
    reason: str = ""


def _month_names() -> dict[str, int]:
    names = {"fev": 2, "aou": 8, "sept": 9, "juil": 7, "jul": 7, "jun": 6, "sep": 9, "set": 9, "fevr": 2, "janv": 1}
    for language in ("fr", "en", "de", "es", "it", "pt"):
        for width in ("wide", "abbreviated"):
            for number, name in Locale.parse(language).months["format"][width].items():
                names.setdefault(folded(name).strip("."), number)
    return names


def _weekday_names() -> frozenset[str]:
    return frozenset(
        folded(name).strip(".")
        for language in ("fr", "en", "de", "es", "it", "pt")
        for width in ("wide", "abbreviated")
        for name in Locale.parse(language).days["format"][width].values()
    )


_MONTHS = _month_names()
_WEEKDAYS = _weekday_names()

_CLOCK = (
    r"(?:(?:t|[,\s-]+)(?:a |at |um |vers )?\d{1,2}\s?(?:[:.h]\s?\d{0,2}){0,3}(?:[.,]\d{1,9})?"
    r"\s?(?:am|pm|h|uhr)?\s?(?:z|utc|gmt|cet|cest)?\s?(?:[+-]\d{2}:?\d{2})?)?"
)
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/. ])(\d{{1,2}})\2(\d{{1,2}}){_CLOCK}")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:t\d{4,6}z?)?")
_NUMBERS = re.compile(rf"(\d{{1,2}})\s?([-/. ])\s?(\d{{1,2}})\s?\2\s?(\d{{4}}|\d{{2}}){_CLOCK}")
_DAY_MONTH = re.compile(
    r"(\d{1,2})(?:er|st|nd|rd|th|\.|º)?[\s.-]*(?:de |of )?([a-z]{3,10})\.?,?[\s.-]*(?:de |del )?'?(\d{4}|\d{2})"
    + _CLOCK
)
_MONTH_DAY = re.compile(rf"([a-z]{{3,10}})\.?\s*(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}}){_CLOCK}")
_WEEKDAY = re.compile(r"([a-z]{2,9}(?:-feira)?)\.?,?\s+(?:(?:le|den|the)\s+)?(?=[a-z0-9])")
_SERIAL = re.compile(r"\d{5}(?:[.,]\d{1,12})?")


def _full_year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return 2000 + year if year <= (date.today().year + 1) % 100 else 1900 + year


def _certain(year: int, month: int, day: int) -> _Parts:
    try:
        return _Parts(day=date(year, month, day))
    except ValueError:
        return _Parts(reason="date_out_of_range" if year < 1 else "date_impossible")


def _parts(text: str) -> _Parts:
    words = folded(text[:200])[:80]
    parts = _dated(words)
    weekday = _WEEKDAY.match(words)
    # Read without its weekday second, because "mar" is both mardi and March.
    return _dated(words[weekday.end() :]) if parts.reason and weekday and weekday[1] in _WEEKDAYS else parts


def _dated(words: str) -> _Parts:
    if match := _YEAR_FIRST.fullmatch(words):
        return _certain(int(match[1]), int(match[3]), int(match[4]))
    if match := _COMPACT.fullmatch(words):
        return _certain(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMBERS.fullmatch(words):
        first, separator, second, year = int(match[1]), match[2], int(match[3]), _full_year(match[4])
        # Full stops are written between day, month and year in that order only (German, Swiss, Nordic use).
        return _certain(year, second, first) if separator == "." else _Parts(numbers=(first, second), year=year)
    if (match := _DAY_MONTH.fullmatch(words)) and match[2] in _MONTHS:
        return _certain(_full_year(match[3]), _MONTHS[match[2]], int(match[1]))
    if (match := _MONTH_DAY.fullmatch(words)) and match[1] in _MONTHS:
        return _certain(int(match[3]), _MONTHS[match[1]], int(match[2]))
    if _SERIAL.fullmatch(words) and int(words[:5]) in _SERIALS:
        return _Parts(day=_SERIAL_ZERO + timedelta(days=int(words[:5])))
    return _Parts(reason="date_unreadable")


def _number(value: float) -> _Parts:
    if value != value or abs(value) > 1e9:
        return _Parts(reason="date_unreadable")
    return _parts(str(int(value)))


def _cell(cell: Cell) -> _Parts:
    if isinstance(cell, datetime):
        return _Parts(day=cell.date())
    if isinstance(cell, date):
        return _Parts(day=cell)
    if isinstance(cell, str):
        return _parts(cell) if cell.strip() else _Parts(reason="date_missing")
    if cell is None:
        return _Parts(reason="date_missing")
    if isinstance(cell, bool | time):
        return _Parts(reason="date_unreadable")
    return _number(cell)


def is_date(cell: Cell) -> bool:
    """True where a cell can only be a date: a real one, or a text written like one (no bare number)."""
    if not isinstance(cell, str | date):
        return False
    if isinstance(cell, str) and cell.strip().replace(".", "").replace(",", "").isdigit():
        return False
    parts = _cell(cell)
    return parts.day is not None or parts.numbers is not None


def is_iso_day(text: str) -> bool:
    """True for a day written in ISO 8601: 2026-03-31."""
    return _ISO_DAY.fullmatch(text) is not None and _parts(text).day is not None


def is_doubtful(cell: Cell) -> bool:
    """True where day and month can be read either way, with two different days as the outcome."""
    numbers = _cell(cell).numbers if isinstance(cell, str) else None
    return numbers is not None and max(numbers) <= 12 and numbers[0] != numbers[1]


def settled_order(cells: Iterable[Cell]) -> Order | None:
    """The order of day and month that the cells of a file's date columns prove; None: a person must say.

    One cell such as 31/12/2026 settles a column. Where a few cells contradict the others, the
    majority holds and they will be rejected one by one; from one in five on, nothing is settled.
    Columns without any doubtful cell need no order: ``day_first`` is given, and changes nothing.
    """
    proof = {"day_first": 0, "month_first": 0}
    doubtful = False
    for text, count in Counter(cell for cell in cells if isinstance(cell, str)).items():
        numbers = _parts(text).numbers
        if numbers is None:
            continue
        first, second = numbers
        if first > 12 >= second:
            proof["day_first"] += count
        elif second > 12 >= first:
            proof["month_first"] += count
        doubtful = doubtful or (max(numbers) <= 12 and first != second)
    day_first, month_first = proof["day_first"], proof["month_first"]
    if doubtful and min(day_first, month_first) >= _CONTRARY * (day_first + month_first):
        return None
    return "month_first" if month_first > day_first else "day_first"


def read_day(cell: Cell, order: Order, today: date) -> Reading:
    """The day that a cell of a date column names, or why it names none.

    A date later than tomorrow is not an interview held: ``date_future``. Tomorrow is let through for
    logs kept in another time zone. A text that only the other order could read is ``date_other_order``.
    """
    parts = _cell(cell)
    if parts.reason:
        return Reading(None, parts.reason)
    day = parts.day
    if parts.numbers:
        first, second = parts.numbers
        month, number = (second, first) if order == "day_first" else (first, second)
        try:
            day = date(parts.year, month, number)
        except ValueError:
            other_way = month > 12 and number <= 12
            return Reading(None, "date_other_order" if other_way else "date_impossible")
    assert day is not None
    if day < EARLIEST or day.year > today.year + 100:
        return Reading(None, "date_out_of_range")
    if day > today + timedelta(days=1):
        return Reading(None, "date_future")
    return Reading(day)
