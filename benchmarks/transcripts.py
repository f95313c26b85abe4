"""How many of the questions in interview transcripts are found, and how many that are found are real ones."""

from __future__ import annotations

import sys
from collections import defaultdict
from dataclasses import dataclass

from data.formats.content import Content
from data.formats.known import pieces
from data.formats.wire import assemble
from data.transcripts.asking import Verdict, verdicts
from data.transcripts.rules import Words
from data.transcripts.stretches import stretches_of
from tests.data.transcripts.scripts import Script, scripts

ALIKE = 0.7
"""Two wordings are one question where they share this much of their words (Dice)."""


@dataclass
class Tally:
    """Questions found that are real, found in all, and real in all."""

    right: int = 0
    found: int = 0
    real: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.real if self.real else 1.0


def alike(one: str, other: str) -> float:
    """How much of their words two wordings share, each word as often as it occurs."""
    a, b = Words(one).tokens, Words(other).tokens
    left = list(b)
    shared = 0
    for token in a:
        if token in left:
            left.remove(token)
            shared += 1
    return 2 * shared / (len(a) + len(b)) if a or b else 1.0


def read(script: Script) -> list[Verdict]:
    """What is decided of a script's file, in its own format."""
    table = assemble(pieces(Content(script.file()))).tables[0]
    said = [(n, str(row[0]), str(row[1])) for n, row in zip(table.row_numbers, table.rows, strict=True) if row[1]]
    candidate = script.candidate
    return verdicts(stretches_of(said, candidate), candidate)


def matched(found: list[str], real: list[str]) -> list[tuple[int, int]]:
    """Pairs of one wording found and one real question, the most alike first."""
    pairs = sorted(((alike(f, r), i, j) for i, f in enumerate(found) for j, r in enumerate(real)), reverse=True)
    taken: list[tuple[int, int]] = []
    for likeness, i, j in pairs:
        if likeness >= ALIKE and all(i != a and j != b for a, b in taken):
            taken.append((i, j))
    return taken


def measure(half: str, tell: bool = False) -> dict[tuple[str, str], Tally]:
    """The tallies of one half by language and punctuation; every script with marks is read without them too."""
    tallies: dict[tuple[str, str], Tally] = defaultdict(Tally)
    for script in scripts(half):
        for one in [script, script.without_punctuation()] if script.punctuated else [script]:
            judged = read(one)
            found = [verdict.part.text for verdict in judged if verdict.asked]
            real, doubtful = list(one.questions), list(one.doubtful)
            pairs = matched(found, real)
            excused = matched([f for i, f in enumerate(found) if i not in {i for i, _ in pairs}], doubtful)
            tally = tallies[script.language, "with" if one.punctuated else "without"]
            tally.right += len(pairs)
            tally.found += len(found) - len(excused)
            tally.real += len(real)
            if tell:
                _tell(one, judged, found, real, pairs)
    return dict(tallies)


def _tell(script: Script, judged: list[Verdict], found: list[str], real: list[str], pairs: list[tuple[int, int]]) -> None:
    missed = [r for j, r in enumerate(real) if j not in {j for _, j in pairs}]
    wrong = [f for i, f in enumerate(found) if i not in {i for i, _ in pairs}]
    if missed or wrong:
        print(f"--- {script.name} {'with' if script.punctuated else 'without'}")
    for question in missed:
        best = max(judged, key=lambda v: alike(v.part.text, question), default=None)
        near = f" <- {best.reason}/{best.part.form}: {best.part.text}" if best and alike(best.part.text, question) > 0.3 else ""
        print(f"  missed {question}{near}")
    for question in wrong:
        print(f"  wrong  {question}{'  (doubtful)' if any(alike(question, d) >= ALIKE for d in script.doubtful) else ''}")


def run() -> None:
    """Print precision and recall of both halves; ``tell`` shows the errors of the one that is tuned on."""
    print("Questions in transcripts")
    print(f"  {'half':<10}{'language':<10}{'punctuation':<13}{'precision':>10}{'recall':>10}{'real':>7}{'found':>7}")
    for half in ("tuning",) if "tell" in sys.argv else ("tuning", "held_out"):
        for (language, punctuation), tally in sorted(measure(half, tell=half == "tuning" and "tell" in sys.argv).items()):
            print(
                f"  {half:<10}{language:<10}{punctuation:<13}{tally.precision:>10.3f}{tally.recall:>10.3f}"
                f"{tally.real:>7}{tally.found:>7}"
            )
