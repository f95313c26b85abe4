from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from data import headers, language
from data.columns import FIELDS, Mapping, Proposal, label, propose_mapping, shape_of
from data.errors import NeedsAnswer, ViceVersaError
from data.formats.table import Cell, FileRead, Table
from data.headers import recognised
from data.sheets import sheet_of

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

ROWS: list[list[Cell]] = [
    ["12/03/2026", "Data engineer", "Quel est le salaire ?"],
    ["31/03/2026", "Nurse", "Combien de jours de télétravail ?"],
    ["14/03/2026", "Data engineer", "Qui est mon manager ?"],
    ["15/03/2026", "Nurse", "Quel est le planning ?"],
]
HEADER: list[Cell] = ["Date", "Poste", "Question"]


def table(rows: Sequence[Sequence[Cell]], name: str = "") -> Table:
    """A table of these rows, numbered from 1 and padded."""
    width = max((len(row) for row in rows), default=0)
    return Table.of(name, [[*row, *[None] * (width - len(row))] for row in rows], list(range(1, len(rows) + 1)), [])


def read(*tables: Table) -> FileRead:
    """A file that holds these tables."""
    return FileRead("csv", {}, list(tables), [])


def propose(*rows: Sequence[Cell]) -> Proposal:
    """What is proposed for one table of these rows."""
    return propose_mapping(read(table(rows)))


def codes(proposal: Proposal) -> list[str]:
    """The codes of what is open."""
    return [error.code for error in proposal.open]


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


def test_columns_are_found_by_their_names() -> None:
    """The usual log needs no question to anybody."""
    proposal = propose(HEADER, *ROWS)
    assert {"Date": "date", "Poste": "role", "Question": "question"} == proposal.mapping.columns
    assert [] == codes(proposal)
    assert "day_first" == proposal.date_order
    assert proposal.mapping.date_order is None


@pytest.mark.parametrize(
    ("above", "header_row"),
    [
        ([], 1),
        ([["Suivi des questions des candidats – 2026"], ["Service recrutement", "", "Confidentiel"]], 3),
        ([["Questions"], ["Mis à jour le", date(2026, 3, 1)]], 3),
    ],
)
def test_titles_above_the_header_are_passed_over(above: list[list[Cell]], header_row: int) -> None:
    """The header is looked for below titles and explanations."""
    proposal = propose(*above, HEADER, *ROWS)
    assert header_row == proposal.sheets[0].header_row
    assert {"date", "role", "question"} == proposal.mapping.fields()


@pytest.mark.parametrize(
    "header",
    [
        [["Entretien", None, "Candidat"], ["Date", "Poste", "Question"]],
        [["Date", "Poste", None], [None, None, "Question"]],
        [["Date", "Poste", "Question du candidat"], ["Date", "Role", "Candidate question"]],
    ],
)
def test_a_header_may_have_two_rows(header: list[list[Cell]]) -> None:
    """Groups above names, names on two rows and two languages are one header."""
    proposal = propose(*header, *ROWS)
    assert ["date", "role", "question"] == list(proposal.mapping.columns.values())
    assert ROWS[0] == proposal.sheets[0].table.rows[proposal.sheets[0].first]


def test_without_a_header_the_content_decides() -> None:
    """Dates, questions, roles and people are told by what they look like; columns are called by their letters."""
    people = ["Karim Benali", "Anne Roux", "Paul Petit", "Zoé Lang"]
    rows: list[list[Cell]] = [[*row, person] for row, person in zip(ROWS, people, strict=True)]
    proposal = propose(*rows)
    assert {"A": "date", "B": "role", "C": "question", "D": "candidate"} == proposal.mapping.columns
    assert proposal.sheets[0].header_row is None


def test_unknown_names_are_settled_by_content() -> None:
    """A header of unknown words is still a header, and its columns are told by what they hold."""
    proposal = propose(["Quand ça", "Pour quoi", "Dit", "Machin"], *[[*row, "zz"] for row in ROWS])
    assert {"Quand ça": "date", "Pour quoi": "role", "Dit": "question"} == proposal.mapping.columns
    assert {"Machin": "unknown"} == proposal.not_read


def test_a_column_of_notes_is_read_where_it_holds_the_questions() -> None:
    """ "Note" names the questions of some logs and numbers in others: the content decides."""
    assert "question" == propose(["Date", "Poste", "Note"], *ROWS).mapping.columns["Note"]
    numbers: list[list[Cell]] = [[*row[:2], 4, row[2]] for row in ROWS]
    assert {"Date": "date", "Poste": "role", "Remarques": "question"} == propose(
        ["Date", "Poste", "Note", "Remarques"], *numbers
    ).mapping.columns


def test_several_columns_of_questions_are_all_read() -> None:
    """ "Question 1" and "Question 2", or two columns called "Question", hold questions together."""
    rows: list[list[Cell]] = [[*row, "Et la mutuelle ?"] for row in ROWS]
    assert ["Question 1", "Question 2"] == _questions(propose(["Date", "Poste", "Question 1", "Question 2"], *rows))
    assert ["Question", "Question (2)"] == _questions(propose(["Date", "Poste", "Question", "Question"], *rows))


@pytest.mark.parametrize(
    ("columns", "questions"),
    [
        (["Q1", "Q2", "Q3"], ["Q1", "Q2", "Q3"]),
        (["Q1 candidat", "Q2 candidat", "Question 3"], ["Q1 candidat", "Q2 candidat", "Question 3"]),
        (["1re question", "2e question", "Autres questions"], ["1re question", "2e question", "Autres questions"]),
        (["Question 1", "Question 2", "Question du candidat"], ["Question du candidat"]),
        (["Q1 candidat", "Q2 candidat", "Question 1"], ["Q1 candidat", "Q2 candidat"]),
    ],
)
def test_a_wide_log_has_a_column_for_each_question(columns: list[Cell], questions: list[str]) -> None:
    """A series of numbered columns is read whole; the recruiter's own series beside the candidate's is not."""
    asked: list[Cell] = ["Où ?", "Quand ?", "Pourquoi ?"]
    proposal = propose(["Date", "Poste", *columns], *[[*row[:2], *asked] for row in ROWS])
    assert [] == codes(proposal)
    assert questions == _questions(proposal)


def test_one_answer_per_question_is_not_one_of_the_row() -> None:
    """Where every question of a wide log has a column for its answer, none of them speaks for all."""
    header: list[Cell] = ["Date", "Poste", "Question 1", "Répondu 1", "Question 2", "Répondu 2", "Réponse 2"]
    proposal = propose(header, *[[*row, "oui", "Mutuelle ?", "non", "En cours de choix"] for row in ROWS])
    assert ["Question 1", "Question 2"] == _questions(proposal)
    assert {"Répondu 1", "Répondu 2", "Réponse 2"} == proposal.not_read.keys()


NOTE = "Bon contact, à revoir.\nQuestions du candidat :\n- Salaire ?\n- Primes ?\nAvis : favorable"
PROSE = "Parcours solide, parle bien de son expérience, un peu réservé au début"


@pytest.mark.parametrize(
    ("header", "cells", "field"),
    [
        ("Commentaires", [NOTE, PROSE, NOTE, PROSE], "notes"),
        ("Compte rendu", [PROSE, PROSE, PROSE, NOTE], "notes"),
        ("Machin", [NOTE, None, None, None], "notes"),
        ("Commentaires", [PROSE] * 4, "notes"),
        ("Commentaires", [f"{text} ?" for text in "abcd"], "question"),
        ("Commentaires", [NOTE, *[f"Et pour {text}, comment fait-on ?" for text in "abc"]], "question"),
        ("Questions du candidat", [NOTE] * 4, "question"),
        ("Compte rendu", [PROSE] * 4, None),
        ("Notes privées", [NOTE] * 4, None),
        ("Note /20", [NOTE] * 4, None),
    ],
)
def test_notes_are_told_by_the_passages_in_them(header: str, cells: list[Cell], field: str | None) -> None:
    """Free text is read for the candidate's passages; opinions without any stay refused, private notes always."""
    rows: list[list[Cell]] = [[*row[:2], cell] for row, cell in zip(ROWS, cells, strict=True)]
    assert field == propose(["Date", "Poste", header], *rows).mapping.columns.get(header)


def test_free_text_may_be_read_as_notes_and_as_nothing_else() -> None:
    """A person may name a refused column of free text as notes, never as the questions themselves."""
    file = read(table([["Date", "Poste", "Compte rendu"], *[[*row[:2], PROSE] for row in ROWS]]))
    assert "notes" in propose_mapping(file, Mapping({"Compte rendu": "notes"})).mapping.fields()
    with pytest.raises(ViceVersaError, match="column_refused"):
        propose_mapping(file, Mapping({"Compte rendu": "question"}))


def test_a_header_that_the_format_gives_is_believed() -> None:
    """The names of JSON's values are names, whatever words they are and whatever stands below."""
    whole = table([["a", "b"], ["x", "y"]])
    headed = Table.of("", whole.rows, [0, 1], [], headed=True)
    assert (("a", "b"), 0) == (sheet_of(headed).columns, sheet_of(headed).header_row)
    assert ("A", "B") == sheet_of(whole).columns


def _questions(proposal: Proposal) -> list[str]:
    return [name for name, field in proposal.mapping.columns.items() if field == "question"]


def test_two_equally_good_question_columns_are_asked() -> None:
    """Nobody but a person can tell which of two columns holds the candidates' questions."""
    rows: list[list[Cell]] = [[*row, "Et la mutuelle, elle est comment ?"] for row in ROWS]
    proposal = propose(["Date", "Poste", "Demandes", "Points"], *rows)
    (needed,) = proposal.open
    assert isinstance(needed, NeedsAnswer)
    assert ("question_column", ("Demandes", "Points")) == (needed.question, needed.options)


def test_the_candidates_own_questions_come_first() -> None:
    """Beside a column of the recruiter's questions, the candidate's is read."""
    rows: list[list[Cell]] = [[*row, "Parlez-moi de vous"] for row in ROWS]
    proposal = propose(["Date", "Poste", "Question du candidat", "Questions posées par le recruteur"], *rows)
    assert ["Question du candidat"] == _questions(proposal)


@pytest.mark.parametrize(
    ("header", "rows", "expected"),
    [
        (["Poste", "Question"], [row[1:] for row in ROWS], ["columns_missing_date"]),
        (["Date", "Poste"], [row[:2] for row in ROWS], ["columns_missing_question"]),
        (["Poste", "Ville"], [["Nurse", "Lyon"]] * 4, ["columns_missing_date", "columns_missing_question"]),
        (["Date", "Poste", "Question"], [["03/04/2026", "Nurse", "Pay ?"]] * 4, ["needs_answer_date_order"]),
    ],
)
def test_what_is_missing_is_said_by_name(header: list[Cell], rows: list[list[Cell]], expected: list[str]) -> None:
    """A log without a usable date or question column is refused in plain words, in both languages."""
    proposal = propose(header, *rows)
    assert expected == codes(proposal)
    for error in proposal.open:
        assert all(error.explain(lang).advice for lang in language.LANGUAGES)


def test_sheets_that_are_no_log_are_left_out() -> None:
    """Covers, lists of values and summaries beside the logs of the months are not read."""
    cover = table([["Suivi des entretiens"], ["Équipe", "Recrutement"]], "Accueil")
    values = table([["Postes", "Étapes"], ["Nurse", "RH"], ["Data engineer", "Final"]], "Listes")
    months = [table([HEADER, *ROWS], name) for name in ("Janvier", "Février")]
    proposal = propose_mapping(read(cover, *months, values))
    assert ["Janvier", "Février"] == [sheet.table.name for sheet in proposal.sheets]
    assert [] == codes(proposal)


def test_the_dates_of_all_sheets_settle_the_order() -> None:
    """A sheet whose dates are all doubtful is read as the others prove."""
    doubtful: list[list[Cell]] = [["03/04/2026", "Nurse", "Pay ?"]]
    proposal = propose_mapping(read(table([HEADER, *doubtful], "A"), table([HEADER, *ROWS], "B")))
    assert "day_first" == proposal.date_order
    assert [] == codes(proposal)


def test_refused_columns_are_listed_as_not_read() -> None:
    """The report says what was left out and why."""
    rows: list[list[Cell]] = [[*row, 4, "x@y.fr", "zz"] for row in ROWS]
    proposal = propose([*HEADER, "Note /5", "E-mail", "Divers"], *rows)
    assert {"Note /5": "refused", "E-mail": "refused", "Divers": "unknown"} == proposal.not_read


def test_the_functions_of_recruiters_are_kept_and_their_names_are_not() -> None:
    """A column "Recruteur" that says "RH" or "Manager" is a function; one of names only serves to mask them."""
    functions: list[list[Cell]] = [
        [*row, function] for row, function in zip(ROWS, ["RH", "Manager", "RH", "N+1"], strict=True)
    ]
    names: list[list[Cell]] = [[*row, "Julie Roy"] for row in ROWS]
    assert "interviewer" == propose([*HEADER, "Recruteur"], *functions).mapping.columns["Recruteur"]
    assert "names" == propose([*HEADER, "Recruteur"], *names).mapping.columns["Recruteur"]


def test_yes_and_no_under_an_unknown_header_are_not_read() -> None:
    """Only a header that speaks of an answer makes them one: "Oui" may answer anything."""
    rows: list[list[Cell]] = [[*row, "oui", "non"] for row in ROWS]
    proposal = propose([*HEADER, "Réponse", "Permis B"], *rows)
    assert "answered" == proposal.mapping.columns["Réponse"]
    assert {"Permis B": "unknown"} == proposal.not_read


def test_odd_headers_are_names_like_others() -> None:
    """SQL, Python names and empty headers are texts; columns without name and content are ignored."""
    rows: list[list[Cell]] = [[*row, "a", None, None] for row in ROWS]
    proposal = propose(["Date", "__class__", "; DROP TABLE question;--", "rowid", None, None], *rows)
    assert ("Date", "__class__", "; DROP TABLE question;--", "rowid") == proposal.headers


def test_headers_that_repeat_are_told_apart() -> None:
    """Every column has a name of its own."""
    rows: list[list[Cell]] = [["Truc", "Truc", "Truc"], ["2026-01-01", "x", "y"], ["2026-01-02", "x", "y"]]
    assert ("Truc", "Truc (2)", "Truc (3)") == sheet_of(table(rows)).columns


def test_what_the_user_says_comes_first() -> None:
    """A given column holds its field alone; the rest is proposed, and "" takes a column out."""
    rows: list[list[Cell]] = [[*row, "Mutuelle ?"] for row in ROWS]
    given = Mapping({"Autre": "question", "Poste": ""})
    proposal = propose_mapping(read(table([[*HEADER, "Autre"], *rows])), given)
    assert {"Date": "date", "Autre": "question"} == proposal.mapping.columns
    assert {"Poste": "unknown", "Question": "unknown"} == proposal.not_read


@pytest.mark.parametrize(
    ("columns", "code", "close"),
    [
        ({"Qestion": "question"}, "mapping_unknown_column", "Question"),
        ({"Colonne": "question"}, "mapping_unknown_column", "Date, Poste, Question, E-mail"),
        ({"E-mail": "candidate"}, "column_refused", None),
    ],
)
def test_a_mapping_must_fit_the_file(columns: dict[str, str], code: str, close: str | None) -> None:
    """A column that is not there is named with those that are close; a refused one stays refused."""
    with pytest.raises(ViceVersaError) as refused:
        propose_mapping(read(table([[*HEADER, "E-mail"], *[[*row, "x@y.fr"] for row in ROWS]])), Mapping(columns))
    assert code == refused.value.code
    assert close == refused.value.values.get("close")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ({"columns": {"A": "date"}, "date_order": "day_first"}, Mapping({"A": "date"}, "day_first")),
        ({"A": "date", "B": None}, Mapping({"A": "date", "B": ""})),
        ({"columns": "date"}, Mapping({"columns": "date"})),
        ({"columns": {"A": "date"}, "interviews_only": True}, Mapping({"A": "date"}, None, True)),
        ({"constants": {"role": " Nurse ", "stage": None}}, Mapping(constants={"role": "Nurse", "stage": ""})),
        (
            {"columns": {"A": ""}, "constants": {"date": "2026-03-31"}},
            Mapping({"A": ""}, constants={"date": "2026-03-31"}),
        ),
        ({"constants": "date"}, Mapping({"constants": "date"})),
    ],
)
def test_a_mapping_is_read_from_json(content: object, expected: Mapping) -> None:
    """Both forms of the document are read, and what is written is read back."""
    assert expected == Mapping.from_json(content)
    assert expected == Mapping.from_json(expected.to_json())


@pytest.mark.parametrize(
    ("content", "code"),
    [([], "mapping_no_columns"), ("x", "mapping_no_columns"), ({"columns": []}, "mapping_no_columns"),
    ({"A": "qestion"}, "mapping_unknown_field"),
     ({"A": ["x"]}, "mapping_unknown_field"), ({"columns": {}, "date_order": "ymd"}, "mapping_date_order"),
     ({"constants": {"question": "Pay ?"}}, "mapping_unknown_field"),
     ({"constants": {"date": "31/03/2026"}}, "constant_date"),
     ({"constants": {"date": ""}}, "constant_date"), ({"constants": {"date": "2026-02-30"}}, "constant_date")],
)  # fmt: skip
def test_a_wrong_mapping_is_explained(content: object, code: str) -> None:
    """What is wrong is said with what is possible instead, in both languages."""
    with pytest.raises(ViceVersaError) as refused:
        Mapping.from_json(content)
    assert code == refused.value.code
    assert all(refused.value.explain(lang).message for lang in language.LANGUAGES)


def test_files_of_the_same_columns_have_one_shape() -> None:
    """A mapping is remembered for the columns, whatever their order and rows; other columns are another shape."""
    other_order = propose(["Question", "Date", "Poste"], *[[row[2], row[0], row[1]] for row in ROWS])
    assert shape_of(propose(HEADER, *ROWS)) == shape_of(other_order) == shape_of(propose(HEADER, ROWS[1]))
    assert shape_of(propose(HEADER, *ROWS)) != shape_of(propose([*HEADER, "Ville"], *[[*row, "Lyon"] for row in ROWS]))
    assert shape_of(propose(*ROWS)) != shape_of(propose(*ROWS[1:]))


def test_interviews_without_a_role_are_asked_for_it() -> None:
    """A list of interviews held needs a role: from a column, told for the file, or known to be unknown."""
    file = read(table([["Date", "Candidat"], ["31/03/2026", "A"]]))
    (needed,) = propose_mapping(file, Mapping(interviews_only=True)).open
    assert isinstance(needed, NeedsAnswer)
    assert "role" == needed.question
    assert all("--role" in needed.explain(lang).advice for lang in language.LANGUAGES)
    for told in ("Nurse", ""):
        given = Mapping(interviews_only=True, constants={"role": told})
        assert () == propose_mapping(file, given).open


@pytest.mark.parametrize("rows", [[], [HEADER], [["Titre"], HEADER]])
def test_a_file_without_rows_is_refused(rows: list[list[Cell]]) -> None:
    """A header alone is no log."""
    with pytest.raises(ViceVersaError, match="log_empty"):
        propose(*rows)
