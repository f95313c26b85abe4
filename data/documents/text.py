"""Plain text and Markdown, as typed or pasted: which line is a heading, an item, or goes on from the line before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from data.documents.blocks import Block, Kind
from data.formats.content import Content

_HEADING = re.compile(r"#{1,6}\s+(?P<text>.+?)\s*#*|(?:\*\*|__)(?P<bold>[^*_]{1,80}?)\s?:?(?:\*\*|__)\s?:?")
_ITEM = re.compile(r"(?:[-–—•*·‣▪◦●○■□►▶➢➤✓✔→»+]|\uf0b7|\uf0a7|o(?=\s)|\d{1,2}[.)](?=\s))\s*(?=\S)(?P<text>.+)")
_RULE = re.compile(r"[-=_*~\s]{3,}")
_TABLE_RULE = re.compile(r"\|?[\s:|-]+\|?")
_MARKS = (
    (re.compile(r"!\[[^\]]*\]\([^)]*\)"), ""),
    (re.compile(r"\[([^\]]+)\]\([^)]*\)"), r"\1"),
    (re.compile(r"(\*\*|__|`)(.+?)\1"), r"\2"),
    (re.compile(r"(?<!\w)[*_]([^*_]+)[*_](?!\w)"), r"\1"),
)
_ENDED = (".", "!", "?", ":", ";", "…")
_LONGEST_HEADING = 60
_LONG_LINE = 45
"""Characters from which on a line may go on below."""


def read(content: Content) -> Iterator[Block]:
    """The blocks of a text in any encoding that logs may have."""
    encoding = content.encoding
    return blocks(content.raw[encoding.start :].decode(encoding.name, "replace").splitlines())


def blocks(lines: Iterable[str]) -> Iterator[Block]:
    """The blocks of lines: what ends a line only for want of room is put together again."""
    stripped = [line.strip() for line in lines]
    waiting: Block | None = None
    after_gap = True
    for line, below in zip_longest(stripped, stripped[1:], fillvalue=""):
        if not line or _RULE.fullmatch(line):
            after_gap = True
            continue
        if waiting and not after_gap and _goes_on(waiting, line):
            waiting = Block(waiting.kind, _joined(waiting.text, line))
            continue
        if waiting:
            yield waiting
        waiting = _block(line, below, after_gap)
        after_gap = waiting.kind is Kind.HEADING
    if waiting:
        yield waiting


def _block(line: str, below: str, after_gap: bool) -> Block:
    if found := _HEADING.fullmatch(line):
        return Block(Kind.HEADING, _unmarked(found["text"] or found["bold"]))
    if found := _ITEM.fullmatch(line):
        return Block(Kind.ITEM, _unmarked(found["text"]))
    if line.startswith("|"):
        cells = [] if _TABLE_RULE.fullmatch(line) else filter(None, (cell.strip() for cell in line.split("|")))
        return Block(Kind.ITEM, _unmarked(" : ".join(cells)))
    short = len(line) <= _LONGEST_HEADING
    titles = line.endswith(":") or (line.isupper() and len(line.split()) <= 8)
    if short and (titles or (after_gap and _ITEM.fullmatch(below) and not line.endswith(_ENDED))):
        return Block(Kind.HEADING, line.rstrip(" :"))
    return Block(Kind.PARAGRAPH, _unmarked(line))


def _goes_on(before: Block, line: str) -> bool:
    if before.kind is Kind.HEADING or _ITEM.fullmatch(line) or _HEADING.fullmatch(line) or line.startswith("|"):
        return False
    unended = len(before.text) >= _LONG_LINE and not before.text.endswith(_ENDED)
    return line[0].islower() or (unended and not line.isupper()) or before.text.endswith(("-", ","))


def _joined(before: str, line: str) -> str:
    divided = before.endswith("-") and line[0].islower() and not before.endswith(" -")
    return before + line if divided else f"{before} {line}"


def _unmarked(text: str) -> str:
    for mark, shown in _MARKS:
        text = mark.sub(shown, text)
    return text
