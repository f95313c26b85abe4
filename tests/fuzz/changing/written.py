"""Changes of what is written in letters: XML, HTML, JSON, Markdown. Its tokens are changed, not its bytes."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

_TOKEN = re.compile(rb"<[^<>]{1,400}>|\"[^\"\n]{0,200}\"|-?\d+(?:\.\d+)?|[\w.:-]+|[^\w\s]|\s+")
_TAG = re.compile(rb"<[^<>]{1,2000}>")
_VALUE = re.compile(rb"(?<==\")[^\"]*(?=\")|(?<=>)[^<]+(?=<)")
_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
_LARGEST = 2_000_000
"""Bytes beyond which a part does not grow."""

NUMBERS = (
    b"0", b"-1", b"1", b"2", b"199", b"200", b"201", b"255", b"256", b"16384", b"16385", b"65535", b"65536", b"100000",
    b"1048576", b"1048577", b"2147483647", b"2147483648", b"-2147483649", b"4294967295", b"4294967296",
    b"9223372036854775807", b"-9223372036854775808", b"18446744073709551615", b"18446744073709551616", b"1e308",
    b"-1e308", b"1e999", b"1e-320", b"-0.0", b"0.5", b"NaN", b"inf", b"59", b"60", b"60.999999999", b"2958465",
    b"2958466", b"1" * 400,
)  # fmt: skip
"""Numbers at the borders of what readers count with, or beyond."""

WORDS = (
    b"", b" ", b"s", b"str", b"inlineStr", b"e", b"b", b"d", b"n", b"true", b"null", b"A1", b"B1048576", b"GR2",
    b"XFD1048576", b"XFE16777217", b"ZZZZZZZ1", b"A0", b"a1", b"A1:C3", b"C3:A1", b"A1:XFD1048576", b"B2:B1048576",
    b"2026-02-30", b"0000-00-00", b"9999-12-31T23:59:60", b"-0001-01-01", b"2026-03-29T02:30:00.9999999999",
    b"PT99999999999H", b"PT-1S", b"hidden", b"visible", b"date", b"time", b"float", b"percentage", b"string", b"&amp;",
    b"&#0;", b"&#xD800;", b"&#x110000;", b"&a;", b"<![CDATA[x]]>", b"<!-- x", b"<!DOCTYPE a [<!ENTITY a 'b'>]>",
    b"\xff\xfe", b"\xed\xa0\x80", b"\0", b"_x0000_", b"\xe2\x80\xa8", b"e\xcc\x81" * 40, b"\xe2\x80\xae", b"../../x",
    b"xl/worksheets/sheet1.xml", b"/", b"rId1", b"=1+1", b"a" * 70_000, b"[" * 3_000, b'{"a":' * 3_000, b"<a>" * 3_000,
    b"\\ud800", b"0 R", b"utf-16",
)  # fmt: skip
"""Words that mean something somewhere, or nothing anywhere."""


def telling(draw: Random) -> bytes:
    """A number or a word that readers trip over."""
    return draw.choice(NUMBERS) if draw.random() < 0.5 else draw.choice(WORDS)


def changed(raw: bytes, draw: Random) -> bytes:
    """The text with one to four tokens changed."""
    for _ in range(draw.choice((1, 1, 2, 4))):
        raw = draw.choice(_CHANGES)(raw, draw)[:_LARGEST]
    return raw


def _put(raw: bytes, draw: Random, pattern: re.Pattern[bytes], new: Callable[[bytes], bytes]) -> bytes:
    """The text with one place where the pattern is found made anew."""
    found = list(pattern.finditer(raw))
    if not found:
        return raw + new(b"")
    place = draw.choice(found)
    return raw[: place.start()] + new(place[0]) + raw[place.end() :]


def _value(raw: bytes, draw: Random) -> bytes:
    return _put(raw, draw, _VALUE, lambda _: telling(draw))


def _number(raw: bytes, draw: Random) -> bytes:
    return _put(raw, draw, _NUMBER, lambda old: draw.choice((draw.choice(NUMBERS), b"-" + old, old + b"0", old[:-1])))


def _token(raw: bytes, draw: Random) -> bytes:
    return _put(
        raw, draw, _TOKEN, lambda old: draw.choice((b"", old * 2, old * 300, telling(draw), old + telling(draw)))
    )


def _tag(raw: bytes, draw: Random) -> bytes:
    return _put(raw, draw, _TAG, lambda old: draw.choice((b"", old * 2, old * 2_000, old.replace(b"/", b""))))


def _swap(raw: bytes, draw: Random) -> bytes:
    """A value that stands elsewhere in the same text."""
    values = [found[0] for found in _VALUE.finditer(raw)] or [b""]
    return _put(raw, draw, _VALUE, lambda _: draw.choice(values))


def _moved(raw: bytes, draw: Random) -> bytes:
    """A stretch between two tags, taken out or put in again elsewhere, once or many times."""
    places = [found.start() for found in _TAG.finditer(raw)] or list(range(0, len(raw) + 1))
    start, end = sorted((draw.choice(places), draw.choice(places)))
    target = draw.choice(places)
    stretch = raw[start:end] * draw.choice((0, 1, 1, 2, 50))
    if draw.random() < 0.5:
        return raw[:start] + stretch + raw[end:]
    return raw[:target] + stretch + raw[target:]


_CHANGES = (_value, _value, _number, _number, _token, _tag, _swap, _moved)
