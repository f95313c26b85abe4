"""Text out of HTML: recruiting software keeps what is typed into its forms as little web pages."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from data.spelling import clean

_PAGE = re.compile(r"<br\s?/?>|</(?:p|li|ul|ol|div|h[1-6]|blockquote)\s?>", re.IGNORECASE)
_BLOCKS = frozenset({"p", "div", "br", "ul", "ol", "tr", "table", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"})
_UNSEEN = frozenset({"script", "style"})
_LINES = re.compile(r"[^\S\n]*\n[^\S\n]*")
_MANY_LINES = re.compile(r"\n{3,}")


def plain(text: str) -> str:
    """What a reader sees of a piece of HTML: one line per paragraph, list items as "- …".

    Any other text, even one that speaks of ``<div>``, stays as it is.
    """
    if "<" not in text or not _PAGE.search(text):
        return text
    page = _Page()
    page.feed(text)
    page.close()
    return clean(_MANY_LINES.sub("\n\n", _LINES.sub("\n", "".join(page.pieces))))


class _Page(HTMLParser):
    """Collects the text of a page; a paragraph leaves a blank line behind it, an item of a list does not."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in _UNSEEN
        if tag == "li":
            self.pieces.append("\n- ")
        elif tag in _BLOCKS and self.pieces[-1:] != ["\n- "]:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in _UNSEEN and self._unseen > 0
        if tag in _BLOCKS and tag != "br":
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.pieces.append(re.sub(r"\s+", " ", data))
