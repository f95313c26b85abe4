"""The figures on GDPR art. 9 of ``docs/privacy.md``, held on wordings of our own (``tests/data/privacy/``)."""

from __future__ import annotations

import pytest

from benchmarks import sensitive
from benchmarks.privacy import HALVES


@pytest.mark.parametrize("half", HALVES)
def test_revealing_wordings_are_hidden(half: str) -> None:
    """At least the promised share of the wordings that reveal something of their speaker is hidden."""
    found = sensitive.outcome(half)
    assert 1 - len(found.missed) / found.revealing >= sensitive.LEAST_HIDDEN[half], found.missed


@pytest.mark.parametrize("half", HALVES)
def test_general_questions_stay_visible(half: str) -> None:
    """At most the promised share of general questions about the same subjects is hidden with them."""
    found = sensitive.outcome(half)
    assert len(found.overdone) / found.general <= sensitive.MOST_OVERDONE, found.overdone


def test_the_sets_are_large_enough() -> None:
    """Hundreds of wordings stand behind the figures."""
    found = [sensitive.outcome(half) for half in HALVES]
    assert sum(one.revealing + one.general for one in found) >= 200
