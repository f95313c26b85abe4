from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import language
from data.columns import Mapping, propose_mapping
from data.errors import NeedsAnswer, ViceVersaError
from data.formats.table import Cell, Rejected, Table
from data.headers import ATTRIBUTES
from data.log import HIDDEN, understand
from tests.data.logs import HEADER, KEY, TODAY, asked, everything, log_of, warned
from tests.data.tables import read, table


def test_rows_become_interviews_and_questions() -> None:
    """Columns, types and values of both tables are as promised."""
    log = log_of(
        [*HEADER, "Service", "Lieu", "Langue", "Niveau", "Fonction du recruteur", "Répondu ?"],
        [
            "12/03/2026",
            "Cook (H/F)",
            "RH",
            "A",
            "Salaire ?\nTélétravail ?",
            "IT",
            "Lyon",
            "Français",
            "Senior",
            "DRH",
            "Oui",
        ],
        ["31/03/2026", "cook", "RH", "B", "Mutuelle ?", "IT", "LYON", "fr", "senior", "DRH", "non"],
    )
    days = pd.to_datetime(pd.Series([date(2026, 3, 12), date(2026, 3, 31)], name="day")).astype("datetime64[s]")
    values = {"role": "Cook", "stage": "RH", "seniority": "Senior", "department": "IT", "location": "Lyon"}
    expected = (
        pd.DataFrame({"day": days})
        .assign(**values, language="fr", interviewer="DRH")
        .astype(dict.fromkeys(values, "str"))
    )
    found = log.interviews.drop(columns="interview_id").astype(dict.fromkeys(ATTRIBUTES, "str"))
    pd.testing.assert_frame_equal(expected, found, check_dtype=False)
    assert "int64" == str(log.interviews["interview_id"].dtype)
    assert "datetime64[s]" == str(log.interviews["day"].dtype)
    assert ["Salaire ?", "Télétravail ?", "Mutuelle ?"] == asked(log)
    assert ["yes", "yes", "no"] == list(log.questions["answered"])
    assert [False] * 3 == list(log.texts["hidden"])
    assert log.named_interviews
    assert [] == log.rejected


def test_spellings_of_one_value_are_one() -> None:
    """Within a file every attribute has one form per value, whatever its case and gender marks."""
    rows = [["31/03/2026", role, stage, str(number), "Salaire ?"] for number, (role, stage) in enumerate(
        [("Infirmier(ère)", "RH"), ("infirmière", "rh"), ("Infirmier", "RH"), ("Infirmier", "Rh")])]  # fmt: skip
    log = log_of(HEADER, *rows)
    assert {"Infirmier"} == set(log.interviews["role"])
    assert {"RH"} == set(log.interviews["stage"])


def test_rows_that_cannot_be_read_say_why() -> None:
    """Every rejected row has its number in the file, a reason and what was found, in words of both languages."""
    log = log_of(
        ["Journal"],
        HEADER,
        ["31/02/2026", "Nurse", "RH", "A", "Salaire ?"],
        ["hier", "Nurse", "RH", "A", "Salaire ?"],
        ["12/31/2025", "Nurse", "RH", "A", "Salaire ?"],
        ["30/11/2026", "Nurse", "RH", "A", "Salaire ?"],
        ["30/11/2025", "Nurse", "RH", "A", "x" * 2001],
        ["30/11/2025", "Nurse", "RH", "A", "Salaire ?"],
        *[["29/11/2025", "Nurse", "RH", str(number), "Salaire ?"] for number in range(5)],
    )
    expected = [
        Rejected("", 3, "date_impossible", "31/02/2026"),
        Rejected("", 4, "date_unreadable", "…"),
        Rejected("", 5, "date_other_order", "12/31/2025"),
        Rejected("", 6, "date_future", "30/11/2026"),
        Rejected("", 7, "question_too_long", "2000"),
    ]
    assert expected == log.rejected
    for rejected in log.rejected:
        for lang in language.LANGUAGES:
            assert language.text(f"rejections.{rejected.reason}", lang, detail=rejected.detail)


def test_doubtful_dates_are_asked_and_then_read() -> None:
    """Without an answer nothing is understood; with it the dates are read as the person said."""
    rows: list[list[Cell]] = [HEADER, ["03/04/2026", "Nurse", "RH", "A", "Salaire ?"]]
    with pytest.raises(NeedsAnswer) as needed:
        log_of(*rows)
    assert "date_order" == needed.value.question
    answered = log_of(*rows, given=Mapping(date_order="month_first"))
    assert [pd.Timestamp(2026, 3, 4)] == list(answered.interviews["day"])


def test_real_dates_and_serial_numbers_need_no_order() -> None:
    """Cells of a workbook are dates already; a number is one in a column of dates."""
    log = log_of(HEADER, [datetime(2026, 3, 4, 10, 30), "Nurse", "RH", "A", "a ?"], [46085, "Nurse", "RH", "B", "a ?"])
    assert [pd.Timestamp(2026, 3, 4)] * 2 == list(log.interviews["day"])


def test_interviews_held_can_be_a_log_of_their_own() -> None:
    """A report of interviews without questions is read once the user says so."""
    rows: list[list[Cell]] = [["Date", "Poste", "Candidat"], ["31/03/2026", "Nurse", "A"], ["31/03/2026", "Nurse", "B"]]
    with pytest.raises(ViceVersaError, match="columns_missing_question"):
        log_of(*rows)
    log = log_of(*rows, given=Mapping(interviews_only=True))
    assert (2, 0) == (len(log.interviews), len(log.questions))
    assert list(log.questions.columns) == ["interview_id", "text_id", "answered"]


def test_a_log_without_roles_is_read_with_a_warning() -> None:
    """The role is unknown, and the report says so."""
    log = log_of(["Date", "Question"], ["31/03/2026", "Salaire ?"])
    assert [""] == list(log.interviews["role"])
    assert "role_column_missing" in warned(log)


def test_all_sheets_that_are_logs_are_read() -> None:
    """One sheet per month is one log; a cover is left out with a warning, and rejected rows name their sheet."""
    months = [
        table([HEADER, ["31/03/2026", "Nurse", "RH", "A", "Salaire ?"]], "Mars"),
        table(
            [["Titre"], HEADER, ["30/04/2026", "Nurse", "RH", "A", "Salaire ?"], ["?", "Nurse", "RH", "A", "b ?"]],
            "Avril",
        ),
    ]
    file = read(
        table([["Bonjour", "à tous"]], "Accueil"), *months, table([["Poste", "Ville"], ["Nurse", "Lyon"]], "Listes")
    )
    log = understand(file, propose_mapping(file).mapping, KEY, TODAY)
    assert 2 == len(log.interviews)
    assert [Rejected("Avril", 4, "date_unreadable", "…")] == log.rejected
    assert ["Accueil", "Listes"] == [w.values["sheet"] for w in log.warnings if w.code == "sheet_skipped"]


def test_rows_rejected_by_the_reader_are_in_the_report() -> None:
    """Ragged rows found while reading are listed with those found while understanding."""
    ragged = Rejected("", 3, "row_short", "2")
    whole = table([HEADER, ["31/03/2026", "Nurse", "RH", "A", "a ?"]])
    file = read(Table.of(whole.name, whole.rows, whole.row_numbers, [ragged]))
    assert [ragged] == understand(file, propose_mapping(file).mapping, KEY, TODAY).rejected


def test_candidates_leave_no_trace() -> None:
    """Names and numbers of candidates and recruiters are in nothing that leaves the module."""
    log = log_of(
        [*HEADER, "Recruteur", "E-mail", "Avis du recruteur"],
        [
            "31/03/2026",
            "Nurse",
            "RH",
            "Karim Benali",
            "Karim demande le salaire ?",
            "Julie Vernay",
            "karim@benali.fr",
            "brillant",
        ],
        ["Benali absent", "Nurse", "RH", "Karim Benali", "Quand ?", "Julie Vernay", "karim@benali.fr", "brillant"],
        [
            "30/03/2026",
            "Nurse Karim Benali",
            "RH",
            "C-10427",
            "Benali, C-10427 et Mme Vernay ?",
            "Julie Vernay",
            "",
            "moyen",
        ],
        ["29/03/2026", "Nurse", "RH", "C-10428", "x" * 2500, "Julie Vernay", "", "moyen"],
    )
    text = everything(log).lower()
    for secret in ("karim", "benali", "julie", "vernay", "c-1042", "brillant", "moyen", "@"):
        assert secret not in text
    assert ["[name] demande le salaire ?", "[name], [id] et Mme [name] ?"] == asked(log)
    assert {"name": 4, "person_id": 1} == log.masked
    assert {"E-mail": "refused", "Avis du recruteur": "refused"} == log.columns_not_read


def test_a_name_alone_is_no_question() -> None:
    """What is only marks once masked was not asked, and the interview counts."""
    log = log_of(HEADER, ["31/03/2026", "Nurse", "RH", "Karim Benali", "Benali\nSalaire ?"])
    assert ["Salaire ?"] == asked(log)


def test_what_art_9_protects_is_hidden() -> None:
    """The wording keeps its place, is flagged, and the preview does not show it."""
    log = log_of(HEADER, ["31/03/2026", "Nurse", "RH", "A", "Je suis enceinte, quel congé ?\nSalaire ?"])
    assert [True, False] == list(log.texts["hidden"])
    assert f"{HIDDEN}\nSalaire ?" == log.preview["questions"][0]


def test_the_preview_shows_the_first_rows_as_understood() -> None:
    """Twenty rows at most, with their number in the file."""
    log = log_of(HEADER, *[["31/03/2026", "Nurse", "RH", str(number), "a ? b ?"] for number in range(30)])
    assert 20 == len(log.preview)
    shown = {"row": 2, "date": date(2026, 3, 31), "role": "Nurse", "questions": "a ?\nb ?"}
    assert shown == {name: value for name, value in log.preview.to_dict("records")[0].items() if name in shown}


def test_hostile_texts_stay_texts() -> None:
    """Formulas, markup and SQL are kept as texts; control characters and outer punctuation go."""
    role = "'; DROP TABLE question; --\x00<script>"
    log = log_of(
        HEADER,
        ["31/03/2026", role, "$x$", "=1+1", '=HYPERLINK("http://x","y") ?'],
        ["30/03/2026", "__class__", "{{7*7}}", "é", "![](http://x/p.png) ?"],
    )
    assert ["DROP TABLE question; --<script>", "__class__"] == list(log.interviews["role"])
    assert all("http" not in wording for wording in asked(log))


def test_ten_thousand_roles_are_read_with_a_warning() -> None:
    """A column that names no roles is read as the user mapped it, and the count raises the doubt."""
    rows: list[list[Cell]] = [["31/03/2026", f"Poste {number}", "RH", "A", "a ?"] for number in range(10_000)]
    assert 10_000 == warned(log_of(HEADER, *rows))["many_roles"]


@pytest.mark.parametrize("code", [
    "sheet_skipped", "role_column_missing", "role_blank", "many_roles", "totals_rows", "repeated_headers",
    "continued_rows",
    "repeated_questions", "rows_unnamed", "cancelled_rows", "notes_without_passage",
])  # fmt: skip
def test_every_warning_has_its_sentence(code: str) -> None:
    """Warnings are said in both languages."""
    for lang in language.LANGUAGES:
        assert language.text(f"warnings.{code}", lang, count=2, sheet="Mars")


cells = st.one_of(
    st.none(), st.text(max_size=20), st.integers(), st.floats(), st.booleans(), st.dates(), st.datetimes(),
    st.sampled_from(["31/03/2026", "Nurse", "Salaire ?", "Date", "Question", "Total", "aucune",
    "je suis enceinte ?"]),
)  # fmt: skip


@settings(deadline=None, max_examples=80)
@given(st.lists(st.lists(cells, min_size=5, max_size=5), min_size=1, max_size=8))
def test_any_table_has_an_outcome(rows: list[list[Cell]]) -> None:
    """Whatever the cells hold, a file is understood or refused in words, and all rows are accounted for."""
    file = read(table([HEADER, *rows]))
    log = None
    with suppress(ViceVersaError):
        log = understand(file, propose_mapping(file).mapping, KEY, TODAY)
    if log is None:
        return
    assert set(log.questions["interview_id"]) <= set(log.interviews["interview_id"])
    assert log.interviews["interview_id"].is_unique
    assert len(log.interviews) + len(log.rejected) <= len(rows)
