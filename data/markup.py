"""Text out of HTML: recruiting software keeps what is typed into its forms as little web pages."""

from __future__ import annotations

import re
from html import unescape

from data.spelling import clean

_PAGE = re.compile(r"<br\s?/?>|</(?:p|li|ul|ol|div|h[1-6]|blockquote)\s?>", re.IGNORECASE)
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)[^<>]*>|<![^<>]*>")
_BLOCKS = frozenset({"p", "div", "br", "ul", "ol", "tr", "table", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"})
_UNSEEN = frozenset({"script", "style"})
_ITEM = "\n- "
_SPACES = re.compile(r"\s+")
_AROUND_LINE_END = re.compile(r" ?\n ?")
_MANY_LINE_ENDS = re.compile(r"\n{3,}")


def plain(text: str) -> str:
    """What a reader sees of a piece of HTML: paragraphs with a blank line between them, list items as "- …".

    Any other text, even one that speaks of ``<div>``, stays as it is.
    """
    if "<" not in text or not _PAGE.search(text):
        return text
    seen = _AROUND_LINE_END.sub("\n", "".join(_seen(text)))
    return clean(_MANY_LINE_ENDS.sub("\n\n", seen))


def _seen(text: str) -> list[str]:
    pieces: list[str] = []
    start, unseen = 0, ""
    for tag in _TAG.finditer(text):
        if not unseen:
            pieces.append(_SPACES.sub(" ", unescape(text[start : tag.start()])))
        start = tag.end()
        name, ends = (tag["name"] or "").lower(), bool(tag["end"])
        if unseen:
            unseen = "" if ends and name == unseen else unseen
        elif name in _UNSEEN and not ends:
            unseen = name
        elif name == "li" and not ends:
            pieces.append(_ITEM)
        elif name in _BLOCKS and pieces[-2:-1] != [_ITEM]:
            pieces.append("\n")
    return pieces if unseen else [*pieces, _SPACES.sub(" ", unescape(text[start:]))]
