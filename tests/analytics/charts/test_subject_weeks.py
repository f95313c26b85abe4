from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest

from analytics.charts import subject_weeks
from analytics.charts.style import palette

FIRST = date(2026, 10, 5)
WEEKS = pd.DataFrame(
    {
        "week": [FIRST + timedelta(weeks=number) for number in range(4)],
        "asked": [0, None, 3, 5],
        "interviews": [20, None, 20, 22],
        "suppressed": [False, True, False, False],
    }
)


@pytest.mark.parametrize(
    ("lang", "said"), [("fr", "posé dans 3 entretiens sur 20"), ("en", "asked in 3 of 20 interviews")]
)
def test_each_week_is_a_bar_and_the_recent_ones_stand_out(lang: str, said: str) -> None:
    """The accent is for the weeks in which the subject is new; hovering says the figures in words."""
    (bars,) = subject_weeks(WEEKS, FIRST + timedelta(weeks=2), lang).to_dict()["data"]
    colours = palette("light")
    assert [colours.reference] * 2 + [colours.accent] * 2 == list(bars["marker"]["color"])
    assert said in bars["hovertext"][2]


def test_a_suppressed_week_has_no_bar_and_says_so() -> None:
    """A week under the minimum shows no figure anywhere."""
    (bars,) = subject_weeks(WEEKS, FIRST, "en").to_dict()["data"]
    assert pd.isna(bars["y"][1])
    assert "None" not in bars["hovertext"][1]
    assert "interviews" not in bars["hovertext"][1]
