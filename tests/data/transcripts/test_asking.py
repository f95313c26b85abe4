"""What a candidate asks the employer, and what only sounds like it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import data.transcripts
from data.transcripts.asking import REFUSALS, Verdict, verdicts
from data.transcripts.rules import LANGUAGES, Words, rules
from data.transcripts.stretches import stretches_of

FR, EN = "Est-ce que vous avez des questions ?", "Do you have any questions for us?"


def judged(*lines: str) -> list[Verdict]:
    """What is decided of lines "C: words" (the candidate) and "A: words" (an interviewer)."""
    return verdicts(stretches_of(((number, line[0], line[3:]) for number, line in enumerate(lines, 1)), "C"), "C")


def asked(*lines: str) -> list[str]:
    """The questions found."""
    return [verdict.part.text for verdict in judged(*lines) if verdict.asked]


@pytest.mark.parametrize(
    ("invitation", "said", "expected"),
    [
        (FR, "Oui. Combien de jours de télétravail ?", ["Combien de jours de télétravail ?"]),
        (FR, "Oui, je voulais savoir si les horaires sont fixes.", ["je voulais savoir si les horaires sont fixes."]),
        (FR, "Alors, y a-t-il une mutuelle ?", ["y a-t-il une mutuelle ?"]),
        (FR, "D'accord. Et le samedi ?", ["Et le samedi ?"]),
        (FR, "J'avais une question sur le design system. Qui le maintient ?", ["Qui le maintient ?"]),
        (FR, "J'aurais une question concernant le télétravail.", ["J'aurais une question concernant le télétravail."]),
        (
            FR,
            "L'équipe est-elle grande, et à qui est-ce que je serais rattaché ?",
            ["L'équipe est-elle grande", "à qui est-ce que je serais rattaché ?"],
        ),
        (FR, "Il y a une crèche ? Parce que j'ai une petite fille.", ["Il y a une crèche ?"]),
        (EN, "Yes. How big is the team?", ["How big is the team?"]),
        (EN, "I was wondering how the team is organised.", ["I was wondering how the team is organised."]),
        (EN, "One thing: I'd love to know more about the training.", ["I'd love to know more about the training."]),
        (EN, "What are the hours, and who makes the rota?", ["What are the hours", "who makes the rota?"]),
        (EN, "I noticed an office in Berlin; is that growing?", ["is that growing?"]),
        (EN, "Is there parking, because I'd be driving in?", ["Is there parking"]),
    ],
)
def test_questions_are_found_as_they_were_asked(invitation: str, said: str, expected: list[str]) -> None:
    """Direct, indirect, short and double questions; reasons and greetings around them are left out."""
    assert expected == asked(f"A: {invitation}", f"C: {said}", "A: C'est une chose que nous regardons / We look at it.")


@pytest.mark.parametrize(
    ("invitation", "said", "expected"),
    [
        (FR, "oui alors combien de jours de télétravail", ["combien de jours de télétravail"]),
        (
            FR,
            "d'accord et je voulais savoir si les horaires sont fixes",
            ["je voulais savoir si les horaires sont fixes"],
        ),
        (FR, "ok et le salaire est ce qu'il est négociable", ["le salaire est ce qu'il est négociable"]),
        (
            FR,
            "oui c'est quoi votre logiciel et est-ce que vous y formez",
            ["c'est quoi votre logiciel", "est-ce que vous y formez"],
        ),
        (
            FR,
            "les heures supplémentaires elles sont payées comment",
            ["les heures supplémentaires elles sont payées comment"],
        ),
        (
            EN,
            "yeah how many people are in the team and who would i report to",
            ["how many people are in the team", "who would i report to"],
        ),
        (
            EN,
            "okay so i was wondering if you sponsor visas because mine runs out",
            ["i was wondering if you sponsor visas"],
        ),
        (EN, "is the pay by the mile or by the hour", ["is the pay by the mile or by the hour"]),
    ],
)
def test_questions_are_found_without_punctuation(invitation: str, said: str, expected: list[str]) -> None:
    """Speech to text without marks or capitals is cut by the words that open a question."""
    bare = invitation.lower().replace("?", "")
    assert expected == asked(f"A: {bare}", f"C: {said}", "A: alors voilà well that is how we do it")


@pytest.mark.parametrize(
    ("before", "said", "reason"),
    [
        ("Bonjour.", "Vous m'entendez ?", "aside"),
        ("Bonjour, comment allez-vous ?", "Bien, et vous ?", "aside"),
        ("Face à un conflit ?", "Pardon, vous pouvez répéter ?", "aside"),
        ("Et le disciplinaire ?", "Vous voulez dire les avertissements ?", "aside"),
        (FR, "Est-ce que je peux vous poser une question ?", "aside"),
        ("Merci.", "Ça répond à votre question ?", "aside"),
        ("Pourquoi ce métier ?", "Pourquoi ce métier ? Parce que ma mère le faisait.", "repeated"),
        ("Votre plus gros contrat ?", "Mon plus gros contrat ? Un hôpital.", "repeated"),
        ("Parlez-moi d'un conflit.", "Il m'a dit : tu te prends pour qui ?", "reported"),
        ("Parlez-moi d'un échec.", "Pourquoi est-ce que j'ai échoué ? Je ne sais pas.", "past"),
        ("How are you?", "Good, how are you?", "aside"),
        ("Tell me about it.", "Sorry, could you say that again?", "aside"),
        ("Great.", "Does that make sense?", "aside"),
        ("Why nursing?", "Why nursing? Because of my aunt.", "repeated"),
        ("What would you do?", "What would I do? First, the patient.", "repeated"),
        ("Tell me about a problem.", "Everybody asked, why does it fail?", "reported"),
        ("Tell me about a conflict.", "I said, what are you doing?", "reported"),
        (
            "What do you do?",
            "I listen. What do they need? Then I plan the next two weeks with them.",
            "followed by talk",
        ),
    ],
)
def test_what_only_sounds_like_a_question_has_its_reason(before: str, said: str, reason: str) -> None:
    """Connection, manners, clarifications, repetitions, stories: each is refused for what it is."""
    found = judged(f"A: {before}", f"C: {said}", "A: D'accord, très bien. Okay, very good.")
    assert reason in [verdict.reason for verdict in found]
    assert not [verdict.part.text for verdict in found if verdict.asked]


@pytest.mark.parametrize(
    "said",
    ["C'était un beau projet, vous voyez ?", "It was a good project, you know?", "They never come back, do they?"],
)
def test_a_nod_that_is_asked_for_is_no_question(said: str) -> None:
    """ "You know?" and question tags end a statement."""
    assert [] == asked("A: Alors ? Well?", f"C: {said}", "A: Oui, bien sûr. Yes, of course.")


def test_what_interviewers_ask_is_left_out() -> None:
    """Only the candidate's words are looked at."""
    assert [] == asked("A: Combien de salariés avez-vous ?", "C: Quarante.", "A: How big was the team?")


@pytest.mark.parametrize("nod", ["Mm-hm.", "Oui.", "Right, yeah."])
def test_a_question_goes_on_around_a_nod(nod: str) -> None:
    """A listener's "mm-hm" does not take the floor; cut cues are one sentence."""
    lines = (f"A: {EN}", "C: Yes, could you tell me how the team", f"A: {nod}", "C: is organised", "C: these days?")
    assert ["could you tell me how the team is organised these days?"] == asked(*lines, "A: We are two squads.")


def test_a_question_goes_on_where_somebody_cuts_in() -> None:
    """An open sentence is finished after "Sorry, go on."."""
    lines = (f"A: {EN}", "C: Yes. How big is", "A: Sorry, go on.", "C: the team?", "A: Twelve people.")
    assert ["How big is the team?"] == asked(*lines)


def test_a_statement_that_is_answered_asks() -> None:
    """Without marks, French asks by its tone alone: the answer tells."""
    lines = ("A: vous avez des questions", "C: oui il y a une prime de nuit")
    assert ["il y a une prime de nuit"] == asked(*lines, "A: oui vingt pour cent")
    assert [] == asked(*lines[:1], "C: d'accord c'est très bien", "A: oui")


def test_questions_are_numbered_by_the_cue_they_begin_in() -> None:
    """The preview can point to the line of the file."""
    (verdict,) = [v for v in judged(f"A: {EN}", "C: Yes.", "C: How big", "C: is the team?", "A: Two.") if v.asked]
    assert 3 == verdict.number


def test_every_reason_is_named_once() -> None:
    """The list of reasons has no double and none that means "asked"."""
    names = [name for name, _ in REFUSALS]
    assert len(names) == len(set(names))
    assert "asked" not in names


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_languages_have_the_same_lists(language: str) -> None:
    """A list that rules ask for is there in every language, and is written in folded words, each entry once."""
    table = tomllib.loads((Path(data.transcripts.__file__).parent / f"{language}.toml").read_text("utf-8"))
    assert rules("fr").names == table.keys()
    for name, entries in table.items():
        if name != "front":
            assert all(entry.isascii() and entry == entry.lower() for entry in entries), name
            assert len(entries) == len(set(entries)), name
    sources = "".join(path.read_text("utf-8") for path in Path(data.transcripts.__file__).parent.glob("*.py"))
    assert not [name for name in table if f'"{name}"' not in sources]


TELLING = (
    "how many", "est ce que", "combien", "vous", "you", "the team", "le poste", "je", "i", "parce que", "because",
    "and", "et", "?", ".", ",", "«", "»", "é", "\0",
)  # fmt: skip
ANY_WORDS = st.lists(st.sampled_from(TELLING), max_size=40)


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from("AC"), ANY_WORDS.map(" ".join)), max_size=8))
def test_what_is_found_was_said(turns: list[tuple[str, str]]) -> None:
    """Whatever is said, rules end, and each question is made of words that the candidate said one after the other."""
    said = [(number, who, text) for number, (who, text) in enumerate(turns, 1) if text.strip()]
    own = " ".join(Words(text).joined for _, who, text in said if who == "C")
    for verdict in verdicts(stretches_of(said, "C"), "C"):
        assert Words(verdict.part.text).joined in " ".join(own.split())
