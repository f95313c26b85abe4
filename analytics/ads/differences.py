"""What changed between two versions of an ad, block by block and word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest

from data.documents import Block

_WORD = re.compile(r"\S+")
_ALIKE = 0.5
"""Share of the words from which two blocks are one that was reworded, rather than one gone and one new."""


class Edit(StrEnum):
    """What became of some words."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Piece:
    """Some words that share their fate."""

    edit: Edit
    text: str


def differences(before: Sequence[Block], after: Sequence[Block]) -> list[tuple[Piece, ...]]:
    """The blocks that were added, removed or reworded, in reading order; each as the pieces it is made of."""
    old, new = ([block.text for block in blocks] for blocks in (before, after))
    found: list[tuple[Piece, ...]] = []
    for tag, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        for was, now in _paired(old[start:end], new[new_start:new_end]):
            if was and now:
                found.append(tuple(_words(was, now)))
            else:
                found.append((Piece(Edit.REMOVED if was else Edit.ADDED, was or now),))
    return found


def _paired(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each block beside the one that it became; "" where there is none."""
    waiting = list(old)
    for now in new:
        likest = max(waiting, key=lambda was: _likeness(was, now), default="")
        if likest and _likeness(likest, now) >= _ALIKE:
            yield from ((was, "") for was in waiting[: waiting.index(likest)])
            waiting = waiting[waiting.index(likest) + 1 :]
            yield likest, now
        else:
            yield "", now
    yield from zip_longest(waiting, [], fillvalue="")


def _likeness(some: str, others: str) -> float:
    return SequenceMatcher(None, _WORD.findall(some), _WORD.findall(others), autojunk=False).ratio()


def _words(before: str, after: str) -> Iterator[Piece]:
    old, new = _WORD.findall(before), _WORD.findall(after)
    for tag, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece(Edit.KEPT, " ".join(old[start:end]))
            continue
        if end > start:
            yield Piece(Edit.REMOVED, " ".join(old[start:end]))
        if new_end > new_start:
            yield Piece(Edit.ADDED, " ".join(new[new_start:new_end]))
