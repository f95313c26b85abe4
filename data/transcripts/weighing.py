"""Which runs of words are genuine questions: what is noticed of each run is weighed, what the rules decided too.

The weights are two tables, ``weights/marked.csv`` for transcripts with the marks of sentences and ``weights/bare.csv``
for those without, taught by ``python -m benchmarks transcript-weights``: how much a thing that is noticed speaks for a
question, or against it. Of all ways to pick runs that do not overlap, the one of the greatest sum is taken.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

from data.transcripts.asking import Judged, judged
from data.transcripts.parts import wording
from data.transcripts.runs import Runs
from data.transcripts.stretches import Stretch

WEIGHTS = Path(__file__).with_name("weights")
Span = tuple[int, int]

_BENEFIT = 0.4
"""Given to every run where no marks tell: a question too many is struck out in the preview, one missed is not seen."""


@dataclass(frozen=True)
class Question:
    """A question of the candidate to the employer as it was worded, and the number of the cue that it begins in."""

    text: str
    number: int


def questions(stretches: list[Stretch], candidate: str) -> list[Question]:
    """The genuine questions that the candidate asks the employer, in order."""
    found = []
    for one in judged(stretches, candidate):
        runs = runs_of(one)
        marked = one.scene.punctuated
        benefit = 0.0 if marked else _BENEFIT
        for first, last in chosen(runs.spans, [worth + benefit for worth in weighed(runs, weights(marked=marked))]):
            position = runs.words.spans[first][0]
            found.append(Question(wording(runs.words, first, last), one.stretch.number(position)))
    return found


def runs_of(one: Judged) -> Runs:
    """The runs of words of a stretch, which know what the rules decided."""
    return Runs(one.stretch, one.scene, one.verdicts)


@cache
def weights(*, marked: bool) -> dict[str, float]:
    """How much what is noticed speaks for a question; what is not listed tells nothing."""
    with (WEIGHTS / f"{'marked' if marked else 'bare'}.csv").open(encoding="utf-8", newline="") as lines:
        return {noticed: float(weight) for noticed, weight in csv.reader(lines)}


def weighed(runs: Runs, table: dict[str, float]) -> list[float]:
    """How much speaks for each run, less what speaks against it."""

    def total(noticed: Iterable[str]) -> float:
        return sum(table.get(one, 0.0) for one in noticed)

    around = total(runs.noticed_around())
    starts = {first: total(runs.noticed_at_start(first)) for first in {first for first, _ in runs.spans}}
    ends = {last: total(runs.noticed_at_end(last)) for last in {last for _, last in runs.spans}}
    words = [0.0, *accumulate(total(runs.noticed_of_word(index)) for index in range(len(runs.words)))]
    return [
        around + starts[first] + ends[last] + words[last] - words[first] + total(runs.noticed(first, last))
        for first, last in runs.spans
    ]


def chosen(spans: list[Span], worth: list[float]) -> list[Span]:
    """The spans without overlap of the greatest total worth, in order."""
    by_end: dict[int, list[tuple[int, float]]] = {}
    for (first, last), value in zip(spans, worth, strict=True):
        by_end.setdefault(last, []).append((first, value))
    best = [0.0]
    back: list[int | None] = [None]
    for last in range(1, max(by_end, default=0) + 1):
        value, first = max(((best[first] + value, first) for first, value in by_end.get(last, ())), default=(0.0, 0))
        worthwhile = last in by_end and value > best[-1]
        back.append(first if worthwhile else None)
        best.append(value if worthwhile else best[-1])
    found: list[Span] = []
    at = len(back) - 1
    while at > 0:
        first_word = back[at]
        if first_word is None:
            at -= 1
        else:
            found.append((first_word, at))
            at = first_word
    return found[::-1]
