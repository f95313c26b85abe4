"""How many of the questions in interview transcripts are found, and how many of those found are real ones.

``python -m benchmarks transcripts`` measures both halves of the scripts under ``tests/data/transcripts``; with
``transcript-errors`` it tells the errors of the half that rules are tuned on. Those of the other half stay unread.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from time import perf_counter

from data.formats.content import Content
from data.formats.known import pieces
from data.formats.wire import assemble
from data.transcripts import Transcript, transcript_of
from data.transcripts.asking import Verdict, verdicts
from data.transcripts.rules import Words
from data.transcripts.speakers import Said
from data.transcripts.stretches import stretches_of
from data.transcripts.weighing import questions
from tests.data.transcripts.scripts import HALVES, Script, scripts

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
        """Share of the questions found that are real."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of the real questions that are found."""
        return self.right / self.real if self.real else 1.0


@dataclass(frozen=True)
class Heard:
    """One script as it was read: what was found, what the rules said, and the pairs of found and real questions."""

    script: Script
    transcript: Transcript
    found: list[str]
    judged: list[Verdict]
    pairs: list[tuple[int, int]]

    @property
    def wrong(self) -> list[str]:
        """Questions found that are no real ones, nor doubtful."""
        left = [wording for number, wording in enumerate(self.found) if number not in {i for i, _ in self.pairs}]
        excused = {number for number, _ in matched(left, list(self.script.doubtful))}
        return [wording for number, wording in enumerate(left) if number not in excused]

    @property
    def missed(self) -> list[str]:
        """Real questions that are not found."""
        return [
            wording for number, wording in enumerate(self.script.questions) if number not in {j for _, j in self.pairs}
        ]


def alike(one: str, other: str) -> float:
    """How much of their words two wordings share, each word as often as it occurs."""
    a, b = Words(one).tokens, Words(other).tokens
    left = list(b)
    for token in a:
        if token in left:
            left.remove(token)
    return 2 * (len(b) - len(left)) / (len(a) + len(b)) if a or b else 1.0


def matched(found: list[str], real: list[str]) -> list[tuple[int, int]]:
    """Pairs of one wording found and one real question, the most alike first, each in one pair at most."""
    likeness = sorted(((alike(f, r), i, j) for i, f in enumerate(found) for j, r in enumerate(real)), reverse=True)
    taken: list[tuple[int, int]] = []
    for likely, i, j in likeness:
        if likely >= ALIKE and all(i != a and j != b for a, b in taken):
            taken.append((i, j))
    return taken


@cache
def heard(half: str) -> tuple[Heard, ...]:
    """Every script of one half in its own format; those with marks a second time without them."""
    return tuple(_heard(half))


def _heard(half: str) -> Iterator[Heard]:
    for script in scripts(half):
        for one in (script, script.without_punctuation()) if script.punctuated else (script,):
            transcript = transcript_of(assemble(pieces(Content(one.file()))))
            stretches = stretches_of(transcript.said, one.candidate)
            found = [question.text for question in questions(stretches, one.candidate)]
            judged = verdicts(stretches, one.candidate)
            yield Heard(one, transcript, found, judged, matched(found, list(one.questions)))


def measure(half: str) -> dict[tuple[str, str], Tally]:
    """The tallies of one half by language and punctuation (``with``, ``without``)."""
    tallies: dict[tuple[str, str], Tally] = defaultdict(Tally)
    for one in heard(half):
        tally = tallies[one.script.language, "with" if one.script.punctuated else "without"]
        tally.right += len(one.pairs)
        tally.found += len(one.pairs) + len(one.wrong)
        tally.real += len(one.script.questions)
    return dict(tallies)


def an_hour(words: int = 9_000) -> list[Said]:
    """An hour of talk without marks: many interviews one after the other, told by two people."""
    said: list[Said] = []
    for script in scripts("tuning"):
        for who, cues in script.without_punctuation().turns:
            said += [(len(said), "C" if who == script.candidate else "A", cue) for cue in cues]
        if sum(len(cue.split()) for _, _, cue in said) > words:
            break
    return said


def run() -> None:
    """Print precision and recall of both halves, how often the candidate is guessed, and how long an hour takes."""
    print("Candidates' questions in transcripts")
    print(f"  {'half':<10}{'language':<10}{'punctuation':<13}{'precision':>10}{'recall':>10}{'real':>7}{'found':>7}")
    for half in HALVES:
        for (language, punctuation), tally in sorted(measure(half).items()):
            figures = f"{tally.precision:>10.3f}{tally.recall:>10.3f}{tally.real:>7}{tally.found:>7}"
            print(f"  {half:<10}{language:<10}{punctuation:<13}{figures}   wanted >= 0.9")
    guesses = [one.transcript.likely == one.script.candidate for half in HALVES for one in heard(half)]
    print(f"  the candidate is guessed in {sum(guesses)} of {len(guesses)} readings")
    said = an_hour()
    start = perf_counter()
    found = questions(stretches_of(said, "C"), "C")
    print(f"  an hour of talk, {len(found)} questions: {perf_counter() - start:.1f} s")


def tell() -> None:
    """Print the errors of the half that is tuned on: what was missed, and why; what was wrongly found."""
    for one in heard("tuning"):
        if one.missed or one.wrong:
            print(f"{one.script.name}, {'with' if one.script.punctuated else 'without'} punctuation")
        for question in one.missed:
            near = max(one.judged, key=lambda verdict: alike(verdict.part.text, question), default=None)
            print(f"  missed  {question}" + (f"\n          {near.reason}: {near.part.text}" if near else ""))
        for question in one.wrong:
            print(f"  wrong   {question}")
