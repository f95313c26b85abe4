"""What a week is compared with: its reference period, the quarter or the year before, or any earlier days."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from analytics.review import comparison
from analytics.review.comparison import Period
from ui import address
from ui.texts import day_format, text

REFERENCE = "reference"


def period_compared(week: date, first_day: date) -> Period | None:
    """The period that the reader chose to compare a week with; None for the reference period."""
    offered = {REFERENCE: None, "quarter": comparison.quarter_before(week), "year": comparison.year_before(week)}
    reached = [name for name, period in offered.items() if period is None or period[0] >= first_day]
    earlier = [*reached, "custom"] if first_day < week else reached
    chosen = address.choice(
        "compare", text("week.compare"), earlier, REFERENCE, lambda name: text(f"week.compared.{name}"), width=320
    )
    return _chosen_days(week, first_day) if chosen == "custom" else offered[chosen]


def _chosen_days(week: date, first_day: date) -> Period:
    first, last = comparison.quarter_before(week)
    days = st.date_input(
        text("week.compare_days"),
        value=(max(first, first_day), last),
        min_value=first_day,
        max_value=last,
        format=day_format(),
        key="compared",
        bind="query-params",
        width=320,
    )
    if len(days) < 2:
        st.caption(text("filters.one_date"))
        return week - timedelta(weeks=1), last
    return days[0], days[1]
