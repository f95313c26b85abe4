"""The sheets of a file as logs: where the header is, what the columns are called, what each one holds.

Names come first (``headers.recognised``); what they leave open is settled by content: the share of dates,
of question marks, of words that are typical of a field. Nothing is stored here, and everything found can
be changed by the user before the import.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property
from statistics import median

from data import headers
from data.dates import is_date
from data.formats.table import Cell, Table
from data.headers import FIELDS, SEVERAL
from data.names import looks_like_name
from data.spelling import clean, clean_label, folded

_HEADER_WITHIN = 25
"""A header is looked for in this many first rows; above it stand titles and explanations."""

_SAMPLE = 400
"""Rows whose content is looked at to tell what a column holds."""

_LONGEST_HEADER = 80


def cell_text(cell: Cell) -> str:
    """A cell as a person reads it: 3.0 is "3", a date is written 2026-11-09."""
    if isinstance(cell, str):
        return clean(cell)
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    return str(cell)


@dataclass(frozen=True)
class Sheet:
    """One table with its header found. ``header_row`` is the header's number in the file, None without one.

    ``columns`` names every column once: "Question" and "Question (2)" where two are called the same, its
    letter where it has no name. ``first`` is the position of the first row of data in ``table.rows``.
    """

    table: Table
    header_row: int | None
    columns: tuple[str, ...]
    first: int

    @cached_property
    def sample(self) -> list[list[Cell]]:
        """The first rows of data."""
        return self.table.rows[self.first : self.first + _SAMPLE]

    @cached_property
    def used(self) -> tuple[str, ...]:
        """The columns that have a name or a content, unlike the end of a row of ``;;;``."""
        return tuple(
            name
            for position, name in enumerate(self.columns)
            if (self.header_row is not None and name != _letters(position))
            or any(row[position] is not None for row in self.sample)
        )

    def repeats_header(self, row: Sequence[Cell]) -> bool:
        """True for a header printed again among the rows, as at the top of each page."""
        if self.header_row is None or not any(cell == name for cell, name in zip(row, self.columns, strict=True)):
            return False
        named = [(name, cell) for name, cell in zip(self.columns, row, strict=True) if cell is not None]
        return len(named) > 1 and all(isinstance(cell, str) and clean_label(cell) == name for name, cell in named)


def sheet_of(table: Table, known: Collection[str] = ()) -> Sheet:
    """The table with its header found; ``known`` are column names that a mapping speaks of."""
    position, rows_of_header = (0, 1) if table.headed else _header(table, known)
    width = len(table.rows[0]) if table.rows else 0
    names: list[str] = []
    for column in range(width):
        above = [cell_text(table.rows[row][column]) for row in range(position, position + rows_of_header)]
        named = [text for text in reversed(above) if text]
        best = next((text for text in named if headers.recognised(text).field), named[0] if named else "")
        names.append(clean_label(best))
    header_row = table.row_numbers[position] if rows_of_header else None
    return Sheet(table, header_row, _distinct(names), position + rows_of_header)


def _distinct(names: list[str]) -> tuple[str, ...]:
    distinct: list[str] = []
    for position, name in enumerate(names):
        name = name or _letters(position)
        number, candidate = 1, name
        while candidate in distinct:
            number += 1
            candidate = f"{name} ({number})"
        distinct.append(candidate)
    return tuple(distinct)


def _letters(position: int) -> str:
    """The name that a spreadsheet gives a column: A, B, …, Z, AA."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _header(table: Table, known: Collection[str]) -> tuple[int, int]:
    """Position of the header and its number of rows; (0, 0) where the table starts with its data."""
    rows = table.rows[:_HEADER_WITHIN]
    scores = [_header_score(row, known) for row in rows]
    best = max(range(len(rows)), key=lambda position: (scores[position], -position), default=0)
    if rows and scores[best] >= 2:
        if best > 0 and _is_upper_header(rows[best - 1], rows[best]):
            return best - 1, 2
        below = rows[best + 1 : best + 2]
        also_below = below and (scores[best + 1] >= max(2, scores[best] / 2) or _completes(below[0], rows[best]))
        return best, 2 if also_below else 1
    return _header_by_shape(table.rows[:_SAMPLE])


def _header_score(row: Sequence[Cell], known: Collection[str]) -> int:
    """How much a row looks like a header: names that are known count two, parts of names one; 0 if it cannot be."""
    cells = [cell for cell in row if cell is not None]
    if len(cells) < min(2, len(row)) or any(not isinstance(cell, str) or is_date(cell) for cell in cells):
        return 0
    fields: dict[str, int] = {}
    refused = 0
    for cell in map(cell_text, cells):
        if len(cell) > _LONGEST_HEADER:
            continue
        if clean_label(cell) in known:
            fields[cell] = 3
            continue
        found = headers.recognised(cell)
        refused += 2 * found.refused
        if found.field:
            fields[found.field] = max(fields.get(found.field, 0), 2 if found.strength == "whole" else 1)
    return sum(fields.values()) + refused


def _is_upper_header(above: Sequence[Cell], row: Sequence[Cell]) -> bool:
    """True where the row above names columns that the header leaves blank, or groups of them."""
    texts = [(upper, lower) for upper, lower in zip(above, row, strict=True) if upper is not None]
    if len(texts) < 2 or any(not isinstance(upper, str) or len(upper) > _LONGEST_HEADER for upper, _ in texts):
        return False
    return any(
        lower is None and headers.recognised(cell_text(upper)) != headers.Recognition() for upper, lower in texts
    )


def _completes(row: Sequence[Cell], header: Sequence[Cell]) -> bool:
    """True where a row holds nothing but names for columns that the header leaves blank."""
    named = [(above, cell) for above, cell in zip(header, row, strict=True) if cell is not None]
    return bool(named) and all(above is None and headers.recognised(cell_text(cell)).field for above, cell in named)


def _header_by_shape(rows: Sequence[Sequence[Cell]]) -> tuple[int, int]:
    """A header of unknown words: a row of short texts above a column of dates that it is not part of."""
    if len(rows) < 2:
        return 0, 0
    usual = median(sum(cell is not None for cell in row) for row in rows)
    start = next((i for i, row in enumerate(rows) if sum(cell is not None for cell in row) >= max(1, usual / 2)), 0)
    first, below = rows[start], rows[start + 1 :]
    texts = [cell for cell in first if cell is not None]
    if not below or any(not isinstance(cell, str) or is_date(cell) or len(cell) > _LONGEST_HEADER for cell in texts):
        return start, 0
    dated = any(
        sum(is_date(row[column]) for row in below) > len(below) / 2
        for column in range(len(first))
        if first[column] is not None
    )
    return start, int(dated and not any("?" in cell_text(cell)[:-1] for cell in texts))


@dataclass(frozen=True)
class Profile:
    """What a column holds, in shares of its filled cells."""

    filled: int
    dates: float
    marks: float
    numbers: float
    people: float
    words: float
    distinct: float
    typical: dict[str, float] = field(default_factory=dict)

    @property
    def may_be_question(self) -> bool:
        """Question marks, or texts that are long and hardly ever the same."""
        return self.marks >= 0.3 or (self.words >= 4 and self.distinct >= 0.5 and self.dates < 0.3)

    @property
    def may_be_category(self) -> bool:
        """Values of few words that ask nothing."""
        return 0 < self.words <= 6 and max(self.dates, self.numbers) < 0.3 and self.marks < 0.1


def profile(sheet: Sheet, column: int) -> Profile:
    """What the sample of a column holds."""
    cells = [row[column] for row in sheet.sample if row[column] is not None]
    texts = [cell_text(cell) for cell in cells]
    filled = len(cells)
    if not filled:
        return Profile(0, 0, 0, 0, 0, 0, 0)
    lists = [frozenset(folded(text).replace("/", " ").replace("(", " ").split()) for text in texts]
    return Profile(
        filled=filled,
        dates=sum(map(is_date, cells)) / filled,
        marks=sum("?" in text for text in texts) / filled,
        numbers=sum(text.replace(".", "").replace(",", "").replace(" ", "").isdigit() for text in texts) / filled,
        people=sum(map(looks_like_name, texts)) / filled,
        words=sum(len(text.split()) for text in texts) / filled,
        distinct=len(set(texts)) / filled,
        typical={
            name: sum(not known.values.isdisjoint(words) for words in lists) / filled
            for name, known in FIELDS.items()
            if known.values
        },
    )


@dataclass(frozen=True)
class Guess:
    """What the columns of one sheet seem to hold: field by column; ``tied`` are equally good as the question."""

    fields: dict[str, str]
    tied: tuple[str, ...]


def guess(sheet: Sheet) -> Guess:
    """What the columns of a sheet seem to hold, by their names and then by their content."""
    names = list(sheet.used)
    profiles = {name: profile(sheet, sheet.columns.index(name)) for name in names}
    seen = {name: _seen_as(sheet, name) for name in names}
    taken: dict[str, str] = {}
    for name in FIELDS:
        whole = [column for column in names if seen[column] == headers.Recognition(name, "whole")]
        part = [column for column in names if seen[column] == headers.Recognition(name, "part")]
        for column in _chosen(name, whole or part, profiles):
            taken[column] = name
    for column, name in taken.items():
        # "Recruteur" may say who, or in what function; functions are kept, names never are.
        if (
            name == "names"
            and profiles[column].typical.get("interviewer", 0) >= 0.6
            and "interviewer" not in taken.values()
        ):
            taken[column] = "interviewer"
    left = [name for name in names if name not in taken and not seen[name].refused]
    tied = _by_content(left, profiles, taken, named=sheet.header_row is not None)
    return Guess({name: taken[name] for name in names if name in taken}, tied)


def _seen_as(sheet: Sheet, name: str) -> headers.Recognition:
    return headers.recognised(name) if sheet.header_row is not None else headers.Recognition()


def _chosen(field_name: str, candidates: list[str], profiles: dict[str, Profile]) -> list[str]:
    """The columns of a field among those whose name says so."""
    if field_name == "question":
        # A column of numbers counts questions, it does not hold them.
        candidates = [name for name in candidates if profiles[name].numbers < 0.9]
        explicit = [name for name in candidates if "candid" in headers.header_words(name)]
        siblings = Counter(headers.sibling_name(name) for name in candidates)
        if len(siblings) > 1 and explicit:
            return explicit
        return candidates if len(siblings) <= 1 else []
    if field_name in SEVERAL:
        return candidates
    return sorted(candidates, key=lambda name: -profiles[name].filled)[:1]


def _by_content(
    left: list[str], profiles: dict[str, Profile], taken: dict[str, str], *, named: bool
) -> tuple[str, ...]:
    """Give the fields that names left open to the columns that hold them; returns a tie of question columns."""
    tied: tuple[str, ...] = ()

    def take(field_name: str, candidates: list[str]) -> None:
        free = [name for name in candidates if name not in taken]
        if free and field_name not in taken.values():
            taken[free[0]] = field_name

    take("date", sorted((name for name in left if profiles[name].dates >= 0.6), key=lambda name: -profiles[name].dates))
    if "question" not in taken.values():
        tied = _question_by_content([name for name in left if name not in taken], profiles, taken)
    take("interview", [n for n in left if "interview" in headers.may_be(n) and profiles[n].distinct < 0.95])
    typical = [
        (share, field_name, name)
        for name in left
        if profiles[name].may_be_category and name not in tied
        for field_name, share in profiles[name].typical.items()
        # "Oui" and "non" answer many questions: the header must speak of an answer, if only weakly.
        if share >= 0.5 and (field_name != "answered" or field_name in headers.may_be(name))
    ]
    for _, field_name, name in sorted(typical, key=lambda found: -found[0]):
        take(field_name, [name])
    take("candidate", [n for n in left if profiles[n].people >= 0.7 and profiles[n].distinct > 0.5])
    categories = [n for n in left if n not in taken and profiles[n].may_be_category and 0 < profiles[n].distinct <= 0.5]
    if not named and len(categories) == 1:
        take("role", categories)
    return tied


def _question_by_content(left: list[str], profiles: dict[str, Profile], taken: dict[str, str]) -> tuple[str, ...]:
    """Take the column that holds the questions; where two hold as many, take none and return them."""
    likely = sorted((n for n in left if profiles[n].may_be_question), key=lambda n: -_question_score(n, profiles[n]))
    if not likely:
        return ()
    best = _question_score(likely[0], profiles[likely[0]])
    tied = tuple(name for name in likely if best - _question_score(name, profiles[name]) <= 0.15)
    if len(tied) > 1 and len({headers.sibling_name(name) for name in tied}) > 1:
        return tuple(sorted(tied, key=left.index))
    for name in tied:
        taken[name] = "question"
    return ()


def _question_score(name: str, held: Profile) -> float:
    return held.marks + min(held.words, 10) / 50 + (0.1 if "question" in headers.may_be(name) else 0)
