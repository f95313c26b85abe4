"""Who speaks: whom to mask, who the candidate may be, what a file's name says."""

from __future__ import annotations

import pytest

from data.transcripts.file_names import told_by_name
from data.transcripts.speakers import likely_candidate, named_speaker, people_named

INTERVIEW = [
    (1, "Julie Aubry", "Bonjour Karim, parlez-moi de votre parcours."),
    (2, "Karim Sfar (Invité)", "Bonjour, j'ai travaillé dix ans dans une banque, et je cherche un poste plus humain."),
    (3, "Julie Aubry", "Avez-vous des questions ?"),
    (4, "Karim Sfar (Invité)", "Oui, combien de jours de télétravail ?"),
]


@pytest.mark.parametrize(
    ("speaker", "expected"),
    [
        ("Julie Aubry", ("Julie Aubry",)),
        ("Karim Sfar (Invité)", ("Karim Sfar",)),
        ("Mme Girard", ("Girard",)),
        ("Béatrice (RH)", ("Béatrice",)),
        ("Speaker 1 (Jane Roy)", ("Jane Roy",)),
        ("Speaker 2", ()),
        ("Unknown Speaker", ()),
        ("Candidat", ()),
        ("Recruteuse RH", ()),
    ],
)
def test_labels_are_no_names(speaker: str, expected: tuple[str, ...]) -> None:
    """ "Speaker 1" and "Candidat" would blank words out of questions; marks of tools are left out of names."""
    assert expected == people_named([(1, speaker, "Bonjour")], [])


def test_people_who_never_speak_are_known_too() -> None:
    """Attendees, and those who introduce themselves under a label."""
    said = [(1, "Speaker 1", "Bonjour, je m'appelle Anna Petit."), (2, "Speaker 2", "moi c'est plutôt le terrain")]
    assert ("Luc Ferrand", "Anna Petit") == people_named(said, ["Luc Ferrand"])


def test_the_candidate_is_guessed() -> None:
    """Who is asked for questions and speaks of himself; with labels, the label."""
    assert "Karim Sfar (Invité)" == likely_candidate(INTERVIEW)
    labelled = [(n, "Recruteur" if who.startswith("Karim") else "Candidat", text) for n, who, text in INTERVIEW]
    assert "Candidat" == likely_candidate(labelled)


def test_the_name_of_the_file_may_name_the_candidate() -> None:
    """Where nothing else tells, it does."""
    said = [(1, "Ana Sol", "Bonjour."), (2, "Léo Val", "Bonjour.")]
    assert "Léo Val" == likely_candidate(said, "Entretien_leo-val.vtt")
    assert "Ana Sol" == likely_candidate(said, "Entretien_Ana.vtt")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Karim Sfar (Invité)", "Karim Sfar (Invité)"),
        ("karim sfar", "Karim Sfar (Invité)"),
        ("Sfar", "Karim Sfar (Invité)"),
        ("Julie", None),
        ("Karima", None),
        ("", None),
    ],
)
def test_a_speaker_is_named_by_a_part_of_the_name(name: str, expected: str | None) -> None:
    """In any case, by any of the words, if they mean one speaker only."""
    assert expected == named_speaker(name, ["Julie Aubry", "Karim Sfar (Invité)", "Julie Roy"])


PEOPLE = ("Aïcha Benmoussa", "Paul Roy")


@pytest.mark.parametrize(
    ("file_name", "people", "told"),
    [
        (
            "2026-11-12_Data-Engineer_entretien-1.vtt",
            PEOPLE,
            {"date": "2026-11-12", "role": "Data Engineer", "stage": "entretien 1"},
        ),
        (
            "C:\\Calls\\2026-11-12_Cariste_RH.transcript.vtt",
            PEOPLE,
            {"date": "2026-11-12", "role": "Cariste", "stage": "RH"},
        ),
        ("20261112_Nurse.txt", PEOPLE, {"date": "2026-11-12", "role": "Nurse"}),
        ("2026-11-12_Aicha-Benmoussa_RH.vtt", PEOPLE, {"date": "2026-11-12"}),
        ("2026-11-12_Jane-Doe_entretien.vtt", (), {"date": "2026-11-12"}),
        ("2026-11-12_Nurse_entretien.vtt", (), {"date": "2026-11-12", "role": "Nurse", "stage": "entretien"}),
        ("GMT20261112-130000_Recording.transcript.vtt", PEOPLE, {"date": "2026-11-12"}),
        ("2026-13-45_Nurse_RH.vtt", PEOPLE, {}),
        ("Entretien Paul Roy.vtt", PEOPLE, {}),
        ("", PEOPLE, {}),
    ],
)
def test_a_name_of_the_right_form_tells_day_role_and_stage(
    file_name: str, people: tuple[str, ...], told: dict[str, str]
) -> None:
    """And nothing else does; a person's name never passes for a role."""
    assert told == told_by_name(file_name, people)
