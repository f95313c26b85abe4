"""What reading a file gives: tables of cells as found, nothing interpreted."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time

Cell = str | int | float | bool | datetime | date | time | None
"""One cell. Empty, blank and error cells (``#N/A``) are None; whole numbers are int."""


@dataclass(frozen=True)
class Rejected:
    """A row that could not be read: ``reason`` is a key of ``rejections.toml``, ``detail`` fills its sentence."""

    sheet: str
    row: int
    reason: str
    detail: str = ""


@dataclass(frozen=True)
class Warning:
    """Something the user should know about a file that was read: ``code`` is a key of ``warnings.toml``."""

    code: str
    values: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """One sheet of a workbook, or one delimited text.

    ``rows`` leaves out blank rows and pads all others to one width. ``row_numbers`` says where each
    row starts in the file, counted from 1 as Excel or an editor shows it. ``name`` is "" for a text.
    ``headed`` says that the first row names the columns, by the format itself; its number is 0.
    """

    name: str
    rows: list[list[Cell]]
    row_numbers: list[int]
    rejected: list[Rejected]
    headed: bool = False


@dataclass(frozen=True)
class FileRead:
    """One file as read: ``format`` is an id of ``formats.toml``, ``details`` what was detected (encoding, …)."""

    format: str
    details: dict[str, str]
    tables: list[Table]
    warnings: list[Warning]
