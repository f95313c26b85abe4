"""A report as data: what it says, in order. How it looks is the business of its writers.

Every text in it is plain text: names and wordings may come from files, and each writer keeps them text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Tone = Literal["plain", "changed", "warning"]
"""How a card stands out: not at all, as what changed, as what is missing."""


@dataclass(frozen=True)
class Heading:
    """The title of a section."""

    words: str


@dataclass(frozen=True)
class Paragraph:
    """Running text; small print where it says how to read something."""

    words: str
    small: bool = False


@dataclass(frozen=True)
class Figures:
    """A row of figures: (label, value, what it counts)."""

    figures: Sequence[tuple[str, str, str]]


@dataclass(frozen=True)
class Picture:
    """A still chart as SVG, and what it shows in words for whoever does not see it."""

    svg: str
    words: str


@dataclass(frozen=True)
class Table:
    """Rows of cells as they are read; ``numeric`` are the positions of columns that hold figures."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    numeric: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Card:
    """One finding or one answer, kept on one page: title, what is said beside it, lines, and wordings quoted."""

    title: str
    beside: str = ""
    lines: Sequence[str] = ()
    quotes: Sequence[str] = ()
    small: str = ""
    tone: Tone = "plain"


@dataclass(frozen=True)
class PageBreak:
    """What follows starts a page, where there are pages."""


Block = Heading | Paragraph | Figures | Picture | Table | Card | PageBreak


@dataclass(frozen=True)
class Report:
    """A whole report.

    ``kind`` says what it is ("Weekly review"), ``headline`` what it found in one or two sentences;
    ``printed`` says what the figures rest on (filters, taxonomy version, newest import), as label and value.
    """

    lang: str
    kind: str
    title: str
    headline: str
    blocks: Sequence[Block]
    printed: Sequence[tuple[str, str]] = field(default_factory=tuple)
