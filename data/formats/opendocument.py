"""Where an OpenDocument spreadsheet merges cells, which calamine tells for Excel's formats only."""

from __future__ import annotations

import re
from xml.parsers import expat

from data.errors import UnreadableFile
from data.formats.container import Container

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_CONTENT = "content.xml"
_OVERLAP = 64
_TALL_CELL = re.compile(rb'number-rows-spanned="(?:[2-9]|1[0-9])')

Range = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell of a merge, as (row, column) from 0."""


def merged_ranges(container: Container) -> dict[str, list[Range]]:
    """The merges over several rows, per sheet name; empty for a workbook of any other kind.

    Cells are counted only where there is such a merge: it takes reading the whole XML once more. Raises
    ``file_unreadable`` where the XML is broken or counts in what are no numbers.
    """
    if not _has_tall_cells(container):
        return {}
    merges = _Merges()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = merges.start
    parser.EndElementHandler = merges.end
    try:
        for block in container.blocks(_CONTENT):
            parser.Parse(block)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError) as error:
        raise UnreadableFile("file_unreadable") from error
    return merges.ranges


def _has_tall_cells(container: Container) -> bool:
    if _CONTENT not in container.names:
        return False
    tail = b""
    for block in container.blocks(_CONTENT):
        if _TALL_CELL.search(tail + block):
            return True
        tail = block[-_OVERLAP:]
    return False


class _Merges:
    """Follows the elements of ``content.xml`` and keeps count of the row and column that they stand for."""

    def __init__(self) -> None:
        self.ranges: dict[str, list[Range]] = {}
        self._sheet: list[Range] = []
        self._row = self._column = 0
        self._repeated = 1

    def start(self, name: str, attributes: dict[str, str]) -> None:
        def count(attribute: str) -> int:
            return int(attributes.get(_TABLE + attribute, "1"))

        match name.removeprefix(_TABLE):
            case "table":
                self._sheet = self.ranges.setdefault(attributes.get(_TABLE + "name", ""), [])
                self._row = 0
            case "table-row":
                self._column = 0
                self._repeated = count("number-rows-repeated")
            case "table-cell" | "covered-table-cell":
                rows, columns = count("number-rows-spanned"), count("number-columns-spanned")
                if rows > 1:
                    first = self._row, self._column
                    self._sheet.append((first, (first[0] + rows - 1, first[1] + columns - 1)))
                self._column += count("number-columns-repeated")

    def end(self, name: str) -> None:
        if name == _TABLE + "table-row":
            self._row += self._repeated
