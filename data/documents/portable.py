"""PDF files that hold text; a scan holds a picture of one and is refused."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from data.documents import text
from data.documents.blocks import Block
from data.errors import UnreadableFile
from data.formats import limits
from data.formats.content import Content

_BROKEN = (
    PyPdfError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError,
    NotImplementedError,
)  # fmt: skip
"""What pypdf raises where a file is not what its own words promise."""


def read(content: Content) -> Iterator[Block]:
    """The blocks of a file. Raises ``file_encrypted``, ``file_unreadable`` and ``document_too_many_pages``."""
    try:
        reader = PdfReader(BytesIO(content.raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableFile("file_encrypted")
        if len(reader.pages) > limits.DOCUMENT_PAGES:
            raise UnreadableFile("document_too_many_pages", pages=len(reader.pages), limit=limits.DOCUMENT_PAGES)
        lines = [line for page in reader.pages for line in page.extract_text().splitlines()]
    except DependencyError as error:  # encrypted in a way that takes another library: with a password all the same
        raise UnreadableFile("file_encrypted") from error
    except UnreadableFile:
        raise
    except _BROKEN as error:
        raise UnreadableFile("file_unreadable") from error
    yield from text.blocks(lines)
