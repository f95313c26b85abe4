"""Planted subjects and quiet logs, drawn from the demo's plan and scanned without a store."""

from __future__ import annotations

import numpy as np
import pytest

from analytics.subjects import finding, scanning
from analytics.subjects.window import RECENT_WEEKS, WEEKS
from benchmarks.subjects import quiet, truth, window, with_mentions
from data.demo import load_plan

SEEDS = range(3)


def test_quiet_logs_show_nothing() -> None:
    """Of two dozen half-years in which nothing changes, few seem to hold a new subject (5 % are allowed for)."""
    assert 3 >= sum(bool(finding.found(window(quiet(seed)))) for seed in range(24))


@pytest.mark.parametrize("subject", ["canteen_closing", "uniform"])
def test_a_planted_subject_is_found_from_enough_mentions_on(subject: str) -> None:
    """Sixteen mentions in four weeks are shown, as the subject that they are; four never are."""
    for seed in SEEDS:
        looked_at = window(with_mentions(quiet(seed), subject, 16, seed))
        found = [truth(looked_at, texts) for texts in finding.found(looked_at)]
        assert subject in [about.index[0] for about in found]
        few = window(with_mentions(quiet(seed), subject, 4, seed))
        assert subject not in [truth(few, texts).index[0] for texts in finding.found(few)]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_rise_in_interviews_makes_nothing_new(seed: int) -> None:
    """Three times the interviews of one role in the recent weeks, who ask what they always asked: nothing is new."""
    times = np.ones((len(load_plan().roles), WEEKS + 1))
    times[1, : RECENT_WEEKS + 1] = 3.0
    assert [] == finding.found(window(quiet(seed, times)))


def test_the_answer_does_not_hang_on_ids_of_interviews() -> None:
    """Another installation has another secret, so other ids: the same data still gives the same subjects."""
    interviews, questions = with_mentions(quiet(4), "uniform", 12, 4)
    ids = interviews["interview_id"].to_numpy()
    other = dict(zip(ids, np.random.default_rng(1).permutation(ids), strict=True))
    renamed = tuple(frame.assign(interview_id=frame["interview_id"].map(other)) for frame in (interviews, questions))
    found, again = (finding.found(window(log)) for log in ((interviews, questions), (renamed[0], renamed[1])))
    assert [texts.tolist() for texts in found] == [texts.tolist() for texts in again] != []


def test_dealing_is_seeded_and_keeps_each_role() -> None:
    """The same log is dealt alike, and no deal gives a role more recent interviews than it has."""
    log = window(quiet(2)).log
    dealt = scanning._dealt(log)
    assert np.array_equal(dealt, scanning._dealt(log))
    for stratum, recently in enumerate(log.held_recently):
        assert dealt[log.stratum == stratum].sum(axis=0).max() <= recently
