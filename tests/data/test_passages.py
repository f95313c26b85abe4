from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.passages import asked_in, has_passage, heads_questions

NOTES = {
    "a list": (
        "Très à l'aise.\nQuestions du candidat :\n- Combien de télétravail ?\n- Qui serait mon manager ?\nAvis : bon",
        "- Combien de télétravail ?\n- Qui serait mon manager ?",
    ),
    "numbers": (
        "Candidate's questions:\n1. What is the pay?\n2) Remote?\nOverall: strong",
        "1. What is the pay?\n2) Remote?",
    ),
    "lines": ("Questions posées\nQuel salaire ?\nQuels horaires ?\n\nBon profil.", "Quel salaire ?\nQuels horaires ?"),
    "topics": ("Questions posées :\nSalaire\nTélétravail\n\nBon profil, à revoir.", "Salaire\nTélétravail"),
    "on the heading's own line": (
        "Questions du candidat : quel salaire ? quels horaires ?",
        "quel salaire ? quels horaires ?",
    ),
    "after a dash": ("Questions du candidat – quel salaire ?", "quel salaire ?"),
    "a blank line below the heading": ("QUESTIONS DU CANDIDAT\n\n• Salaire ?\n• Primes ?", "• Salaire ?\n• Primes ?"),
    "blank lines between questions": (
        "Their questions:\nWhat pay?\n\nWhat hours?\n\nSolid profile.",
        "What pay?\nWhat hours?",
    ),
    "blank lines between items": ("Questions asked:\n- Pay\n\n- Hours\n\nSolid profile.", "- Pay\n- Hours"),
    "an item over two lines": (
        "Questions posées :\n- Combien de jours\n  de télétravail ?\n- Salaire ?\nRAS",
        "- Combien de jours de télétravail ?\n- Salaire ?",
    ),
    "a long item over two lines": (
        "Questions posées :\n- Combien de jours de télétravail par semaine\nsont possibles ?\n- Salaire ?",
        "- Combien de jours de télétravail par semaine sont possibles ?\n- Salaire ?",
    ),
    "small letters after a list": ("Questions posées :\n- Salaire\nbien mais stressée", "- Salaire"),
    "small letters after questions": ("Questions posées :\nQuel salaire ?\nbien mais stressée", "Quel salaire ?"),
    "a list on the heading's own line": ("Questions posées : - Salaire ?\n- Primes ?", "- Salaire ?\n- Primes ?"),
    "a topic before a list": ("Questions posées :\nSalaire\n- Primes", "Salaire\n- Primes"),
    "prose right after a list": (
        "Questions posées :\n- Salaire ?\nTrès bon contact, faut-il le revoir ?",
        "- Salaire ?",
    ),
    "prose right after questions": ("Questions posées :\nQuel salaire ?\nTrès bon contact.", "Quel salaire ?"),
    "another list after a blank line": (
        "Questions posées :\nQuel salaire ?\n\n- Bon profil ?\n- À revoir",
        "Quel salaire ?",
    ),
    "a remark on the line of a question": (
        "Questions posées :\n- Salaire ? Il sera déçu.\n- Primes ? (déjà dit)",
        "- Salaire ?\n- Primes ?",
    ),
    "a remark before a question": ("Questions posées : Stressé au début. Quel salaire ?", "Quel salaire ?"),
    "a remark without a question": ("Questions posées : salaire, primes. Profil à creuser.", "salaire, primes."),
    "a title before a name": (
        "Questions posées : Est-ce que M. Martin Roy serait mon manager ?",
        "Est-ce que M. Martin Roy serait mon manager ?",
    ),
    "a note on one line": (
        "Bon profil. Questions du candidat : quel salaire ? Points forts : rigueur. Avis : revoir ?",
        "quel salaire ?",
    ),
    "a heading behind a remark": ("Fine. Her questions:\n- Is parking free?\nTo see again.", "- Is parking free?"),
    "a question with a label": (
        "Questions posées :\nSalaire : quelle fourchette ?\nAvis : revoir ?",
        "Salaire : quelle fourchette ?",
    ),
    "an unknown heading": ("Questions posées :\nSalaire\nCulture d'équipe : bien perçue", "Salaire"),
    "a heading in capitals": ("Questions posées :\nSalaire\nPOINTS À REVOIR\nAnglais", "Salaire"),
    "a heading in Markdown": (
        "## Questions du candidat (2)\n- Salaire ?\n- Primes ?\n## Ressenti\n- Timide ?",
        "- Salaire ?\n- Primes ?",
    ),
    "a bold heading": ("**Candidate questions:**\n- Pay?\n**Fit**\n- Shy?", "- Pay?"),
    "a numbered heading": ("3. Questions du candidat :\n- Salaire ?\n4. Conclusion :\n- Timide ?", "- Salaire ?"),
    "an announced list": ("Questions du candidat : plusieurs\n- Salaire ?\n- Primes ?", "- Salaire ?\n- Primes ?"),
    "two passages": ("Questions posées : Salaire ?\nAvis : bon\nSes questions :\n- Primes ?", "Salaire ?\n- Primes ?"),
    "a web page": (
        "<p>Bon profil</p><p><b>Questions du candidat :</b></p><ul><li>Salaire&nbsp;?</li><li>Primes ?</li></ul>"
        "<p>À revoir</p>",
        "- Salaire ?\n- Primes ?",
    ),
    "both genders": ("Questions du candidat·e :\n- Salaire ?", "- Salaire ?"),
    "asked to the candidate": (
        "Questions posées au candidat :\n- Vos défauts ?\nQuestions for the candidate:\n- Why us?",
        "",
    ),
    "no passage": ("Bon profil, pose beaucoup de questions sur le poste. Il a demandé le salaire ?", ""),
    "an empty passage": ("Questions du candidat :\n\nAvis : bon", ""),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("note", "asked"), NOTES.values(), ids=NOTES)
def test_only_the_passage_is_read(note: str, asked: str) -> None:
    """What follows a heading of the candidate's questions is read, and nothing of the rest of the note."""
    assert asked == asked_in(note)


@pytest.mark.parametrize(
    ("label", "heads"),
    [
        ("Questions posées par le candidat", True),
        ("QUESTIONS POSÉES PAR LA CANDIDATE :", True),
        ("Candidate’s questions", True),
        ("Questions du/de la candidat(e)", True),
        ("Questions posées au candidat", False),
        ("Question", False),
        ("Avis", False),
    ],
)
def test_a_heading_is_known_whole(label: str, heads: bool) -> None:
    """Case, accents and punctuation make no difference; another word does."""
    assert heads is heads_questions(label)


LETTERS = st.text(alphabet="Aa ?.:-\n1)*#", max_size=60)


@given(LETTERS, st.sampled_from(["", "\n", " "]), LETTERS)
def test_nothing_before_the_heading_is_ever_read(before: str, between: str, after: str) -> None:
    """Every line kept is one of the note's, below the heading."""
    note = f"{before}\nQuestions du candidat :{between}{after}"
    assert has_passage(note)
    asked = asked_in(note)
    assert "Questions du candidat" not in asked
    assert set(re.findall(r"\w+", asked)) <= set(re.findall(r"\w+", after))
