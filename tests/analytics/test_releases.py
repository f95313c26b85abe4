"""Hidden wordings that a reviewer shows, everywhere, and hides again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from analytics import exports, imports, queries, releases
from analytics.population import Filters
from data.identity import text_id
from data.store import Store

Fill = Callable[..., str]
MONDAY = date(2026, 8, 31)
SECRET = ("I am ill: is that a problem?", ["work_life_balance"])
PLAIN = ("What is the pay?", ["compensation"])
ALL = Filters()


@pytest.fixture
def log(fill: Fill, held: Any) -> str:
    """Ten nurses, half of whom revealed something."""
    fill([held(MONDAY, "Nurse", [PLAIN]) for _ in range(5)], "plain")
    return fill([held(MONDAY, "Nurse", [SECRET], hidden=True) for _ in range(5)], "secret", first=100)


def _told(store: Store) -> set[str]:
    """Every wording that leaves the store, on screens, in a search or in a file."""
    questions = queries.questions(store, ALL)
    found = queries.wordings(store, ALL, search="ill")
    shown = [*queries.wordings(store, ALL)["wording"], *queries.latest_questions(store, ALL)["wording"]]
    return {str(one) for one in [*shown, *found["wording"], *exports.listed(questions, "en")["question"]] if one}


@pytest.mark.usefixtures("log")
def test_a_released_wording_is_shown_everywhere_until_withdrawn(store: Store) -> None:
    """Screens, searches and exports show it from the release on, and hide it again after."""
    secret = SECRET[0]
    assert secret not in _told(store)
    releases.release(store, text_id(secret))
    assert secret in _told(store)
    assert [False, False] == queries.wordings(store, ALL)["hidden"].tolist()
    assert 1 == len(queries.wordings(store, ALL, search="ILL"))
    releases.withdraw(store, text_id(secret))
    assert secret not in _told(store)
    assert queries.wordings(store, ALL, search="ill").empty


@pytest.mark.usefixtures("log")
def test_counts_do_not_depend_on_what_is_shown(store: Store) -> None:
    """A hidden question counts like any other, before its release and after."""
    before = queries.theme_rates(store, ALL)
    assert 5 == before.set_index("theme").at["work_life_balance", "asked"]
    releases.release(store, text_id(SECRET[0]))
    assert before.equals(queries.theme_rates(store, ALL))


def test_a_release_outlives_an_undo(store: Store, log: str, fill: Fill, held: Any) -> None:
    """The same wording imported again is shown: the decision was about the wording."""
    releases.release(store, text_id(SECRET[0]))
    imports.undo(store, log)
    assert queries.withheld_wordings(store, ALL).empty
    fill([held(MONDAY, "Nurse", [SECRET], hidden=True) for _ in range(5)], "again", first=200)
    assert SECRET[0] in _told(store)
