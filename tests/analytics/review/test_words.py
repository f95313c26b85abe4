from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pytest

from analytics.population import Filters
from analytics.review import Change, Review, words
from analytics.themes.taxonomy import shipped

MONDAY = date(2026, 11, 9)
CHANGE = Change(
    theme="remote_work", group="all", name="", direction="up", kind="jump", rate=0.33, low=0.27, high=0.4, asked=70,
    interviews=212, reference_rate=0.2, reference_asked=340, reference_interviews=1700, q=0.004, since=MONDAY,
    earliest=MONDAY, latest=MONDAY, found=MONDAY, filters=Filters(), wordings=pd.DataFrame(),
)  # fmt: skip
EARLIER = MONDAY - timedelta(weeks=9)
BEFORE_THAT = EARLIER - timedelta(weeks=1)
ROLE = replace(CHANGE, group="role", name="Cook", since=EARLIER, earliest=BEFORE_THAT, latest=EARLIER)


def _review(*changes: Change, standing: tuple[Change, ...] = ()) -> Review:
    return Review(
        week=MONDAY, filters=Filters(), interviews=212, questions=700, silent=20, classified=690,
        reference_interviews=1700, reference_weeks=8, changes=changes, standing=standing, tests=204,
        taxonomy_version=1, newest_import=None, rates=pd.DataFrame(),
    )  # fmt: skip


def test_a_week_without_change() -> None:
    """When nothing is found, the sentence says so, of which week and over how many interviews."""
    french = words.headline(_review(), shipped(), "fr")
    assert french.startswith("Rien de nouveau la semaine du 9 novembre 2026")
    assert "212 entretiens" in french


def test_one_change_of_everybody() -> None:
    """It is named with its rate, what it was, n, and that nothing else changed; the sentence has its capital."""
    french = words.headline(_review(CHANGE), shipped(), "fr").replace("\u00a0", " ")
    assert french.startswith("Le thème « télétravail")
    assert "33\u202f% des 212 entretiens de la semaine, contre 20\u202f% auparavant" in french
    assert french.endswith("Rien d’autre n’a changé.")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            ROLE,
            "Cook: candidates have asked about remote work and workplace in 33% of 212 interviews since 7 September",
        ),
        (replace(CHANGE, direction="down"), "Candidates asked about remote work and workplace in only 33%"),
        (replace(ROLE, group="family", name="Kitchen"), "Small roles “Kitchen”: candidates have asked"),
        (replace(CHANGE, kind="drift", since=EARLIER), "have been rising slowly since 7 September 2026: 33% of 212"),
        (replace(ROLE, kind="drift", direction="down"), "have been falling slowly since 7 September 2026"),
    ],
)
def test_each_kind_of_change_has_its_sentence(change: Change, said: str) -> None:
    """Jumps and drifts, up and down, of everybody, a role or a family are told apart in words."""
    assert said in words.sentence(change, shipped(), "en")


def test_other_changes_are_named() -> None:
    """The surest change comes first, the others follow with their groups; what stands is told apart."""
    review = _review(CHANGE, replace(ROLE, theme="growth"), standing=(ROLE,))
    assert "One other change: “growth and learning” (Cook)." in words.headline(review, shipped(), "en")
    assert "still true: “remote work and workplace” (Cook)." in words.standing(review, shipped(), "en")
    assert words.standing(_review(), shipped(), "en") == ""


def test_since_when_and_how_sure() -> None:
    """A week that is sure is named alone; one that is not, with the weeks between which it lies."""
    assert words.since(CHANGE, "en") == "Since 9 November 2026"
    assert words.since(ROLE, "en") == "Since 7 September 2026 (between 31 August 2026 and 7 September 2026)"


def test_another_period() -> None:
    """What differs from a chosen period is named with both rates; that nothing does is said too."""
    rates = pd.DataFrame(
        {"theme": ["growth", "team"], "rate": [0.3, 0.2], "reference_rate": [0.1, 0.2], "q": [0.001, 1.0]}
    )
    period = (date(2025, 10, 27), date(2025, 11, 30))
    told = words.compared(rates.assign(changed=[True, False]), period, shipped(), "en")
    named = "27 Oct 2025 – 30 Nov 2025"
    assert told == f"One theme differs from the period compared ({named}): “growth and learning” (30% against 10%)."
    assert "Nothing differs" in words.compared(rates.assign(changed=False), period, shipped(), "en")
