"""From bytes to characters: which encoding a text has, decided in an order that cannot surprise.

A byte order mark, then UTF-16 by where its zero bytes stand, then strict UTF-8, then cp1252, the
encoding of a Western Windows. Detectors that weigh languages call short French files Chinese; this
order is wrong less often, and the choice is shown so that the user can change it.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from data.errors import UnreadableFile
from data.formats.table import Warning

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "cp1252", "mac-roman", "cp850")
"""What a text can be read as, by ids of ``formats.toml`` that are also Python's names."""

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_BLOCK = 256 * 1024
_LOOK = 4096
_PLAIN = 1000

_NOT_CP1252 = re.compile(b"[\x81\x8d\x8f\x90\x9d]")
_LONE_BYTE = re.compile("[\udc80-\udcff]")
_BEYOND_ASCII = re.compile("[^\x00-\x7f\udc80-\udcff]")
_CONTROL = re.compile(b"[\x00-\x08\x0e-\x1a\x1c-\x1f]")

# “é”, “à” … and “’” that were UTF-8, were read as cp1252 and written as UTF-8 again.
_TWICE_ENCODED = re.compile(b"\xc3(?:\x83\xc2|\xa2\xe2\x82\xac)")


@dataclass(frozen=True)
class Encoding:
    """How a text is decoded: ``start`` skips the mark; ``damaged`` says that some bytes will not decode."""

    name: str
    start: int = 0
    damaged: bool = False
    warnings: tuple[Warning, ...] = ()

    @property
    def errors(self) -> str:
        """Python's error handler: a byte that does not decode spoils its row, not the file."""
        return "strict" if self.name.startswith("utf-16") else "surrogateescape"


def encoding_of(raw: bytes, chosen: str | None = None) -> Encoding:
    """The encoding of ``raw``, or how it reads in the ``chosen`` one.

    Raises UnreadableFile: ``file_is_binary`` for what is no text at all, ``encoding_unknown`` for a text
    that none of the automatic choices can read.
    """
    name, start = _marked(raw)
    if chosen:
        return Encoding(chosen, start if chosen == name else 0, damaged=True)
    if name is None:
        name = _utf16_without_mark(raw)
    if name and name.startswith("utf-16"):
        return Encoding(name, start)
    controls = len(_CONTROL.findall(raw, 0, _LOOK))
    if controls >= 4 and controls > 0.05 * min(len(raw), _LOOK):
        raise UnreadableFile("file_is_binary")
    return _utf8_or_cp1252(raw, start)


def _marked(raw: bytes) -> tuple[str | None, int]:
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return name, len(mark)
    return None, 0


def _utf16_without_mark(raw: bytes) -> str | None:
    """Western text in UTF-16 has a zero in every second byte, and nearly none in the others."""
    look = raw[:_LOOK]
    if len(raw) % 2 or len(look) < 4:
        return None
    half = len(look) / 2
    even, odd = look[0::2].count(0) / half, look[1::2].count(0) / half
    if odd > 0.5 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.5 and odd < 0.1 else None


def _utf8_or_cp1252(raw: bytes, start: int) -> Encoding:
    valid, invalid = _utf8_characters(raw)
    if not invalid:
        twice = (Warning("text_encoded_twice"),) if _TWICE_ENCODED.search(raw) else ()
        return Encoding("utf-8", start, warnings=twice)
    if start or valid > invalid:
        # Accented letters of cp1252 hardly ever form valid UTF-8: this is UTF-8 with accidents in it.
        return Encoding("utf-8", start, damaged=True)
    if _NOT_CP1252.search(raw):
        raise UnreadableFile("encoding_unknown")
    return Encoding("cp1252", warnings=(Warning("encoding_guessed", {"encoding": "cp1252"}),))


def _utf8_characters(raw: bytes) -> tuple[int, int]:
    """How many characters beyond ASCII decode as UTF-8, and how many bytes do not, until the answer is plain."""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    valid = invalid = 0
    for position in range(0, len(raw), _BLOCK):
        text = decoder.decode(raw[position : position + _BLOCK], position + _BLOCK >= len(raw))
        if not text.isascii():
            valid += len(_BEYOND_ASCII.findall(text))
            invalid += len(_LONE_BYTE.findall(text))
            if invalid > valid + _PLAIN:
                break
    return valid, invalid
