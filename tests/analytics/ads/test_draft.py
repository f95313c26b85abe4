from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest

from analytics import groups
from analytics.ads import draft
from analytics.answers import book
from analytics.answers.entries import Content
from analytics.groups import keeping
from analytics.population import Filters
from analytics.themes import labels
from data.identity import text_id
from data.store import Store

TODAY = date(2026, 11, 20)
NIGHTS = Content(
    english="Nights rotate every four weeks; the rota is known two months ahead.", owner="Julie",
    review_by=TODAY + timedelta(days=90),
)  # fmt: skip


@pytest.fixture
def group_id(store: Store, fill: Callable[..., str], held: type[Any]) -> int:
    """The group of the questions on night shifts, which twelve nurses asked."""
    wording = "How do the night shifts rotate?"
    fill([held(TODAY - timedelta(days=number), "Nurse", [wording]) for number in range(12)])
    with store.transaction() as cursor:
        texts = pd.DataFrame({"text_id": [text_id(wording)], "wording": [wording]})
        labels.keep(cursor, labels.understood(texts))
        cursor.execute("insert into label select $id, 'work_life_balance', 0.9, 1", {"id": text_id(wording)})
        keeping.catch_up(cursor)
    return int(groups.groups(store, Filters())["group_id"].iloc[0])


def _approved(store: Store, role: str = "Nurse", theme: str = "work_life_balance") -> list[draft.Approved]:
    return draft.approved(store, role, [theme], Filters(), TODAY, "en")


def _approve(store: Store, group_id: int, content: Content = NIGHTS) -> None:
    saved = book.save(store, group_id, content, "Julie")
    book.approve(store, saved.answer_id, 1, "Karim", TODAY)


def test_an_approved_answer_is_laid_out_word_for_word(store: Store, group_id: int) -> None:
    """Its text, its theme and who approved it; the paragraph is the text and nothing else."""
    _approve(store, group_id)

    (one,) = found = _approved(store)

    assert (one.theme, one.text, one.approved_by) == ("work_life_balance", NIGHTS.english, "Karim")
    assert draft.paragraph(found) == NIGHTS.english


def test_nothing_is_said_without_an_approval(store: Store, group_id: int) -> None:
    """No answer, then a draft: neither is a text for an ad."""
    assert _approved(store) == []
    book.save(store, group_id, NIGHTS, "Julie")
    assert _approved(store) == []


def test_an_expired_answer_is_left_out(store: Store, group_id: int) -> None:
    """Past its review date, nobody stands by it."""
    _approve(store, group_id, replace(NIGHTS, review_by=TODAY + timedelta(days=1)))

    assert draft.approved(store, "Nurse", ["work_life_balance"], Filters(), TODAY + timedelta(days=2), "en") == []


def test_an_answer_for_another_role_or_theme_is_left_out(store: Store, group_id: int) -> None:
    """An answer given to cooks is not put into the nurses' ad, nor one on what the ad answers already."""
    _approve(store, group_id, replace(NIGHTS, roles=("Cook",)))

    assert _approved(store) == []
    assert len(_approved(store, "Cook")) == 1
    assert _approved(store, "Cook", "compensation") == []


def test_an_answer_in_another_language_is_left_out(store: Store, group_id: int) -> None:
    """An English answer is not translated for a French ad."""
    _approve(store, group_id)

    assert draft.approved(store, "Nurse", ["work_life_balance"], Filters(), TODAY, "fr") == []
