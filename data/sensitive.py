"""Whether a wording reveals something about its speaker that GDPR art. 9 protects.

Such a wording keeps its themes, and is hidden behind a fixed sentence wherever wordings are shown. What
counts is written in ``sensitive.toml``; a neutral question about the same subject is not hidden.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from data.spelling import folded

_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.!?;:\n]+")
_MOST_FILLERS = 4
_SUBJECT_LENGTHS = range(1, 7)

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class _Rule:
    """A phrase, the subjects one of which must stand before it (none: it speaks for itself), the fillers.

    ``harmless`` phrases that stand where this one does say something else.
    """

    phrase: Phrase
    offset: int
    subjects: frozenset[Phrase]
    fillers: frozenset[str]
    harmless: tuple[Phrase, ...]


def _phrases(listed: str) -> list[Phrase]:
    return [tuple(phrase.split()) for phrase in re.split(r"[,\n]", listed) if phrase.strip()]


@lru_cache(maxsize=1)
def _rules() -> dict[str, list[_Rule]]:
    """The rules by the longest word of their phrase, which few other texts hold."""
    rules: dict[str, list[_Rule]] = defaultdict(list)

    for language in tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8")).values():
        fillers, harmless = frozenset(language["fillers"].split()), _phrases(language.get("harmless", ""))
        for kind, listed in {**language["subjects"], "said": ""}.items():
            subjects = frozenset(_phrases(listed))
            for phrase in _phrases(language[kind]):
                longest = max(phrase, key=len)
                others = tuple(one for one in harmless if one[: len(phrase)] == phrase)
                rules[longest].append(_Rule(phrase, phrase.index(longest), subjects, fillers, others))
    return dict(rules)


def may_reveal(words: frozenset[str]) -> bool:
    """False where none of these folded words occurs in any rule: the quick answer for most texts."""
    return not _rules().keys().isdisjoint(words)


def reveals_protected(wording: str) -> bool:
    """True where the speaker says of themselves, or a note says of the candidate, what art. 9 protects."""
    rules = _rules()
    for sentence in _SENTENCE_END.split(folded(wording)):
        words = tuple(_WORD.findall(sentence))
        for position, word in enumerate(words):
            if any(_holds(rule, words, position - rule.offset) for rule in rules.get(word, ())):
                return True
    return False


def _holds(rule: _Rule, words: Phrase, position: int) -> bool:
    if position < 0 or words[position : position + len(rule.phrase)] != rule.phrase:
        return False
    if any(words[position : position + len(one)] == one for one in rule.harmless):
        return False
    if not rule.subjects:
        return True
    for end in range(position, max(-1, position - _MOST_FILLERS - 1), -1):
        if any(words[max(0, end - length) : end] in rule.subjects for length in _SUBJECT_LENGTHS):
            return True
        if end == 0 or not (words[end - 1] in rule.fillers or words[end - 1].isdigit()):
            return False
    return False
