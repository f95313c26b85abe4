"""What leaves the product as a file: the frame of a screen as CSV, JSON or Parquet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd

from analytics.themes.taxonomy import Taxonomy
from data import language

_DIGITS = 6
"""Digits of a rate or a p-value in a file: beyond them is rounding, not information."""

_FORMULA_STARTS = tuple("=+-@\t\r\n\0＝＋－＠")
"""First characters that make a spreadsheet take text for a formula (OWASP ASVS 1.2.10), and their full-width forms."""


@dataclass(frozen=True)
class Dialect:
    """How a language's spreadsheets write a CSV."""

    delimiter: str
    decimal: str
    day: str


DIALECTS = {"fr": Dialect(";", ",", "%d/%m/%Y"), "en": Dialect(",", ".", "%Y-%m-%d")}


def to_csv(frame: pd.DataFrame, taxonomy: Taxonomy, lang: str) -> bytes:
    """A CSV that the language's Excel opens as it is: its separator, decimal sign and dates, UTF-8 with BOM.

    Columns and themes are named in ``lang``. Text that a spreadsheet would run as a formula gets an
    apostrophe in front; numbers stay numbers.
    """
    dialect = DIALECTS[lang]
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=dialect.delimiter, lineterminator="\r\n")
    writer.writerow([language.text(f"exports.column.{column}", lang) for column in frame.columns])
    labels = {theme: taxonomy.label(theme, lang) for theme in taxonomy.ids}
    labels["unclassified"] = language.text("questions.unclassified", lang)
    themed = [column in ("theme", "themes") for column in frame.columns]
    for row in frame.itertuples(index=False, name=None):
        writer.writerow(
            [
                _cell(_labelled(value, labels) if is_theme else value, dialect, lang)
                for value, is_theme in zip(row, themed, strict=True)
            ]
        )
    return out.getvalue().encode("utf-8-sig")


def to_json(frame: pd.DataFrame) -> str:
    """A list of one object per row: keys as the columns, dates in ISO 8601, what is missing null."""
    records = [
        {column: plain(value) for column, value in zip(frame.columns, row, strict=True)}
        for row in frame.itertuples(index=False, name=None)
    ]
    return json.dumps(records, ensure_ascii=False)


def to_parquet(frame: pd.DataFrame) -> bytes:
    """The frame as Parquet, types kept."""
    out = io.BytesIO()
    frame.to_parquet(out, index=False)
    return out.getvalue()


FORMATS: dict[str, Callable[[pd.DataFrame, Taxonomy, str], bytes]] = {
    "csv": to_csv,
    "json": lambda frame, taxonomy, lang: to_json(frame).encode(),
    "parquet": lambda frame, taxonomy, lang: to_parquet(frame),
}
"""What can be exported, by the name of the format."""


def listed(questions: pd.DataFrame, lang: str) -> pd.DataFrame:
    """The questions as they may leave: a hidden wording gives way to a fixed sentence."""
    told = questions["question"].where(~questions["hidden"], language.text("questions.hidden", lang))
    return questions.assign(question=told).drop(columns="hidden")


def shown_rates(rates: pd.DataFrame) -> pd.DataFrame:
    """The rates as they may leave: without the groups that are suppressed."""
    shown = rates[~rates["suppressed"]].drop(columns=["suppressed", "finished"], errors="ignore")
    counts = [name for name in ("asked", "interviews") if name in shown]
    return shown.astype(dict.fromkeys(counts, "int64"))


def harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return "'" + text if text.lstrip(" ").startswith(_FORMULA_STARTS) else text


def _labelled(value: Any, labels: dict[str, str]) -> str:
    """The label of a theme, or of each theme of a list."""
    return " | ".join(labels[theme] for theme in ([value] if isinstance(value, str) else value))


def _cell(value: Any, dialect: Dialect, lang: str) -> str:
    told = plain(value)
    if told is None:
        return ""
    if isinstance(told, bool):
        return language.text("exports.yes" if told else "exports.no", lang)
    if isinstance(told, float):
        return f"{told:.{_DIGITS}f}".rstrip("0").rstrip(".").replace(".", dialect.decimal)
    if isinstance(told, int):
        return str(told)
    if isinstance(value, date):
        return value.strftime(dialect.day)
    return harmless(told if isinstance(told, str) else " | ".join(map(str, told)))


def plain(value: Any) -> Any:
    """A value as JSON knows it; a date as ISO text, without the time where that is midnight."""
    if isinstance(value, list | tuple | np.ndarray):
        return [plain(item) for item in value]
    if value is None or pd.isna(value):
        return None
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return round(value, _DIGITS) if isinstance(value, float) else value
