"""Reports of recruiting software, known by the names of their columns. The table itself is ``layouts.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from data.formats import limits
from data.formats.table import Cell, Table
from data.headers import SEVERAL, header_words
from data.sheets import Sheet, cell_text, sheet_of


@dataclass(frozen=True)
class FormColumns:
    """The columns of a form that has one row per field, in their compared forms."""

    name: frozenset[str]
    value: frozenset[str]
    id: frozenset[str]


@dataclass(frozen=True)
class Layout:
    """One report, as ``layouts.toml`` describes it; all headers in their compared form."""

    id: str
    labels: dict[str, str]
    known_by: tuple[frozenset[str], ...]
    fields: dict[str, tuple[str, ...]]
    not_read: frozenset[str]
    asks: tuple[str, ...]
    interviews_only: bool
    form: FormColumns | None

    def held(self, sheet: Sheet) -> dict[str, str]:
        """The columns of a sheet that this report gives a meaning, and their field; "" is not to be read."""
        by_words: dict[str, str] = {}
        for name in reversed(sheet.columns):
            by_words[header_words(name)] = name
        found = {by_words[words]: "" for words in self.not_read if words in by_words}
        for field, listed in self.fields.items():
            filled = [by_words[words] for words in listed if words in by_words and _filled(sheet, by_words[words])]
            found |= dict.fromkeys(filled, "")
            found |= dict.fromkeys(filled if field in SEVERAL - {"candidate"} else filled[:1], field)
        return found


def laid_out(sheet: Sheet) -> Sheet:
    """The sheet with the report that it is; a form of one row per field is made one row per form."""
    layout = _layout_of(sheet.columns) if sheet.header_row is not None else None
    if layout and layout.form:
        spread = _spread(sheet, layout.form)
        return replace(sheet_of(spread), layout=layout) if spread else sheet
    return replace(sheet, layout=layout)


@cache
def layouts() -> tuple[Layout, ...]:
    """Every report that is known, in the order in which they are tried."""
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return tuple(_layout(name, block) for name, block in table.items())


def _layout(name: str, block: dict[str, Any]) -> Layout:
    columns = {part: _spellings(names) for part, names in block.get("form", {}).items()}
    form = FormColumns(**columns) if columns else None
    return Layout(
        id=name,
        labels=block["label"],
        known_by=(*map(_spellings, block.get("known_by", [])), *((form.name, form.value, form.id) if form else ())),
        fields={field: tuple(map(header_words, listed)) for field, listed in block["fields"].items()},
        not_read=frozenset(map(header_words, block.get("not_read", []))),
        asks=tuple(block.get("asks", [])),
        interviews_only=block.get("interviews_only", False),
        form=form,
    )


def _spellings(names: str) -> frozenset[str]:
    return frozenset(map(header_words, names.split("|")))


def _layout_of(columns: Iterable[str]) -> Layout | None:
    words = frozenset(map(header_words, columns))
    return next((one for one in layouts() if all(not column.isdisjoint(words) for column in one.known_by)), None)


def _filled(sheet: Sheet, name: str) -> bool:
    position = sheet.columns.index(name)
    return any(sheet.table.rows.numbers(position, sheet.first))


def _spread(sheet: Sheet, form: FormColumns) -> Table | None:
    """One row per form: the columns that describe it, then one column per field, as in a table kept by hand.

    None where the fields are so many that they are none.
    """
    name, value, form_id = (_position(sheet, spellings) for spellings in (form.name, form.value, form.id))
    describing = [position for position in range(len(sheet.columns)) if position not in (name, value)]
    fields: dict[str, None] = {}
    forms: dict[str, tuple[int, list[Cell], dict[str, list[Cell]]]] = {}
    for number, row in zip(sheet.table.row_numbers[sheet.first :], sheet.table.rows[sheet.first :], strict=True):
        label = cell_text(row[name])
        fields[label] = None
        key = cell_text(row[form_id]) or f"row {number}"
        _, own, answers = forms.setdefault(key, (number, [row[position] for position in describing], {}))
        for place, position in enumerate(describing):
            own[place] = row[position] if own[place] is None else own[place]
        answers.setdefault(label, []).append(row[value])
    labels = [label for label in fields if label]
    if len(labels) + len(describing) > limits.COLUMNS:
        return None
    header: list[Cell] = [sheet.columns[position] for position in describing]
    rows = [[*header, *labels]]
    for _, own, answers in forms.values():
        rows.append([*own, *(_joined(answers.get(label, [])) for label in labels)])
    numbers = [0, *(number for number, _, _ in forms.values())]
    return Table.of(sheet.table.name, rows, numbers, sheet.table.rejected, headed=True)


def _position(sheet: Sheet, spellings: frozenset[str]) -> int:
    return next(position for position, name in enumerate(sheet.columns) if header_words(name) in spellings)


def _joined(values: list[Cell]) -> Cell:
    filled = [value for value in values if value is not None]
    return filled[0] if len(filled) == 1 else "\n".join(map(cell_text, filled)) or None
