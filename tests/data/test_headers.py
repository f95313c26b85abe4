"""Headers of logs by their names: what each holds, what is refused, what says nothing."""

from __future__ import annotations

import pytest

from data import headers, language
from data.columns import FIELDS, label
from data.headers import recognised

ALIASES = {
    "date": "Date|DATE|date|Date d'entretien|Date de l'entretien|Date d’entretien|interview_date|"
    "interviewStartDate|interviewed_at|"
    "Jour|Date du RDV|Horodateur|Interview date|Date de l'entretien avec le candidat",
    "role": "Poste|Poste visé|Poste concerné|Intitulé du poste|Intitulé de poste|Offre|Offre d'emploi|Job title|"
    "job_title|Role|Rôle|Position|"
    "Métier|Fonction|Annonce|Opening",
    "stage": "Étape|ETAPE|Étape du process|Tour|Round|Stage|Interview stage|applicationStage|Type d'entretien|Phase",
    "question": "Question|Questions|Question du candidat|Questions du candidat|Question candidat|Questions posées|"
    "Question posée|"
    "candidate_question|candidateQuestion|Candidate's question|Question 1|Question (2)|Verbatim|"
    "Questions posées par le candidat|"
    "Quelles questions le candidat a-t-il posées ?|Question sur le salaire actuel|Q1|Q 2|Q2 candidat|candidate_q3|"
    "2e question|1re question du candidat|Première question|3rd question|Question n° 3|Question #4|Question B",
    "cancelled": "interviewCanceled|Annulé|Entretien annulé|Statut de l'entretien|Interview status|No-show",
    "interview": "N° entretien|N° d'entretien|ID entretien|interview_id|interviewId|Interview ID|Réf. entretien",
    "candidate": "Candidat|Candidate|Nom|Prénom|Nom du candidat|Nom et prénom|candidate_id|ID candidat|"
    "Candidate name|applicationId|Full name",
    "names": "Recruteur|Nom du recruteur|Interviewer|Intervieweur|Manager|Hiring manager|Entretien mené par|"
    "interviewed by",
    "seniority": "Ancienneté|Séniorité|niveau|Niveau d'expérience|Seniority|seniority level|Années d'expérience",
    "department": "Service|Département|Direction|Pôle|Équipe|Department|Business unit|BU",
    "location": "Lieu|Site|Ville|Localisation|Location|interviewLocation|Office|Lieu de travail|Agence",
    "language": "Langue|langue|lang|Language|Langue de l'entretien",
    "interviewer": "Fonction du recruteur|Recruteur (fonction)|Recruteur fonction|Rôle de l'interviewer|"
    "Interviewer role|Interviewer job title",
    "answered": "Répondu ?|Répondu|A-t-on répondu ?|Réponse apportée|Answered|Answered?|Question répondue",
}

REFUSED = (
    "Note /20|Note sur 20|Notes sur 20|Note globale|Rating|Rating (1-5)|overall_recommendation|Évaluation|Avis|"
    "Avis du recruteur|Score|"
    "Recommandation|Recommandé ?|Private Notes|Notes privées|Notes internes|Commentaire recruteur|Ethnicity|"
    "candidateEthnicity|Gender|Sexe|"
    "Genre|Civilité|Âge|Age|Date de naissance|Birth date|Salaire actuel|Salary history|Current salary|"
    "Rémunération actuelle|Prétentions|"
    "E-mail|Email du candidat|candidateEmail|Téléphone|Phone|Adresse|CV|Lien CV|Lien LinkedIn|Décision|Hired|"
    "Statut candidat|"
    "applicationReasonOfWithdrawal|interviewerReview|attributes.note|interviewer.email|"
    "Nationalité|Situation familiale|Points forts|Compte rendu|Sentiment"
)

UNKNOWN = (
    "Nombre de questions|Questions du recruteur|Date de candidature|Catégorie de la question|Réf. poste|"
    "Niveau d'étude|Source|Durée|"
    "__class__|index|rowid|Motivations|Key Take-Aways|Q1 2026|Questions posées au candidat|Questions aux candidats|"
    "Questions to the candidate|What questions did you ask the candidate?|Motif d'annulation"
)


def both(names: dict[str, str]) -> list[tuple[str, str]]:
    """(header, field) for every header of a table of aliases."""
    return [(header, field) for field, listed in names.items() for header in listed.split("|")]


@pytest.mark.parametrize(("header", "field"), both(ALIASES))
def test_a_header_names_its_field(header: str, field: str) -> None:
    """French and English headers are known whatever their case, accents, punctuation and small words."""
    assert field == recognised(header).field


@pytest.mark.parametrize("header", REFUSED.split("|"))
def test_what_has_no_place_here_is_refused_by_name(header: str) -> None:
    """Ratings, opinions, private life, pay history and contact data are never read."""
    assert recognised(header).refused


@pytest.mark.parametrize("header", UNKNOWN.split("|"))
def test_other_headers_say_nothing(header: str) -> None:
    """A header that only resembles one is not taken for it."""
    assert headers.Recognition() == recognised(header)


@pytest.mark.parametrize(
    ("header", "field"), [("Qestion", "question"), ("Datte", "date"), ("Canddiat", "candidate"), ("Budget", "")]
)
def test_a_misspelled_header_is_explained(header: str, field: str) -> None:
    """A header with a mistyped letter is not read in silence, and the field meant is named."""
    assert field == headers.meant_field(header)


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_has_a_name_in_both_languages(field: str) -> None:
    """The screen offers every field in the reader's language."""
    assert all(label(field, lang) for lang in language.LANGUAGES)
    assert {field} == {recognised(FIELDS[field].labels[lang]).field for lang in language.LANGUAGES}


@pytest.mark.parametrize(
    ("value", "answered"),
    [("Oui", "yes"), ("X", "yes"), ("1", "yes"), ("true", "yes"), ("✓", "yes"), ("Partiellement", "partly"), ("non",
    "no"),
     ("À répondre", "no"), ("0", "no"), ("peut-être", ""), ("", "")],
)  # fmt: skip
def test_answers_are_read(value: str, answered: str) -> None:
    """What logs say of the answer is yes, partly, no or nothing known."""
    assert answered == headers.answered(value)
