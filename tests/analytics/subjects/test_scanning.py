"""Planted subjects and quiet logs, drawn from the demo's plan and scanned without a store."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pandas as pd
import pytest

from analytics.subjects import finding, scanning
from benchmarks.subjects import quiet, truth, window, with_mentions

SEEDS = range(3)


def test_quiet_logs_show_nothing() -> None:
    """Of a dozen half-years in which nothing changes, one at most seems to hold a new subject."""
    assert 1 >= sum(bool(finding.found(window(quiet(seed)))) for seed in range(12))


@pytest.mark.parametrize("subject", ["canteen_closing", "uniform"])
def test_a_planted_subject_is_found_from_enough_mentions_on(subject: str) -> None:
    """Sixteen mentions in four weeks are shown, as the subject that they are; four never are."""
    for seed in SEEDS:
        looked_at = window(with_mentions(quiet(seed), subject, 16, seed))
        found = [truth(looked_at, texts) for texts in finding.found(looked_at)]
        assert subject in [about.index[0] for about in found]
        few = window(with_mentions(quiet(seed), subject, 4, seed))
        assert subject not in [truth(few, texts).index[0] for texts in finding.found(few)]


def test_a_rise_in_interviews_makes_nothing_new() -> None:
    """Twice the interviews of one role in the recent weeks, who ask what they always asked: nothing is new."""
    interviews, questions = quiet(1)
    recent = interviews["week"] > interviews["week"].max() - timedelta(weeks=4)
    again = interviews[recent & (interviews["role"] == interviews["role"].iloc[0])]
    shift = int(interviews["interview_id"].max())
    more = questions[questions["interview_id"].isin(again["interview_id"])]
    log = (
        pd.concat([interviews, again.assign(interview_id=again["interview_id"] + shift)], ignore_index=True),
        pd.concat([questions, more.assign(interview_id=more["interview_id"] + shift)], ignore_index=True),
    )
    assert [] == finding.found(window(log))


def test_dealing_is_seeded_and_keeps_each_role() -> None:
    """The same log is dealt alike, and no deal gives a role more recent interviews than it has."""
    log = window(quiet(2)).log
    dealt = scanning._dealt(log)
    assert np.array_equal(dealt, scanning._dealt(log))
    for stratum, recently in enumerate(log.held_recently):
        assert dealt[log.stratum == stratum].sum(axis=0).max() <= recently
