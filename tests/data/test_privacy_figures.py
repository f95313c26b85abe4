"""The figures of ``docs/privacy.md``, held on wordings of our own (``tests/data/privacy/``)."""

from __future__ import annotations

import pytest

from benchmarks import privacy


@pytest.mark.parametrize("half", privacy.HALVES)
@pytest.mark.parametrize("kind", privacy.KINDS)
def test_planted_personal_data_goes(kind: str, half: str) -> None:
    """Of each kind of personal data at least the promised share goes, on both halves."""
    found = privacy.recall(half)[kind]
    assert found.share >= privacy.KINDS[kind], found.missed


@pytest.mark.parametrize("half", privacy.HALVES)
def test_clean_wordings_stay(half: str) -> None:
    """At most the promised share of wordings without personal data changes, on both halves."""
    wordings, changed = privacy.altered(half)
    assert len(changed) <= privacy.MOST_ALTERED * wordings, changed


def test_the_sets_are_large_enough() -> None:
    """Hundreds of wordings stand behind the figures, and no wording stands twice."""
    planted = [one.plain for half in privacy.HALVES for one in privacy.wordings(f"planted_{half}")]
    clean = [one.plain for half in privacy.HALVES for one in privacy.wordings(f"clean_{half}")]
    assert len(planted) >= 340
    assert len(clean) >= 400
    assert len(planted + clean) == len(set(planted + clean))
