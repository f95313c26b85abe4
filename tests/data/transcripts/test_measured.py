"""The figures of ``python -m benchmarks transcripts`` hold, and do not depend on the tool that wrote the file."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from benchmarks.transcripts import alike, heard, matched, measure
from data.formats.known import FORMATS
from data.transcripts import interview_of, transcript_of
from tests.data.formats.builders import read
from tests.data.transcripts.scripts import HALVES, WRITERS, Script, scripts

# A little under what docs/importing.md says: (precision, recall) of the half that nothing was learned from.
FLOORS = {
    ("en", "with"): (0.94, 0.93),
    ("en", "without"): (0.9, 0.85),
    ("fr", "with"): (0.95, 0.92),
    ("fr", "without"): (0.9, 0.86),
}
TOLD = {"role": "Nurse", "stage": "", "date": "2026-09-14"}


def test_the_figures_hold() -> None:
    """Precision and recall on the held-out half, by language and punctuation."""
    measured = {group: (tally.precision, tally.recall) for group, tally in measure("held_out").items()}
    assert FLOORS.keys() == measured.keys()
    assert {} == {
        group: figures
        for group, figures in measured.items()
        if any(a < b for a, b in zip(figures, FLOORS[group], strict=True))
    }


def test_the_candidate_is_nearly_always_guessed() -> None:
    """The guess is offered, so it should be right; a person decides."""
    guesses = [one.transcript.likely == one.script.candidate for one in heard("held_out")]
    assert 0.95 <= sum(guesses) / len(guesses)


def found(script: Script, form: str) -> list[str]:
    """The questions found in a script's file of one form."""
    file = read(script.file(form))
    log = interview_of(file, transcript_of(file), TOLD, script.candidate).log
    return [str(row[2]) for row in log.tables[0].rows[1:] if row[2]]


@pytest.mark.parametrize("form", WRITERS)
def test_every_tool_gives_the_same_questions(form: str) -> None:
    """One interview, eleven files: only the marks that Fireflies adds may differ."""
    script = scripts("tuning")[0]
    expected = found(script, "zoom_txt")
    assert 6 <= len(expected)
    assert expected == found(script, form)


def test_cues_may_be_cut_anywhere() -> None:
    """Subtitles cut in the middle of sentences change nothing where sentences are marked."""
    draw = random.Random(7)
    for script in [script for script in scripts("tuning") if script.punctuated][:6]:
        cut = replace(script, turns=tuple((who, tuple(_cut(" ".join(cues), draw))) for who, cues in script.turns))
        assert found(script, "teams_vtt") == found(cut, "teams_vtt")


def _cut(text: str, draw: random.Random) -> list[str]:
    words = text.split()
    cues = []
    while words:
        length = draw.randint(3, 9)
        cues.append(" ".join(words[:length]))
        words = words[length:]
    return cues


def test_the_scripts_are_varied() -> None:
    """Both halves hold both languages, with and without marks, 10 to 60 turns, and every format is used."""
    known = {form.id for form in FORMATS if form.holds == "transcript"}
    everything = [script for half in HALVES for script in scripts(half)]
    assert 22 <= min(sum(script.language == language for script in everything) for language in ("fr", "en"))
    assert known <= {script.format.replace("meet_md", "meet") for script in everything}
    assert len(everything) == len({script.role + script.language for script in everything}) or 40 <= len(
        {s.role for s in everything}
    )
    assert all(10 <= len(script.turns) <= 60 for script in everything)
    for half in HALVES:
        assert {("fr", True), ("fr", False), ("en", True), ("en", False)} == {
            (script.language, script.punctuated) for script in scripts(half)
        }


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [("How big is it?", "how big is it", 1.0), ("a b c d", "a b", 2 / 3), ("a a", "a", 2 / 3), ("a", "b", 0.0)],
)
def test_likeness_counts_words(one: str, other: str, likeness: float) -> None:
    """Dice over words, each as often as it occurs; marks and capitals do not count."""
    assert likeness == pytest.approx(alike(one, other))


def test_a_question_is_matched_once() -> None:
    """Two findings of one question are one right and one wrong."""
    assert [(0, 0)] == matched(["how big is it", "how big is it now"], ["how big is it"])
