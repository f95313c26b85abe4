"""Which runs of words are taken for questions, and how that is taught."""

from __future__ import annotations

import csv
import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.transcript_weights import Example, Lattice, examples, taught
from data.transcripts.asking import judged
from data.transcripts.rules import Words
from data.transcripts.runs import LONGEST
from data.transcripts.stretches import Stretch, stretches_of
from data.transcripts.weighing import WEIGHTS, chosen, questions, runs_of, weighed, weights
from tests.data.transcripts.scripts import scripts
from tests.data.transcripts.test_asking import ANY_WORDS, EN, FR

SPANS = st.lists(st.tuples(st.integers(0, 7), st.integers(1, 4)), max_size=9, unique=True).map(
    lambda found: [(first, first + length) for first, length in found]
)


def stretches(*lines: str) -> list[Stretch]:
    """The stretches of lines "C: words" (the candidate) and "A: words" (an interviewer)."""
    return stretches_of(((number, line[0], line[3:]) for number, line in enumerate(lines, 1)), "C")


def asked(*lines: str) -> list[str]:
    """The questions found."""
    return [question.text for question in questions(stretches(*lines), "C")]


@pytest.mark.parametrize(
    ("before", "said", "after", "expected"),
    [
        (FR, "Oui. Combien de jours de télétravail ?", "Deux par semaine.", ["Combien de jours de télétravail ?"]),
        (FR, "oui vous avez des tickets restaurant", "oui à neuf euros", ["vous avez des tickets restaurant"]),
        ("le camion est récent", "d'accord on part du dépôt ou de chez soi", "du dépôt à sept heures",
         ["on part du dépôt ou de chez soi"]),
        ("parlez-moi de vous", "j'ai travaillé dix ans chez un traiteur je sais pas si vous connaissez",
         "d'accord et pourquoi la cuisine", []),
        ("racontez-moi un conflit", "il m'a dit pourquoi tu fais ça et je lui ai répondu", "d'accord très bien", []),
        (EN, "Yes. How big is the team?", "Twelve people.", ["How big is the team?"]),
        (EN, "yeah what are the hours like", "eight to four", ["what are the hours like"]),
        ("tell me about a problem", "everybody kept saying who broke it and nobody knew", "okay great", []),
    ],
)  # fmt: skip
def test_questions_are_found(before: str, said: str, after: str, expected: list[str]) -> None:
    """With marks and without, by words of asking or by tone; stories and small talk are left out."""
    assert expected == asked(f"A: {before}", f"C: {said}", f"A: {after}")


def test_questions_are_numbered_by_the_cue_they_begin_in() -> None:
    """The preview can point to the line of the file."""
    (question,) = questions(stretches(f"A: {EN}", "C: Yes.", "C: How big", "C: is the team?", "A: Two."), "C")
    assert 3 == question.number


@given(SPANS, st.lists(st.floats(-3, 3), min_size=9, max_size=9))
def test_the_best_choice_is_taken(spans: list[tuple[int, int]], worth: list[float]) -> None:
    """No other choice of spans without overlap is worth more."""
    worth = worth[: len(spans)]
    value = dict(zip(spans, worth, strict=True))
    found = chosen(spans, worth)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(found))
    best = max(sum(value[span] for span in some) for some in choices(spans))
    assert best == pytest.approx(sum(value[span] for span in found))


def choices(spans: list[tuple[int, int]]) -> list[tuple[tuple[int, int], ...]]:
    """Every choice of spans without overlap."""
    return [
        some
        for size in range(len(spans) + 1)
        for some in itertools.combinations(sorted(spans), size)
        if all(one[1] <= other[0] for one, other in itertools.pairwise(some))
    ]


@settings(deadline=None, max_examples=30)
@given(st.lists(st.tuples(st.sampled_from("AC"), ANY_WORDS.map(" ".join)), max_size=8))
def test_what_is_found_was_said(turns: list[tuple[str, str]]) -> None:
    """Whatever is said, each question is made of words that the candidate said one after the other, none too long."""
    said = [(number, who, text) for number, (who, text) in enumerate(turns, 1) if text.strip()]
    own = " ".join(Words(text).joined for _, who, text in said if who == "C")
    for question in questions(stretches_of(said, "C"), "C"):
        words = Words(question.text)
        assert words.joined in " ".join(own.split())
        assert len(words) <= LONGEST


@pytest.mark.parametrize("name", ["bare", "marked"])
def test_the_tables_of_weights_can_be_read(name: str) -> None:
    """Each thing noticed is listed once, in order, with a number that is not nothing."""
    with (WEIGHTS / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    names = [noticed for noticed, _ in rows]
    assert names == sorted(set(names))
    assert all(math.isfinite(float(weight)) and float(weight) for _, weight in rows)
    assert weights(marked=name == "marked").keys() == set(names)


def small() -> list[Example]:
    """Two short interviews as examples."""
    return [example for script in scripts("tuning")[:2] for example in examples(script.without_punctuation())]


def test_what_is_taught_is_learned() -> None:
    """Weights find nine in ten questions of the interviews they come from, and little else; always the same ones."""
    learned = small()
    table = taught(learned)
    assert table == taught(small())
    asked, found = set[tuple[int, int, int]](), set[tuple[int, int, int]]()
    for number, one in enumerate(learned):
        asked |= {(number, *span) for span in one.asked}
        spans = chosen(one.runs.spans, weighed(one.runs, table))
        found |= {(number, *span) for span in spans if not _overlap(span, one.doubtful)}
    assert len(asked) > 10
    assert len(asked & found) >= 0.9 * max(len(asked), len(found))


def _overlap(span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return any(span[0] < last and first < span[1] for first, last in others)


def test_the_chances_of_runs_are_those_of_all_choices() -> None:
    """The sums over all choices are the same as where every choice is written out."""
    (one,) = judged(stretches("A: des questions", "C: oui combien", "A: deux"), "C")
    runs = runs_of(one)
    worth = np.linspace(-1, 1, len(runs.spans))
    total, chances = Lattice([Example(runs, runs.spans[:1], [])]).total_and_chances(worth)
    value = dict(zip(runs.spans, worth, strict=True))
    odds = {some: math.exp(sum(value[span] for span in some)) for some in choices(runs.spans)}
    assert total == pytest.approx(math.log(sum(odds.values())))
    for span, chance in zip(runs.spans, chances, strict=True):
        assert chance == pytest.approx(sum(o for some, o in odds.items() if span in some) / sum(odds.values()))
