"""Names of people inside a text: those known from the file, and those that the text introduces itself."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from data.spelling import folded

Span = tuple[int, int]

_WORDS = {
    name: frozenset(words.split())
    for name, words in tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8")).items()
}
TITLES = _WORDS["titles"]
"""Folded words that stand before a person's name."""

_INTRODUCING = (TITLES - {"me"}) | _WORDS["introducing"]
_NO_NAME = _WORDS["function_words"] | _WORDS["offices"]
_NOT_ALONE = _WORDS["function_words"] | _WORDS["ordinary"] | _WORDS["places"] | _WORDS["particles"] | TITLES

_WORD = re.compile(r"[^\W\d_]+")
_BETWEEN_PARTS = re.compile(r"[ '’.,-]{1,3}")
_MOST_PARTS = 6
_ADDRESS = re.compile(r"([\w.+-]+)@[\w.-]+")
_PEOPLE = re.compile(r"[;/&\n+|]|\s(?:et|and|und|y|e)\s", re.IGNORECASE)
_NOT_ONE_NAME = re.compile(r"[;/&\n+|,(\[\d]|\s(?:et|and|und|y|e)\s", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]?")
_INITIAL = re.compile(r"(?:(?<=\s)|^)[^\W\d_]\.[ -]?$")

_CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŸŹŻŽ"
_PARTICLE = r"(?:de|du|des|la|le|d['’]|von|van|der|den|da|dos|di|el|ben|bin|al)"
_CAPITALISED = rf"(?:[{_CAPITAL}][\w'’-]{{1,40}}|[{_CAPITAL}]\.)"
_NAME = rf"(?:{_PARTICLE}\s?){{0,2}}{_CAPITALISED}(?:[ -]{{1,2}}(?:{_PARTICLE}\s?){{0,2}}{_CAPITALISED}){{0,3}}"
_WHOLE_NAME = re.compile(rf"{_CAPITALISED},?(?: (?:{_PARTICLE} ?){{0,2}}{_CAPITALISED}){{1,3}}")
_ANY_WORDS = r"[^\W\d_][\w'’-]{0,40}(?: [^\W\d_][\w'’-]{0,40}){0,3}"

_AFTER_TITLE = re.compile(
    r"(?<![\w'’])(?:M\.?|MM\.|Mmes?\.?|Mlles?\.?|Mr\.?|Mrs\.?|Ms\.?|Mx\.?|Miss|MME|MLLE|MR|[Mm]onsieur|MONSIEUR|[Mm]adame"
    r"|MADAME|[Mm]ademoiselle|[Dd]r\.?|DR\.?|[Dd]octeur|Doctor|Pr\.?|[Pp]rof\.?|[Pp]rofesseure?|Professor|Maître"
    r"|Herrn?|Frau|Sr\.|Sra\.|Srta\.|[Ss]eñora?|Sig\.|[Ss]ignora?|Dott\.|[Ss]enhora?)\s"
    rf"({_NAME})"
)
_AFTER_TITLE_SMALL = re.compile(
    r"(?<![\w'’])(?:mme|mlle|monsieur|madame|mademoiselle|mr|mrs)\.? ([^\W\d_][\w'’-]{2,40})", re.IGNORECASE
)
_INTRODUCED = re.compile(
    r"(?<!\w)(?:je m['’]\s?appelle|mon nom est|mon pr[eé]nom est|moi,? c['’]est|my name(?: is|['’]s)|call me"
    r"|ich hei(?:ß|ss)e|mein name ist|me llamo|mi nombre es|mi chiamo|il mio nome [eè]|(?:o )?meu nome [eé]|chamo-me"
    r"|me chamo)\s"
    rf"({_ANY_WORDS})",
    re.IGNORECASE,
)
_I_AM = re.compile(rf"\bI(?:['’]m| am) ({_NAME})(?=\s(?:from|and I)\b)")
_SIGNED = re.compile(
    r"(?:[Cc]ordialement|[Bb]ien à vous|[Rr]egards|[Ss]incerely|Grüßen|Grüssen|[Ss]aludos|[Ss]aluti|[Aa]tenciosamente)"
    rf"[\s,.!–-]{{1,4}}({_NAME})\s?\.?$"
)


def people_in(cell: str) -> list[str]:
    """The names in a cell of a column of people: "Julie Martin / Paul Roy" holds two, "ROY, Paul" one.

    Values with digits are identifiers, not names, and are left out. Of an e-mail address what stands before
    the "@" is taken for a name, as it mostly is.
    """
    cell = _ADDRESS.sub(_name_in_address, cell)
    if not _NOT_ONE_NAME.search(cell):
        return [cell] if cell else []
    people: list[str] = []
    for piece in _PEOPLE.split(_IN_BRACKETS.sub(" ", cell)):
        sides = piece.split(",")
        people += [piece] if len(sides) == 2 and all(len(side.split()) == 1 for side in sides) else sides
    return [person for person in people if person.strip() and not any(letter.isdigit() for letter in person)]


def _name_in_address(address: re.Match[str]) -> str:
    return " ".join(_WORD.findall(address[1]))


def looks_like_name(text: str) -> bool:
    """True for two to four words that all start with a capital, as a person's name is written."""
    return _WHOLE_NAME.fullmatch(text) is not None


class _FoldedWords(dict[str, str]):
    """Words and their folded forms, kept as long as one file is read: texts share most of their words."""

    def __missing__(self, word: str) -> str:
        self[word] = folded(word)
        return self[word]


class KnownNames:
    """The names in the cells of a file that hold people, for finding them in its texts.

    A full name is found in any case and either order. One of its parts is found alone when it has at
    least three letters, starts with a capital and is no ordinary word. In the rows of the person
    (``own``) a part is found in small letters too, and an ordinary word with a capital.
    """

    def __init__(self, cells: Iterable[str] = ()) -> None:
        self._folded = _FoldedWords()
        self._full: set[tuple[str, ...]] = set()
        self._alone: set[str] = set()
        self._of_cell: dict[str, frozenset[str]] = {}
        for cell in set(cells):
            people = [self._parts(person) for person in people_in(cell)]
            self._of_cell[cell] = frozenset(part for parts in people for part in parts)
            for parts in people:
                self._add(parts)
        self._alone = {part for parts in self._of_cell.values() for part in parts if len(part) >= 3} - _NOT_ALONE
        self._starts = {name[0] for name in self._full}
        self._known = self._starts | self._alone

    def _parts(self, person: str) -> tuple[str, ...]:
        words = map(self._folded.__getitem__, _WORD.findall(person))
        return tuple(word for word in words if word not in TITLES)

    def _add(self, parts: tuple[str, ...]) -> None:
        if 2 <= len(parts) <= _MOST_PARTS:
            self._full |= {parts, parts[::-1]}
        if 2 < len(parts) <= _MOST_PARTS:
            # "Jean-Pierre Roy" is also written "Roy Jean-Pierre", and called by two of the three.
            pairs = (parts[:2], parts[-2:], (parts[0], parts[-1]))
            self._full |= {parts[-1:] + parts[:-1], parts[1:] + parts[:1]}
            self._full |= {pair for pair in pairs if len(pair[0]) > 2 and not _NOT_ALONE.issuperset(pair)}

    def of_cell(self, cell: str) -> frozenset[str]:
        """The folded words of the names in one of the cells."""
        return self._of_cell[cell]

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
        return found

    def words(self, text: str) -> frozenset[str]:
        """The folded words of a text."""
        return frozenset(map(self._folded.__getitem__, _WORD.findall(text)))

    def _full_name(self, text: str, placed: list[tuple[str, int, int]], position: int) -> int:
        """How many words of a full name start here, 0 for none."""
        for length in range(min(_MOST_PARTS, len(placed) - position), 1, -1):
            here = placed[position : position + length]
            name = tuple(word for word, _, _ in here)
            if name not in self._full:
                continue
            joined = all(_BETWEEN_PARTS.fullmatch(text[one[2] : next_one[1]]) for one, next_one in pairwise(here))
            spoken_of = any(text[start].isupper() for _, start, _ in here) or not _NOT_ALONE.issuperset(name)
            if joined and spoken_of:
                return length
        return 0

    def _is_part(self, word: str, capital: bool, own: frozenset[str]) -> bool:
        if capital and word in self._alone:
            return True
        if (
            len(word) < 3
            or word not in own
            or word in _NO_NAME
            or word in _WORDS["places"]
            or word in _WORDS["particles"]
        ):
            return False
        return capital or (len(word) > 3 and word not in _NOT_ALONE)


def may_introduce(words: frozenset[str]) -> bool:
    """False where a text holds no word that ``introduced_names`` looks for."""
    return not _INTRODUCING.isdisjoint(words)


def introduced_names(text: str) -> list[Span]:
    """Where names stand that a title, "my name is" or a signature announces."""
    found: list[Span] = []
    for match in _AFTER_TITLE.finditer(text):
        if not _starts_without_name(match[1]):
            found.append(match.span(1))
    for match in _AFTER_TITLE_SMALL.finditer(text):
        if not _starts_without_name(match[1]):
            found.append(match.span(1))
    for match in _INTRODUCED.finditer(text):
        end = _end_of_introduction(match[1])
        if end:
            found.append((match.start(1), match.start(1) + end))
    for pattern in (_I_AM, _SIGNED):
        found += [match.span(1) for match in pattern.finditer(text) if not _starts_without_name(match[1])]
    return found


def _starts_without_name(words: str) -> bool:
    for word in map(folded, _WORD.findall(words)):
        if word not in _WORDS["particles"]:
            return word in _NO_NAME
    return True


def _end_of_introduction(words: str) -> int:
    """Two words in any case, then as many as start with a capital; a word of grammar ends the name."""
    end = 0
    for number, word in enumerate(re.finditer(r"\S+", words)):
        name = word.group().strip("'’-")
        if folded(name) in _NO_NAME - _WORDS["particles"] or (number > 1 and not name[:1].isupper()):
            break
        end = word.end()
    return end


def with_initials(text: str, span: Span) -> Span:
    """The span with an initial that stands before it: "J. [Martin]"."""
    initial = _INITIAL.search(text, max(0, span[0] - 4), span[0])
    return (initial.start(), span[1]) if initial else span
