"""Word documents: paragraphs and tables in reading order, with their styles."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from lxml.etree import LxmlError

from data.documents import text
from data.documents.blocks import Block, Kind
from data.errors import UnreadableFile
from data.formats.content import Content

_LONGEST_HEADING = 60


def read(content: Content) -> Iterator[Block]:
    """The blocks of a document. Raises ``file_unreadable`` for a broken one."""
    try:
        document = docx.Document(BytesIO(content.raw))
        yield from _inside(document)
    except (OpcError, LxmlError, BadZipFile, KeyError, ValueError, AttributeError) as error:
        raise UnreadableFile("file_unreadable") from error


def _inside(holder: WordDocument | _Cell) -> Iterator[Block]:
    for part in holder.iter_inner_content():
        if isinstance(part, Table):
            for row in part.rows:
                # A cell that spans columns is named once per column.
                cells = {id(cell._tc): cell for cell in row.cells}
                for cell in cells.values():
                    yield from _inside(cell)
        else:
            yield from _blocks(part)


def _blocks(paragraph: Paragraph) -> Iterator[Block]:
    said = paragraph.text.strip()
    if not said:
        return
    style = ((paragraph.style.name if paragraph.style else "") or "").lower()
    properties = paragraph._p.pPr
    if style.startswith(("heading", "title", "titre")):
        yield Block(Kind.HEADING, said)
    elif style.startswith("list") or (properties is not None and properties.numPr is not None):
        yield Block(Kind.ITEM, said)
    elif len(said) <= _LONGEST_HEADING and all(run.bold for run in paragraph.runs if run.text.strip()):
        yield Block(Kind.HEADING, said.rstrip(" :"))
    else:
        # Typed bullets and line breaks inside a paragraph.
        yield from text.blocks(said.splitlines())
