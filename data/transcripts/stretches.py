"""From utterances to stretches: what one person says until somebody else really takes the floor."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from data.transcripts.rules import Words, rules

_ENDED = re.compile(r"[.?!…][\"»”')\]]*$")
_LONGEST_NOD = 5
_LONGEST_CUT = 8


@dataclass
class Stretch:
    """What one speaker says in a row: ``pieces`` are cues with their number in the file."""

    speaker: str
    pieces: list[tuple[int, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All of it, in one line."""
        return " ".join(text for _, text in self.pieces)

    def breaks(self) -> list[int]:
        """Where in the text a new cue begins."""
        at, found = 0, []
        for _, text in self.pieces[:-1]:
            at += len(text) + 1
            found.append(at)
        return found

    def number(self, position: int) -> int:
        """The number in the file of what stands at a position of the text."""
        return self.pieces[bisect_right(self.breaks(), position)][0]


def stretches_of(said: Iterable[tuple[int, str, str]], candidate: str) -> list[Stretch]:
    """The stretches of a transcript; what the candidate says around a short "mm-hm" is one stretch.

    ``said`` gives number, speaker and words of each utterance.
    """
    found: list[Stretch] = []
    for number, speaker, text in said:
        if not found or found[-1].speaker != speaker:
            found.append(Stretch(speaker))
        found[-1].pieces.append((number, text))
    joined: list[Stretch] = []
    for position, stretch in enumerate(found):
        goes_on = len(joined) > 1 and stretch.speaker == candidate == joined[-2].speaker
        if goes_on and _interrupts(joined[-1], joined[-2], found[position - 1 : position + 1]):
            joined.pop()
            joined[-1].pieces += stretch.pieces
        else:
            joined.append(stretch)
    return joined


def _interrupts(between: Stretch, before: Stretch, _: Sequence[Stretch]) -> bool:
    """Whether what was said in between took the floor from nobody: a nod, or words into an open sentence."""
    words = Words(between.text).joined
    length = len(words.split())
    if "?" in between.text:
        return False
    if length <= _LONGEST_NOD and any(rules(language).only("nods_of_listeners", words) for language in ("fr", "en")):
        return True
    punctuated = re.search(r"[.?!]", before.text) is not None and _ENDED.search(between.text) is not None
    return punctuated and length <= _LONGEST_CUT and not _ENDED.search(before.text)
