"""What a column of a log may hold, and which header names it. The table itself is ``columns.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from pathlib import Path
from typing import Literal

from data.spelling import clean_label, folded

Strength = Literal["whole", "part", "weak"]

SEVERAL = frozenset({"question", "notes", "candidate", "names"})
"""Fields that several columns of one sheet may hold together."""

ATTRIBUTES = ("role", "stage", "seniority", "department", "location", "language", "interviewer")
"""Fields that describe an interview and are kept, in the order of the tables."""

_TABLE = tomllib.loads(Path(__file__).with_name("columns.toml").read_text("utf-8"))
_SMALL_WORDS = frozenset(_TABLE["small_words"].split())

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NUMBER_SIGN = re.compile(r"\bn ?[°º]|#")
_SCALE = re.compile(r"(?:/|\bsur\b|\bout of\b) ?(?:5|10|20|100)\b|[(\[](?:0|1) ?(?:-|/|a|to) ?(?:4|5|10|20|100)[)\]]")
_LAST_NUMBER = re.compile(r" ?(?:numero )?\(?(?<!\d)\d{1,2}\)?$")
_ONE_Q = re.compile(r"\bq ?(\d{1,2})\b")
_ORDINAL = re.compile(
    r"\b(?:(?:numero )?\d{1,2}(?: ?(?:re|er|ere|e|eme|st|nd|rd|th))?|[b-h]|premiere?|deuxieme|seconde?|troisieme"
    r"|quatrieme|cinquieme|first|third|fourth|fifth)\b"
)
_ASKERS = frozenset({"candidat", "candidate", "applicant", "posee", "asked"})


@dataclass(frozen=True)
class Field:
    """One field of a log, as ``columns.toml`` describes it; all words in their compared form."""

    name: str
    labels: dict[str, str]
    aliases: frozenset[str]
    weak: frozenset[str]
    not_with: frozenset[str]
    never: re.Pattern[str] | None
    values: frozenset[str]


@dataclass(frozen=True)
class Recognition:
    """What a header says: a field and how surely, or that the column is refused, or nothing."""

    field: str = ""
    strength: Strength | None = None
    refused: bool = False


def header_words(header: str) -> str:
    """A header as it is compared: no case, accents, punctuation, plural or small words."""
    text = folded(_CAMEL.sub(" ", clean_label(header)))
    words = re.sub(r"[\W_]+", " ", _NUMBER_SIGN.sub(" numero ", text)).split()
    kept = [word for word in words if word not in _SMALL_WORDS] or words
    return " ".join(
        word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word for word in kept
    )


def _compared(headers: list[str]) -> frozenset[str]:
    return frozenset(map(header_words, headers))


def _any_of(runs: list[str]) -> re.Pattern[str] | None:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, map(folded, runs)))})\b") if runs else None


FIELDS: dict[str, Field] = {
    name: Field(
        name=name,
        labels=block["label"],
        aliases=_compared([*block["aliases"], *block["label"].values()]),
        weak=_compared(block.get("weak", [])),
        not_with=_compared(block.get("not_with", [])),
        never=_any_of(block.get("never", [])),
        values=frozenset(map(folded, block.get("values", []))),
    )
    for name, block in _TABLE["fields"].items()
}
"""Every field of a log, by its id."""

_ALIAS = {alias: field.name for field in FIELDS.values() for alias in field.aliases}
_REFUSED_WHOLE = _compared([*_TABLE["refused"]["whole"], *_TABLE["refused"]["aliases"]])
_REFUSED_PART = _compared(_TABLE["refused"]["aliases"])
_CANCELLED = frozenset(map(folded, _TABLE["cancelled"]["yes"]))
_ANSWERED: dict[str, str] = {folded(word): kind for kind, words in _TABLE["answered"].items() for word in words}


def label(field: str, lang: str) -> str:
    """What a field is called in ``lang``."""
    return FIELDS[field].labels[lang]


def recognised(header: str) -> Recognition:
    """The field that a header names. "Question 2", "Q2" and "2e question" name what "Question" names."""
    words = _unnumbered(header_words(header))
    if words in _ALIAS:
        return _unless_never(header, Recognition(_ALIAS[words], "whole"))
    if words in _REFUSED_WHOLE or _SCALE.search(folded(header)):
        return Recognition(refused=True)
    inside = _phrases(words)
    # A question about a refused subject is a question: "Question sur le salaire actuel".
    if "question" not in inside and not _REFUSED_PART.isdisjoint(inside):
        return Recognition(refused=True)
    for field in FIELDS.values():
        if words in field.weak:
            return Recognition(field.name, "weak")
    found = [
        (len(phrase), _ALIAS[phrase])
        for phrase in inside
        if phrase in _ALIAS and FIELDS[_ALIAS[phrase]].not_with.isdisjoint(words.split())
    ]
    return _unless_never(header, Recognition(max(found)[1], "part")) if found else Recognition()


def _unless_never(header: str, found: Recognition) -> Recognition:
    never = FIELDS[found.field].never
    return Recognition() if never and never.search(folded(header)) else found


def _unnumbered(words: str) -> str:
    """A compared header without its number: "question 2" and "2e question" are "question", and so is "q2"."""
    asked = words
    if set(_ONE_Q.sub("", words).split()) <= _ASKERS:
        asked = _ONE_Q.sub(lambda match: f"question {match[1]}", words)
    if "question" in asked.split():
        asked = " ".join(_ORDINAL.sub(" ", asked).split())
    return _LAST_NUMBER.sub("", asked) or words


def asks_candidate(header: str) -> bool:
    """True for a header, or the label of a form's field, that plainly speaks of what the candidate asked."""
    found = recognised(header)
    return found.field == "question" and not _ASKERS.isdisjoint(header_words(header).split())


def may_be_read(header: str, field: str) -> bool:
    """False for a refused column; free text is read as notes all the same, for the passages of the candidate."""
    return not recognised(header).refused or (field == "notes" and "notes" in may_be(header))


def _phrases(words: str) -> set[str]:
    """All runs of words inside a header."""
    parts = words.split()[:12]
    return {" ".join(parts[start:end]) for start in range(len(parts)) for end in range(start + 1, len(parts) + 1)}


def may_be(header: str) -> tuple[str, ...]:
    """The fields that a header weakly names: the content of the column decides between them."""
    words = header_words(header)
    return tuple(field.name for field in FIELDS.values() if words in field.weak)


def number(header: str) -> str:
    """The number in a header such as "Question 2" or "Q2 candidat"; "" where it has none or several."""
    found = re.findall(r"\d+", header_words(header))
    return found[0] if len(found) == 1 else ""


def sibling_name(header: str) -> str:
    """What the headers of one group have in common: "Question 1", "Question (2)" and "Questions" are siblings."""
    return _unnumbered(header_words(header)).removeprefix("autre ").removeprefix("other ")


def meant_field(header: str) -> str:
    """The field whose usual header is this one but for a mistyped letter or two; "" where none is."""
    words = header_words(header)
    for alias in get_close_matches(words, _ALIAS, n=3, cutoff=0.8):
        pairs = list(zip(words.split(), alias.split(), strict=False))
        same_length = len(words.split()) == len(alias.split())
        if same_length and all(SequenceMatcher(None, *pair).ratio() > 0.75 for pair in pairs):
            return _ALIAS[alias]
    return ""


def close_names(name: str, names: list[str]) -> tuple[str, ...]:
    """At most three of the names that are close to one that does not exist, for "Did you mean …?"."""
    by_words = {header_words(known): known for known in names}
    return tuple(by_words[words] for words in get_close_matches(header_words(name), by_words, n=3, cutoff=0.6))


def cancelled(value: str) -> bool:
    """True where a log says of an interview that it was not held."""
    return folded(value).strip(" .!") in _CANCELLED


def answered(value: str) -> str:
    """``yes``, ``partly`` or ``no`` for what a log says of the answer; "" where it says nothing known."""
    return _ANSWERED.get(folded(value).strip(" .!"), "")
