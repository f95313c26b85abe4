"""Which column of a log holds what: by names first, by content where names say nothing."""

from __future__ import annotations

from datetime import date

import pytest

from data import language
from data.columns import propose_mapping
from data.errors import NeedsAnswer, ViceVersaError
from data.formats.table import Cell, Table
from data.sheets import sheet_of
from tests.data.tables import HEADER, ROWS, codes, propose, questions_of, read, table


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


def test_a_column_of_notes_is_read_where_it_holds_thequestions_of() -> None:
    """ "Note" names the questions of some logs and numbers in others: the content decides."""
    assert "question" == propose(["Date", "Poste", "Note"], *ROWS).mapping.columns["Note"]
    numbers: list[list[Cell]] = [[*row[:2], 4, row[2]] for row in ROWS]
    assert {"Date": "date", "Poste": "role", "Remarques": "question"} == propose(
        ["Date", "Poste", "Note", "Remarques"], *numbers
    ).mapping.columns


def test_several_columns_of_questions_are_all_read() -> None:
    """ "Question 1" and "Question 2", or two columns called "Question", hold questions together."""
    rows: list[list[Cell]] = [[*row, "Et la mutuelle ?"] for row in ROWS]
    assert ["Question 1", "Question 2"] == questions_of(propose(["Date", "Poste", "Question 1", "Question 2"], *rows))
    assert ["Question", "Question (2)"] == questions_of(propose(["Date", "Poste", "Question", "Question"], *rows))


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
    assert questions == questions_of(proposal)


def test_one_answer_per_question_is_not_one_of_the_row() -> None:
    """Where every question of a wide log has a column for its answer, none of them speaks for all."""
    header: list[Cell] = ["Date", "Poste", "Question 1", "Répondu 1", "Question 2", "Répondu 2", "Réponse 2"]
    proposal = propose(header, *[[*row, "oui", "Mutuelle ?", "non", "En cours de choix"] for row in ROWS])
    assert ["Question 1", "Question 2"] == questions_of(proposal)
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


def test_a_header_that_the_format_gives_is_believed() -> None:
    """The names of JSON's values are names, whatever words they are and whatever stands below."""
    whole = table([["a", "b"], ["x", "y"]])
    headed = Table.of("", whole.rows, [0, 1], [], headed=True)
    assert (("a", "b"), 0) == (sheet_of(headed).columns, sheet_of(headed).header_row)
    assert ("A", "B") == sheet_of(whole).columns


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
    assert ["Question du candidat"] == questions_of(proposal)


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


@pytest.mark.parametrize("rows", [[], [HEADER], [["Titre"], HEADER]])
def test_a_file_without_rows_is_refused(rows: list[list[Cell]]) -> None:
    """A header alone is no log."""
    with pytest.raises(ViceVersaError, match="log_empty"):
        propose(*rows)
