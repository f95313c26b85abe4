from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from data import facts
from data.store import Store

Fill = Callable[..., str]
DAY = date(2026, 9, 7)
TABLES = (
    "interview",
    "question",
    "text",
    "label",
    "segment",
    "cube",
    "also_interview",
    "also_question",
    "rejected_row",
)


def _undo(store: Store, import_id: str) -> None:
    with store.transaction() as cursor:
        facts.remove(cursor, import_id)


def _state(store: Store) -> dict[str, list[Any]]:
    return {table: store.rows(f"select * from {table} order by all").to_numpy().tolist() for table in TABLES}


def test_undo_leaves_nothing(store: Store, fill: Fill, held: Any) -> None:
    """After the undo of the only import every table of facts is empty."""
    fill([held(DAY, asked=[("Pay?", ["compensation"])])])
    _undo(store, "import-1")
    assert {table: [] for table in TABLES} == _state(store)


def test_undo_of_the_second_import_restores_the_state_before(store: Store, fill: Fill, held: Any) -> None:
    """An import with known and new rows goes away without a trace."""
    fill([held(DAY, asked=["Pay?"]), held(DAY, asked=["Home?"])], "first")
    before = _state(store)
    fill([held(DAY, asked=["Pay?", "Team?"]), held(DAY, asked=["Home?"]), held(DAY, role="Cook")], "second")
    _undo(store, "second")
    assert before == _state(store)


def test_undo_of_the_first_import_keeps_what_the_second_holds_too(store: Store, fill: Fill, held: Any) -> None:
    """Rows held by both imports pass to the second; what only the first held goes."""
    fill([held(DAY, asked=["Pay?"]), held(DAY, asked=["Home?"])], "first")
    fill([held(DAY, asked=["Pay?"])], "second")
    _undo(store, "first")
    assert ["second"] == store.rows("select import_id from interview")["import_id"].tolist()
    assert ["Pay?"] == store.rows("select wording from text")["wording"].tolist()
    assert 0 == store.value("select count(*) from also_interview")
    assert 1 == store.value("select sum(interviews) from cube where subject = 'all'")


def test_the_same_rows_again_add_nothing(store: Store, fill: Fill, held: Any) -> None:
    """A second import of the same interviews changes no count."""
    rows = [held(DAY, asked=["Pay?"]) for _ in range(3)]
    fill(rows, "first")
    cube = store.rows("select * from cube order by all")
    fill(rows, "second")
    assert cube.equals(store.rows("select * from cube order by all"))


def test_a_new_spelling_joins_the_role_that_is_there(store: Store, fill: Fill, held: Any) -> None:
    """A later import that writes a role otherwise counts under the first spelling."""
    fill([held(DAY, role="Data engineer")], "first")
    fill([held(DAY, role="DATA ENGINEER (H/F)")], "second", first=10)
    assert ["Data engineer"] == store.rows("select distinct role from segment")["role"].tolist()


def test_folded_ignores_case_and_accents() -> None:
    """What a search compares has neither."""
    assert "ou est l'equipe ?" == facts.folded("  Où est l'ÉQUIPE ?")
