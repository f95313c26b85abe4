from __future__ import annotations

import numpy as np
import pytest

from analytics.ads.effect import effect, interviews_needed, week_dispersion
from benchmarks.ad_effect import (
    MOST_FALSE_CLAIMS,
    SCENARIOS,
    Scenario,
    claims,
    coverage,
    draw,
    looked_at_weekly,
    without_others,
    without_stages,
)

LOGS = 1500
SLACK = 0.012
"""Two standard errors of a share of 5 % in that many logs: what chance may add in a test."""

WITHOUT_EFFECT = [scenario for scenario in SCENARIOS if scenario.effect == 1]


def _scenario(name: str) -> Scenario:
    return next(scenario for scenario in SCENARIOS if scenario.name == name)


def _claimed(scenario: Scenario) -> float:
    drawn = draw(scenario, LOGS)
    return float(claims(drawn.asked, drawn.held)[1].mean())


@pytest.mark.parametrize("scenario", WITHOUT_EFFECT, ids=lambda scenario: scenario.name)
def test_no_effect_is_claimed_where_there_is_none(scenario: Scenario) -> None:
    """Whatever else moves, at most 5 % of ads without an effect are said to have one, and the interval holds none."""
    drawn = draw(scenario, LOGS)
    found, claimed = claims(drawn.asked, drawn.held)

    assert claimed.mean() <= MOST_FALSE_CLAIMS + SLACK
    assert coverage(found, drawn) >= 0.95 - SLACK


def test_stages_are_what_keeps_a_shift_from_passing_for_an_effect() -> None:
    """From telephone to final interviews: seldom a claim within stages, in most logs one across them."""
    shift = _scenario("stages shift to finals")

    assert _claimed(shift) <= MOST_FALSE_CLAIMS + SLACK
    assert without_stages(draw(shift, LOGS)) > 0.4


def test_the_other_roles_are_what_keeps_a_drift_from_passing_for_an_effect() -> None:
    """When all roles rise: seldom a claim against the others, nearly always one against the role's own past."""
    drift = _scenario("all roles rise by four fifths")

    assert _claimed(drift) <= MOST_FALSE_CLAIMS + SLACK
    assert without_others(draw(drift, LOGS)) > 0.8


def test_a_true_effect_is_seen() -> None:
    """From 34 % to 15 % with some 80 interviews after: claimed in most logs, and its interval holds the truth."""
    true = _scenario("34 % to 15 %")
    drawn = draw(true, LOGS)
    found, claimed = claims(drawn.asked, drawn.held)

    assert claimed.mean() > 0.6
    assert coverage(found, drawn) >= 0.94
    assert np.median(found.change) == pytest.approx(15 / 34 - 1, abs=0.06)


def test_looking_every_week_claims_no_more() -> None:
    """A look a week for half a year: still at most 5 % of ads without an effect are ever said to have one."""
    assert looked_at_weekly(LOGS) <= MOST_FALSE_CLAIMS + SLACK


def test_an_effect_shows_through_a_shift_and_a_drift() -> None:
    """The estimate is right where stages shift and all roles rise, not only the claim."""
    drawn = draw(_scenario("34 % to 15 %, stages shift, roles rise"), LOGS)
    found, _ = claims(drawn.asked, drawn.held)

    assert np.median(found.change) == pytest.approx(15 / 34 - 1, abs=0.07)


def test_the_ratio_of_one_stage_is_plain_arithmetic() -> None:
    """One stage, two other roles that stand still: 40 of 100 to 20 of 100 is a half, up to the half question added."""
    asked = [[[40], [30], [50]], [[20], [30], [50]]]
    held = [[[100]] * 3] * 2
    found = effect(asked, held)

    assert float(found.change) == pytest.approx((20.5 / 101) / (40.5 / 101) - 1)
    assert float(found.others) == pytest.approx(0, abs=1e-9)
    assert int(found.roles) == 2


def test_a_rate_that_falls_to_zero_has_an_interval() -> None:
    """No question left: the interval ends above the loss of everything, and the claim stands."""
    found = effect([[[40], [30], [50]], [[0], [30], [50]]], [[[100]] * 3] * 2)
    low, high = found.change_interval

    assert -1 < low < high < -0.8
    assert float(found.p) < 0.01


def test_fewer_than_two_other_roles_give_no_effect() -> None:
    """One role to compare with cannot tell its own drift from the ad's effect."""
    found = effect([[[40], [30]], [[20], [30]]], [[[100]] * 2] * 2)

    assert np.isnan(found.p)
    assert np.isnan(found.change)


def test_a_stage_that_only_one_period_knows_says_nothing() -> None:
    """Interviews of a stage that began with the change are left out, and change nothing."""
    asked, held = np.array([[[40], [30], [50]], [[20], [30], [50]]]), np.full((2, 3, 1), 100)
    wider_asked, wider_held = (np.concatenate([counts, np.zeros_like(counts)], axis=-1) for counts in (asked, held))
    wider_held[1, 0, 1], wider_asked[1, 0, 1] = 50, 50

    assert float(effect(wider_asked, wider_held).change) == pytest.approx(float(effect(asked, held).change))


def test_weeks_that_scatter_widen_the_interval() -> None:
    """Weeks of nothing and weeks of everything scatter more than counting explains; even weeks never less than it."""
    held = np.full((10, 3), 10.0)
    even = np.full((10, 3), 4.0)
    uneven = np.where(np.arange(10)[:, None] % 2 == 0, 0.0, 8.0) * np.ones((10, 3))
    period = np.repeat([False, True], 5)

    assert week_dispersion(even, held, period) == 1.0
    assert week_dispersion(uneven, held, period) > 3


def test_interviews_needed_give_the_power_that_they_promise() -> None:
    """34 % halved, with as many interviews after as the calculation says: seen in four logs of five, give or take."""
    needed = interviews_needed(0.34, 104, elsewhere=0.015)
    drawn = draw(Scenario("", effect=0.5, weeks=(26, round(needed / 4))), LOGS)

    assert 100 < needed < 400
    assert claims(drawn.asked, drawn.held)[1].mean() == pytest.approx(0.8, abs=0.08)


def test_no_number_is_enough_where_little_was_asked_before() -> None:
    """Two questions in forty interviews before: no wait would tell whether they were halved."""
    assert interviews_needed(0.05, 40) == float("inf")
