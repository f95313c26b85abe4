"""From the tables of a file to a log: interviews and the questions asked in them.

Names and numbers of candidates come in here and do not go out: they tell interviews apart (``identity``),
they are masked in every text (``masking``), and nothing that leaves this module holds them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable
from collections.abc import Mapping as Counts
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple

import pandas as pd

from data import identity
from data.columns import Mapping, date_cells, readable_sheets, reasons_not_read
from data.dates import Order, Reading, is_date, read_day, settled_order
from data.formats.table import Cell, FileRead, Rejected, Warning
from data.headers import ATTRIBUTES, answered
from data.masking import Masker, says_something
from data.rows import Row, rows_of
from data.sensitive import may_reveal, reveals_protected
from data.sheets import Sheet
from data.spelling import display_forms, key
from data.splitting import MAX_QUESTION, questions_in

_Question = tuple[int, str, bool]
"""A text id, the masked wording, and whether it must be hidden."""

PREVIEW_ROWS = 20
HIDDEN = "[…]"
"""Stands in the preview for a wording that reveals what GDPR art. 9 protects."""

_MANY_ROLES = 500
_ROWS_A_TELLING = 4096
_LIKE_A_DATE = re.compile(r"\d{1,6}|\d{1,4}([/. -])\d{1,2}\1\d{1,4}(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?")


@dataclass(frozen=True)
class Log:
    """What one file holds, as understood.

    ``interviews`` has one row per interview: interview_id (int64, a keyed hash), day (datetime64), role,
    stage, seniority, department, location, language (a two-letter code where it is known), interviewer (a
    function, never a name); "" is unknown. ``questions`` has one row per text asked in an interview:
    interview_id, wording (masked), hidden (GDPR art. 9), answered (yes, partly, no or ""). ``preview`` shows
    the first rows: row, date, the attributes and questions (one per line). ``columns_not_read`` gives the
    reason: refused or unknown. ``named_interviews`` is False where no row names its interview or candidate:
    each row is then an interview of its own. ``masked`` counts what was masked, by kind. What the user named,
    the file (``name``), its sheets and its columns, is masked like a wording wherever it is kept.
    """

    interviews: pd.DataFrame
    questions: pd.DataFrame
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
    met: Counter[str] = Counter()
    rows = [row for sheet in logs for row in rows_of(sheet, mapping.columns, met)]
    order = mapping.date_order or settled_order(date_cells(logs, mapping))
    assert order is not None  # else readable_sheets had asked
    if told := mapping.constants.get("date"):
        for row in rows:
            row.date = told if row.date is None else row.date
    reader = _Reader(rows, order, today or date.today(), mapping.constants)
    kept: list[_Understood] = []
    for number, row in enumerate(rows):
        if number % _ROWS_A_TELLING == 0:
            at(number / len(rows))
        if understood := reader.understood(row):
            kept.append(understood)
    rows.clear()  # a million rows are worth hundreds of megabytes, here and below
    _complete(kept)
    _fill(kept, reader.constants)
    log = _Joined(secret, kept)
    met["repeated_questions"] = log.repeated
    if reader.named and len(kept) > reader.named:
        met["rows_unnamed"] = len(kept) - reader.named
    if "role" in mapping.fields():
        met["role_blank"] = sum(not one.attributes[0] for one in kept)
    warnings = [Warning("sheet_skipped", {"sheet": reader.label(sheet.table.name)}) for sheet in others]
    warnings += [] if "role" in mapping.said() else [Warning("role_column_missing")]
    roles = len({one.attributes[0] for one in kept})
    warnings += [Warning("many_roles", {"count": roles})] if roles > _MANY_ROLES else []
    warnings += [Warning(code, {"count": count}) for code, count in met.items() if count]
    preview = _preview(kept[:PREVIEW_ROWS])
    kept.clear()
    return Log(
        interviews=log.interviews(),
        questions=log.questions(),
        rejected=[replace(one, sheet=reader.label(one.sheet)) for one in _in_order(logs, reader.rejected)],
        preview=preview,
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


@dataclass(slots=True)
class _Understood:
    """One row as understood. ``who`` is the number or the candidate that tells its interview apart."""

    row: int
    day: date
    kind: str
    who: str
    attributes: tuple[str, ...]
    questions: list[_Question]
    answered: str


class _Reader:
    """Reads the rows of one file. Each distinct cell is worked out once; nothing is kept after the file."""

    def __init__(self, rows: list[Row], order: Order, today: date, constants: Counts[str, str]) -> None:
        self.rejected: list[Rejected] = []
        self.masked: Counter[str] = Counter()
        self.named = 0
        self._order, self._today = order, today
        people = {row.candidate for row in rows} | {row.people for row in rows}
        self._masker = Masker(people, {row.interview for row in rows})
        self._days: dict[tuple[type, Cell], Reading] = {}
        self._spelled: list[dict[str, str]] = []
        told: list[str] = []
        for number, field in enumerate(ATTRIBUTES):
            counts = Counter(row.attributes[number] for row in rows)
            if counts[""] and (value := constants.get(field)):
                counts[value] += 1
            self._spelled.append(self._spellings(field, counts))
            told.append(self._spelled[number].get(constants.get(field, ""), ""))
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

    def understood(self, row: Row) -> _Understood | None:
        """The row with its day, attributes and questions; None where it is rejected."""
        reading = self._day(row.date)
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
        return _Understood(
            row=row.number,
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

    questions: tuple[_Question, ...]
    masked: Counts[str, int]
    too_long: bool
    words: frozenset[str]


def _safe(cell: Cell) -> str:
    """A date as found, for the list of rejected rows; other texts could name somebody and are not repeated."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    text = "" if cell is None else str(cell)[:40]
    return text if _LIKE_A_DATE.fullmatch(text) or is_date(text) else "…" if text else ""


def _complete(rows: list[_Understood]) -> None:
    """Give a row without role or stage the one that the other rows of its interview agree on."""
    for number in (0, 1):
        blank = {(row.who, row.day) for row in rows if row.who and not row.attributes[number]}
        said: dict[tuple[str, date], set[str]] = defaultdict(set)
        if not blank:
            continue
        for row in rows:
            if row.attributes[number] and (row.who, row.day) in blank:
                said[row.who, row.day].add(row.attributes[number])
        for row in rows:
            values = said.get((row.who, row.day), set())
            if row.who and not row.attributes[number] and len(values) == 1:
                row.attributes = (*row.attributes[:number], *values, *row.attributes[number + 1 :])


def _fill(rows: list[_Understood], constants: tuple[str, ...]) -> None:
    """Give a row the attributes told for the whole file, where nothing in its interview says them."""
    if any(constants):
        for row in rows:
            row.attributes = tuple(own or told for own, told in zip(row.attributes, constants, strict=True))


class _Joined:
    """The rows joined to interviews."""

    def __init__(self, secret: bytes, rows: list[_Understood]) -> None:
        self._secret = secret
        self.repeated = 0
        self._ids: dict[tuple[str, ...], int] = {}
        self._keys: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._interviews: dict[int, tuple[date, tuple[str, ...]]] = {}
        self._questions: dict[tuple[int, int], tuple[int, str, bool, str]] = {}
        identical: Counter[tuple[str, ...]] = Counter()
        for row in rows:
            interview = self._interview(row, identical)
            day, attributes = self._interviews.setdefault(interview, (row.day, row.attributes))
            if attributes != row.attributes:
                both = tuple(old or new for old, new in zip(attributes, row.attributes, strict=True))
                self._interviews[interview] = day, both
            for text_id, wording, hidden in row.questions:
                if (interview, text_id) in self._questions:
                    self.repeated += 1
                else:
                    self._questions[interview, text_id] = interview, wording, hidden, row.answered

    def _interview(self, row: _Understood, identical: Counter[tuple[str, ...]]) -> int:
        """The id of a row's interview: of its number, else its candidate, else of all that the row says."""
        if (keys := self._keys.get(row.attributes)) is None:
            named = zip(row.attributes, ATTRIBUTES, strict=True)
            keys = self._keys[row.attributes] = tuple(key(value, field) for value, field in named)
        day = row.day.isoformat()
        parts: tuple[str, ...]
        if row.kind == "row":
            alike = ("row", day, *keys, *(str(text_id) for text_id, _, _ in row.questions))
            identical[alike] += 1
            parts = (*alike, str(identical[alike]))
        elif row.kind == "id":
            parts = ("id", row.who, day, keys[0])
        else:
            parts = ("candidate", row.who, day, keys[0], keys[1])
        if (known := self._ids.get(parts)) is None:
            known = self._ids[parts] = identity.interview_id(self._secret, *parts)
        return known

    def interviews(self) -> pd.DataFrame:
        """One row per interview."""
        rows = [(interview, day, *attributes) for interview, (day, attributes) in self._interviews.items()]
        frame = pd.DataFrame(rows, columns=["interview_id", "day", *ATTRIBUTES])
        types = {"interview_id": "int64", "day": "datetime64[s]"} | dict.fromkeys(ATTRIBUTES, "str")
        return frame.assign(day=pd.to_datetime(frame["day"])).astype(types)

    def questions(self) -> pd.DataFrame:
        """One row per text asked in an interview."""
        types = {"interview_id": "int64", "wording": "str", "hidden": "bool", "answered": "str"}
        return pd.DataFrame(list(self._questions.values()), columns=list(types)).astype(types)


def _preview(rows: list[_Understood]) -> pd.DataFrame:
    """The first rows, one column per field that is shown."""
    shown = [
        [row.row, row.day, *row.attributes, "\n".join(HIDDEN if hidden else text for _, text, hidden in row.questions)]
        for row in rows
    ]
    return pd.DataFrame(shown, columns=["row", "date", *ATTRIBUTES, "questions"])
