"""The bytes of one file, and what they show of themselves when asked."""

from __future__ import annotations

from functools import cached_property

from data.formats.container import SIGNATURES, Container
from data.formats.dialect import Dialect, dialect_of
from data.formats.encoding import Encoding, encoding_of
from data.formats.json_text import JsonText, json_text_of

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_OLE_NAME_LENGTH = 64


class Content:
    """A file's bytes with the user's choices. Nothing is looked at before it is asked for."""

    def __init__(self, raw: bytes, encoding: str | None = None, delimiter: str | None = None) -> None:
        self.raw = raw
        self._chosen_encoding = encoding
        self._chosen_delimiter = delimiter

    @cached_property
    def container(self) -> Container | None:
        """The directory of a zip; None for anything else."""
        return Container(self.raw) if self.raw.startswith(SIGNATURES) else None

    @property
    def is_ole(self) -> bool:
        """Whether it is a compound file, the container of Office before 2007 and of encrypted workbooks."""
        return self.raw.startswith(_OLE)

    def has_stream(self, name: str) -> bool:
        """Whether a compound file holds this stream: its directory spells names in a fixed field of 64 bytes."""
        return self.is_ole and name.encode("utf-16-le").ljust(_OLE_NAME_LENGTH, b"\0") in self.raw

    @cached_property
    def encoding(self) -> Encoding:
        """How its text is decoded. Raises UnreadableFile where it is no text."""
        return encoding_of(self.raw, self._chosen_encoding)

    @cached_property
    def dialect(self) -> Dialect:
        """How its text is cut into cells."""
        return dialect_of(self.raw, self.encoding, self._chosen_delimiter)

    @cached_property
    def json(self) -> JsonText | None:
        """Its records as JSON; None for any other text."""
        return json_text_of(self.raw, self.encoding)

    def opening(self, length: int = 2048) -> str:
        """Its first characters, in lower case and without leading space, if it were a text."""
        encoding = self.encoding
        return self.raw[encoding.start : encoding.start + length].decode(encoding.name, "replace").lstrip().lower()
