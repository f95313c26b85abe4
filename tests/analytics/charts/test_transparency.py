from __future__ import annotations

import pandas as pd
import pytest

from analytics.charts import role_shares, transparency


@pytest.fixture
def by_month() -> pd.DataFrame:
    """Three months: the second is suppressed, the last is not over."""
    return pd.DataFrame(
        {
            "period": pd.to_datetime(["2026-09-01", "2026-10-01", "2026-11-01"]),
            "questions": [100, None, 40],
            "rate": [0.5, None, 0.6], "low": [0.4, None, 0.4], "high": [0.6, None, 0.75],
            "then_rate": [0.2, None, 0.3], "then_low": [0.1, None, 0.2], "then_high": [0.3, None, 0.45],
            "finished": [True, True, False],
            "suppressed": [False, True, False],
        }
    )  # fmt: skip


def test_the_line_is_the_day_s_book_and_the_tick_today_s(by_month: pd.DataFrame) -> None:
    """Both shares are drawn and named, the unfinished month is hollow, a hidden one says so and breaks the line."""
    figure = transparency(by_month, "month", "fr")
    line = next(trace for trace in figure.data if str(trace.name).startswith("Réponse valide"))
    today = next(trace for trace in figure.data if str(trace.name).startswith("Avec les réponses"))
    assert [0.2, 0.3] == [rate for rate in line.y if not pd.isna(rate)]
    assert [0.5, 0.6] == [rate for rate in today.y if not pd.isna(rate)]
    assert ["circle", "circle", "circle-open"] == list(line.marker.symbol)
    assert "masqué" in line.hovertext[1]
    assert "100 questions" in today.hovertext[0]
    assert line.connectgaps is False


def test_roles_stand_by_their_shares_as_text(by_month: pd.DataFrame) -> None:
    """Highest first, suppressed ones left out, hostile names escaped."""
    rates = by_month.assign(role=["<b>Chef</b> $x$", "Small", "Nurse"])
    figure = role_shares(rates, "en")
    assert ["Nurse", "&lt;b&gt;Chef&lt;/b&gt; &#36;x&#36;"] == list(figure.layout.yaxis.ticktext)
    assert [0.6, 0.5] == list(figure.data[0].x)
