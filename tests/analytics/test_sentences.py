from __future__ import annotations

import pandas as pd
import pytest

from analytics import sentences
from analytics.themes.taxonomy import shipped

RATES = pd.DataFrame(
    {"theme": ["compensation", "remote_work", "growth"], "interviews": 212, "rate": [0.36, 0.33, 0.27]}
)


def test_running_case() -> None:
    """A label loses its capital inside a sentence; an acronym keeps it."""
    assert sentences.running("Télétravail et lieu") == "télétravail et lieu"
    assert sentences.running("RTT et congés") == "RTT et congés"


def test_themes() -> None:
    """The theme most asked comes with its interval and n, then the next two."""
    rates = RATES.assign(asked=[76, 70, 57], low=[0.3, 0.27, 0.2], high=[0.42, 0.4, 0.34])
    english = sentences.themes_headline(rates, shipped(), "en")
    assert "36% of 212 interviews (95% interval: 30% to 42%)" in english
    assert english.index("33%") < english.index("27%")
    assert sentences.themes_headline(rates.assign(asked=0), shipped(), "en") == "No theme was asked over this period."


@pytest.fixture
def role_rates() -> pd.DataFrame:
    """Two roles, one difference that holds."""
    return pd.DataFrame(
        {
            "role": ["Nurse", "Accountant"],
            "theme": "work_life_balance",
            "interviews": [58, 300],
            "rate": [0.41, 0.2],
            "others_rate": [0.2, 0.41],
            "others_interviews": [300, 58],
            "difference": [0.21, -0.21],
            "holds": [True, False],
            "suppressed": False,
        }
    )


def test_roles(role_rates: pd.DataFrame) -> None:
    """The largest difference that holds is named with its role, rates and n."""
    english = sentences.roles_headline(role_rates, shipped(), "en")
    assert english.startswith("Nurse: candidates asked about work-life balance in 41% of 58 interviews, against 20%")


def test_roles_without_difference(role_rates: pd.DataFrame) -> None:
    """Where no difference holds, where one role is shown, or none, the sentence says so."""
    assert "No role stands out" in sentences.roles_headline(role_rates.assign(holds=False), shipped(), "en")
    alone = role_rates.head(1).assign(others_interviews=0, holds=False)
    assert "Only one role" in sentences.roles_headline(alone, shipped(), "en")
    assert "No role has enough" in sentences.roles_headline(role_rates.assign(suppressed=True), shipped(), "en")


def _months(last: int) -> pd.DataFrame:
    rows = [("remote_work", "2026-08-01", 40, True), ("remote_work", "2026-09-01", last, True)]
    rows += [("remote_work", "2026-10-01", 1, False)]
    frame = pd.DataFrame(rows, columns=["theme", "period", "asked", "finished"])
    frame["period"] = pd.to_datetime(frame["period"])
    return frame.assign(interviews=200, rate=frame["asked"] / 200)


def test_trends() -> None:
    """A theme that moved is named with both ends and their n; the unfinished period plays no part."""
    moved = sentences.trends_headline(_months(90), "month", shipped(), "fr")
    assert "20\u202f% des 200 entretiens (août 2026) à 45\u202f% des 200 entretiens (septembre 2026)" in moved
    assert "none of the themes shown changed" in sentences.trends_headline(_months(42), "month", shipped(), "en")
    assert "At least two finished periods" in sentences.trends_headline(_months(42).tail(2), "month", shipped(), "en")


def test_questions_size() -> None:
    """The questions screen says how many questions, in how many interviews, and how many carry a theme."""
    size = pd.Series({"questions": 2890, "interviews": 912, "classified": 2803})
    said = sentences.questions_headline(size, "en")
    assert said == "2,890 questions were asked in 912 interviews; 97% of them carry a theme."
