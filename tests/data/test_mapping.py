"""A mapping that a person gives: what it may say, how it is written, for which files it is remembered."""

from __future__ import annotations

import pytest

from data import language
from data.columns import Mapping, propose_mapping, shape_of
from data.errors import NeedsAnswer, ViceVersaError
from data.formats.table import Cell
from tests.data.tables import HEADER, ROWS, propose, read, table


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


def test_free_text_may_be_read_as_notes_and_as_nothing_else() -> None:
    """A person may name a refused column of free text as notes, never as the questions themselves."""
    file = read(table([["Date", "Poste", "Compte rendu"], *[[*row[:2], "Parcours solide"] for row in ROWS]]))
    assert "notes" in propose_mapping(file, Mapping({"Compte rendu": "notes"})).mapping.fields()
    with pytest.raises(ViceVersaError, match="column_refused"):
        propose_mapping(file, Mapping({"Compte rendu": "question"}))
