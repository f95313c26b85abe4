"""Names of people that a file holds, inside its texts. Those that a text introduces itself: ``introductions``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from data.spelling import folded

Span = tuple[int, int]

WORDS = {
    name: frozenset(words.split())
    for name, words in tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8")).items()
}
"""The lists of ``names.toml``: folded words by what they tell about names."""

TITLES = WORDS["titles"]
"""Folded words that stand before a person's name."""

_NO_NAME = WORDS["function_words"] | WORDS["offices"]
_NOT_ALONE = WORDS["function_words"] | WORDS["ordinary"] | WORDS["places"] | WORDS["particles"] | TITLES

_IS_FUNCTION = WORDS["function_words"] | WORDS["offices"] | WORDS["described"]

_WORD = re.compile(r"[^\W\d_]+")
_BETWEEN_PARTS = re.compile(r"[ '’.,-]{1,3}")
_MOST_PARTS = 6
_ADDRESS = re.compile(r"([\w.+-]+)@[\w.-]+")
_PEOPLE = re.compile(r"[;/&\n+|]|\s(?:et|and|und|y|e)\s", re.IGNORECASE)
_NOT_ONE_NAME = re.compile(r"[;/&\n+|,(\[\d]|\s(?:et|and|und|y|e)\s", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]?")
_SPACED_DASH = re.compile(r"\s[-–—]\s")
_INITIALS_BEFORE = re.compile(r"(?<![\w.])(?:[^\W\d_]\.[ -]?){1,3}$")
_INITIAL_AFTER = re.compile(r" [^\W\d_]\.(?!\w)")
_ONLY_INITIALS = re.compile(r"(?<![\w.])(?:[^\W\d_]\.[ -]?){1,3}[^\W\d_]\.")

_CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŸŹŻŽ"
_PARTICLE = r"(?:de|du|des|la|le|d['’]|von|van|der|den|da|dos|di|el|ben|bin|al)"
_CAPITALISED = rf"(?:[{_CAPITAL}][\w'’-]{{1,40}}|[{_CAPITAL}]\.)"
_FIRST, _MORE = rf"(?:{_PARTICLE}\s?){{0,2}}{_CAPITALISED}", rf"(?:[ -]{{1,2}}(?:{_PARTICLE}\s?){{0,2}}{_CAPITALISED})"
NAME = rf"{_FIRST}{_MORE}{{0,3}}"
"""One to four words with a capital, particles between them."""

FULL_NAME = rf"{_FIRST}{_MORE}{{1,3}}"
"""A name of at least two words."""
_WHOLE_NAME = re.compile(rf"{_CAPITALISED},?(?: (?:{_PARTICLE} ?){{0,2}}{_CAPITALISED}){{1,3}}")


def people_in(cell: str) -> list[str]:
    """The names in a cell of a column of people: "Julie Martin / Paul Roy" holds two, "ROY, Paul" one.

    Values with digits are identifiers, not names, and are left out. Of an e-mail address what stands before
    the "@" is taken for a name, as it mostly is.
    """
    cell = _without_function(_ADDRESS.sub(_name_in_address, cell))
    if not _NOT_ONE_NAME.search(cell):
        return [cell] if cell else []
    people: list[str] = []
    for piece in _PEOPLE.split(_IN_BRACKETS.sub(" ", cell)):
        sides = piece.split(",")
        people += [piece] if len(sides) == 2 and all(len(side.split()) == 1 for side in sides) else sides
    return [person for person in people if person.strip() and not any(letter.isdigit() for letter in person)]


def _name_in_address(address: re.Match[str]) -> str:
    return " ".join(_WORD.findall(address[1]))


def _without_function(cell: str) -> str:
    """ "Kate Hall - Head of People" without what she is."""
    sides = _SPACED_DASH.split(cell)
    named = [side for side in sides if _IS_FUNCTION.isdisjoint(map(folded, _WORD.findall(side)))]
    return " / ".join(named if named and len(sides) > 1 else [cell])


def looks_like_name(text: str) -> bool:
    """True for two to four words that all start with a capital, as a person's name is written."""
    return _WHOLE_NAME.fullmatch(text) is not None


_REMEMBERED = 10_000
"""Cells of which is kept whose names they hold: the rows of one interview stand together."""


class _FoldedWords(dict[str, str]):
    """Words and their folded forms, kept as long as one file is read: texts share most of their words."""

    def __missing__(self, word: str) -> str:
        self[word] = folded(word)
        return self[word]


class KnownNames:
    """The names in the cells of a file that hold people, for finding them in its texts.

    A full name is found in any case and either order. One of its parts is found alone when it has at
    least three letters, starts with a capital and is no ordinary word. In the rows of the person
    (``own``) a part is found in small letters too, an ordinary word with a capital, and initials ("J.M.").
    """

    def __init__(self, cells: Iterable[str] = ()) -> None:
        self._folded = _FoldedWords()
        self._whole: set[tuple[str, ...]] = set()
        self._full: set[tuple[str, ...]] = set()
        self._alone: set[str] = set()
        for cell in set(cells):
            for parts in self._people(cell):
                self._add(parts)
        self._alone = {part for part in self._alone if len(part) >= 3} - _NOT_ALONE
        self._of_cell: dict[str, frozenset[str]] = {}
        self._starts = {name[0] for name in self._full}
        self._known = self._starts | self._alone

    def _people(self, cell: str) -> list[tuple[str, ...]]:
        return [parts for person in people_in(cell) if (parts := self._parts(person))]

    def _parts(self, person: str) -> tuple[str, ...]:
        words = map(self._folded.__getitem__, _WORD.findall(person))
        return tuple(word for word in words if word not in TITLES)

    def _add(self, parts: tuple[str, ...]) -> None:
        self._alone.update(parts)
        if 2 <= len(parts) <= _MOST_PARTS:
            self._whole |= {parts, parts[::-1]}
        if 2 < len(parts) <= _MOST_PARTS:
            # "Jean-Pierre Roy" is also written "Roy Jean-Pierre", and called by two of the three.
            pairs = (parts[:2], parts[-2:], (parts[0], parts[-1]))
            self._whole |= {parts[-1:] + parts[:-1], parts[1:] + parts[:1]}
            self._full |= {pair for pair in pairs if len(pair[0]) > 2 and not _NOT_ALONE.issuperset(pair)}
        for position, part in enumerate(parts[1:], start=1):
            # "O'Connor", "Da Silva" and "de La Fontaine" are one part.
            start = position
            while start and _leads(parts[start - 1]):
                start -= 1
                self._full.add(parts[start : position + 1])
            if len(parts[position - 1]) == 1:
                # … and is also written "NDiaye".
                self._add((*parts[: position - 1], parts[position - 1] + part, *parts[position + 1 :]))
        self._full |= self._whole

    def of_cell(self, cell: str) -> frozenset[str]:
        """The folded words of the names in one of the cells, and their initials."""
        if (known := self._of_cell.get(cell)) is None:
            people = self._people(cell)
            initials = {form for parts in people for form in _initials(parts)}
            if len(self._of_cell) == _REMEMBERED:
                self._of_cell.clear()
            known = self._of_cell[cell] = frozenset(part for parts in people for part in parts) | initials
        return known

    def spans(self, text: str, words: frozenset[str], own: frozenset[str], *, whole_only: bool = False) -> list[Span]:
        """Where known names stand in the text of these ``words``; ``whole_only`` leaves out parts of names."""
        if self._known.isdisjoint(words) and own.isdisjoint(words):
            return []
        placed = [(self._folded[match.group()], match.start(), match.end()) for match in _WORD.finditer(text)]
        found: list[Span] = []
        position = 0
        while position < len(placed):
            word, start, end = placed[position]
            length = self._full_name(text, placed, position) if word in self._starts else 0
            if length:
                found.append((start, placed[position + length - 1][2]))
            elif not whole_only and self._is_part(word, text[start].isupper(), own) and text[start - 1 : start] != "[":
                found.append((start, end))
            position += length or 1
        return [_with_initials(text, span) for span in found] + [
            match.span() for match in self._initials_in(text) if self._dotted(match) in own
        ]

    def words(self, text: str) -> frozenset[str]:
        """The folded words of a text, and the initials in it as "j.m"."""
        words = map(self._folded.__getitem__, _WORD.findall(text))
        return frozenset([*words, *map(self._dotted, self._initials_in(text))])

    def _initials_in(self, text: str) -> Iterable[re.Match[str]]:
        return _ONLY_INITIALS.finditer(text) if "." in text else ()

    def _dotted(self, initials: re.Match[str]) -> str:
        return ".".join(map(self._folded.__getitem__, _WORD.findall(initials.group())))

    def _full_name(self, text: str, placed: list[tuple[str, int, int]], position: int) -> int:
        """How many words of a full name start here, 0 for none."""
        for length in range(min(_MOST_PARTS, len(placed) - position), 1, -1):
            here = placed[position : position + length]
            name = tuple(word for word, _, _ in here)
            if name not in self._full:
                continue
            joined = all(_BETWEEN_PARTS.fullmatch(text[one[2] : next_one[1]]) for one, next_one in pairwise(here))
            spoken_of = text[here[-1][1]].isupper() or not _NOT_ALONE.issuperset(name) or self._is_spelled_out(name)
            if joined and spoken_of:
                return length
        return 0

    def _is_spelled_out(self, name: tuple[str, ...]) -> bool:
        """ "rose petit" is somebody where the file names her so; "will page" may be a verb and its subject."""
        return name in self._whole and (WORDS["function_words"] | WORDS["particles"]).isdisjoint(name)

    def _is_part(self, word: str, capital: bool, own: frozenset[str]) -> bool:
        if capital and word in self._alone:
            return True
        if (
            len(word) < 3
            or word not in own
            or word in _NO_NAME
            or word in WORDS["places"]
            or word in WORDS["particles"]
        ):
            return False
        return capital or word not in _NOT_ALONE


def _leads(part: str) -> bool:
    """True for what is written before a family name and belongs to it."""
    return len(part) == 1 or part in WORDS["particles"]


def _initials(parts: tuple[str, ...]) -> set[str]:
    """The initials that stand for a person, as ``KnownNames.words`` gives them."""
    letters = [part[0] for part in parts]
    forms = (letters, letters[::-1], [letters[0], letters[-1]], [letters[-1], letters[0]])
    return {".".join(form) for form in forms if len(form) > 1}


def _with_initials(text: str, span: Span) -> Span:
    """The span with the initials around it: "J. [Martin]", "[Julie] M."."""
    before = _INITIALS_BEFORE.search(text, max(0, span[0] - 12), span[0])
    after = _INITIAL_AFTER.match(text, span[1])
    return (before.start() if before else span[0], after.end() if after else span[1])
