"""Masking: personal data inside a text, replaced by a mark before anything is stored.

Every kind of personal data is one line of ``KINDS``; its name in reports is in ``texts/*/masked.toml``.
Salaries, dates, hours, versions, products, towns and job titles stay as they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple

from data import contacts, identifiers
from data.introductions import introduced_names, may_introduce
from data.names import KnownNames, Span


class _Signs(NamedTuple):
    """What a text shows at first glance, so that nothing is looked for in vain: most texts hold nothing."""

    text: str
    words: frozenset[str]
    digits: int


@dataclass(frozen=True)
class Kind:
    """One kind of personal data: its id, the mark that replaces it, when it is worth looking for, and how."""

    name: str
    mark: str
    possible: Callable[[_Signs], bool]
    spans: Callable[[str], Iterable[Span]]


_AT_WORDS = frozenset({"at", "arobase"})

KINDS = (
    Kind("email", "[e-mail]", lambda s: "@" in s.text or not _AT_WORDS.isdisjoint(s.words), contacts.email_addresses),
    Kind("url", "[link]", lambda s: "/" in s.text or "." in s.text, contacts.links),
    Kind("iban", "[iban]", lambda s: s.digits >= 10, identifiers.bank_accounts),
    Kind("person_id", "[id]", lambda s: s.digits >= 7, identifiers.national_numbers),
    Kind("card", "[card]", lambda s: s.digits >= 13, identifiers.payment_cards),
    Kind("phone", "[phone]", lambda s: s.digits >= 7, contacts.phone_numbers),
    Kind("number", "[number]", lambda s: s.digits >= 12, identifiers.long_numbers),
    Kind("ip", "[ip]", lambda s: s.digits >= 4 and ("." in s.text or ":" in s.text), contacts.machine_addresses),
    Kind(
        "address",
        "[address]",
        lambda s: s.digits > 0 and contacts.may_hold_address(s.text, s.words),
        contacts.postal_addresses,
    ),
    Kind("handle", "[handle]", lambda s: "@" in s.text, contacts.handles),
    Kind("name", "[name]", lambda s: may_introduce(s.words), introduced_names),
)
"""What is looked for, in this order; what one kind has taken, the next ones leave alone.
The marks are the same in every language, so that one question has one text."""

_MARK_OF = {kind.name: kind.mark for kind in KINDS}
_IN_ATTRIBUTES = tuple(kind for kind in KINDS if kind.name != "address")
_CODE = re.compile(r"[^\W_][\w-]{2,60}[^\W_]")
_ANY_MARK = re.compile("|".join(re.escape(kind.mark) for kind in KINDS))
_NOTHING: Mapping[str, int] = MappingProxyType({})
_SEVERAL_NAMES = re.compile(r"\[name\](?:[ -]{1,2}\[name\])+")


def without_marks(masked: str) -> str:
    """A masked text without the marks in it."""
    return _ANY_MARK.sub("", masked)


def says_something(masked: str) -> bool:
    """False for a masked text of which only marks are left: a name alone is no question."""
    return re.search(r"[^\W\d_]", without_marks(masked)) is not None


class Masked(NamedTuple):
    """A text without its personal data, how often each kind was found, and the folded words it had."""

    text: str
    counts: Mapping[str, int]
    words: frozenset[str]


def _is_code(value: str) -> bool:
    """True for what a log numbers a person with, where it is too particular to be anything else in a text."""
    return (
        _CODE.fullmatch(value) is not None and any(map(str.isdigit, value)) and not (value.isdigit() and len(value) < 7)
    )


class Masker:
    """Masks texts of one file, whose people are known by name or number: candidates, interviewers, speakers.

    ``numbers`` are what the file numbers its interviews with.
    """

    def __init__(self, people: Iterable[str] = (), numbers: Iterable[str] = ()) -> None:
        cells = frozenset(people)
        self._names = KnownNames(cells)
        self._codes = frozenset(filter(_is_code, chain(cells, numbers)))

    def names_in(self, cell: str) -> frozenset[str]:
        """The folded words of the names in one of the cells of people: the ``own`` of its row."""
        return self._names.of_cell(cell)

    def mask(self, text: str, own: frozenset[str] = frozenset()) -> Masked:
        """A wording without personal data. ``own`` holds the folded words of the names in its row."""
        return self._masked(text, KINDS, own, whole_names=False)

    def mask_attribute(self, value: str) -> Masked:
        """A role, a stage, a place … without personal data.

        Towns, streets of offices and words that are somebody's name too ("Sales", "Boulanger") stay.
        """
        return self._masked(value, _IN_ATTRIBUTES, frozenset(), whole_names=True)

    def _masked(self, text: str, kinds: tuple[Kind, ...], own: frozenset[str], *, whole_names: bool) -> Masked:
        signs = _Signs(text, self._names.words(text), sum(map(text.count, "0123456789")))
        found = [(span, kind.name) for kind in kinds if kind.possible(signs) for span in kind.spans(text)]
        if self._codes:
            found += [(match.span(), "person_id") for match in _CODE.finditer(text) if match.group() in self._codes]
        known = self._names.spans(text, signs.words, own, whole_only=whole_names)
        found += [(span, "name") for span in known]
        return _replaced(signs, found)


def _replaced(signs: _Signs, found: list[tuple[Span, str]]) -> Masked:
    text = signs.text
    if not found:
        return Masked(text, _NOTHING, signs.words)
    taken = bytearray(len(text))
    kept: list[tuple[Span, str]] = []
    for (start, end), kind in found:
        if start < end and not any(taken[start:end]):
            taken[start:end] = b"\x01" * (end - start)
            kept.append(((start, end), kind))
    pieces: list[str] = []
    position = 0
    for (start, end), kind in sorted(kept):
        pieces += [text[position:start], _MARK_OF[kind]]
        position = end
    masked = _SEVERAL_NAMES.sub("[name]", "".join([*pieces, text[position:]]))
    return Masked(masked, Counter(kind for _, kind in kept), signs.words)
