"""Numbers that stand for one person, inside a text: national numbers, bank accounts, payment cards.

Every function gives the spans of what it finds. A number that has the shape but not the check digits is
masked all the same where the shape is unlike anything else: a mistyped number is still someone's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from stdnum import iban, luhn
from stdnum.be import nn as belgian_number
from stdnum.ch import ssn as swiss_number
from stdnum.es import dni as spanish_number
from stdnum.es import nie as spanish_foreign_number
from stdnum.fr import nir as french_number
from stdnum.it import codicefiscale as italian_code

from data.names import Span

_IBAN = re.compile(r"(?<!\w)[A-Za-z]{2}\d{2}(?:[ .-]?[A-Za-z0-9]{4}){2,7}(?:[ .-]?[A-Za-z0-9]{1,4})?(?!\w)")
_IBAN_OF_DIGITS = re.compile(r"[A-Za-z]{2}\d{2}(?:[ .-]?\d{4}){3,7}(?:[ .-]?\w{1,4})?")

_NIR = re.compile(
    r"(?<!\d)[1-478][ .-]?\d{2}[ .-]?(?:0[1-9]|1[0-2]|[2-9]\d)[ .-]?(?:\d{2}|2[ABab])[ .-]?\d{3}[ .-]?\d{3}"
    r"(?:[ .-]{0,3}(?:cl[ée]\s?:?\s?)?\(?\d{2})?(?!\d)"
)
_NIR_RUN = re.compile(r"(?<!\w)[1-478](?:[ .-]{0,2}[\dABab]){12,14}(?!\w)")

_NATIONAL: tuple[tuple[re.Pattern[str], Callable[[str], bool]], ...] = (
    (re.compile(r"(?<!\w)\d{3}-\d{2}-\d{4}(?!\w)"), lambda _: True),  # United States
    (re.compile(r"(?<!\w)[A-CEGHJ-PR-TW-Z][A-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D](?!\w)"), lambda _: True),  # United Kingdom
    (re.compile(r"(?<!\w)\d{8}-?[A-Z](?!\w)"), spanish_number.is_valid),
    (re.compile(r"(?<!\w)[XYZ]-?\d{7}-?[A-Z](?!\w)"), spanish_foreign_number.is_valid),
    (re.compile(r"(?<!\w)[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z](?!\w)"), italian_code.is_valid),
    (re.compile(r"(?<!\w)\d{2}\.\d{2}\.\d{2}-\d{3}\.\d{2}(?!\w)"), belgian_number.is_valid),
    (re.compile(r"(?<!\w)756\.\d{4}\.\d{4}\.\d{2}(?!\w)"), swiss_number.is_valid),
)

_CARD = re.compile(
    r"(?<!\d)(?:\d{4}(?P<four>[ .-]?)\d{4}(?P=four)\d{4}(?P=four)\d{1,7}|\d{4}(?P<six>[ .-]?)\d{6}(?P=six)\d{5})(?!\d)"
)
_LONG_NUMBER = re.compile(r"\d{12,}")


def bank_accounts(text: str) -> Iterator[Span]:
    """IBANs: with right check digits, or of the usual shape of a country whose accounts are digits."""
    for match in _IBAN.finditer(text):
        words = list(re.finditer(r"[A-Za-z0-9]+", match.group()))
        # A word of the sentence may have been taken for the last group: fewer groups are tried too.
        for word in reversed(words):
            if iban.is_valid(match.group()[: word.end()]):
                yield match.start(), match.start() + word.end()
                break
        else:
            if shape := _IBAN_OF_DIGITS.match(match.group()):
                yield match.start(), match.start() + shape.end()


def national_numbers(text: str) -> Iterator[Span]:
    """Social security and identity numbers: French NIR, and those of neighbouring countries and the US."""
    yield from (match.span() for match in _NIR.finditer(text))
    yield from (match.span() for match in _NIR_RUN.finditer(text) if french_number.is_valid(match.group()))
    for pattern, valid in _NATIONAL:
        yield from (match.span() for match in pattern.finditer(text) if valid(match.group()))


def payment_cards(text: str) -> Iterator[Span]:
    """Payment cards: 13 to 19 digits, grouped as on a card, with the right check digit (Luhn)."""
    for match in _CARD.finditer(text):
        if luhn.is_valid(re.sub(r"\D", "", match.group())):
            yield match.span()


def long_numbers(text: str) -> Iterator[Span]:
    """Any other run of 12 digits or more: no question needs one."""
    yield from (match.span() for match in _LONG_NUMBER.finditer(text))
