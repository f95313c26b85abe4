"""From utterances to stretches: what one person says until somebody else really takes the floor."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from data.transcripts.rules import LANGUAGES, Words, rules

_ENDED = re.compile(r"[.?!…][\"»”')\]]*$")
_LONGEST_NOD = 5
_LONGEST = 20_000
"""Letters after which a stretch is cut: nobody speaks so long, and rules look at all of a stretch at once."""

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
    length = 0
    for number, speaker, text in said:
        if not found or found[-1].speaker != speaker or length > _LONGEST:
            found.append(Stretch(speaker))
            length = 0
        found[-1].pieces.append((number, text))
        length += len(text)
    joined: list[Stretch] = []
    for stretch in found:
        before = joined[-2] if len(joined) > 1 else None
        if before and before.speaker == stretch.speaker == candidate and _goes_on(before, joined[-1], stretch):
            before.pieces += stretch.pieces
            joined.pop()
        else:
            joined.append(stretch)
    return joined


def _goes_on(before: Stretch, between: Stretch, after: Stretch) -> bool:
    """Whether what was said in between took the floor from nobody: a nod, or words into an open sentence.

    A "yes" for which the candidate thanks was an answer.
    """
    said = Words(between.text).joined
    if "?" in between.text or any(rules(language).starts("thanks", Words(after.text).joined) for language in LANGUAGES):
        return False
    if len(said.split()) <= _LONGEST_NOD and any(
        rules(language).only("nods_of_listeners", said) for language in LANGUAGES
    ):
        return True
    punctuated = _ENDED.search(between.text) is not None and re.search(r"[.?!]", before.text) is not None
    return punctuated and len(said.split()) <= _LONGEST_CUT and not _ENDED.search(before.text)
