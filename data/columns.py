"""Which column of a file holds which field: proposed, changed by the user, and remembered.

The fields and the headers that name them are in ``columns.toml``; ``headers`` reads a header, ``guesses``
the content of columns.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import cast

from data.dates import ORDERS, Order, is_doubtful, is_iso_day, settled_order
from data.errors import NeedsAnswer, ViceVersaError
from data.formats.table import Cell, FileRead
from data.guesses import guess
from data.headers import ATTRIBUTES, FIELDS, close_names, header_words, label, may_be_read, meant_field, recognised
from data.layouts import Layout, laid_out
from data.sheets import Sheet, sheet_of
from data.spelling import clean_label

__all__ = ["CONSTANTS", "FIELDS", "Mapping", "Proposal", "constants_from", "label", "propose_mapping", "shape_of"]

ASKED = frozenset({"question", "notes"})
"""Fields that may hold what candidates asked."""

CONSTANTS = ("date", *ATTRIBUTES)
"""Fields that can be told for a whole file, where its rows say nothing of them."""


@dataclass(frozen=True)
class Mapping:
    """What the user may change before an import.

    ``columns`` says which field each column holds; several columns may hold questions, or parts of a
    candidate's name. ``date_order`` None lets the dates of the file settle it. ``interviews_only``
    says that the log holds no questions on purpose: its rows are interviews held. ``constants`` are told for
    the whole file (one of ``CONSTANTS`` each, a date in ISO 8601): they hold wherever the file itself
    says nothing, and are not remembered for the next file. A role of "" says that nobody knows it.
    """

    columns: dict[str, str] = field(default_factory=dict)
    date_order: Order | None = None
    interviews_only: bool = False
    constants: dict[str, str] = field(default_factory=dict)

    def fields(self) -> set[str]:
        """The fields that some column holds."""
        return set(self.columns.values())

    def said(self) -> set[str]:
        """The fields that some column holds, or that are told for the whole file."""
        return self.fields() | self.constants.keys()

    def to_json(self) -> dict[str, object]:
        """The mapping as a JSON object, as ``from_json`` takes it."""
        content: dict[str, object] = {"columns": dict(self.columns), "date_order": self.date_order}
        content |= {"interviews_only": True} if self.interviews_only else {}
        return content | ({"constants": dict(self.constants)} if self.constants else {})

    @classmethod
    def from_json(cls, content: object) -> Mapping:
        """A mapping from ``{"columns": {column: field}, "constants": {field: value}, …}``, or from ``{column: field}``.

        A field of "" or null says that the column is not read. Raises ``mapping_no_columns`` where the JSON
        is neither, ``mapping_unknown_field`` and ``mapping_date_order`` with what is possible instead, and
        what ``constants_from`` raises.
        """
        whole = isinstance(content, dict) and isinstance(content.get("constants"), dict)
        if isinstance(content, dict) and not whole and isinstance(content.get("columns", ""), str):
            content = {"columns": content}
        if not isinstance(content, dict) or not isinstance(content.get("columns", {} if whole else None), dict):
            raise ViceVersaError("mapping_no_columns")
        chosen: dict[str, str] = {}
        for column, held in content.get("columns", {}).items():
            name = "" if held is None else str(held)
            if name:
                _check_field(name, tuple(FIELDS))
            chosen[str(column)] = name
        order = content.get("date_order")
        if order not in (*ORDERS, None):
            raise ViceVersaError("mapping_date_order", value=str(order)[:80])
        return cls(
            chosen,
            cast("Order | None", order),
            bool(content.get("interviews_only", False)),
            constants_from(content.get("constants", {})),
        )


def constants_from(told: dict[str, object]) -> dict[str, str]:
    """What is told for the whole file, as ``Mapping`` keeps it.

    Raises ``mapping_unknown_field``, and ``constant_date`` for a date that is not written 2026-03-31.
    """
    constants: dict[str, str] = {}
    for name, value in told.items():
        _check_field(str(name), CONSTANTS)
        constants[str(name)] = "" if value is None else clean_label(str(value))
    with_date = constants.get("date")
    if with_date is not None and not is_iso_day(with_date):
        raise ViceVersaError("constant_date", value=with_date[:40])
    return constants


def _check_field(name: str, possible: tuple[str, ...]) -> None:
    if name not in possible:
        close = close_names(name, list(possible)) or possible
        raise ViceVersaError("mapping_unknown_field", field=name[:80], close=", ".join(close))


@dataclass(frozen=True)
class Proposal:
    """What an import would read, for the user to confirm or change.

    ``headers`` are all columns of the file and ``sheets`` the tables read as logs; ``date_order`` is the
    order of day and month that their dates prove. ``not_read`` gives the other columns a reason, ``refused``
    or ``unknown``; ``meant`` names the field that a misspelled one is close to. ``open`` holds what must be
    answered or corrected first: while it is not empty, ``understand`` raises its first entry.
    """

    mapping: Mapping
    headers: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    date_order: Order | None
    not_read: dict[str, str]
    meant: dict[str, str]
    open: tuple[ViceVersaError, ...]

    @property
    def layout(self) -> Layout | None:
        """The report of some software that the file is known to be."""
        return next((sheet.layout for sheet in self.sheets if sheet.layout), None)


def propose_mapping(read: FileRead, given: Mapping | None = None) -> Proposal:
    """The mapping that the names and the content of the columns suggest.

    What ``given`` says comes first: its columns hold their fields, and no other column is proposed for a
    field that it fills. Raises ``log_empty`` where no table holds a row, ``mapping_unknown_column`` and
    ``column_refused`` for columns of ``given`` that are not there or not to be read.
    """
    given = given or Mapping()
    sheets = _sheets(read, given)
    guesses = [guess(sheet) for sheet in sheets]
    filled = set(given.columns.values())
    found = {name: held for guessed in reversed(guesses) for name, held in guessed.fields.items() if held not in filled}
    chosen = {name: held for name, held in (found | given.columns).items() if held}
    headers = _headers(sheets)
    mapping = replace(given, columns={name: chosen[name] for name in headers if name in chosen})
    if not ASKED & mapping.fields() and any(sheet.layout and sheet.layout.interviews_only for sheet in sheets):
        mapping = replace(mapping, interviews_only=True)
    logs = log_sheets(sheets, mapping)
    not_read = reasons_not_read(sheets, mapping)
    meant = {name: meant_field(name) for name, reason in not_read.items() if reason == "unknown"}
    tied = next((guessed.tied for guessed in guesses if guessed.tied), ())
    return Proposal(
        mapping=mapping,
        headers=headers,
        sheets=tuple(logs),
        date_order=mapping.date_order or settled_order(date_cells(logs, mapping)),
        not_read=not_read,
        meant={name: field_name for name, field_name in meant.items() if field_name},
        open=tuple(_open(sheets, mapping, tied)),
    )


def shape_of(proposal: Proposal) -> str:
    """A hash by which files of the same columns are known, in any order of columns and sheets.

    Where columns have no names, the first row stands in for them: only the same file is known again.
    """
    names = {header_words(name) for name in proposal.headers}
    names |= {str(row) for sheet in proposal.sheets if sheet.header_row is None for row in sheet.sample[:1]}
    return hashlib.sha256("\x1f".join(sorted(names)).encode("utf-8", "replace")).hexdigest()[:32]


def readable_sheets(read: FileRead, mapping: Mapping) -> tuple[list[Sheet], list[Sheet]]:
    """The sheets that a mapping reads as logs, and the others. Raises whatever is still open (see ``Proposal``)."""
    sheets = _sheets(read, mapping)
    tied: tuple[str, ...] = ()
    if not ASKED & mapping.fields():
        tied = next((guessed.tied for guessed in map(guess, sheets) if guessed.tied), ())
    for error in _open(sheets, mapping, tied):
        raise error
    logs = log_sheets(sheets, mapping)
    return logs, [sheet for sheet in sheets if sheet not in logs]


def reasons_not_read(sheets: list[Sheet], mapping: Mapping) -> dict[str, str]:
    """Why the other columns are not read: ``refused`` by name, or ``unknown``."""
    return {
        name: "refused" if sheet.header_row is not None and recognised(name).refused else "unknown"
        for sheet in sheets
        for name in sheet.used
        if not mapping.columns.get(name)
    }


def _headers(sheets: list[Sheet]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for sheet in sheets for name in sheet.used))


def date_cells(sheets: list[Sheet], mapping: Mapping) -> Iterator[Cell]:
    """Every cell of the date columns: together they settle the order of day and month."""
    for sheet in sheets:
        for position, name in enumerate(sheet.columns):
            if mapping.columns.get(name) == "date":
                yield from sheet.table.rows.cells(position, sheet.first)


def _sheets(read: FileRead, mapping: Mapping) -> list[Sheet]:
    """The tables that hold rows, their headers found; the mapping's columns must be among theirs."""
    sheets = [laid_out(sheet_of(table, mapping.columns.keys())) for table in read.tables if table.rows]
    sheets = [sheet for sheet in sheets if len(sheet.table.rows) > sheet.first]
    if not sheets:
        raise ViceVersaError("log_empty")
    names = list(_headers(sheets))
    for column, held in mapping.columns.items():
        if column not in names:
            close = close_names(column, names) or tuple(names[:12])
            raise ViceVersaError("mapping_unknown_column", column=column[:80], close=", ".join(close))
        if held and not may_be_read(column, held) and not any(_gives(sheet, column, held) for sheet in sheets):
            raise ViceVersaError("column_refused", column=column[:80])
    return sheets


def _gives(sheet: Sheet, column: str, held: str) -> bool:
    """True where a known report says that the column holds the field, though its name is refused elsewhere."""
    return sheet.layout is not None and sheet.layout.held(sheet).get(column) == held


def log_sheets(sheets: list[Sheet], mapping: Mapping) -> list[Sheet]:
    """The sheets that hold a log under this mapping; covers and lists of values are none.

    Where the file holds questions, a sheet without them is a list of something else, unless the user
    said that interviews alone are meant.
    """
    wanted = {"date"} | ({"role"} & mapping.fields() if mapping.interviews_only else set())
    wanted -= mapping.constants.keys()
    logs = []
    for sheet in sheets:
        held = {mapping.columns.get(name, "") for name in sheet.columns}
        asks = mapping.interviews_only or not ASKED & mapping.fields() or ASKED & held
        if asks and wanted <= held:
            logs.append(sheet)
    return logs


def _open(sheets: list[Sheet], mapping: Mapping, tied: tuple[str, ...]) -> Iterator[ViceVersaError]:
    """What must be answered or corrected before the file can be read."""
    fields = mapping.fields()
    logs = log_sheets(sheets, mapping)
    names = ", ".join(_headers(sheets))[:400]
    if "date" not in mapping.said() or (not logs and {*ASKED, "role"} & fields):
        yield ViceVersaError("columns_missing_date", columns=names)
    if not mapping.interviews_only and not ASKED & fields:
        columns = ViceVersaError("columns_missing_question", columns=names)
        yield NeedsAnswer("question_column", tied, columns=", ".join(tied)) if tied else columns
    asked = {name for sheet in logs if sheet.layout for name in sheet.layout.asks}
    asked |= {"role"} if mapping.interviews_only else set()
    yield from (NeedsAnswer(name) for name in CONSTANTS if name in asked - mapping.said())
    if mapping.date_order is None and settled_order(date_cells(logs, mapping)) is None:
        example = next((str(cell) for cell in date_cells(logs, mapping) if is_doubtful(cell)), "")
        yield NeedsAnswer("date_order", ORDERS, example=example[:40])
