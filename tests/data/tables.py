"""Small tables, and what is proposed for them."""

from __future__ import annotations

from collections.abc import Sequence

from data.columns import Proposal, propose_mapping
from data.formats.table import Cell, FileRead, Table

ROWS: list[list[Cell]] = [
    ["12/03/2026", "Data engineer", "Quel est le salaire ?"],
    ["31/03/2026", "Nurse", "Combien de jours de télétravail ?"],
    ["14/03/2026", "Data engineer", "Qui est mon manager ?"],
    ["15/03/2026", "Nurse", "Quel est le planning ?"],
]

HEADER: list[Cell] = ["Date", "Poste", "Question"]


def table(rows: Sequence[Sequence[Cell]], name: str = "") -> Table:
    """A table of these rows, numbered from 1, blank rows left out as a file's are."""
    width = max((len(row) for row in rows), default=0)
    padded = [[*row, *[None] * (width - len(row))] for row in rows]
    cells = [[None if cell == "" else cell for cell in row] for row in padded]
    kept = [(number, row) for number, row in enumerate(cells, 1) if any(cell is not None for cell in row)]
    return Table.of(name, [row for _, row in kept], [number for number, _ in kept], [])


def read(*tables: Table) -> FileRead:
    """A file that holds these tables."""
    return FileRead("csv", {}, list(tables), [])


def propose(*rows: Sequence[Cell]) -> Proposal:
    """What is proposed for one table of these rows."""
    return propose_mapping(read(table(rows)))


def codes(proposal: Proposal) -> list[str]:
    """The codes of what is open."""
    return [error.code for error in proposal.open]


def questions_of(proposal: Proposal) -> list[str]:
    """The columns that are proposed to hold questions."""
    return [name for name, field in proposal.mapping.columns.items() if field == "question"]
