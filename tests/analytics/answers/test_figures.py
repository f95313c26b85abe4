from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest

from analytics import groups
from analytics.answers import book, figures, listing, search
from analytics.answers.entries import APPROVED, DRAFT, NONE, Content
from analytics.groups import keeping
from analytics.population import Filters
from analytics.themes import labels
from data.identity import text_id
from data.store import Store

TODAY = date.today()
MONDAY = TODAY - timedelta(days=TODAY.weekday() + 7)
HOME, PAY, MOON = "Can I work from home?", "What is the salary?", "And the moon?"
ALL = Filters()


@pytest.fixture
def log(store: Store, fill: Callable[..., str], held: Any) -> None:
    """Two weeks of ten nurses and six accountants, and two bakers; everybody asks for home, some for pay."""
    interviews = [
        held(MONDAY - timedelta(weeks=week), role, [HOME, PAY] if number % 2 else [HOME])
        for week in range(2)
        for role, count in (("Nurse", 10), ("Accountant", 6), ("Baker", 2))
        for number in range(count)
    ]
    fill(interviews)
    place(store, HOME, PAY, MOON)


def place(store: Store, *wordings: str) -> None:
    """Put each wording in a group of its own."""
    with store.transaction() as cursor:
        for wording in wordings:
            cursor.execute(
                "insert into question_group (group_id, theme) values ($id, 'remote_work')", {"id": text_id(wording)}
            )
            cursor.execute(
                "insert into text_group (text_id, home_id, group_id, theme, typical)"
                " values ($id, $id, $id, 'remote_work', 1)",
                {"id": text_id(wording)},
            )


def approve(store: Store, wording: str, since: date = TODAY, until: date | None = None, **content: Any) -> str:
    """An approved answer, as if it had been approved on a day."""
    saved = book.save(
        store,
        text_id(wording),
        Content(english="Yes.", review_by=until or TODAY + timedelta(days=90), **content),
        "Ana",
    )
    with store.transaction() as cursor:
        book.stamp(cursor, saved.answer_id, 1, "Karim", pd.Timestamp(since).to_pydatetime())
    return saved.answer_id


def _whole(store: Store, **filters: Any) -> Any:
    return figures.answered_questions(store, replace(ALL, **filters), TODAY).iloc[0]


@pytest.mark.usefixtures("log")
def test_answered_questions(store: Store) -> None:
    """An approved answer makes every time its question was asked a valid one; a draft makes none."""
    book.save(store, text_id(PAY), Content(english="Good."), "Ana")
    assert (48, 0) == (_whole(store)["questions"], _whole(store)["valid"])
    approve(store, HOME)
    row = _whole(store)
    # The two bakers a week are under the minimum, so neither they nor their questions are told.
    assert (48, 32, 32) == (row["questions"], row["valid"], row["interviews"])
    assert pytest.approx(32 / 48) == row["rate"]
    assert row["low"] < row["rate"] < row["high"]


@pytest.mark.usefixtures("log")
def test_answered_questions_for_roles(store: Store) -> None:
    """An answer for a role counts for it alone, and stands before the one for all, even once it has expired."""
    approve(store, HOME, roles=("Nurse",))
    by_role = figures.answered_questions(store, ALL, TODAY, "role").set_index("role")
    assert {"Nurse": 20, "Accountant": 0} == by_role["valid"].dropna().astype(int).to_dict()
    approve(store, HOME)
    assert 32 == _whole(store)["valid"]
    with store.transaction() as cursor:
        cursor.execute(
            "update answer_version set review_by = $past where len(roles) > 0", {"past": TODAY - timedelta(days=1)}
        )
    assert 12 == _whole(store)["valid"]


@pytest.mark.usefixtures("log")
def test_answered_questions_on_the_day_they_were_asked(store: Store) -> None:
    """Approved between the two weeks, an answer is there for the second; today it is there for both."""
    approve(store, HOME, since=MONDAY)
    by_week = figures.answered_questions(store, ALL, TODAY, "period", "week")
    assert [0, 16] == list(by_week["then_valid"])
    assert [16, 16] == list(by_week["valid"])
    assert by_week["finished"].all()


@pytest.mark.usefixtures("log")
def test_an_expired_answer_was_valid_then(store: Store) -> None:
    """What expired last week was valid the week before, and is not today."""
    approve(store, HOME, since=MONDAY - timedelta(days=30), until=MONDAY - timedelta(days=1))
    by_week = figures.answered_questions(store, ALL, TODAY, "period", "week")
    assert [16, 0] == list(by_week["then_valid"])
    assert [0, 0] == list(by_week["valid"])


@pytest.mark.usefixtures("log")
def test_an_archived_answer_answers_until_it_was_put_away(store: Store) -> None:
    """Today it answers nothing; the weeks before keep what they had."""
    answer_id = approve(store, HOME, since=MONDAY - timedelta(days=30))
    book.archive(store, answer_id, "Ana")
    row = _whole(store)
    assert (0, 32) == (row["valid"], row["then_valid"])


@pytest.mark.usefixtures("log")
def test_small_roles_keep_their_share_to_themselves(store: Store) -> None:
    """A role under the minimum has no figure at all."""
    approve(store, HOME)
    by_role = figures.answered_questions(store, ALL, TODAY, "role")
    told = by_role[~by_role["suppressed"]]
    assert {"Nurse", "Accountant"} == set(told["role"])
    assert by_role.loc[by_role["suppressed"], ["valid", "rate", "questions"]].isna().all(axis=None)


def test_what_does_not_reach_candidates_is_less_often_answered_than_the_rest() -> None:
    """A group far below the others holds, one that may be chance does not; one without notes is not tested."""
    frame = pd.DataFrame({"group_id": [1, 2, 3, 4], "noted": [100, 10, 500, 0], "yes": [30, 6, 400, 0]})
    found = figures.unreached(frame.assign(then_noted=[80, 10, 0, 0], then_yes=[20, 6, 0, 0]))
    assert [True, False, False, False] == list(found["seldom"])
    assert [True, False, False, False] == list(found["unreached"])
    assert pytest.approx(406 / 510) == found["others_answered"][0]


def test_an_answer_is_not_blamed_for_the_time_before_it() -> None:
    """Seldom answered until it had an answer, and as often as the others since: it reaches candidates."""
    frame = pd.DataFrame({"noted": [100, 500], "yes": [30, 400], "then_noted": [20, 0], "then_yes": [16, 0]})
    found = figures.unreached(frame)
    assert [True, False] == list(found["seldom"])
    assert not found["unreached"].any()


def test_answered_questions_of_an_empty_log(store: Store) -> None:
    """The whole always has its row: nothing was asked."""
    row = figures.answered_questions(store, ALL, TODAY).iloc[0]
    assert (0, 0) == (row["questions"], row["interviews"])
    assert pd.isna(row["rate"])
    assert figures.answered_questions(store, ALL, TODAY, "role").empty


@pytest.mark.usefixtures("log")
def test_the_list_has_what_is_asked_most_without_an_answer_on_top(store: Store) -> None:
    """Answered questions go down, whoever owns them finds them; answers without questions come last."""
    assert [HOME, PAY] == list(listing.listed(store, ALL, TODAY, "en")["name"])
    approve(store, HOME, owner="Zoé Martin", until=TODAY + timedelta(days=10))
    book.save(store, text_id(MOON), Content(english="Round.", owner="ana"), "Ana")
    frame = listing.listed(store, ALL, TODAY, "en")
    assert [PAY, HOME] == list(frame["name"])[:2]
    assert [NONE, APPROVED, DRAFT] == list(frame["state"])
    assert ["Round."] == list(frame.loc[frame["name"].isna(), "first_words"])
    assert [False, True, True] == list(listing.to_do(frame, TODAY))
    assert [False, True, False] == list(listing.owned(frame, "zoe MARTIN"))
    assert ["ana", "Zoé Martin"] == listing.owners(frame)


@pytest.mark.usefixtures("log")
def test_the_list_of_a_role_has_the_answers_for_it(store: Store) -> None:
    """With one role chosen, the state is that of the answer for this role."""
    approve(store, HOME, roles=("Nurse",))
    states = {
        role: dict(zip(frame["name"], frame["state"], strict=True))[HOME]
        for role in ("Nurse", "Accountant")
        for frame in [listing.listed(store, replace(ALL, roles=(role,)), TODAY, "en")]
    }
    assert {"Nurse": APPROVED, "Accountant": NONE} == states


def test_typing_what_the_candidate_asks_finds_the_answer(store: Store, fill: Callable[..., str], held: Any) -> None:
    """In other words and in the other language, by the question or by the words of the answer."""
    fill([held(MONDAY, "Nurse", [(HOME, ["remote_work"]), (PAY, ["compensation"])]) for _ in range(6)])
    texts = pd.DataFrame({"text_id": [text_id(HOME), text_id(PAY)], "wording": [HOME, PAY]})
    with store.transaction() as cursor:
        labels.keep(cursor, labels.understood(texts))
        keeping.catch_up(cursor)
    group_id = groups.group_of(store, text_id(PAY))
    assert group_id is not None
    book.save(store, group_id, Content(french="Entre 30 000 et 34 000 € brut par an, selon la grille."), "Ana")
    frame = listing.listed(store, ALL, TODAY, "en")
    for typed in ("combien je serai payé ?", "30 000 à 34 000 euros brut par an selon la grille"):
        assert PAY == search.found(store, ALL, typed, frame, None, "en")["name"][0]
    assert search.found(store, ALL, "  ", frame, None, "en").empty


def test_what_filters_leave_out_is_counted_among_what_may_be_told(
    store: Store, fill: Callable[..., str], held: Any
) -> None:
    """The book's shares and a group's rates hide the same months: those where subtraction would tell a few interviews.

    Three nurses of a stage that the filters leave out are a secret, however many bakers, whom no view tells of, were
    seen beside them (June, July); where nobody but a baker is left out, nothing is hidden (May).
    """
    may, june, july = date(2026, 5, 18), date(2026, 6, 15), date(2026, 7, 13)
    fill(
        [
            *(held(day, "Nurse", [HOME], "Phone") for day in (may, june, july) for _ in range(8)),
            *(held(day, "Nurse", [HOME], "HR") for day in (june, july) for _ in range(3)),
            *(held(day, "Baker", [HOME], "HR") for day in (may, june, june, july)),
            *(held(date(2026, 4, 13), "Nurse", [HOME], "HR") for _ in range(8)),
        ]
    )
    place(store, HOME)
    phone = replace(ALL, stages=("Phone",))
    book_hides = figures.answered_questions(store, phone, TODAY, "period")
    group_hides = groups.trend(store, phone, text_id(HOME))
    for frame in (book_hides, group_hides):
        hidden = dict(zip(pd.to_datetime(frame["period"]).dt.month, frame["suppressed"], strict=True))
        assert {5: False, 6: True, 7: True} == {month: hidden[month] for month in (5, 6, 7)}
