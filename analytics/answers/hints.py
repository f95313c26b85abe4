"""Hints while an answer is written: plain rules that explain themselves and never stand in the way.

The words that they look for are data (``data/hints.toml``).
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from analytics.answers.quantities import Quantity, comparable, quantities, table
from data import spelling

WORDS_PER_MINUTE = 150
"""Pace of somebody who explains without hurry."""

LONGEST_SECONDS = 60

_LONGEST_QUOTE = 120
_WORD = re.compile(r"[\w'’-]+")


@dataclass(frozen=True)
class Hint:
    """One remark: a key of ``answers.hint`` and what its sentence needs."""

    code: str
    values: dict[str, object]


@dataclass(frozen=True)
class Advertised:
    """A passage of a role's job ad."""

    role: str
    wording: str


def hints(written: str, lang: str, ad_passages: Sequence[Advertised] = ()) -> list[Hint]:
    """What could be better in an answer, most useful first; nothing for an empty one.

    ``ad_passages``: what the job ads say on the same theme.
    """
    if not written.strip():
        return []
    found = []
    if not concrete(written, lang):
        evasive = [f"« {word} »" if lang == "fr" else f"“{word}”" for word in _spoken(written, lang, "evasive")]
        found.append(Hint("evasive", {"words": ", ".join(evasive)}) if evasive else Hint("vague", {}))
    seconds = speaking_seconds(written)
    if seconds > LONGEST_SECONDS:
        found.append(Hint("long", {"seconds": seconds, "words": len(_WORD.findall(written))}))
    for ours, _, passage in contradictions(written, ad_passages):
        said = textwrap.shorten(passage.wording, _LONGEST_QUOTE, placeholder=" …")
        found.append(Hint("contradicts", {"ours": ours.said, "theirs": said, "role": passage.role}))
    return found


def concrete(written: str, lang: str) -> bool:
    """Whether an answer holds a figure, a date, the name of a rule or an example."""
    return any(c.isdigit() for c in written) or any(_spoken(written, lang, kind) for kind in ("concrete", "spelled"))


def speaking_seconds(written: str) -> int:
    """How long it takes to say, at ``WORDS_PER_MINUTE``."""
    return round(len(_WORD.findall(written)) * 60 / WORDS_PER_MINUTE)


def contradictions(written: str, passages: Sequence[Advertised]) -> list[tuple[Quantity, Quantity, Advertised]]:
    """Figures of an answer that the ads contradict, each beside the first figure that does and its passage.

    Only figures of the same kind are compared (``quantities.comparable``). Where one of them agrees, in any ad, nothing
    is said; of one kind, one contradiction is told.
    """
    theirs = [(one, passage) for passage in passages for one in quantities(passage.wording)]
    found: list[tuple[Quantity, Quantity, Advertised]] = []
    for ours in quantities(written):
        same = [(one, passage) for one, passage in theirs if comparable(ours, one)]
        told = any(comparable(ours, earlier) for earlier, _, _ in found)
        if same and not told and not any(ours.low <= one.high and one.low <= ours.high for one, _ in same):
            found.append((ours, *same[0]))
    return found


def _spoken(written: str, lang: str, kind: str) -> list[str]:
    """The words of a list that a text holds, whole, in the list's order."""
    said = f" {' '.join(_WORD.findall(spelling.folded(written)))} "
    return [
        word
        for word in table()[kind][lang]
        for key in [spelling.folded(word)]
        if any(f" {form} " in said or f" l'{form} " in said for form in (key, f"{key}s"))
    ]
