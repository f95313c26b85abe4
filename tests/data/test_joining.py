from __future__ import annotations

import random
import tracemalloc

import pandas as pd
import pytest

import data.log
from data.columns import Mapping, propose_mapping
from data.formats.table import Cell, Rejected
from data.log import Log, understand
from data.splitting import questions_in
from tests.data.logs import HEADER, KEY, TODAY, log_of, warned
from tests.data.tables import read, table


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


def test_a_row_costs_a_few_numbers() -> None:
    """Memory grows with the interviews and the distinct cells, hardly with the rows."""

    def cost(count: int) -> int:
        rows: list[list[Cell]] = [
            [
                "31/03/2026",
                f"Role {number % 12}",
                "RH",
                f"C{number % 500:04}",
                f"Combien de jours pour l'équipe {number % 300} ?",
            ]
            for number in range(count)
        ]
        file = read(table([HEADER, *rows]))
        mapping = propose_mapping(file).mapping
        del rows
        tracemalloc.start()
        understand(file, mapping, KEY, TODAY)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    cost(1_000)  # what is loaded once
    assert (cost(16_000) - cost(8_000)) / 8_000 < 250


def test_each_distinct_cell_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The work grows with the distinct wordings, not with the rows."""
    split: list[str] = []

    def counted(text: str) -> list[str]:
        split.append(text)
        return questions_in(text)

    monkeypatch.setattr(data.log, "questions_in", counted)
    rows: list[list[Cell]] = [
        ["31/03/2026", "Nurse", "RH", f"Anne Nom{number}", f"Combien de jours pour l'équipe {number % 30} ?"]
        for number in range(3_000)
    ]
    log_of(HEADER, *rows)
    assert 30 == len(split)
