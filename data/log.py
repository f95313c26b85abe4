"""From the tables of a file to a log: interviews and the questions asked in them.

Names and numbers of candidates come in here and do not go out: they tell interviews apart (``identity``),
they are masked in every text (``masking``), and nothing that leaves this module holds them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Mapping as Counts
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import chain
from typing import NamedTuple

import pandas as pd

from data import identity
from data.columns import Mapping, date_cells, readable_sheets, reasons_not_read
from data.dates import Order, Reading, is_date, read_day, settled_order
from data.formats.table import Cell, FileRead, Rejected, Warning
from data.headers import ATTRIBUTES, answered
from data.joining import Joining, Question, Understood
from data.masking import Masker, says_something
from data.rows import LogRows, Row
from data.sensitive import may_reveal, reveals_protected
from data.sheets import Sheet
from data.spelling import display_forms
from data.splitting import MAX_QUESTION, questions_in

PREVIEW_ROWS = 20
HIDDEN = "[…]"
"""Stands in the preview for a wording that reveals what GDPR art. 9 protects."""

_MANY_ROLES = 500
_MET = 0.2
"""Share of the work that goes through the rows for who and what occurs in them."""

_ROWS_A_TELLING = 4096
_LIKE_A_DATE = re.compile(r"\d{1,6}|\d{1,4}([/. -])\d{1,2}\1\d{1,4}(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?")


@dataclass(frozen=True)
class Log:
    """What one file holds, as understood.

    ``interviews`` has one row per interview: interview_id (int64, a keyed hash), day (datetime64), role,
    stage, seniority, department, location, language (a two-letter code where it is known), interviewer (a
    function, never a name), each a category; "" is unknown. ``questions`` has one row per text asked in an interview:
    interview_id, text_id, answered (yes, partly, no or ""). ``texts`` has one row per text: text_id, wording (masked,
    as it is first met), hidden (GDPR art. 9). ``preview`` shows the first rows: row, date, the attributes and questions
    (one per line). ``columns_not_read`` gives the reason: refused or unknown. ``named_interviews`` is False where no
    row names its interview or candidate: each row is then an interview of its own. ``masked`` counts what was masked,
    by kind. What the user named, the file (``name``), its sheets and its columns, is masked like a wording wherever it
    is kept.
    """

    interviews: pd.DataFrame
    questions: pd.DataFrame
    texts: pd.DataFrame
    rejected: list[Rejected]
    preview: pd.DataFrame
    columns_read: dict[str, str]
    columns_not_read: dict[str, str]
    named_interviews: bool
    masked: dict[str, int]
    warnings: list[Warning]
    name: str = ""


def understand(
    read: FileRead,
    mapping: Mapping,
    secret: bytes,
    today: date | None = None,
    name: str = "",
    at: Callable[[float], None] = lambda share: None,
) -> Log:
    """The log that a file of this name holds under a mapping; ``at`` is told now and then what share is done.

    ``secret`` keys the ids of interviews; ``today`` is what dates must not lie after (the machine's day
    unless given). Raises NeedsAnswer or ViceVersaError where the mapping leaves something open.
    """
    logs, others = readable_sheets(read, mapping)
    order = mapping.date_order or settled_order(date_cells(logs, mapping))
    assert order is not None  # else readable_sheets had asked
    sheets = [LogRows(sheet, mapping.columns) for sheet in logs]
    reader = _Reader(_all_rows(sheets, lambda share: at(_MET * share)), order, today or date.today(), mapping.constants)
    joining = Joining()
    first: list[Understood] = []
    kept = 0
    for row in _all_rows(sheets, lambda share: at(_MET + (1 - _MET) * share)):
        if understood := reader.understood(row):
            joining.add(understood)
            kept += 1
            if kept <= PREVIEW_ROWS:
                first.append(understood)
    joined = joining.joined(secret, reader.constants, len(first))
    met = sum((sheet.met for sheet in sheets), Counter[str]())
    met["repeated_questions"] = joined.repeated
    if reader.named and kept > reader.named:
        met["rows_unnamed"] = kept - reader.named
    if "role" in mapping.fields():
        met["role_blank"] = joined.without_role
    warnings = [Warning("sheet_skipped", {"sheet": reader.label(sheet.table.name)}) for sheet in others]
    warnings += [] if "role" in mapping.said() else [Warning("role_column_missing")]
    warnings += [Warning("many_roles", {"count": joined.roles})] if joined.roles > _MANY_ROLES else []
    warnings += [Warning(code, {"count": count}) for code, count in met.items() if count]
    return Log(
        interviews=joined.interviews,
        questions=joined.questions,
        texts=joined.texts,
        rejected=[replace(one, sheet=reader.label(one.sheet)) for one in _in_order(logs, reader.rejected)],
        preview=_preview(first, joined.attributes),
        columns_read={reader.label(header): held for header, held in mapping.columns.items() if held},
        columns_not_read={reader.label(header): why for header, why in reasons_not_read(logs, mapping).items()},
        named_interviews=bool(reader.named),
        masked=dict(reader.masked),
        warnings=warnings,
        name=reader.label(name),
    )


def _in_order(logs: list[Sheet], rejected: list[Rejected]) -> list[Rejected]:
    """The rows that reading rejected and those rejected here, as the file has them."""
    sheets = {sheet.table.name: number for number, sheet in enumerate(logs)}
    found = [one for sheet in logs for one in sheet.table.rejected] + rejected
    return sorted(found, key=lambda one: (sheets.get(one.sheet, 0), one.row))


def _all_rows(sheets: list[LogRows], at: Callable[[float], None]) -> Iterator[Row]:
    """The rows of all sheets; ``at`` is told now and then what share of them is done."""
    rows = sum(map(len, sheets))
    for number, row in enumerate(chain.from_iterable(sheets)):
        if number % _ROWS_A_TELLING == 0:
            at(number / rows)
        yield row


class _Reader:
    """Reads the rows of one file, having met all of them. Each distinct cell is worked out once."""

    def __init__(self, rows: Iterable[Row], order: Order, today: date, constants: Counts[str, str]) -> None:
        self.rejected: list[Rejected] = []
        self.masked: Counter[str] = Counter()
        self.named = 0
        self._order, self._today, self._told_date = order, today, constants.get("date")
        people, numbers, attributes = _met(rows)
        self._masker = Masker(people, numbers)
        self._days: dict[tuple[type, Cell], Reading] = {}
        self._spelled: list[dict[str, str]] = []
        told: list[str] = []
        for position, field in enumerate(ATTRIBUTES):
            counts: Counter[str] = Counter()
            for values, count in attributes.items():
                counts[values[position]] += count
            if counts[""] and (value := constants.get(field)):
                counts[value] += 1
            self._spelled.append(self._spellings(field, counts))
            told.append(self._spelled[position].get(constants.get(field, ""), ""))
        self.constants = tuple(told)
        """The attributes told for the whole file, spelled as its rows spell them."""
        self._attributes: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._cells: dict[str, _Cell] = {}
        self._own_cells: dict[tuple[str, frozenset[str]], _Cell] = {}

    def _spellings(self, field: str, counts: Counter[str]) -> dict[str, str]:
        """What each value of an attribute is shown as, masked; "" for "n/a" and the like."""
        shown: dict[str, str] = {}
        spellings: Counter[str] = Counter()
        for value, count in counts.items():
            masked = self._masker.mask_attribute(value)
            self.masked.update({kind: found * count for kind, found in masked.counts.items()})
            shown[value] = masked.text
            spellings[masked.text] += count
        forms = display_forms(spellings, field)
        return {value: forms[text] for value, text in shown.items()}

    def label(self, given: str) -> str:
        """The name of a file, a sheet or a column without the people in it."""
        return self._masker.mask(given).text

    def understood(self, row: Row) -> Understood | None:
        """The row with its day, attributes and questions; None where it is rejected."""
        reading = self._day(self._told_date if row.date is None else row.date)
        if reading.day is None:
            self._reject(row, reading.reason, _safe(row.date))
            return None
        cells = [self._cell(text, row) for text in row.questions]
        if any(cell.too_long for cell in cells):
            self._reject(row, "question_too_long", str(MAX_QUESTION))
            return None
        if (attributes := self._attributes.get(row.attributes)) is None:
            spelled = tuple(forms[value] for forms, value in zip(self._spelled, row.attributes, strict=True))
            attributes = self._attributes[row.attributes] = spelled
        # A template filled with dates in advance holds no interviews: something must say that one took place.
        if not (row.questions or attributes[0] or row.interview or row.candidate or row.noted):
            self._reject(row, "row_says_nothing")
            return None
        for cell in cells:
            if cell.masked:
                self.masked.update(cell.masked)
        kind = "id" if row.interview else "candidate" if row.candidate else "row"
        self.named += kind != "row"
        return Understood(
            number=row.number,
            day=reading.day,
            kind=kind,
            who=row.interview or row.candidate,
            attributes=attributes,
            questions=[question for cell in cells for question in cell.questions],
            answered=answered(row.answered) if row.answered else "",
        )

    def _reject(self, row: Row, reason: str, detail: str = "") -> None:
        self.rejected.append(Rejected(row.sheet, row.number, reason, detail))

    def _day(self, cell: Cell) -> Reading:
        # The type is part of the key because True and 1 are equal.
        if (known := self._days.get((type(cell), cell))) is None:
            known = self._days[type(cell), cell] = read_day(cell, self._order, self._today)
        return known

    def _cell(self, text: str, row: Row) -> _Cell:
        """The questions of a cell, masked with the names of its own row where one of them occurs in it."""
        if (cell := self._cells.get(text)) is None:
            cell = self._cells[text] = self._asked(text, frozenset())
        own = self._masker.names_in(row.candidate) | self._masker.names_in(row.people)
        if own.isdisjoint(cell.words):
            return cell
        if (mine := self._own_cells.get((text, own))) is None:
            mine = self._own_cells[text, own] = self._asked(text, own)
        return mine

    def _asked(self, text: str, own: frozenset[str]) -> _Cell:
        masked = self._masker.mask(text, own)
        sensitive = may_reveal(masked.words)
        wordings = [w for w in questions_in(masked.text) if not masked.counts or says_something(w)]
        return _Cell(
            questions=tuple((identity.text_id(w), w, sensitive and reveals_protected(w)) for w in wordings),
            masked=masked.counts,
            too_long=any(len(wording) > MAX_QUESTION for wording in wordings),
            words=masked.words,
        )


class _Cell(NamedTuple):
    """The questions of one cell: text id, masked wording, and whether it must be hidden."""

    questions: tuple[Question, ...]
    masked: Counts[str, int]
    too_long: bool
    words: frozenset[str]


def _safe(cell: Cell) -> str:
    """A date as found, for the list of rejected rows; other texts could name somebody and are not repeated."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    text = "" if cell is None else str(cell)[:40]
    return text if _LIKE_A_DATE.fullmatch(text) or is_date(text) else "…" if text else ""


def _met(rows: Iterable[Row]) -> tuple[set[str], set[str], Counter[tuple[str, ...]]]:
    """The people of a file, the numbers of its interviews, and how often each combination of attributes occurs."""
    people: set[str] = set()
    numbers: set[str] = set()
    attributes: Counter[tuple[str, ...]] = Counter()
    for row in rows:
        people.add(row.candidate)
        people.add(row.people)
        numbers.add(row.interview)
        attributes[row.attributes] += 1
    return people, numbers, attributes


def _preview(rows: list[Understood], attributes: list[tuple[str, ...]]) -> pd.DataFrame:
    """The first rows, one column per field that is shown."""
    shown = [
        [row.number, row.day, *told, "\n".join(HIDDEN if hidden else text for _, text, hidden in row.questions)]
        for row, told in zip(rows, attributes, strict=True)
    ]
    return pd.DataFrame(shown, columns=["row", "date", *ATTRIBUTES, "questions"])
