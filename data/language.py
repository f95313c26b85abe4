"""Texts, numbers and dates in the languages of the interface.

A language is one folder of TOML files in ``data/texts``; a text's key is ``<file>.<table>.<name>``.
They live on the lowest floor because the command line and the printed reports speak too. Files are
read when first asked for and again when they change, so that a corrected text shows on the next run.
"""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal, format_percent

_FOLDER = Path(__file__).parent / "texts"

LANGUAGES: tuple[str, ...] = tuple(sorted((f.name for f in _FOLDER.iterdir() if f.is_dir()), reverse=True))
"""The languages of the interface, French first."""

DEFAULT = "fr"


@lru_cache(maxsize=256)
def _table(path: Path, _modified: int) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def _entry(key: str, lang: str) -> object:
    file, *names = key.split(".")
    path = _FOLDER / lang / f"{file}.toml"
    entry: object = _table(path, path.stat().st_mtime_ns)
    for name in names:
        entry = cast("dict[str, object]", entry)[name]
    return entry


def text(key: str, lang: str, **values: object) -> str:
    """The text of ``key`` in ``lang``, its ``{placeholders}`` filled.

    A text may be a table with ``one`` and ``other``: the value named ``count`` then chooses, by the
    plural rule of the language (French counts 0 as singular). Raises KeyError for an unknown key.
    """
    entry = _entry(key, lang)
    if isinstance(entry, dict):
        count = values["count"]
        assert isinstance(count, int | float)
        entry = entry.get(Locale.parse(lang).plural_form(count), entry["other"])
    template = cast(str, entry)
    if not values:
        return template
    return template.format_map({name: _shown(value, lang) for name, value in values.items()})


def _shown(value: object, lang: str) -> object:
    return number(value, lang) if isinstance(value, int) and not isinstance(value, bool) else value


def supported(lang: str | None) -> str:
    """The interface language closest to a locale such as ``fr-CA``; the default where none is."""
    start = (lang or "").replace("_", "-").split("-")[0].lower()
    return start if start in LANGUAGES else DEFAULT


def number(value: int | float, lang: str, digits: int = 0) -> str:
    """A number with the language's separators: ``12 345,6`` or ``12,345.6``."""
    pattern = "#,##0." + "0" * digits if digits else "#,##0"
    return format_decimal(value, pattern, locale=lang)


def percent(share: float, lang: str, digits: int = 0) -> str:
    """A share (0 to 1) as a percentage: ``31 %`` in French, ``31%`` in English."""
    pattern = {"fr": "#,##0{}\u202f%", "en": "#,##0{}%"}[lang].format("." + "0" * digits if digits else "")
    return format_percent(share, pattern, locale=lang)


def points(difference: float, lang: str) -> str:
    """A difference of two shares in percentage points, with its sign: ``+12`` or ``−3``."""
    rounded = round(difference * 100)
    return f"{'+' if rounded > 0 else '−' if rounded < 0 else '±'}{abs(rounded)}"


def day(value: date, lang: str) -> str:
    """A date written out: ``9 novembre 2026`` or ``9 November 2026``."""
    return format_date(value, "d MMMM y", locale="en_GB" if lang == "en" else lang)


def short_day(value: date, lang: str) -> str:
    """A date that fits an axis: ``9 nov. 2026`` or ``9 Nov 2026``."""
    return format_date(value, "d MMM y", locale="en_GB" if lang == "en" else lang)


def week(monday: date, lang: str) -> str:
    """An ISO week by its number: ``S46 2026`` or ``W46 2026``."""
    year, number_of_week, _ = monday.isocalendar()
    return f"{'S' if lang == 'fr' else 'W'}{number_of_week} {year}"


def month(first: date, lang: str) -> str:
    """A month: ``novembre 2026`` or ``November 2026``."""
    return format_date(first, "LLLL y", locale="en_GB" if lang == "en" else lang)


def quarter(first: date, lang: str) -> str:
    """A quarter: ``T4 2026`` or ``Q4 2026``."""
    return f"{'T' if lang == 'fr' else 'Q'}{(first.month + 2) // 3} {first.year}"


def moment(value: datetime, lang: str) -> str:
    """A date with its time, in the clock of the machine."""
    return format_datetime(value, "d MMM y, HH:mm", locale="en_GB" if lang == "en" else lang)
