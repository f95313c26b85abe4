"""Web pages: what a visitor reads, or better, the job posting that the page describes to search engines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from data.documents.blocks import Block, Kind
from data.formats.content import Content

_WEB = re.compile(r"<!doctype html|<html\b|<body\b|</(?:p|li|ul|ol|div|h[1-6])\s?>", re.IGNORECASE)
_LOOKED_AT = 1 << 16
_POSTING = re.compile(
    r"<script[^>]{1,200}application/ld\+json[^>]{0,200}>(.{2,500000}?)</script\s?>", re.IGNORECASE | re.DOTALL
)
_UNSEEN = frozenset(
    {"script", "style", "nav", "footer", "form", "noscript", "svg", "button", "select", "template", "title"}
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary"})
_BLOCKS = _HEADINGS | {
    "p", "div", "br", "ul", "ol", "li", "tr", "table", "blockquote", "section", "article", "dd", "dl", "main", "header",
    "body", "hr",
}  # fmt: skip
_CELLS = frozenset({"td", "th"})
_BOLD = frozenset({"strong", "b"})
_LONGEST_HEADING = 60


def is_web(text: str) -> bool:
    """Whether a text is a web page or a piece of one."""
    return _WEB.search(text[:_LOOKED_AT]) is not None


def read(content: Content) -> Iterator[Block]:
    """The blocks of a page."""
    encoding = content.encoding
    page = content.raw[encoding.start :].decode(encoding.name, "replace")
    posting = _posting(page)
    if posting:
        yield Block(Kind.HEADING, str(posting.get("title") or ""))
        yield from _seen(str(posting["description"]))
    else:
        yield from _seen(page)


def _posting(page: str) -> dict[str, Any] | None:
    """The job posting in the vocabulary of schema.org, where the page holds one with a description."""
    for script in _POSTING.finditer(page):
        try:
            found = json.loads(script[1])
        except (ValueError, RecursionError):
            continue
        graph = found.get("@graph", [found]) if isinstance(found, dict) else found
        for one in graph if isinstance(graph, list) else []:
            if isinstance(one, dict) and one.get("@type") == "JobPosting" and one.get("description"):
                return one
    return None


def _seen(page: str) -> list[Block]:
    reader = _Reader()
    reader.feed(page)
    reader.close()
    reader.end_block()
    return reader.blocks


class _Reader(HTMLParser):
    """Gathers what is seen of a page, block by block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._text: list[str] = []
        self._kind = Kind.PARAGRAPH
        self._unseen: list[str] = []
        self._bold = 0
        self._only_bold = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A block begins; an item holds the paragraphs inside it."""
        if tag in _UNSEEN:
            self._unseen.append(tag)
        elif tag in _BLOCKS and not (tag in ("p", "div") and not self._text):
            self.end_block()
        if tag in _HEADINGS:
            self._kind = Kind.HEADING
        elif tag == "li":
            self._kind = Kind.ITEM
        self._bold += tag in _BOLD

    def handle_endtag(self, tag: str) -> None:
        """A block ends, or what is not seen."""
        if self._unseen and tag == self._unseen[-1]:
            self._unseen.pop()
        elif tag in _CELLS and self._text:
            self._text.append(" : ")
        elif tag in _BLOCKS:
            self.end_block()
        self._bold = max(0, self._bold - (tag in _BOLD))

    def handle_data(self, data: str) -> None:
        """Words of the block."""
        if not self._unseen:
            self._text.append(data)
            self._only_bold &= bool(self._bold) or not data.strip()

    def end_block(self) -> None:
        """Keep the block that was gathered; a short line in bold alone is a heading."""
        text = " ".join("".join(self._text).split()).strip(" :")
        kind = self._kind
        if text:
            if kind is Kind.PARAGRAPH and self._only_bold and len(text) <= _LONGEST_HEADING:
                kind = Kind.HEADING
            self.blocks.append(Block(kind, text))
        self._text, self._kind, self._only_bold = [], Kind.PARAGRAPH, True
