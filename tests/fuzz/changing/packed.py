"""Changes inside a zip of XML (XLSX, XLSM, ODS, DOCX), packed again with right checksums."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from random import Random

from tests.fuzz.changing import binary, written

_TOLD = ("[Content_Types].xml", "mimetype")
"""Parts by which the file is known: changed seldom, or nothing would be read."""


def changed(raw: bytes, draw: Random) -> bytes:
    """The zip with one to three parts changed, or with a directory that lies."""
    parts = _parts(raw)
    if not parts:
        return binary.overwritten(raw, draw)
    for _ in range(draw.choice((1, 1, 2, 3))):
        _change(parts, draw)
    whole = _zipped(parts, draw)
    return _lying(whole, draw) if draw.random() < 0.06 else whole


def _parts(raw: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as source:
            return {name: source.read(name) for name in source.namelist()}
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, EOFError, OSError, RuntimeError):
        return {}


def _change(parts: dict[str, bytes], draw: Random) -> None:
    name = draw.choice(list(parts))
    if name in _TOLD and draw.random() < 0.8:
        return
    match draw.randrange(20):
        case 0 if len(parts) > 1:
            del parts[name]
        case 1:
            parts[name] = draw.choice(list(parts.values()))
        case 2:
            parts[draw.choice(list(parts))], parts[name] = parts[name], parts[draw.choice(list(parts))]
        case 3:
            parts[draw.choice((name + "x", name.upper(), "xl/worksheets/sheet9.xml", "word/header9.xml"))] = parts[name]
        case 4:
            parts[name] = binary.overwritten(parts[name], draw)
        case 5:
            parts[name] = binary.resized(parts[name], draw)
        case 6:
            parts[name] = (
                parts[name].decode("utf-8", "replace").encode(draw.choice(("utf-16", "cp1252", "utf-32")), "replace")
            )
        case _:
            parts[name] = written.changed(parts[name], draw)


def _zipped(parts: dict[str, bytes], draw: Random) -> bytes:
    buffer = io.BytesIO()
    method = zipfile.ZIP_DEFLATED if draw.random() < 0.9 else zipfile.ZIP_STORED
    with zipfile.ZipFile(buffer, "w", method) as target:
        for name, content in parts.items():
            target.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content, method)
    return buffer.getvalue()


def _lying(raw: bytes, draw: Random) -> bytes:
    """One number of the directory made another: a size, a checksum, a method, flags, a place."""
    changed = bytearray(raw)
    entries = [place for place in range(len(raw) - 46) if raw[place : place + 4] == b"PK\x01\x02"]
    if entries:
        place = draw.choice(entries) + draw.choice((6, 8, 10, 16, 20, 24, 28, 30, 42))
        changed[place : place + 4] = struct.pack(
            "<I", draw.choice((0, 1, 8, 100, 0x7FFFFFFF, 0xFFFFFFFF, 5_000, 400_000_000))
        )
    return bytes(changed)
