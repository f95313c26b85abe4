from __future__ import annotations

from data.columns import Mapping
from data.formats.table import Rejected
from tests.data.logs import HEADER, asked, everything, log_of, warned


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
