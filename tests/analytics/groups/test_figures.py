"""What is asked of groups, and search by meaning."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from analytics import groups, imports
from analytics.population import Filters
from data.identity import text_id
from data.store import Store

Ask = Callable[..., None]
PAY = ["What is the salary?", "Quel est le salaire ?"]
HOME = ["Combien de jours de télétravail par semaine ?"]
ALL = Filters()


@pytest.fixture
def log(ask: Ask) -> None:
    """Twelve interviews of nurses ask about pay in two languages, six of drivers about home a month later."""
    ask(PAY)
    ask(HOME, "import-2", date(2026, 10, 5), role="Driver", stage="HR")


@pytest.mark.usefixtures("log")
def test_groups_count_each_interview_once(store: Store) -> None:
    """Two wordings of a question are one group with all their interviews, of all that were held."""
    found: Any = groups.groups(store, ALL, lang="fr").iloc[0]
    assert ["Quel est le salaire ?", 2, 12, 12, 18] == [
        found[column] for column in ("name", "texts", "questions", "asked", "interviews")
    ]
    assert pytest.approx(12 / 18) == found["rate"]
    assert found["low"] < found["rate"] < found["high"]
    assert "What is the salary?" == groups.groups(store, ALL, lang="en")["name"].iloc[0]


@pytest.mark.usefixtures("log")
def test_an_interview_that_asks_twice_counts_once(store: Store, fill: Any, held: Any) -> None:
    """Asked in interviews, not in questions: after an import, its undo, a split, and the way back."""

    def counted() -> dict[str, tuple[int, int]]:
        found = groups.groups(store, ALL, lang="en")
        return {row.name: (row.questions, row.asked) for row in found.itertuples(index=False)}  # type: ignore[misc]

    before = counted()
    fill([held(date(2026, 9, 8), asked=PAY) for _ in range(4)], "import-3", 500)
    assert (20, 16) == counted()["What is the salary?"]
    group = groups.group_of(store, text_id(PAY[0]))
    assert group is not None
    groups.split(store, group, [text_id(PAY[1])])
    assert (10, 10) == counted()["What is the salary?"] == counted()["Quel est le salaire ?"]
    groups.undo(store, 1)
    assert (20, 16) == counted()["What is the salary?"]
    imports.undo(store, "import-3")
    assert before == counted()


@pytest.mark.usefixtures("log")
def test_groups_of_a_theme_and_of_a_role(store: Store) -> None:
    """A theme keeps its groups; a filter keeps the groups that its interviews asked."""
    assert 1 == len(groups.groups(store, ALL, "compensation"))
    assert HOME == groups.groups(store, Filters(roles=("Driver",)))["name"].tolist()


def test_what_a_small_role_asked_is_in_no_figure(store: Store, ask: Ask, fill: Any, held: Any) -> None:
    """Counts come from the wordings that may be listed: their difference tells nothing of a small role."""
    ask(PAY)
    fill([held(date(2026, 9, 7), "Cook", [PAY[0]]) for _ in range(3)], "import-2", 100)
    found: Any = groups.groups(store, ALL).iloc[0]
    assert [12, 12] == [found["asked"], found["interviews"]]
    assert 12 == groups.members(store, ALL, int(found["group_id"]))["times"].sum()


def test_a_hidden_wording_names_no_group(store: Store, ask: Ask) -> None:
    """What reveals something sensitive is counted in its group, and neither named nor given out."""
    ask(PAY[:1], hidden=True)
    found: Any = groups.groups(store, ALL).iloc[0]
    assert [None, 6] == [found["name"], found["asked"]]
    assert [None] == groups.members(store, ALL, int(found["group_id"]))["wording"].tolist()


@pytest.mark.usefixtures("log")
def test_members_most_typical_first(store: Store) -> None:
    """Every text of the group with how often it was asked."""
    group = groups.group_of(store, text_id(PAY[0]))
    assert group is not None
    found = groups.members(store, ALL, group)
    assert sorted(PAY) == sorted(found["wording"])
    assert [6, 6] == found["times"].tolist()
    assert found["typical"].is_monotonic_decreasing
    assert not found["decided"].any()


@pytest.mark.usefixtures("log")
def test_group_rates_by_month_role_and_stage(store: Store) -> None:
    """The group's interviews of each period, role or stage, of those held there."""
    group = groups.group_of(store, text_id(HOME[0]))
    assert group is not None
    months = groups.trend(store, ALL, group)
    assert [(0, 12), (6, 6)] == list(zip(months["asked"], months["interviews"], strict=True))
    assert months["finished"].dtype == bool
    roles: Any = groups.group_rates(store, ALL, group, "role").set_index("role")
    assert [6, 6] == roles.loc["Driver", ["asked", "interviews"]].tolist()
    assert ["", "HR"] == sorted(groups.group_rates(store, ALL, group, "stage")["stage"])
    with pytest.raises(ValueError, match="interviewer"):
        groups.group_rates(store, ALL, group, "interviewer")


@pytest.mark.usefixtures("log")
def test_group_decisions_newest_first(store: Store) -> None:
    """Both decisions are told with what they moved."""
    pay, home = (groups.group_of(store, text_id(wording)) for wording in (PAY[0], HOME[0]))
    assert pay is not None
    assert home is not None
    part = groups.split(store, pay, [text_id(PAY[1])])
    groups.merge(store, pay, home)
    found = groups.group_decisions(store)
    assert ["merge", "split"] == found["action"].tolist()
    assert [(home, pay), (part, pay)] == list(zip(found["group_id"], found["other_id"], strict=True))
    assert [[], [text_id(PAY[1])]] == found["text_ids"].tolist()


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize(
    ("typed", "first"), [("how many days at home", HOME[0]), ("rémunération proposée", PAY[1]), ("TT ?", HOME[0])]
)
def test_nearest_finds_by_meaning_in_both_languages(store: Store, typed: str, first: str) -> None:
    """What is typed shares no word with what it finds, or stands in the other language."""
    found = groups.nearest(store, ALL, typed, lang="fr")
    assert first == found["name"].iloc[0]
    assert found["likeness"].is_monotonic_decreasing
    assert groups.nearest(store, ALL, "  ").empty


@pytest.mark.usefixtures("log")
def test_alike_offers_the_other_groups(store: Store) -> None:
    """What a group might be merged with never holds the group itself."""
    found = groups.groups(store, ALL)
    group = int(found["group_id"].iloc[0])
    assert group not in groups.alike(store, found, group)["group_id"].tolist()
    assert len(found) - 1 == len(groups.alike(store, found, group))
