"""Blocks into passages: what an ad says in one breath, with the heading above it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from data.documents.blocks import Block, Kind

_END = re.compile(r"(?<=[.!?…])[\"”»)]*\s+(?=[«\"“(]?\s?[^\W_a-zà-öø-ÿ])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:M|MM|Mme|Mlle|Mr|Mrs|Ms|Dr|Pr|St|Ste|etc|env|min|max|approx|ex|réf|ref|tél|tel|art|p|n|no|e\.g|i\.e|hr|hrs|p\.a"
    r"|incl|dept|av|bd)|(?<!\w)[A-Z])\.[\"”»)]*$",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_FEWEST_WORDS = 3
"""A sentence of fewer words ("Ça tombe bien !") says what it says with the one before it."""

_SHORT = 6
"""Words up to which a passage leans on its heading: "2 jours par semaine" under "Télétravail"."""


@dataclass(frozen=True)
class Passage:
    """A bullet or a sentence of an ad; ``heading`` is the one above it, "" where there is none."""

    heading: str
    wording: str

    @property
    def said(self) -> str:
        """What it says to who reads nothing else: a short wording with its heading."""
        short = len(_WORD.findall(self.wording)) <= _SHORT
        return f"{self.heading} : {self.wording}" if self.heading and short else self.wording


def passages(blocks: Iterable[Block]) -> list[Passage]:
    """The passages of a document in reading order; a heading with nothing below it is one of its own."""
    found: list[Passage] = []
    heading = ""
    lonely = False
    for block in blocks:
        if block.kind is Kind.HEADING:
            if lonely:
                found.append(Passage("", heading))
            heading, lonely = block.text, True
            continue
        lonely = False
        found += [Passage(heading, sentence) for sentence in sentences(block.text)]
    return [*found, Passage("", heading)] if lonely else found


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text; a very short one stays with the one before it."""
    waiting = ""
    for piece in _pieces(text):
        if waiting and len(_WORD.findall(piece)) >= _FEWEST_WORDS:
            yield waiting
            waiting = piece
        else:
            waiting = f"{waiting} {piece}".strip()
    if waiting:
        yield waiting


def _pieces(text: str) -> Iterator[str]:
    start = 0
    for end in _END.finditer(text):
        if not _ABBREVIATION.search(text[start : end.start()]):
            yield text[start : end.start()].strip()
            start = end.end()
    yield text[start:].strip()
