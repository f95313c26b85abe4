from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.splitting import questions_in

CASES: list[tuple[str, list[str]]] = [
    # One question stays whole.
    ("Quel est le salaire ?", ["Quel est le salaire ?"]),
    ("Quels outils (Slack, Teams ?) utilisez-vous ?", ["Quels outils (Slack, Teams ?) utilisez-vous ?"]),
    ("Versioning avec Git (+ GitHub ?) ou SVN ?", ["Versioning avec Git (+ GitHub ?) ou SVN ?"]),
    ("On m'a parlé de 2 jours de TT. C'est confirmé ?", ["On m'a parlé de 2 jours de TT. C'est confirmé ?"]),
    ("Que veut dire « flexible ? » chez vous ?", ["Que veut dire « flexible ? » chez vous ?"]),
    ('Le "quiet quitting ?" vous parle ?', ['Le "quiet quitting ?" vous parle ?']),
    ("Voir https://x.fr/a?b=c : c'est bien vous ?", ["Voir https://x.fr/a?b=c : c'est bien vous ?"]),
    ("1.5 jours de TT possibles ?", ["1.5 jours de TT possibles ?"]),
    ("35 / 39h ?", ["35 / 39h ?"]),
    ("2 jours de TT ?", ["2 jours de TT ?"]),
    ("-5 % de budget ?", ["-5 % de budget ?"]),
    ("Utilisez-vous Slack ? ou Teams ?", ["Utilisez-vous Slack ? ou Teams ?"]),
    ("Vraiment ?!", ["Vraiment ?!"]),
    ("Outils : Slack ; Teams ; Zoom ?", ["Outils : Slack ; Teams ; Zoom ?"]),
    ("Wie sieht der Plan aus? (Wie ist die Bezahlung?)", ["Wie sieht der Plan aus? (Wie ist die Bezahlung?)"]),
    ("Salaire", ["Salaire"]),
    # What only makes sense with the question before stays with it; so does a remark.
    ("Avez-vous un CSE ? Si oui, combien de membres ?", ["Avez-vous un CSE ? Si oui, combien de membres ?"]),
    ("Are you profitable? if not, when?", ["Are you profitable? if not, when?"]),
    ("Il y a des conventions ? Lesquelles ?", ["Il y a des conventions ? Lesquelles ?"]),
    ("Quel salaire ? Il vise 45k.", ["Quel salaire ? Il vise 45k."]),
    # Several questions on one line.
    ("Salaire ? Fourchette ?", ["Salaire ?", "Fourchette ?"]),
    ("salaire ? télétravail ? horaires ?", ["salaire ?", "télétravail ?", "horaires ?"]),
    ("Salaire ?Télétravail ?", ["Salaire ?", "Télétravail ?"]),
    ("Salaire ?/Télétravail ?", ["Salaire ?", "Télétravail ?"]),
    ("Quel salaire ? Et le télétravail ?", ["Quel salaire ?", "Et le télétravail ?"]),
    ("Qui décide ??? Et quand ?", ["Qui décide ???", "Et quand ?"]),
    ("¿Cuál es el proceso?¿Cómo se decide?", ["¿Cuál es el proceso?", "¿Cómo se decide?"]),
    ("给多少？什么时候？", ["给多少？", "什么时候？"]),
    ("Le salaire ? - et le vendredi ?", ["Le salaire ?", "et le vendredi ?"]),
    ("(salaire ? TT ?", ["(salaire ?", "TT ?"]),
    # Lines and lists.
    ("- salaire ?\n- TT ?\n• mutuelle", ["salaire ?", "TT ?", "mutuelle"]),
    ("– salaire\n— TT\n* mutuelle\n→ prime", ["salaire", "TT", "mutuelle", "prime"]),
    ("1. Salaire\n2. TT", ["Salaire", "TT"]),
    ("1) Salaire ? 2) TT ? 3) Équipe ?", ["Salaire ?", "TT ?", "Équipe ?"]),
    ("1) salaire 2) TT 3) horaires", ["salaire", "TT", "horaires"]),
    ("a) salaire\nb) TT", ["salaire", "TT"]),
    ("Q1: salaire ?\nQ2: TT ?", ["salaire ?", "TT ?"]),
    ("Question 1 : salaire ?", ["salaire ?"]),
    ("• salaire • télétravail • horaires", ["salaire", "télétravail", "horaires"]),
    ("Combien gagne-t-on ?\r\nCombien de jours ?", ["Combien gagne-t-on ?", "Combien de jours ?"]),
    ("salaire\ntélétravail\nhoraires", ["salaire", "télétravail", "horaires"]),
    ("Questions du candidat :\n- salaire ?", ["salaire ?"]),
    ("Sur le télétravail :\n- combien de jours ?\n- quel matériel ?", ["Sur le télétravail : combien de jours ?",
    "quel matériel ?"]),
    (
        "Quels sont les outils et les méthodes que\nvous utilisez dans l'équipe ?",
        ["Quels sont les outils et les méthodes que vous utilisez dans l'équipe ?"],
    ),
    ("On m'a dit que c'était mixte.\nC'est vrai ?", ["On m'a dit que c'était mixte. C'est vrai ?"]),
    # Semicolons.
    ("Quel salaire ; combien de jours de TT ?", ["Quel salaire", "combien de jours de TT ?"]),
    ("What is the salary; how many days at home?", ["What is the salary", "how many days at home?"]),
    ("Salaire ; télétravail ; mutuelle", ["Salaire", "télétravail", "mutuelle"]),
    ("Il connaît déjà bien l'entreprise ; peu de questions", ["Il connaît déjà bien l'entreprise ; peu de questions"]),
    # Cleaning.
    ("Quel\u00a0salaire\u202f?\u200b", ["Quel salaire ?"]),
    ("sa\x00laire ?", ["salaire ?"]),
]  # fmt: skip

NO_QUESTION = [
    "", " ", "\u200b", "-", "—", "...", "?", "???", "n/a", "N/A", "NA", "RAS", "R.A.S.", "rien", "Rien à signaler",
    "Aucune",
    "aucune question", "Aucune question.", "none", "None.", "néant", "pas de question", "Pas de questions",
    "Pas de question particulière",
    "No questions", "no question asked", "sans question", "n'a pas posé de question",
    "Le candidat n'a pas de question",
    "Pas de question à ce stade", "pas d'autres questions", "keine Fragen", "sin preguntas", "nessuna domanda", "x",
    "0", "3", "ok", "- \n- ",
]  # fmt: skip


@pytest.mark.parametrize(("cell", "expected"), CASES)
def test_a_cell_is_split_into_its_questions(cell: str, expected: list[str]) -> None:
    """The rules of the module, case by case."""
    assert expected == questions_in(cell)


@pytest.mark.parametrize("cell", NO_QUESTION)
def test_a_cell_may_say_that_there_was_no_question(cell: str) -> None:
    """Blank cells, dashes, counts and refusals in words hold no question."""
    assert [] == questions_in(cell)


@pytest.mark.parametrize("cell", ["Pas de question sur le salaire, mais sur les primes", "Rien sur la mutuelle ?"])
def test_a_refusal_with_a_subject_is_no_refusal(cell: str) -> None:
    """Only a whole refusal is left out."""
    assert [cell] == questions_in(cell)


@settings(deadline=None)
@given(st.text(alphabet='abé ?;.\n-•()"«»12', max_size=80))
def test_questions_are_clean_and_split_once(cell: str) -> None:
    """Every question is one line that holds a letter, and nothing is invented."""
    for question in questions_in(cell):
        assert "\n" not in question
        assert any(letter.isalpha() for letter in question)
        assert question.strip() == question


@pytest.mark.parametrize("bait", ["?", "a? ", "((", "; ", "1) a", "\n- ", "• ", '"? ', "(a?)", "a ;", "- ? "])
def test_a_hostile_cell_is_split_in_linear_time(bait: str) -> None:
    """The longest cell that a file may hold takes well under a second, whatever is in it."""
    started = time.process_time()
    questions_in(bait * (64_000 // len(bait)))
    assert time.process_time() - started < 2
