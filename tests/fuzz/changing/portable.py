"""Changes of the objects of a PDF, whose table of places is then written anew."""

from __future__ import annotations

import re
import zlib
from random import Random

from tests.fuzz.changing import binary, written

_OBJECT = re.compile(rb"(?ms)^(\d+) 0 obj\n(.*?)\nendobj")
_STREAM = re.compile(rb"(?s)stream\r?\n(.*)\r?\nendstream")
_LENGTH = re.compile(rb"/Length \d+")
_REFERENCE = re.compile(rb"\b\d+ 0 R")
_NAME = re.compile(rb"/[A-Za-z0-9]+")
_ROOT = re.compile(rb"/Root \d+ 0 R")


def changed(raw: bytes, draw: Random) -> bytes:
    """The document with one to four objects changed: loops of references, numbers beyond, streams of other words."""
    objects = {int(found[1]): found[2] for found in _OBJECT.finditer(raw)}
    root = _ROOT.search(raw)
    if not objects or root is None:
        return written.changed(raw, draw)
    for _ in range(draw.choice((1, 1, 2, 4))):
        number = draw.choice(list(objects))
        if draw.random() < 0.05:
            objects[number] = objects[draw.choice(list(objects))]
        else:
            objects[number] = _changed(objects[number], list(objects), draw)
    return _document(objects, root[0])


def _changed(body: bytes, numbers: list[int], draw: Random) -> bytes:
    stream = _STREAM.search(body)
    if stream is not None and draw.random() < 0.5:
        return _other_stream(body, stream, draw)
    head, rest = (body[: stream.start()], body[stream.start() :]) if stream else (body, b"")
    match draw.randrange(4):
        case 0:
            head = _once(_REFERENCE, head, b"%d 0 R" % draw.choice(numbers), draw)
        case 1:
            head = _once(
                _NAME, head, draw.choice([*_NAME.findall(head), b"/Kids", b"/Length", b"/ASCII85Decode"]), draw
            )
        case _:
            head = written.changed(head, draw)
    return head + rest


def _other_stream(body: bytes, stream: re.Match[bytes], draw: Random) -> bytes:
    """The words of a stream changed where it can be unpacked, its bytes where it cannot."""
    try:
        content = zlib.decompress(stream[1])
        content = written.changed(content, draw) if draw.random() < 0.7 else binary.resized(content, draw)
        packed = zlib.compress(content * draw.choice((1, 1, 1, 400)))
    except zlib.error:
        packed = binary.overwritten(stream[1], draw)
    head = _LENGTH.sub(b"/Length %d" % len(packed), body[: stream.start()])
    return head + b"stream\n" + packed + b"\nendstream"


def _once(pattern: re.Pattern[bytes], text: bytes, new: bytes, draw: Random) -> bytes:
    found = list(pattern.finditer(text))
    if not found:
        return text
    place = draw.choice(found)
    return text[: place.start()] + new + text[place.end() :]


def _document(objects: dict[int, bytes], root: bytes) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start, most = len(out), max(places) + 1
    out += b"xref\n0 %d\n" % most
    for number in range(most):
        out += b"%010d %05d %s \n" % ((places[number], 0, b"n") if number in places else (0, 65535, b"f"))
    return bytes(out) + b"trailer\n<</Size %d%s>>\nstartxref\n%d\n%%%%EOF" % (most, root, start)
