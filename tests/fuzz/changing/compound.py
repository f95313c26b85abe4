"""Changes of the records of an old workbook (XLS), put into a sound compound file again."""

from __future__ import annotations

import io
import struct
from random import Random

from xlwt.CompoundDoc import XlsDoc

from tests.fuzz.changing.binary import overwritten, resized

_HEADER = 512
_NAME = "Workbook".encode("utf-16-le").ljust(64, b"\0")

# What a reader looks at: beginnings and ends, sheets, shared texts and their continuations, dimensions, merges, every
# kind of cell, formats, dates, the codepage, passwords.
_KINDS = (
    0x0809, 0x000A, 0x0085, 0x00FC, 0x003C, 0x0200, 0x00E5, 0x0203, 0x00FD, 0x0204, 0x027E, 0x00BD, 0x00BE, 0x0201,
    0x0205, 0x0006, 0x0207, 0x041E, 0x00E0, 0x0022, 0x0042, 0x002F, 0x0009, 0x01AE, 0x0017, 0x0018,
)  # fmt: skip

Record = tuple[int, bytes]


def changed(raw: bytes, draw: Random) -> bytes:
    """The workbook with some records changed; seldom with its frame (header, allocation, directory) changed."""
    place = raw.find(_NAME)
    if place < 0 or draw.random() < 0.1:
        frame = overwritten(raw[:_HEADER] if draw.random() < 0.5 else raw[-2 * _HEADER :], draw)
        return frame + raw[_HEADER:] if draw.random() < 0.5 else raw[: -2 * _HEADER] + frame
    (size,) = struct.unpack_from("<I", raw.ljust(place + 124, b"\0"), place + 120)
    records = _records(raw[_HEADER : _HEADER + size])
    for _ in range(draw.choice((1, 1, 2, 4))):
        _change(records, draw)
    stream = b"".join(struct.pack("<HH", kind, len(payload) & 0xFFFF) + payload[:0x20000] for kind, payload in records)
    buffer = io.BytesIO()
    XlsDoc().save(buffer, stream)
    return buffer.getvalue()


def _records(stream: bytes) -> list[Record]:
    found: list[Record] = []
    place = 0
    while place + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, place)
        if not kind and not size:
            break  # the rest is filling
        found.append((kind, stream[place + 4 : place + 4 + size]))
        place += 4 + size
    return found


def _change(records: list[Record], draw: Random) -> None:
    if not records:
        records.append((draw.choice(_KINDS), draw.randbytes(8)))
    place = draw.randrange(len(records))
    if draw.random() < 0.7:  # most records are fonts and styles: rather one that is looked at
        place = draw.choice([index for index, (kind, _) in enumerate(records) if kind in _KINDS] or [place])
    kind, payload = records[place]
    match draw.randrange(8):
        case 0:
            del records[place]
        case 1:
            records[place:place] = [records[place]] * draw.choice((1, 1, 2, 3_000))
        case 2:
            records[place] = draw.choice(_KINDS), payload
        case 3:
            records.insert(place, records.pop(draw.randrange(len(records))))
        case 4:
            records[place] = kind, resized(payload, draw)
        case _:
            records[place] = kind, overwritten(payload, draw)
