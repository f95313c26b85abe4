from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest

from analytics.ads import outcomes
from analytics.ads.outcomes import ALONE, FELL, MOVING, NEVER, ROSE, SAME, WAITING, Event
from analytics.population import Filters
from data.store import Store

TODAY = date(2026, 11, 21)
CHANGED = date(2026, 6, 1)
"""A Monday."""

THEME, OTHER_THEME = "remote_work", "growth"

Log = Callable[..., None]
Changes = Callable[..., None]


def _event(role: str = "Nurse", published: date = CHANGED, theme: str = THEME) -> Event:
    return Event(role, 2, published, theme, "nothing", "answered", "Two days a week from home.")


@pytest.fixture
def log(fill: Callable[..., str], held: type[Any]) -> Log:
    """A function that stores weeks around the change: rates of a theme by role, in whole tens per week."""

    def stored(
        rates: dict[str, tuple[float, float]], weeks: tuple[int, int] = (26, 24), weekly: int = 10, first: int = 0
    ) -> None:
        interviews = []
        for role, (before, after) in rates.items():
            for week in range(-weeks[0], weeks[1] + 1):
                rate = before if week < 0 else after
                asked = round(rate * weekly * (week + weeks[0] + 1)) - round(rate * weekly * (week + weeks[0]))
                for number in range(weekly):
                    questions = [("Can I work from home?", [THEME])] if number < asked else []
                    day = CHANGED + timedelta(weeks=week, days=number % 5)
                    stage = ("Phone", "Final")[number % 2]
                    interviews.append(held(day, role, questions, stage=stage))
        fill(interviews, f"import-{first}", first)

    return stored


@pytest.fixture
def changes(monkeypatch: pytest.MonkeyPatch) -> Changes:
    """A function that makes these the changes of ads."""

    def made(*events: Event) -> None:
        monkeypatch.setattr(outcomes, "events", lambda store: list(events))

    return made


def _still(roles: Iterable[str], rate: float = 0.3) -> dict[str, tuple[float, float]]:
    return dict.fromkeys(roles, (rate, rate))


OTHERS = ("Cook", "Driver", "Clerk", "Teacher")


def _one(store: Store) -> pd.Series[Any]:
    frame = outcomes.outcomes(store, TODAY)
    assert len(frame) == 1
    return frame.iloc[0]


def test_role_weeks(store: Store, log: Log) -> None:
    """One row per week, role, stage and subject, with the interviews held and those in which a theme was asked."""
    log({"Nurse": (0.5, 0.5), "Cook": (0.0, 0.0)}, weeks=(2, 1))

    frame = outcomes.role_weeks(store, Filters(), [THEME, OTHER_THEME])
    nurse = frame[frame["role"] == "Nurse"]

    assert list(frame.columns) == ["week", "role", "stage", "subject", "interviews"]
    assert nurse.loc[nurse["subject"] == "all", "interviews"].sum() == 40
    assert nurse.loc[nurse["subject"] == THEME, "interviews"].sum() == 20
    assert set(frame.loc[frame["role"] == "Cook", "subject"]) == {"all"}
    assert set(frame["stage"]) == {"Phone", "Final"}
    assert all(week.weekday() == 0 for week in frame["week"])


def test_course(store: Store, log: Log) -> None:
    """By month, the role beside all the others together; a month with too few interviews of one side shows neither."""
    log({"Nurse": (0.5, 0.2), "Cook": (0.1, 0.1), "Driver": (0.3, 0.3)})

    frame = outcomes.course(store, "Nurse", THEME)
    march = frame[frame["period"] == pd.Timestamp(2026, 3, 1)].set_index("side").to_dict("index")

    assert march["role"]["interviews"] * 2 == march["others"]["interviews"]
    assert march["role"]["rate"] == pytest.approx(0.5, abs=0.06)
    assert march["others"]["rate"] == pytest.approx(0.2, abs=0.06)
    assert not frame["suppressed"].any()


def test_a_fall_is_told_with_its_windows(store: Store, log: Log, changes: Changes) -> None:
    """Half a year before, what there is after, the week of the change and the week under way left out."""
    log({"Nurse": (0.5, 0.2)} | _still(OTHERS))
    changes(_event())

    found = _one(store)

    assert found["verdict"] == FELL
    assert (found["before_since"], found["before_until"]) == (CHANGED - timedelta(weeks=26), date(2026, 5, 31))
    assert (found["after_since"], found["after_until"]) == (date(2026, 6, 8), date(2026, 11, 15))
    assert (found["interviews_before"], found["interviews_after"]) == (260, 230)
    assert found["rate_before"] == pytest.approx(0.5)
    assert found["rate_after"] == pytest.approx(0.2, abs=0.01)
    assert found["change_low"] < found["change"] < found["change_high"] < 0
    assert found["others"] == 4
    assert found["others_moved"] == 0


def test_a_rise_is_told(store: Store, log: Log, changes: Changes) -> None:
    """An ad that says less, or badly, brings questions."""
    log({"Nurse": (0.2, 0.5)} | _still(OTHERS))
    changes(_event())

    assert _one(store)["verdict"] == ROSE


def test_a_fall_of_all_roles_is_no_effect(store: Store, log: Log, changes: Changes) -> None:
    """What happens to every role alike is not the ad's doing, and the move of the others is told."""
    log(dict.fromkeys(("Nurse", *OTHERS), (0.6, 0.3)))
    changes(_event())

    found = _one(store)

    assert found["verdict"] == SAME
    assert found["others_moved"] == -1
    assert found["others_before"] == pytest.approx(0.6, abs=0.01)
    assert found["others_after"] == pytest.approx(0.3, abs=0.02)


def test_a_rate_on_its_way_is_not_put_down_to_the_ad(
    store: Store, fill: Callable[..., str], held: type[Any], changes: Changes
) -> None:
    """The role's rate fell half-way through the weeks before: what followed had begun already."""
    interviews = []
    for role in ("Nurse", *OTHERS):
        for week in range(-26, 25):
            rate = 4 if role != "Nurse" else 7 if week < -13 else 3 if week < 0 else 1
            for number in range(10):
                asked = [("Can I work from home?", [THEME])] if number < rate else []
                interviews.append(held(CHANGED + timedelta(weeks=week, days=number % 5), role, asked))
    fill(interviews)
    changes(_event())

    assert _one(store)["verdict"] == MOVING


def test_too_few_interviews_since_are_waited_for(store: Store, log: Log, changes: Changes) -> None:
    """A young change tells how many interviews are still needed, in tens."""
    log({"Nurse": (0.4, 0.4)} | _still(OTHERS), weeks=(26, 24), weekly=10)
    changes(_event(published=date(2026, 10, 26)))

    found = _one(store)

    assert found["verdict"] == WAITING
    assert found["interviews_after"] == 20
    assert found["more"] % 10 == 0
    assert 30 <= found["more"] <= 300


def test_a_change_without_interviews_since_is_waited_for(store: Store, log: Log, changes: Changes) -> None:
    """An ad that changed this week has nothing to show yet, and no figure after."""
    log({"Nurse": (0.4, 0.4)} | _still(OTHERS))
    changes(_event(published=date(2026, 11, 18)))

    found = _one(store)

    assert found["verdict"] == WAITING
    assert pd.isna(found["rate_after"])
    assert pd.isna(found["after_since"])


def test_a_theme_hardly_asked_cannot_be_told(store: Store, log: Log, changes: Changes) -> None:
    """Asked in one interview of fifty before: no number of interviews would tell whether that was halved."""
    log({"Nurse": (0.02, 0.02)} | _still(OTHERS), weekly=4)
    changes(_event())

    assert _one(store)["verdict"] == NEVER


def test_one_other_role_is_no_control(store: Store, log: Log, changes: Changes) -> None:
    """With one other role, before and after are shown and nothing is put down to the ad."""
    log({"Nurse": (0.5, 0.1)} | _still(("Cook",)))
    changes(_event())

    found = _one(store)

    assert found["verdict"] == ALONE
    assert found["rate_after"] == pytest.approx(0.1, abs=0.01)


def test_roles_whose_own_ad_changed_on_the_theme_are_no_control(store: Store, log: Log, changes: Changes) -> None:
    """Another role's change on the same theme in the same weeks takes it out; on another theme, it stays."""
    log({"Nurse": (0.5, 0.2), "Cook": (0.5, 0.1)} | _still(("Driver", "Clerk", "Teacher")))
    changes(_event(), _event("Cook"), _event("Driver", theme=OTHER_THEME))

    frame = outcomes.outcomes(store, TODAY).set_index("role")

    assert frame.loc["Nurse", "others"] == 3
    assert frame.loc["Nurse", "others_moved"] == 0
    assert frame.loc["Nurse", "verdict"] == FELL


def test_a_window_ends_where_the_ad_changes_on_the_theme_again(store: Store, log: Log, changes: Changes) -> None:
    """Two changes share the weeks between them; a change on another theme cuts nothing."""
    log({"Nurse": (0.5, 0.2)} | _still(OTHERS))
    again = date(2026, 8, 3)
    changes(_event(), Event("Nurse", 3, again, THEME, "answered", "answered", None), _event(theme=OTHER_THEME))

    frame = outcomes.outcomes(store, TODAY)
    first, second, other = (frame.iloc[place] for place in range(3))

    assert first["after_until"] == date(2026, 8, 2)
    assert second["before_since"] == date(2026, 6, 8)
    assert other["after_until"] == date(2026, 11, 15)


def test_several_themes_of_one_change_are_corrected_together(store: Store, log: Log, changes: Changes) -> None:
    """A theme nobody asks is tested beside the one that fell: its q is the larger for it."""
    log({"Nurse": (0.5, 0.3)} | _still(OTHERS))
    changes(_event(), _event(theme=OTHER_THEME))

    rows = outcomes.outcomes(store, TODAY).set_index("theme").to_dict("index")

    assert rows[THEME]["q"] == pytest.approx(2 * rows[THEME]["p"])


def test_a_small_role_shows_no_figure(store: Store, log: Log, changes: Changes) -> None:
    """Weeks that hold fewer interviews than the minimum, all together, are never a window."""
    log({"Nurse": (0.0, 0.0)}, weeks=(2, 1), weekly=1)
    log(_still(OTHERS), first=1000)
    changes(_event())

    found = _one(store)

    assert pd.isna(found["before_since"])
    assert not found["interviews_before"]
    assert found["verdict"] == WAITING


def test_a_role_that_the_log_does_not_hold_is_waited_for(store: Store, log: Log, changes: Changes) -> None:
    """An ad may be kept before its first interview."""
    log(_still(OTHERS))
    changes(_event("Astronaut"))

    assert _one(store)["verdict"] == WAITING


def test_no_change_is_an_empty_frame(store: Store, log: Log, changes: Changes) -> None:
    """Without a second version of any ad there is nothing to tell."""
    log(_still(OTHERS))
    changes()

    assert outcomes.outcomes(store, TODAY).empty


def test_the_demo_is_told_as_it_was_planted(demo_store: Store) -> None:
    """One ad changed and effective, one changed without effect; the order picker's new ad moved nothing either."""
    frame = outcomes.outcomes(demo_store, date.today()).set_index(["role", "theme"])

    assert frame.loc[("Comptable", "remote_work"), "verdict"] == FELL
    assert frame.loc[("Comptable", "remote_work"), "others_moved"] == 0
    assert frame.loc[("Commercial terrain", "growth"), "verdict"] == SAME
    assert set(frame["verdict"].drop(index=("Comptable", "remote_work"))) <= {SAME, WAITING, NEVER}
