"""From the bytes of one document, or a pasted text, to its blocks: headings, items of lists, paragraphs.

``read_document`` is the door. A document is known by its bytes (``known``) and read in the bounded process that reads
logs too, by one reader per family (``text``, ``web``, ``word``, ``portable``); ``cutting`` cuts blocks into passages.
"""

from __future__ import annotations

from data.documents.blocks import Block, Document, Kind
from data.documents.known import EXTENSIONS
from data.errors import UnreadableFile
from data.formats import limits, shown_name
from data.formats.sandbox import read_in_child
from data.formats.table import FileRead

__all__ = ["EXTENSIONS", "Block", "Document", "Kind", "read_document"]

_SAID_OF_DOCUMENTS = {
    "file_bomb": "document_bomb",
    "file_encrypted": "document_encrypted",
    "file_too_demanding": "document_too_demanding",
    "file_unreadable": "document_unreadable",
    "file_is_binary": "document_kind",
    "encoding_unknown": "document_kind",
    "encoding_wrong": "document_unreadable",
}
"""What a reader of logs says of a file, and the sentences that fit a document."""


def read_document(content: bytes, name: str) -> Document:
    """The blocks of a document, as found: nothing is masked yet. ``name`` is only for what is said of it.

    Raises UnreadableFile, with the document's name among its values.
    """
    try:
        if len(content) > limits.DOCUMENT_BYTES:
            raise UnreadableFile("document_too_large", limit=limits.DOCUMENT_BYTES // limits.MEGABYTE)
        if not content.strip():
            raise UnreadableFile("document_empty")
        read = read_in_child(content, holds="document")
    except UnreadableFile as refusal:
        code = _SAID_OF_DOCUMENTS.get(refusal.code, refusal.code)
        raise UnreadableFile(code, **refusal.values, file=shown_name(name)) from refusal
    return document_of(read)


def document_of(read: FileRead) -> Document:
    """The document that the reading process answered with."""
    blocks = tuple(Block(Kind(str(kind)), str(text)) for table in read.tables for kind, text in table.rows)
    return Document(read.format, blocks)
