"""Reports of recruiting software, from the bytes of our own samples to interviews and questions."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data import headers, language
from data.columns import CONSTANTS, Mapping, Proposal, propose_mapping
from data.errors import NeedsAnswer
from data.formats.table import FileRead
from data.layouts import layouts
from data.log import Log, understand
from tests.data.formats.builders import read, xlsx

SAMPLES = Path(__file__).parents[1] / "samples"
KEY = b"k" * 32
TODAY = date(2026, 11, 21)


@dataclass(frozen=True)
class Sample:
    """What is promised of one sample: how it is known, what it holds, what is never read, what must not remain."""

    file: str
    layout: str
    interviews: int
    questions: tuple[str, ...]
    refused: set[str]
    secrets: tuple[str, ...]
    asks_role: bool = True
    stages: tuple[str, ...] = ("",)


REPORTS = (
    Sample(
        "greenhouse_scorecards.json",
        "greenhouse_scorecards",
        12,
        (
            "Combien de jours de télétravail ?",
            "Quelle est la fourchette de salaire ?",
            "Madame [name] sera-t-elle ma responsable ?",
            "Qui serait mon manager ?",
            "Comment se passe l'astreinte le week-end ?",
            "Quels outils utilisez-vous ?",
            "Y a-t-il un budget de formation ?",
            "Quelles sont les prochaines étapes ?",
        ),
        {"overall_recommendation", "Private Notes", "attributes.note", "attributes.rating", "ratings.yes"},
        ("kerbrat", "dubreuil", "congé", "stressée", "dosages", "strong_yes", "9901", "6401"),
        stages=("Entretien RH", "Entretien technique"),
    ),
    Sample(
        "smartrecruiters_interviews.csv",
        "smartrecruiters_interviews",
        7,
        (),
        {"candidateEmail", "candidateEthnicity", "candidateStatus", "interviewerReview", "interviewerRating"},
        ("kerbrat", "sachs", "nervous", "mail.example", "iv-7", "cp-2"),
        stages=("Phone screen", "Team interview"),
    ),
    Sample(
        "peopleforce_notes.csv",
        "peopleforce_notes",
        6,
        (
            "How many remote days are there?",
            "What is the salary range?",
            "Who would I report to?",
            "How is performance reviewed?",
            "Is there a training budget?",
            "When would I start?",
        ),
        set(),
        ("orvault", "mail.example", "kerbrat", "health", "tours", "motivation", "failure", "case study"),
    ),
    Sample(
        "lever_feedback.json",
        "lever_feedback",
        3,
        ("What does the on-call rota look like?", "Is overtime paid?", "Which tools do you use?"),
        {"Rating", "Private notes"},
        ("tired", "hire", "iv-0", "u-9"),
        stages=("On-site interview",),
    ),
    Sample(
        "feedback_form_fields.csv",
        "feedback_form_fields",
        3,
        ("What does the on-call rota look like?", "Is overtime paid?", "Is parking free?", "Which tools do you use?"),
        {"Overall rating", "Private notes"},
        ("tired", "hire", "iv-0", "fb-1", "see again", "nothing to add"),
        asks_role=False,
    ),
)


def report(sample: Sample) -> FileRead:
    """The sample, read."""
    return read((SAMPLES / sample.file).read_bytes())


def understood(file: FileRead, given: Mapping | None = None) -> Log:
    """The log of a file, its role told where nothing says it."""
    mapping = given or Mapping(constants={"role": "Laboratory technician"})
    return understand(file, propose_mapping(file, mapping).mapping, KEY, TODAY)


def codes(proposal: Proposal) -> list[str]:
    """The codes of what is open."""
    return [error.code for error in proposal.open]


@pytest.mark.parametrize("sample", REPORTS, ids=lambda sample: sample.layout)
def test_a_report_is_known_and_understood(sample: Sample) -> None:
    """Interviews and questions are those of the report, the role is asked for where no column says it."""
    file = report(sample)
    proposal = propose_mapping(file)
    assert proposal.layout is not None
    assert sample.layout == proposal.layout.id
    assert (["needs_answer_role"] if sample.asks_role else []) == codes(proposal)
    log = understood(file)
    assert sample.interviews == len(log.interviews)
    assert sample.questions == tuple(log.texts["wording"])
    assert {"Laboratory technician"} == set(log.interviews["role"])
    assert set(sample.stages) == set(log.interviews["stage"])
    assert [] == log.rejected
    assert log.named_interviews


@pytest.mark.parametrize("sample", REPORTS, ids=lambda sample: sample.layout)
def test_what_has_no_place_here_is_refused_and_leaves_no_trace(sample: Sample) -> None:
    """Ratings, opinions, private notes, e-mail and names are listed as refused, and in nothing that is kept."""
    log = understood(report(sample))
    refused = {name for name, reason in log.columns_not_read.items() if reason == "refused"}
    assert sample.refused <= refused
    assert not any("email" in name.lower() for name in log.columns_read if log.columns_read[name] != "candidate")
    frames = (log.interviews, log.questions, log.texts, log.preview)
    kept = "\n".join([*(frame.to_csv() for frame in frames), repr(log.rejected), repr(log.warnings)]).lower()
    assert not [secret for secret in sample.secrets if secret in kept]


@pytest.mark.parametrize("sample", [one for one in REPORTS if one.file.endswith(".csv")], ids=lambda one: one.layout)
def test_a_report_is_known_in_a_workbook_too(sample: Sample) -> None:
    """The same columns saved by Excel are the same report."""
    rows = report(sample).tables[0].rows
    assert len(understood(report(sample)).questions) == len(understood(read(xlsx(rows))).questions)


def scorecards() -> list[dict[str, Any]]:
    """The scorecards of our sample."""
    found: list[dict[str, Any]] = json.loads((SAMPLES / "greenhouse_scorecards.json").read_text("utf-8"))
    return found


def test_scorecards_of_one_interview_are_one_interview() -> None:
    """Two interviewers fill in a scorecard each; their questions are those of one interview."""
    both = json.dumps(scorecards()[:2]).encode()
    log = understood(read(both))
    assert (1, 3) == (len(log.interviews), len(log.questions))


@pytest.mark.parametrize(
    "job",
    [{"job": {"id": 5, "name": "Cook"}}, {"jobs": [{"id": 5, "name": "Cook"}]}, {"job_name": "Cook"},
     {"application": {"id": 9, "jobs": [{"name": "Cook"}]}}],
)  # fmt: skip
def test_the_role_is_the_job_where_an_export_joins_it(job: dict[str, Any]) -> None:
    """Where a scorecard comes with its job nothing is asked; what is told fills the others only."""
    cards = [card | job if number else card for number, card in enumerate(scorecards()[2:5])]
    file = read(json.dumps(cards).encode())
    assert [] == codes(propose_mapping(file))
    roles = understood(file, Mapping(constants={"role": "Nurse"})).interviews["role"]
    assert ["Nurse", "Cook", "Cook"] == list(roles)


def test_an_answer_that_nobody_knows_is_an_answer() -> None:
    """A report of many roles that names none of them is read without."""
    file = report(REPORTS[1])
    assert {""} == set(understood(file, Mapping(constants={"role": ""})).interviews["role"])


@pytest.mark.parametrize("question", ["What should we ask next time?", "Questions you asked the candidate", "Culture"])
def test_a_scorecard_without_the_candidates_questions_is_not_guessed_at(question: str) -> None:
    """Long answers to other questions are never taken for the candidate's own: a person must say."""
    cards = scorecards()
    for card in cards:
        card["questions"][-1] |= {"question": question, "answer": "Combien gagne-t-elle aujourd'hui, et pourquoi ?"}
    proposal = propose_mapping(read(json.dumps(cards).encode()))
    assert not {"question", "notes"} & proposal.mapping.fields()
    assert ["columns_missing_question", "needs_answer_role"] == codes(proposal)
    named = Mapping({question: "question"}, constants={"role": "Nurse"})
    assert [] == codes(propose_mapping(read(json.dumps(cards).encode()), named))


def test_takeaways_are_read_for_their_passages() -> None:
    """Where the candidate's questions stand under a heading in the take-aways, they are read from there."""
    cards = scorecards()[:1]
    cards[0]["questions"] = [
        {
            "question": "Key Take-Aways",
            "answer": "<p>Timide.</p><p>Questions du candidat :</p><ul><li>Primes ?</li></ul>",
        }
    ]
    log = understood(read(json.dumps(cards).encode()))
    assert ["Primes ?"] == list(log.texts["wording"])


def test_lines_of_one_interview_are_one_interview() -> None:
    """One line per interviewer, one cancelled interview, dates with a time: seven interviews were held."""
    log = understood(report(REPORTS[1]))
    assert {"cancelled_rows": 1} == {warning.code: warning.values["count"] for warning in log.warnings}
    assert date(2026, 9, 10) not in {day.date() for day in log.interviews["day"]}


def test_an_address_is_read_by_the_report_that_needs_it_only() -> None:
    """The same column in a log kept by hand is refused."""
    file = read(b"Candidate email,Date,Question\na@b.fr,2026-03-31,Pay?\n")
    proposal = propose_mapping(file)
    assert proposal.layout is None
    assert {"Candidate email": "refused"} == proposal.not_read


def test_a_form_with_too_many_fields_is_no_form() -> None:
    """A table whose "field" is different in every row stays as it is."""
    rows = "".join(f"f-{number},2026-03-31,Field {number},x\n" for number in range(300))
    proposal = propose_mapping(read(("form id,date,field,value\n" + rows).encode()))
    assert ("form id", "date", "field", "value") == proposal.headers


@pytest.mark.parametrize("layout", layouts(), ids=lambda layout: layout.id)
def test_every_report_is_declared_whole(layout: Any) -> None:
    """It has a name in every language, fields that exist, asks what can be told, and is known by some column."""
    assert set(language.LANGUAGES) == set(layout.labels)
    assert layout.fields.keys() <= headers.FIELDS.keys()
    assert set(layout.asks) <= set(CONSTANTS)
    assert layout.known_by
    for asked in layout.asks:
        assert all(NeedsAnswer(asked).explain(lang).advice for lang in language.LANGUAGES)


def test_every_report_has_a_sample() -> None:
    """A report is declared together with a sample of our own."""
    assert {layout.id for layout in layouts()} == {sample.layout for sample in REPORTS}


def test_a_mapping_given_comes_before_the_report() -> None:
    """What a person says of a column holds, and the rest of the report stays known."""
    file = report(REPORTS[2])
    given = replace(Mapping({"Note": ""}), interviews_only=True, constants={"role": "Nurse"})
    assert "notes" not in propose_mapping(file, given).mapping.fields()
