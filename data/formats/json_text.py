"""A text that is JSON: one document that holds records, or one record per line (JSONL).

It is read by Python's own parser. Records are looked for a few levels deep, because exports wrap them:
``[…]``, ``{"data": […]}``, ``{"result": {"interviews": […], "candidates": […]}}``.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice

from data.errors import UnreadableFile
from data.formats import limits
from data.formats.encoding import Encoding

Record = tuple[int, object]
"""A record and its number: its line, or its place in its list counted from 1."""

_OPENS = re.compile(r"\s*[\[{]")
_SURELY_JSON = re.compile(r"\s*(?:\[\s*)?\{\s*\"")
_LOOK = 256 * 1024
_LOOKED_AT = 20
_DEEPEST = 3
_SPACE = re.compile(r"\s*")
_DECODER = json.JSONDecoder(parse_constant=lambda name: None)  # NaN and Infinity, which JSON does not have


class BrokenLine:
    """Stands for a line that is not JSON."""


class JsonText:
    """The records of a JSON text; ``lines`` says whether each line is one. ``json_text_of`` makes it."""

    def __init__(self, raw: bytes, encoding: Encoding, *, lines: bool) -> None:
        self.lines = lines
        self._raw, self._encoding = raw, encoding

    def has(self, *names: str) -> bool:
        """True where a first record has all these names, or the document itself does."""
        try:
            firsts = [record for _, records in self.lists(names) for _, record in islice(records, _LOOKED_AT)]
        except UnreadableFile:
            return False
        return any(all(name in record for name in names) for record in firsts if isinstance(record, dict))

    def lists(self, record_names: tuple[str, ...] = ()) -> list[tuple[str, Iterable[Record]]]:
        """Every list of records with its name; "" is the document itself.

        An object that has all ``record_names``, or holds plain values and no list, is a record. Raises UnreadableFile:
        ``json_broken`` with the line beyond which the document cannot be followed, ``json_without_records``,
        ``encoding_wrong``; what is read one by one raises it late.
        """
        if self.lines:
            return [("", _Lines(self._raw, self._encoding))]
        start = _skip(self._text, 0)
        if self._text.startswith("[", start):
            return [("", _Listed(self._text, start + 1))]
        document = self._document
        if record_names and all(name in document for name in record_names):
            return [("", [(1, document)])]
        found = _lists("", document, 0)
        if not found:
            raise UnreadableFile("json_without_records")
        return [(name, list(enumerate(records, 1))) for name, records in found]

    @cached_property
    def _text(self) -> str:
        try:
            text = self._raw[self._encoding.start :].decode(self._encoding.name, self._encoding.errors)
        except UnicodeDecodeError as error:
            raise UnreadableFile("encoding_wrong", encoding=self._encoding.name) from error
        return text.rstrip()

    @cached_property
    def _document(self) -> dict[str, object]:
        """The object that the whole text is."""
        value, end = _value(self._text, _skip(self._text, 0))
        if end < len(self._text) or not isinstance(value, dict):
            raise _broken(self._text, end)
        return value

    def check(self) -> None:
        """Raises UnreadableFile where it cannot be followed to its end."""
        for _, records in self.lists():
            for _ in records:
                pass


def json_text_of(raw: bytes, encoding: Encoding) -> JsonText | None:
    """The text as JSON; None for another text, even one that begins with a bracket."""
    start = raw[encoding.start : encoding.start + _LOOK].decode(encoding.name, "replace")
    if not _OPENS.match(start):
        return None
    text = JsonText(raw, encoding, lines=_is_lines(start))
    if not text.lines and not _SURELY_JSON.match(start):
        try:
            text.check()
        except UnreadableFile as error:
            return text if error.code == "json_without_records" else None
    return text


def _is_lines(start: str) -> bool:
    """True for several lines of which at least half are objects, going by the first ones."""
    lines = [line for line in start.splitlines() if line.strip()][:_LOOKED_AT]
    objects = sum(isinstance(_line(line), dict) for line in lines)
    return len(lines) > 1 and 2 * objects >= len(lines)


def _value(text: str, position: int) -> tuple[object, int]:
    """The value that starts at a position, and where it ends. Raises ``json_broken``."""
    try:
        return _DECODER.raw_decode(text, position)
    except json.JSONDecodeError as error:
        raise _broken(text, error.pos) from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, a thousand brackets
        raise _broken(text, position) from error


def _broken(text: str, position: int) -> UnreadableFile:
    return UnreadableFile("json_broken", row=text.count("\n", 0, position) + 1)


def _line(line: str) -> object:
    try:
        value, end = _value(line.strip(), 0)
    except UnreadableFile:
        return BrokenLine()
    return value if end == len(line.strip()) else BrokenLine()


class _Listed:
    """The items of a document that is a list, one by one: a large one never stands in memory as objects."""

    def __init__(self, text: str, start: int) -> None:
        self._text, self._start = text, start

    def __iter__(self) -> Iterator[Record]:
        text, position, objects, number = self._text, self._start, 0, 0
        while True:
            position = _skip(text, position)
            if text.startswith("]", position) and not number:
                break
            value, position = _value(text, position)
            number += 1
            objects += isinstance(value, dict)
            if number == _LOOKED_AT and not objects:
                raise UnreadableFile("json_without_records")
            yield number, value
            position = _skip(text, position)
            if not text.startswith(",", position):
                break
            position += 1
        if position != len(text) - 1 or not text.endswith("]"):
            raise _broken(text, position)
        if number and not objects:
            raise UnreadableFile("json_without_records")


def _skip(text: str, position: int) -> int:
    """The next position that is no space."""
    space = _SPACE.match(text, position)
    assert space is not None
    return space.end()


class _Lines:
    """The records of a text, one per line, parsed anew each time that they are asked for."""

    def __init__(self, raw: bytes, encoding: Encoding) -> None:
        self._raw, self._encoding = raw, encoding

    def __iter__(self) -> Iterator[Record]:
        stream = io.BytesIO(self._raw)
        stream.seek(self._encoding.start)
        lines = io.TextIOWrapper(stream, self._encoding.name, self._encoding.errors)
        try:
            for number, line in enumerate(lines, 1):
                if len(line) > limits.LINE_BYTES:
                    raise UnreadableFile("cell_too_long", row=number, limit=limits.CELL_CHARACTERS)
                if not line.isspace():
                    yield number, _line(line)
        except UnicodeDecodeError as error:
            raise UnreadableFile("encoding_wrong", encoding=self._encoding.name) from error


def _lists(name: str, value: object, depth: int) -> list[tuple[str, list[object]]]:
    if isinstance(value, list):
        return [(name, value)] if not value or any(isinstance(item, dict) for item in value) else []
    if not isinstance(value, dict) or depth > _DEEPEST:
        return []
    found = [one for key, inner in value.items() for one in _lists(key, inner, depth + 1) if one[1]]
    # An object of nothing but objects or lists is a table laid out in a way of its own, and no record.
    is_record = depth == 0 and any(not isinstance(inner, dict | list) for inner in value.values())
    return found or ([("", [value])] if is_record else [])
