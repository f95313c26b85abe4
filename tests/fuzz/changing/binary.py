"""Changes of numbers in binary files, and of Parquet, whose directory is found by a length at its end."""

from __future__ import annotations

import struct
from random import Random

from tests.fuzz.changing import written

_WHOLE = (
    0,
    1,
    2,
    0x7F,
    0x80,
    0xFF,
    0x100,
    0x7FFF,
    0x8000,
    0xFFFF,
    0x10000,
    0x7FFFFFFF,
    0x80000000,
    0xFFFFFFFE,
    0xFFFFFFFF,
)
_SIGNATURE = b"PAR1"


def overwritten(raw: bytes, draw: Random) -> bytes:
    """A few bytes, or a number of one, two, four or eight of them, at any place."""
    changed = bytearray(raw)
    for _ in range(draw.choice((1, 1, 2, 8))):
        place = draw.randrange(len(changed) + 1)
        if draw.random() < 0.5:
            new = draw.randbytes(draw.choice((1, 1, 2, 4, 8)))
        else:
            size = draw.choice((1, 2, 4, 8))
            new = struct.pack("<Q", draw.choice(_WHOLE))[:size]
        changed[place : place + len(new)] = new
    return bytes(changed)


def resized(raw: bytes, draw: Random) -> bytes:
    """Some bytes taken out, doubled, or a word put in."""
    start, end = sorted((draw.randrange(len(raw) + 1), draw.randrange(len(raw) + 1)))
    end = min(end, start + draw.choice((1, 4, 64, 5_000)))
    return raw[:start] + draw.choice((b"", raw[start:end] * 2, raw[start:end] * 50, written.telling(draw))) + raw[end:]


def changed_parquet(raw: bytes, draw: Random) -> bytes:
    """A Parquet file with its directory or its pages changed, and the length of the directory made right, or a lie."""
    (length,) = struct.unpack("<I", raw[-8:-4]) if len(raw) >= 12 else (0,)
    length = min(length, max(0, len(raw) - 12))
    body, directory = raw[4 : len(raw) - 8 - length], raw[len(raw) - 8 - length : len(raw) - 8]
    change = overwritten if draw.random() < 0.7 else resized
    if draw.random() < 0.65:
        directory = change(directory, draw)
    else:
        body = change(body, draw)
    told = draw.choice(_WHOLE) if draw.random() < 0.03 else len(directory)
    return _SIGNATURE + body + directory + struct.pack("<I", told) + _SIGNATURE
