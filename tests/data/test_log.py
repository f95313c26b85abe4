from __future__ import annotations

import random
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import language
from data.columns import Mapping, propose_mapping
from data.errors import NeedsAnswer, ViceVersaError
from data.formats.table import Cell, FileRead, Rejected, Table
from data.log import HIDDEN, Log, understand

KEY = b"k" * 32
TODAY = date(2026, 11, 21)
HEADER: list[Cell] = ["Date", "Poste", "Étape", "Candidat", "Question"]


def table(rows: Sequence[Sequence[Cell]], name: str = "") -> Table:
    """A table of these rows, numbered from 1, blank rows left out as a file's are."""
    width = max((len(row) for row in rows), default=0)
    padded = [[*row, *[None] * (width - len(row))] for row in rows]
    cells = [[None if cell == "" else cell for cell in row] for row in padded]
    kept = [(number, row) for number, row in enumerate(cells, 1) if any(cell is not None for cell in row)]
    return Table.of(name, [row for _, row in kept], [number for number, _ in kept], [])


def read(*tables: Table) -> FileRead:
    """A file that holds these tables."""
    return FileRead("xlsx", {}, list(tables), [])


def log_of(*rows: Sequence[Cell], given: Mapping | None = None, key: bytes = KEY) -> Log:
    """The log that one table of these rows holds, its columns as proposed."""
    file = read(table(rows))
    return understand(file, propose_mapping(file, given).mapping, key, TODAY)


def asked(log: Log) -> list[str]:
    """The wordings of a log, in order."""
    return list(log.questions.merge(log.texts)["wording"])


def warned(log: Log) -> dict[str, object]:
    """The warnings by code, with their count."""
    return {warning.code: warning.values.get("count") for warning in log.warnings}


def everything(log: Log) -> str:
    """All that leaves the module, as one text."""
    frames = (log.interviews, log.questions, log.texts, log.preview)
    return "\n".join(
        [*(frame.to_csv() for frame in frames), repr(log.rejected), repr(log.warnings), repr(log.columns_read)]
    )


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
    pd.testing.assert_frame_equal(expected, log.interviews.drop(columns="interview_id"), check_dtype=False)
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


def test_rows_of_one_interview_are_joined() -> None:
    """Rows with one candidate, day, role and stage are one interview, however they are spelled."""
    log = log_of(
        HEADER,
        ["31/03/2026", "Nurse", "RH", "Zoé Roy", "Salaire ?"],
        ["31/03/2026", "NURSE", "rh", "zoe roy", "Horaires ?"],
        ["31/03/2026", "Nurse", "Final", "Zoé Roy", "Mutuelle ?"],
        ["30/03/2026", "Nurse", "RH", "Zoé Roy", "Équipe ?"],
    )
    assert 3 == len(log.interviews)
    assert [2, 1, 1] == list(log.questions.groupby("interview_id", sort=False).size())


def test_a_number_joins_before_the_candidate() -> None:
    """Rows with one interview number are one interview, and take role and stage from each other."""
    log = log_of(
        ["N° entretien", "Date", "Poste", "Étape", "Question"],
        ["E1", "31/03/2026", "Nurse", "", "Salaire ?"],
        ["E1", "31/03/2026", "", "RH", "Horaires ?"],
        ["E2", "31/03/2026", "Nurse", "RH", "Salaire ?"],
    )
    assert [("Nurse", "RH"), ("Nurse", "RH")] == list(zip(log.interviews["role"], log.interviews["stage"], strict=True))
    assert [2, 1] == list(log.questions.groupby("interview_id", sort=False).size())


def test_a_half_empty_column_of_numbers_is_used_where_it_is_filled() -> None:
    """Rows without a number count one by one, and the log says how many."""
    log = log_of(
        ["N° entretien", "Date", "Poste", "Question"],
        ["E1", "31/03/2026", "Nurse", "Salaire ?"],
        ["E1", "31/03/2026", "Nurse", "Horaires ?"],
        ["", "31/03/2026", "Nurse", "Mutuelle ?"],
        ["", "31/03/2026", "Nurse", "Équipe ?"],
    )
    assert 3 == len(log.interviews)
    assert 2 == warned(log)["rows_unnamed"]


def test_without_names_each_row_is_an_interview() -> None:
    """Identical rows are interviews of their own too."""
    row: list[Cell] = ["31/03/2026", "Nurse", "Salaire ?"]
    log = log_of(["Date", "Poste", "Question"], row, row, row)
    assert 3 == log.interviews["interview_id"].nunique()
    assert not log.named_interviews


def test_interviews_without_questions_count() -> None:
    """A row with a date and a role, or with the words "no question", is an interview held."""
    log = log_of(
        HEADER,
        ["31/03/2026", "Nurse", "RH", "A", ""],
        ["31/03/2026", "Nurse", "RH", "B", "aucune"],
        ["31/03/2026", "", "", "", "Pas de question"],
        ["31/03/2026", "Nurse", "", "", ""],
        ["31/03/2026", "", "", "", ""],
        ["31/03/2026", "Nurse", "RH", "C", "Salaire ?"],
    )
    assert 5 == len(log.interviews)
    assert ["Salaire ?"] == asked(log)
    assert [Rejected("", 6, "row_says_nothing")] == log.rejected


def test_the_same_text_twice_in_an_interview_counts_once() -> None:
    """Case, spaces and punctuation make no other text."""
    log = log_of(
        HEADER,
        ["31/03/2026", "Nurse", "RH", "A", "Quel est le salaire ?\nquel est le SALAIRE"],
        ["31/03/2026", "Nurse", "RH", "A", "Quel est le salaire?"],
        ["31/03/2026", "Nurse", "RH", "B", "Quel est le salaire ?"],
    )
    assert 2 == len(log.questions)
    assert 2 == warned(log)["repeated_questions"]


def test_the_order_of_rows_and_columns_changes_no_id() -> None:
    """The same rows in another order are the same interviews, named or not."""
    rows: list[list[Cell]] = [
        ["31/03/2026", "Nurse", "RH", who, question]
        for who in ("A", "B", "", "")
        for question in ("Salaire ?", "Horaires ?", "Salaire ?", "")
    ]
    shuffled = [row[::-1] for row in rows]
    random.Random(1).shuffle(shuffled)
    one, other = log_of(HEADER, *rows), log_of(HEADER[::-1], *shuffled)
    assert set(one.interviews["interview_id"]) == set(other.interviews["interview_id"])
    assert _pairs(one) == _pairs(other)


def _pairs(log: Log) -> set[tuple[int, str]]:
    return set(zip(log.questions["interview_id"], log.questions["text_id"], strict=True))


def test_another_secret_gives_other_ids() -> None:
    """Ids of one installation say nothing in another."""
    row: list[Cell] = ["31/03/2026", "Nurse", "RH", "A", "Salaire ?"]
    assert set(log_of(HEADER, row).interviews["interview_id"]).isdisjoint(
        log_of(HEADER, row, key=b"o" * 32).interviews["interview_id"]
    )


def test_merged_cells_stand_for_the_rows_below() -> None:
    """Blank cells under a filled row continue its interview, on a sheet of that style."""
    log = log_of(
        HEADER,
        ["31/03/2026", "Nurse", "RH", "A", "Salaire ?"],
        ["", "", "", "", "Horaires ?"],
        ["", "", "", "", "Mutuelle ?"],
        ["30/03/2026", "Cook", "RH", "B", "Salaire ?"],
        ["", "", "", "", "Primes ?"],
    )
    assert [3, 2] == list(log.questions.groupby("interview_id", sort=False).size())
    assert 3 == warned(log)["continued_rows"]
    assert [] == log.rejected


def test_a_row_without_a_date_is_rejected_elsewhere() -> None:
    """Where undated rows say whose they are, nothing is filled in: they are rejected with their number."""
    log = log_of(
        HEADER,
        ["31/03/2026", "Nurse", "RH", "A", "Salaire ?"],
        ["", "Cook", "RH", "B", "Horaires ?"],
        ["", "Cook", "RH", "C", "Horaires ?"],
    )
    assert [Rejected("", 3, "date_missing"), Rejected("", 4, "date_missing")] == log.rejected


def test_totals_blank_rows_and_repeated_headers_are_no_rows() -> None:
    """They are left out and counted, and a role that starts with "Total" is not one of them."""
    log = log_of(
        HEADER,
        ["31/03/2026", "Nurse", "RH", "A", "Salaire ?"],
        [],
        HEADER,
        ["30/03/2026", "Total rewards manager", "RH", "B", "Horaires ?"],
        ["Total", "", "", "", 2],
        ["", "Sous-total", "", "", ""],
        ["Moyenne", "", "", "", 1.5],
    )
    assert 2 == len(log.interviews)
    assert {"repeated_headers": 1, "totals_rows": 3} == warned(log)
    assert [] == log.rejected


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


def test_what_is_told_for_the_file_fills_what_its_rows_leave_open() -> None:
    """A cell comes first, then the other rows of the interview, then the constant, spelled as the rows spell it."""
    given = Mapping(constants={"role": "infirmier", "stage": "RH", "date": "2026-03-12"})
    log = log_of(
        ["Date", "Poste", "N° entretien", "Question"],
        ["31/03/2026", "Infirmier", "E1", "Salaire ?"],
        ["", "", "E2", "Horaires ?"],
        ["31/03/2026", "Cook", "E3", "Primes ?"],
        ["31/03/2026", "", "E3", "Mutuelle ?"],
        given=given,
    )
    assert [("Infirmier", "RH", 31), ("Infirmier", "RH", 12), ("Cook", "RH", 31)] == [
        (role, stage, day.day)
        for role, stage, day in zip(log.interviews["role"], log.interviews["stage"], log.interviews["day"], strict=True)
    ]
    assert 4 == len(log.questions)
    assert {} == warned(log)


def test_a_log_may_owe_all_its_attributes_to_what_is_told() -> None:
    """A bare list of questions is a log once the day and the role are told; a bad cell stays a bad cell."""
    given = Mapping(constants={"role": "Nurse", "date": "2026-03-12"})
    log = log_of(["Question"], ["Où est le bureau ?"], ["Qui est le manager ?"], given=given)
    assert [("Nurse", pd.Timestamp(2026, 3, 12))] * 2 == list(
        zip(log.interviews["role"], log.interviews["day"], strict=True)
    )
    rejected = log_of(["Date", "Question"], ["", "Horaires ?"], ["hier", "Salaire ?"], given=given).rejected
    assert [Rejected("", 3, "date_unreadable", "…")] == rejected


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


def test_of_a_note_only_the_passage_is_kept() -> None:
    """The questions under the heading are read; the rest of the note is in nothing that leaves the module."""
    log = log_of(
        ["Date", "Poste", "Candidat", "Notes"],
        [
            "31/03/2026",
            "Nurse",
            "A",
            "Timide, revient de congé.\nQuestions du candidat :\n- Salaire ?\n- Primes ?\nAvis : non",
        ],
        ["31/03/2026", "Nurse", "B", "Pas retenue, trop chère."],
        ["31/03/2026", "Nurse", "C", "Questions posées : aucune"],
        ["31/03/2026", "Nurse", "D", ""],
    )
    assert (4, ["Salaire ?", "Primes ?"]) == (len(log.interviews), asked(log))
    assert {"notes_without_passage": 1} == warned(log)
    assert not any(word in everything(log) for word in ("Timide", "congé", "Avis", "retenue", "chère"))


def test_a_note_alone_says_that_an_interview_was_held() -> None:
    """A row of a date and a note counts, even where the day is told for the whole file."""
    note = "Parcours solide, parle bien de son expérience, un peu réservé."
    assert 1 == len(log_of(["Date", "Notes"], ["31/03/2026", note]).interviews)
    told = Mapping({"Notes": "notes"}, constants={"date": "2026-03-31"})
    assert 2 == len(log_of(["N°", "Notes"], [None, note], [None, note + " Bien."], given=told).interviews)


def test_questions_may_be_little_web_pages() -> None:
    """What an editor of rich text left in a cell is read as its reader saw it."""
    cell = "<p>Quel est le salaire&nbsp;?</p><ul><li>Télétravail</li><li>Mutuelle &amp; primes</li></ul>"
    log = log_of(HEADER, ["31/03/2026", "Nurse", "RH", "A", cell])
    assert ["Quel est le salaire ?", "Télétravail", "Mutuelle & primes"] == asked(log)


def test_cancelled_interviews_are_not_held() -> None:
    """A row that says so does not count; an interview of which another row was held does."""
    log = log_of(
        ["N° entretien", "Date", "Poste", "Annulé", "Question"],
        ["E1", "31/03/2026", "Nurse", "oui", "Salaire ?"],
        ["E2", "31/03/2026", "Nurse", "non", "Horaires ?"],
        ["E3", "31/03/2026", "Nurse", "no show", ""],
        ["E2", "31/03/2026", "Nurse", "TRUE", "Primes ?"],
        ["E4", "31/03/2026", "Nurse", "", ""],
    )
    assert (2, ["Horaires ?"]) == (len(log.interviews), asked(log))
    assert {"cancelled_rows": 3} == warned(log)


def test_a_wide_row_is_one_interview_with_all_its_questions() -> None:
    """Every question column of a row is its interview's, several questions in one cell included."""
    log = log_of(
        ["Date", "Poste", "Q1 candidat", "Q2 candidat"],
        ["31/03/2026", "Nurse", "Salaire ? Primes ?", "Horaires ?"],
        ["31/03/2026", "Nurse", "", "Mutuelle ?"],
        ["31/03/2026", "Nurse", "", ""],
    )
    sizes = log.questions.groupby("interview_id", sort=False).size()
    assert (3, [3, 1]) == (len(log.interviews), list(sizes))


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


def test_a_hundred_thousand_rows_take_seconds() -> None:
    """Each distinct cell is worked out once: the time grows with the distinct wordings, not with the rows."""
    rows: list[list[Cell]] = [
        [f"{number % 28 + 1:02}/03/2026", f"Role {number % 12}",
        "RH", f"Anne Nom{number % 9000}", f"Combien de jours pour l'équipe {number % 3000} ?"]
        for number in range(20_000)
    ]  # fmt: skip
    file = read(table([HEADER, *rows]))
    mapping = propose_mapping(file).mapping
    started = time.process_time()
    understand(file, mapping, KEY, TODAY)
    assert time.process_time() - started < 10
