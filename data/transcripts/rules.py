"""The lists of ``fr.toml`` and ``en.toml``, ready to be looked for in spoken words."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left, bisect_right
from functools import cache
from pathlib import Path

from data.spelling import folded

LANGUAGES = ("fr", "en")

_WORD = re.compile(r"[^\W_]+")
_BEGINNINGS = frozenset({"job"})


class Words:
    """A stretch of text as folded words: ``joined`` by spaces, each knowing where it stands in the text."""

    def __init__(self, text: str) -> None:
        self.text = text
        found = list(_WORD.finditer(text))
        self.spans = [match.span() for match in found]
        self.tokens = [folded(match.group()).replace(" ", "") or "_" for match in found]
        self.joined = " ".join(self.tokens)
        self._starts: list[int] = []
        at = 0
        for token in self.tokens:
            self._starts.append(at)
            at += len(token) + 1

    def __len__(self) -> int:
        return len(self.tokens)

    def index(self, position: int) -> int:
        """The number of the word that stands at a position of ``joined``."""
        return bisect_right(self._starts, position) - 1

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where in ``joined`` these words stand, the last left out."""
        return self._starts[start], self._starts[end - 1] + len(self.tokens[end - 1])

    def after(self, position: int) -> int:
        """The number of the first word that stands at a position of the text or after it."""
        return bisect_left(self.spans, (position, position))

    def between(self, start: int, end: int) -> str:
        """The folded words from one to another, the last left out."""
        return " ".join(self.tokens[start:end])

    def original(self, start: int, end: int) -> str:
        """The text of these words as written, with what stands between them."""
        return self.text[self.spans[start][0] : self.spans[end - 1][1]] if start < end else ""


class Rules:
    """One language's lists as patterns over folded words."""

    def __init__(self, language: str) -> None:
        table = tomllib.loads(Path(__file__).with_name(f"{language}.toml").read_text("utf-8"))
        self.language = language
        self.names = frozenset(table)
        self.common = frozenset(table["common"])
        self.beginnings = frozenset(table["beginnings"])
        self.front: int = table.pop("front")
        self._patterns = {
            name: re.compile(
                rf"(?<!\S)(?:{'|'.join(sorted(entries, key=len, reverse=True))})"
                + ("" if name in _BEGINNINGS else r"(?!\S)")
            )
            for name, entries in table.items()
            if entries
        }

    def has(self, name: str, words: str) -> bool:
        """Whether one of a list's entries stands somewhere in these words."""
        return self._patterns[name].search(words) is not None

    def starts(self, name: str, words: str) -> int:
        """The length of the entry that these words start with, 0 for none."""
        found = self._patterns[name].match(words)
        return found.end() if found else 0

    def found(self, name: str, words: str, start: int = 0, end: int | None = None) -> list[re.Match[str]]:
        """Where the entries of a list stand."""
        return list(self._patterns[name].finditer(words, start, len(words) if end is None else end))

    def ends(self, name: str, words: str) -> re.Match[str] | None:
        """The entry that these words end with."""
        return next((match for match in self.found(name, words) if match.end() == len(words)), None)

    def only(self, name: str, words: str) -> bool:
        """Whether these words are nothing but entries of a list, one after the other."""
        while words:
            length = self.starts(name, words)
            if not length:
                return False
            words = words[length:].lstrip()
        return True

    def without_start(self, words: str) -> str:
        """The words without the fillers that they start with."""
        while length := self.starts("fillers", words):
            words = words[length:].lstrip()
        return words


@cache
def rules(language: str) -> Rules:
    """The rules of one language."""
    return Rules(language)


def spoken_language(words: str, otherwise: str = "fr") -> str:
    """The language of ``LANGUAGES`` that more of these words are common in; ``otherwise`` where none is."""
    tokens = words.split()
    counts = {language: sum(token in rules(language).common for token in tokens) for language in LANGUAGES}
    best = max(counts, key=lambda language: (counts[language], language == otherwise))
    return best if counts[best] > 1 else otherwise
