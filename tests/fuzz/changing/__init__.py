"""Changes that keep a file's frame whole, so that they reach what lies behind a reader's first look.

A random byte in a zip ends at its checksum. Here a workbook or a Word document is taken out of its zip, changed and
packed again; records of an old workbook, the directory of a Parquet file and the objects of a PDF are changed and
their lengths made right. ``changed`` knows a file by its bytes; the same draw gives the same file.
"""

from __future__ import annotations

from random import Random

from tests.fuzz.changing import binary, compound, packed, portable, written


def changed(raw: bytes, draw: Random) -> bytes:
    """The file with one to a few changes; now and then only bytes of it are overwritten, whatever they are."""
    if draw.random() < 0.05:
        return binary.overwritten(raw, draw)
    if raw.startswith(b"PK\x03\x04"):
        return packed.changed(raw, draw)
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        return compound.changed(raw, draw)
    if raw.startswith(b"PAR1"):
        return binary.changed_parquet(raw, draw)
    if raw.startswith(b"%PDF-"):
        return portable.changed(raw, draw)
    return written.changed(raw, draw)
