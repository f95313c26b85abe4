from __future__ import annotations

import pandas as pd

from analytics.charts import role_trends
from analytics.themes.taxonomy import shipped


def test_one_panel_per_role_on_one_scale(month_rates: pd.DataFrame) -> None:
    """Each role has a panel named for it; all share one scale."""
    one = month_rates[month_rates["theme"] == "growth"]
    frames = [one.assign(role=role) for role in ("Comptable", "<i>Nurse</i>", "Data engineer")]
    layout = role_trends(pd.concat(frames), "month", shipped(), "fr").to_dict()["layout"]
    assert [a["text"] for a in layout["annotations"]] == ["Comptable", "&lt;i&gt;Nurse&lt;/i&gt;", "Data engineer"]
    scales = {tuple(layout[axis]["range"]) for axis in layout if axis.startswith("yaxis")}
    assert len(scales) == 1


def test_clicks_name_theme_role_and_period(month_rates: pd.DataFrame) -> None:
    """A click on a point says which theme, role and period."""
    one = month_rates[month_rates["theme"] == "growth"].assign(role="Comptable")
    lines = [
        trace
        for trace in role_trends(one, "month", shipped(), "en").to_dict()["data"]
        if trace["mode"] == "lines+markers"
    ]
    assert tuple(lines[0]["customdata"][0]) == ("growth", "Comptable", "2026-08-01")
