from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from analytics import demo, imports
from analytics.population import Filters, PopulationRefused
from analytics.review import Change, Review, weekly_review, words
from analytics.themes.taxonomy import shipped
from data.demo import Change as Planted
from data.demo import load_plan
from data.store import Store, open_store

TODAY = date(2026, 11, 27)
LAST = date(2026, 11, 16)
PLAN = load_plan()
NAMES = {role.id: role.name for role in PLAN.roles}
SUBJECTS = {subject.id: subject.theme for subject in PLAN.subjects}
# A subject that no theme holds is no theme's change: new subjects are found elsewhere.
PLANTED = [change for change in PLAN.changes if SUBJECTS[change.subject]]
CLEAR = 4.0
"""Standard deviations by which a quarter of interviews must move for a change to be asked for."""

AWAY = 3
"""Weeks by which the beginning of a change may be told wrong."""

REVIEWED = 45
"""Weeks of the demo log whose reviews are looked at; before them its past is short."""


@pytest.fixture(scope="module")
def demo_store() -> Iterator[Store]:
    """A store with the demo log of a day, its themes found by the model as for any log."""
    store = open_store(":memory:")
    imports.confirm(store, imports.prepare(store, demo.demo_file(TODAY), "demo.csv"))
    yield store
    store.close()


@pytest.fixture(scope="module")
def reviews(demo_store: Store) -> list[Review]:
    """The reviews of the demo log, the last full week first."""
    return [weekly_review(demo_store, Filters(), LAST - timedelta(weeks=back)) for back in range(REVIEWED)]


def _is(change: Change, planted: Planted) -> bool:
    """Whether a change that was told is one that was planted: theme, group, and when it began."""
    names = {NAMES[role] for role in planted.roles}
    group = change.group == "role" and change.name in names if names else change.group == "all"
    begun = LAST + timedelta(weeks=1)
    return (
        group
        and change.theme == SUBJECTS[planted.subject]
        and any(
            change.earliest - timedelta(weeks=AWAY)
            <= begun - timedelta(weeks=week)
            <= change.latest + timedelta(weeks=AWAY)
            for week, _ in planted.steps
        )
    )


def _clear(planted: Planted) -> bool:
    """Whether a quarter of its roles' interviews could show a change; a small role's hardly could."""
    weekly = sum(role.weekly for role in PLAN.roles if not planted.roles or role.id in planted.roles)
    first, last = planted.steps[0][0], planted.steps[1][0] if len(planted.steps) > 1 else 0
    moved = max(abs(rate - planted.before) for _, rate in planted.steps)
    spread = max(planted.before, 0.01) * (1 - planted.before)
    return bool(moved * (weekly * min(13, first - last) / spread) ** 0.5 >= CLEAR)


@pytest.mark.parametrize(
    "planted", [change for change in PLANTED if _clear(change)], ids=lambda planted: planted.subject
)
def test_every_planted_change_of_the_demo_is_found(reviews: list[Review], planted: Planted) -> None:
    """Each change that can be seen is told in some week, of the right theme and group, since the right week."""
    assert any(_is(change, planted) for review in reviews for change in review.changes)


def test_the_demo_shows_nothing_else(reviews: list[Review]) -> None:
    """In no week is anything told that was not planted."""
    told = [(review.week, change) for review in reviews for change in (*review.changes, *review.standing)]
    assert [] == [
        (week, change.theme, change.group, change.name)
        for week, change in told
        if not any(_is(change, planted) for planted in PLANTED)
    ]


def test_most_weeks_are_quiet(reviews: list[Review]) -> None:
    """A change is new in one week and standing in those after: most Mondays have no news, and say so."""
    quiet = [review for review in reviews if not review.changes]
    assert len(quiet) >= 0.8 * len(reviews)
    assert words.headline(quiet[0], shipped(), "en").startswith("Nothing new in the week of ")


def test_the_last_week_of_the_demo(reviews: list[Review]) -> None:
    """Its news is the takeover: from what to what, of how many, since that week, with its wordings."""
    (change,) = reviews[0].changes
    assert ("company", "all", "up", "jump", LAST, LAST) == (
        change.theme, change.group, change.direction, change.kind, change.since, change.found,
    )  # fmt: skip
    assert change.low < change.rate == change.asked / change.interviews < change.high
    assert change.reference_rate == pytest.approx(0.13, abs=0.03)
    assert any("rachat" in wording or "vente" in wording for wording in change.wordings["wording"])
    assert reviews[0].rates.set_index("theme")["changed"].to_dict()["company"]


def test_the_same_review_again(demo_store: Store, reviews: list[Review]) -> None:
    """Nothing is left to chance: another computation of the same week says the same."""
    demo_store.version += 1  # nothing is remembered any more
    again = weekly_review(demo_store, Filters(), LAST)
    assert again == reviews[0]


def test_filters_narrow_the_review(demo_store: Store) -> None:
    """A review of one role tells of that role as everybody, and prints its filters."""
    adviser = NAMES["customer_adviser"]
    review = weekly_review(demo_store, Filters(roles=(adviser,)), LAST)
    assert review.filters.roles == (adviser,)
    assert {"all", "stage"} >= {change.group for change in (*review.changes, *review.standing)}
    assert 0 < review.interviews < 40


def test_a_small_group_is_refused(store: Store, fill: Callable[..., str], held: Any) -> None:
    """Filters that choose a group under the minimum have no review."""
    fill([*[held(LAST, "Cook") for _ in range(20)], *[held(LAST, "Baker") for _ in range(2)]])
    with pytest.raises(PopulationRefused):
        weekly_review(store, Filters(roles=("Baker",)), LAST)


def test_what_few_interviews_would_tell_is_not_told(store: Store, fill: Callable[..., str], held: Any) -> None:
    """A change that stands in weeks under the minimum has no figure, and is not told."""
    asked = [("Home?", ["remote_work"])]
    past = [held(LAST - timedelta(weeks=back), "Cook") for back in range(1, 40) for _ in range(20)]
    other = [held(LAST - timedelta(weeks=back), "Baker") for back in range(1, 40) for _ in range(6)]
    now = [held(LAST, "Cook") for _ in range(20)]
    fill([*past, *other, *now, *[held(LAST, "Baker", asked) for _ in range(4)]])
    review = weekly_review(store, Filters(), LAST)
    assert not [change for change in (*review.changes, *review.standing) if change.name == "Baker"]


def test_an_empty_week_says_so(store: Store, fill: Callable[..., str], held: Any) -> None:
    """A week without interviews has a review that tells nothing."""
    fill([held(LAST - timedelta(weeks=5), "Cook") for _ in range(20)])
    review = weekly_review(store, Filters(), LAST)
    assert (0, ()) == (review.interviews, review.changes)
    assert words.headline(review, shipped(), "en") == "No interviews in the week of 16 November 2026."
