"""What a document is made of once its format is forgotten."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from data.errors import UnreadableFile
from data.formats import limits
from data.formats.wire import Piece, Rows, Sheet
from data.spelling import clean


class Kind(StrEnum):
    """What a block is in its document."""

    HEADING = "heading"
    ITEM = "item"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True)
class Block:
    """One heading, item of a list or paragraph: one line of text."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Document:
    """A document as read: its format (an id of ``formats.toml``) and its blocks in reading order."""

    format: str
    blocks: tuple[Block, ...]


def written(blocks: Iterable[Block]) -> Iterator[Piece]:
    """The blocks as they leave the reading process. Raises ``document_without_text`` and ``document_too_long``."""
    rows: list[list[str]] = []
    size = 0
    for block in blocks:
        text = " ".join(clean(block.text).split())
        size += len(text)
        if size > limits.DOCUMENT_CHARACTERS:
            raise UnreadableFile("document_too_long", limit=limits.DOCUMENT_CHARACTERS)
        if text:
            rows.append([block.kind, text])
    if sum(character.isalpha() for _, text in rows for character in text) < _FEWEST_LETTERS:
        raise UnreadableFile("document_without_text")
    yield Sheet("")
    yield Rows(list(range(1, len(rows) + 1)), [list(row) for row in rows])


_FEWEST_LETTERS = 30
"""A page number or a file's name drawn on a scan is no text of an ad."""
