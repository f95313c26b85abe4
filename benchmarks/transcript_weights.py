"""Teaches how much what is noticed of a run of words speaks for a question (``data/transcripts/weighing.py``).

``python -m benchmarks transcript-weights`` learns both tables anew from the half of the scripts that is there to learn
from. A semi-Markov conditional random field: the probability of a choice of runs is proportional to e to the sum of
their weights, over all choices without overlap; the weights make the questions that are marked likely, and are kept
small (Sarawagi and Cohen, "Semi-Markov conditional random fields for information extraction", 2004). It is convex, so
it has one solution, whatever it starts from.
"""

from __future__ import annotations

import csv
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from data.formats.content import Content
from data.formats.known import pieces
from data.formats.wire import assemble
from data.transcripts import transcript_of
from data.transcripts.asking import judged
from data.transcripts.rules import Rules, Words
from data.transcripts.runs import Runs
from data.transcripts.stretches import stretches_of
from data.transcripts.weighing import WEIGHTS, Span, runs_of
from tests.data.transcripts.scripts import Script, scripts

_LEAST = 2
"""Stretches in which something must be noticed to be weighed."""

_PENALTY = 1.0
_STEPS = 80
_SMALLEST = 0.03
"""Weights nearer to zero are left out of the table."""

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Example:
    """One stretch of the candidate: the runs that ask, and where it may be asked or not."""

    runs: Runs
    asked: list[Span]
    doubtful: list[Span]

    def rows(self) -> Iterator[list[str]]:
        """What is noticed of each run, in order; of its words, each as often as it occurs."""
        runs = self.runs
        around = list(runs.noticed_around())
        starts = {first: list(runs.noticed_at_start(first)) for first in {first for first, _ in runs.spans}}
        ends = {last: list(runs.noticed_at_end(last)) for last in {last for _, last in runs.spans}}
        words = [list(runs.noticed_of_word(index)) for index in range(len(runs.words))]
        for first, last in runs.spans:
            inside = [one for noticed in words[first:last] for one in noticed]
            yield [*around, *starts[first], *ends[last], *inside, *runs.noticed(first, last)]


def examples(script: Script) -> Iterator[Example]:
    """The stretches of the candidate in one script."""
    transcript = transcript_of(assemble(pieces(Content(script.file()))))
    asked, doubtful = list(script.questions), list(script.doubtful)
    for one in judged(stretches_of(transcript.said, script.candidate), script.candidate):
        runs = runs_of(one)
        bare = [_without_fillers(span, runs, one.scene.rules) for span in _taken(asked, runs.words)]
        reached = [span for span in bare if span in runs.spans]
        yield Example(runs, reached, _taken(doubtful, runs.words))


def _taken(wordings: list[str], words: Words) -> list[Span]:
    """Where these wordings stand in a stretch; those found are taken from the list."""
    found: list[Span] = []
    for wording in list(wordings):
        tokens = Words(wording).tokens
        for first in range(len(words) - len(tokens) + 1):
            last = first + len(tokens)
            if words.tokens[first:last] == tokens and all(first >= end or last <= start for start, end in found):
                found.append((first, last))
                wordings.remove(wording)
                break
    return found


def _without_fillers(span: Span, runs: Runs, rules: Rules) -> Span:
    first, last = span
    bare = last - len(rules.without_start(runs.words.between(first, last)).split())
    return (bare, last) if last - bare > 1 else span


def taught(stretches: Sequence[Example]) -> dict[str, float]:
    """What is noticed, and its weight."""
    columns: dict[str, int] = {}
    entries, ends = array("i"), [0]
    noticed_in: Counter[int] = Counter()
    for example in stretches:
        begin = len(entries)
        for row in example.rows():
            entries.extend(columns.setdefault(one, len(columns)) for one in row)
            ends.append(len(entries))
        noticed_in.update(set(entries[begin:]))
    known = np.array([noticed_in[column] >= _LEAST for column in range(len(columns))])
    names = [name for name, kept in zip(columns, known, strict=True) if kept]
    shape = len(ends) - 1, len(columns)
    table = csr_matrix((np.ones(len(entries)), np.array(entries), np.array(ends)), shape=shape)[:, known]
    lattice = Lattice(stretches)
    wanted = np.asarray(table[lattice.asked].sum(axis=0)).ravel()

    def loss(weights: Floats) -> tuple[float, Floats]:
        worth = table @ weights
        total, chances = lattice.total_and_chances(worth)
        value = total - worth[lattice.asked].sum() + _PENALTY / 2 * weights @ weights
        return value, table.T @ chances - wanted + _PENALTY * weights

    solved = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": _STEPS})
    return {name: weight for name, weight in zip(names, solved.x, strict=True) if abs(weight) >= _SMALLEST}


class Lattice:
    """All choices of runs in all stretches: each way through the words of one, by runs or word by word."""

    def __init__(self, stretches: Sequence[Example]) -> None:
        arcs: list[tuple[int, int, int, int, int]] = []
        asked: list[int] = []
        self._ends: list[int] = []
        row = base = 0
        for example in stretches:
            size = len(example.runs.words)
            for first, last in example.runs.spans:
                if (first, last) in example.asked:
                    asked.append(row)
                if all(last <= start or first >= end for start, end in example.doubtful):
                    arcs.append((base + first, base + last, row, first, last))
                row += 1
            arcs += [(base + index, base + index + 1, -1, index, index + 1) for index in range(size)]
            self._ends += [base + size] * (size + 1)
            base += size + 1
        self.asked = np.array(asked)
        self._size, self._rows = base, row
        self._from, self._to, self._row, first, last = np.array(arcs).T
        self._forward = _levels(last, self._to)
        self._backward = _levels(-first, self._from)

    def total_and_chances(self, worth: Floats) -> tuple[float, Floats]:
        """The logarithm of the sum over all choices, and how likely each run is chosen."""
        arc = np.where(self._row >= 0, worth[self._row], 0.0)
        before, after = np.zeros(self._size), np.zeros(self._size)
        for arcs, places, starts in self._forward:
            before[places] = np.logaddexp.reduceat(before[self._from[arcs]] + arc[arcs], starts)
        for arcs, places, starts in self._backward:
            after[places] = np.logaddexp.reduceat(after[self._to[arcs]] + arc[arcs], starts)
        ends = np.array(self._ends)
        likely = np.exp(before[self._from] + arc + after[self._to] - before[ends[self._from]])
        chances = np.zeros(self._rows)
        chances[self._row[self._row >= 0]] = likely[self._row >= 0]
        return float(before[np.unique(ends)].sum()), chances


def _levels(order: Integers, place: Integers) -> list[tuple[Integers, Integers, Integers]]:
    """Arcs that can be added up at once: for each step of ``order``, which, at which places, and where each starts."""
    found = []
    for level in np.unique(order):
        arcs = np.flatnonzero(order == level)
        arcs = arcs[np.argsort(place[arcs], kind="stable")]
        places, starts = np.unique(place[arcs], return_index=True)
        found.append((arcs, places, starts))
    return found


def teach() -> None:
    """Learn both tables anew and write them."""
    learned = scripts("tuning")
    readings = {
        "marked": [script for script in learned if script.punctuated],
        "bare": [script.without_punctuation() if script.punctuated else script for script in learned],
    }
    for name, read in readings.items():
        table = taught([example for script in read for example in examples(script)])
        with (WEIGHTS / f"{name}.csv").open("w", encoding="utf-8", newline="") as out:
            csv.writer(out, lineterminator="\n").writerows((one, f"{table[one]:.2f}") for one in sorted(table))
        print(f"  {name}: {len(table)} weights from {len(read)} interviews")
