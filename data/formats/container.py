"""A look at the directory of a workbook's zip, before anything is unpacked by a reader.

XLSX and ODS files are zips of XML. What makes one dangerous shows in its directory (too many parts,
too large, packed too well, names that climb out) or in the first bytes of its parts (a document type,
which workbooks never have and entity bombs need).
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from functools import cached_property
from io import BytesIO

from data.errors import UnreadableFile
from data.formats import limits

SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")

_ENCRYPTED = 0x1
_PROLOG = 4096
_BLOCK = limits.MEGABYTE
_OVERLAP = 256

_COMMENT = re.compile(rb"(?s)<!--.*?(?:-->|$)")
_ROOT = re.compile(rb"<[A-Za-z_]")

# A cell with content to the right of column GR, the 200th. Empty formatted cells out there are
# common and cost nothing; a filled one makes a reader allocate everything up to it.
_FAR_CELL = re.compile(rb'<c r="((?:G[S-Z]|[H-Z][A-Z]|[A-Z]{3})[0-9]{1,9})"[^>]*[^/>]>(?!</c>)')


class Container:
    """A zip that passed the look. Raises UnreadableFile (``file_unreadable``, ``file_bomb``, ``file_encrypted``)."""

    def __init__(self, raw: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(raw))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError) as error:
            raise UnreadableFile("file_unreadable") from error
        self._entries = {entry.filename: entry for entry in self._zip.infolist()}
        self._inspect()

    @property
    def names(self) -> frozenset[str]:
        """The names of its parts."""
        return frozenset(self._entries)

    @cached_property
    def content_types(self) -> bytes:
        """What an Office file says it is; empty for any other zip."""
        return self.start("[Content_Types].xml", limits.MEGABYTE)

    @cached_property
    def mimetype(self) -> bytes:
        """What an OpenDocument file says it is; empty for any other zip."""
        return self.start("mimetype", _PROLOG)

    def start(self, name: str, length: int) -> bytes:
        """The first bytes of one part; empty where there is no such part."""
        return next(self.blocks(name, length), b"") if name in self._entries else b""

    def blocks(self, name: str, length: int = _BLOCK) -> Iterator[bytes]:
        """One part, unpacked block by block."""
        try:
            with self._zip.open(self._entries[name]) as part:
                while block := part.read(length):
                    yield block
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError) as error:
            raise UnreadableFile("file_unreadable") from error

    def look_for_far_cells(self) -> None:
        """Raises ``cell_too_far`` where a worksheet has a filled cell beyond the columns we read."""
        for name in self._entries:
            if not name.startswith("xl/worksheets/"):
                continue
            tail = b""
            for block in self.blocks(name):
                if found := _FAR_CELL.search(tail + block):
                    raise UnreadableFile("cell_too_far", cell=found[1].decode(), limit=limits.COLUMNS)
                tail = block[-_OVERLAP:]

    def _inspect(self) -> None:
        entries = self._zip.infolist()
        if len(entries) > limits.ENTRIES or sum(entry.file_size for entry in entries) > limits.EXPANDED:
            raise UnreadableFile("file_bomb")
        for entry in entries:
            packed_too_well = entry.file_size > limits.RATIO * max(entry.compress_size, 1)
            climbs_out = entry.filename.startswith(("/", "\\")) or ".." in re.split(r"[\\/]", entry.filename)
            if climbs_out or (packed_too_well and entry.file_size > limits.RATIO_FREE):
                raise UnreadableFile("file_bomb")
            if entry.flag_bits & _ENCRYPTED:
                raise UnreadableFile("file_encrypted")
        for name in self._entries:
            if name.endswith((".xml", ".rels")) and _declares_a_type(self.start(name, _PROLOG)):
                raise UnreadableFile("file_bomb")


def _declares_a_type(start: bytes) -> bool:
    """Whether an XML document declares a document type, or hides behind a comment whether it does."""
    bare = _COMMENT.sub(b"", start)
    return b"<!DOCTYPE" in bare or (bare != start and _ROOT.search(bare) is None)
