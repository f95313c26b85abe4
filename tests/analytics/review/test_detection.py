"""The rule that says what changed, on simulated logs whose truth is known; ``benchmarks review`` has the full table."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from analytics.review.detection import changes
from analytics.review.groups import Log
from benchmarks import review as simulated
from benchmarks.review import DRIFT, JUMP, LAST, QUIET, ROLE, Planted, drawn

WEEKS = 60
"""Weeks of these logs: enough to have a past, few enough to be drawn often."""

EVERYBODY = Planted("compensation", "", (0.45,) * 4, 0.25)


def test_quiet_logs_rarely_show_a_change() -> None:
    """Of 100 logs in which nothing changes, at most 5 show any change in their last week."""
    assert sum(bool(changes(drawn(QUIET, seed, weeks=WEEKS).until(LAST)).found) for seed in range(100)) <= 5


@pytest.mark.parametrize(
    ("planted", "scale", "kind", "name", "within"),
    [(JUMP, 4.0, "role", ROLE.name, 3), (JUMP, 1.0, "role", ROLE.name, 10), (DRIFT, 1.5, "all", "", 12)],
)
def test_planted_changes_are_found(planted: Planted, scale: float, kind: str, name: str, within: int) -> None:
    """Nine in ten jumps and drifts are found in the group and time that the documents say, the right way up."""
    found, runs = 0, 30
    for seed in range(runs):
        log = drawn(planted, seed, scale, WEEKS)
        begun = len(planted.rates)
        for week in range(within):
            told = changes(log.until(LAST - timedelta(weeks=begun - 1 - week))).found
            if any(
                (one.theme, one.group.kind, one.group.name, one.up) == (planted.theme, kind, name, True) for one in told
            ):
                found += 1
                break
    assert found >= 0.9 * runs


def test_a_change_of_everybody_is_told_once() -> None:
    """A theme that jumps in all roles and stages is told of everybody, since the right week, and not a dozen times."""
    for seed in range(10):
        told = [
            one for one in changes(drawn(EVERYBODY, seed, 2.0, WEEKS).until(LAST)).found if one.theme == "compensation"
        ]
        assert [("all", "step")] == [(one.group.kind, one.shape) for one in told]
        assert abs(told[0].length - 4) <= 1
        assert told[0].earliest >= 4 >= told[0].latest


def test_a_role_stands_out_from_a_change_of_everybody() -> None:
    """Where everybody asks more and one role less, both are told."""
    log = drawn(EVERYBODY, 1, 4.0, WEEKS)
    against = np.array([role == ROLE.name for role in log.roles])
    asked = log.asked.copy()
    place = log.themes.index("compensation")
    asked[place, against, -4:] //= 8
    told = {(one.group.kind, one.group.name, one.up) for one in changes(replace(log, asked=asked).until(LAST)).found}
    assert {("all", "", True), ("role", ROLE.name, False)} <= told


def test_what_a_role_explains_is_not_told_of_everybody() -> None:
    """A jump in one role that lifts the rate of all of them is told of that role alone."""
    told = [one for one in changes(drawn(JUMP, 1, 8.0, WEEKS).until(LAST)).found if one.theme == "remote_work"]
    assert [("role", ROLE.name)] == [(one.group.kind, one.group.name) for one in told]


def test_a_jump_before_the_quarter_is_no_news() -> None:
    """A jump is told while it is less than a quarter old; then what it changed is how things are."""
    old = replace(EVERYBODY, rates=(0.45,) * 20)
    log = drawn(old, 1, 2.0, WEEKS)
    told = [
        any(one.theme == "compensation" for one in changes(log.until(LAST - timedelta(weeks=20 - age))).found)
        for age in (8, 13, 16, 20)
    ]
    assert told == [True, True, False, False]


def _thrice_final(log: Log) -> Log:
    """The log with three times the interviews at the final stage in its last four weeks, asked at the same rates."""
    final = np.array([stage == "Entretien final" for stage in log.stages])
    asked, held = log.asked.copy(), log.held.copy()
    asked[:, final, -4:] *= 3
    held[final, -4:] *= 3
    return replace(log, asked=asked, held=held)


def test_more_interviews_at_a_stage_are_no_change() -> None:
    """A month of three times the final interviews, where other themes come up, is no change of everybody."""
    for seed in range(10):
        told = changes(_thrice_final(drawn(QUIET, seed, 1.0, WEEKS)).until(LAST)).found
        assert not [one for one in told if one.group.kind == "all"]


def test_an_empty_log_has_nothing_to_say() -> None:
    """No interviews, no tests."""
    log = drawn(QUIET, 0, weeks=30)
    empty = replace(log, asked=log.asked * 0, held=log.held * 0)
    assert changes(empty.until(LAST)).found == ()


def test_the_usual_rules_cry_wolf() -> None:
    """What the table says of them: on quiet logs they show changes nearly every week."""
    logs = [drawn(QUIET, seed, weeks=30).until(LAST) for seed in range(10)]
    for name, rule in simulated.RULES.items():
        if name != "the review":
            assert sum(bool(rule(log)) for log in logs) >= 8
