"""The filters that every screen shares, drawn once in the sidebar and kept in the address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import streamlit as st
from babel import Locale, UnknownLocaleError

from analytics import queries
from analytics.population import Filters
from data.store import Store
from ui import address
from ui.texts import day_format, text

PERIODS = ("4", "8", "13", "26", "52", "all", "custom")
"""Lengths of the period in full weeks, the whole log, or two dates."""

DEFAULT_PERIOD = "13"


def autonym(code: str) -> str:
    """A language by the name its speakers give it, the same for every reader: ``Français``."""
    try:
        return str(Locale.parse(code).get_display_name(code)).capitalize()
    except (UnknownLocaleError, ValueError):
        return code


@dataclass(frozen=True)
class Filter:
    """One filter on an attribute of an interview: its name in the address and the texts, where it goes."""

    name: str
    attribute: str
    shown: Callable[[str], str] = str


FILTERS = (
    Filter("role", "roles"),
    Filter("stage", "stages"),
    Filter("seniority", "seniorities"),
    Filter("department", "departments"),
    Filter("location", "locations"),
    Filter("language", "languages", autonym),
)
"""To add a filter, add a line, its label in ``filters.toml`` and its column to the population's macros."""


def draw_filters(store: Store) -> None:
    """Draw the filters that the log gives a choice for; pages read them with ``current_filters``."""
    calendar = queries.calendar(store, date.today())
    if calendar["first_day"] is None:
        st.session_state["filters"] = Filters()
        return
    since, until = _period(calendar["last_full_week"])
    values = queries.filter_values(store)
    chosen: dict[str, tuple[str, ...] | None] = {}
    for filter_ in FILTERS:
        offered = [value for value in values.loc[values["filter"] == filter_.attribute, "value"] if value]
        if len(offered) < 2:
            continue
        picked = st.multiselect(
            text(f"filters.label.{filter_.name}"),
            offered,
            format_func=filter_.shown,
            key=filter_.name,
            bind="query-params",
            placeholder=text("filters.all"),
            # Streamlit says "Select all" in English only; leaving the filter empty means the same.
            select_all=False,
        )
        chosen[filter_.attribute] = tuple(picked) or None
    st.session_state["filters"] = Filters(since, until, **chosen)


def current_filters() -> Filters:
    """What the reader chose in the sidebar; everything where there is none."""
    filters: Filters = st.session_state.get("filters") or Filters()
    return filters


def _period(last_full_week: date | None) -> tuple[date | None, date | None]:
    """The first and last day chosen, both included."""
    period = address.choice(
        "period", text("filters.label.period"), PERIODS, DEFAULT_PERIOD, lambda p: text(f"filters.period.{p}")
    )
    if period == "custom":
        return _custom_dates(last_full_week or date.today())
    if period == "all" or last_full_week is None:
        return None, None
    return last_full_week - timedelta(weeks=int(period) - 1), last_full_week + timedelta(days=6)


def _custom_dates(last: date) -> tuple[date | None, date | None]:
    days = st.date_input(
        text("filters.dates"),
        value=(last - timedelta(weeks=int(DEFAULT_PERIOD) - 1), last + timedelta(days=6)),
        format=day_format(),
        key="dates",
        bind="query-params",
    )
    if len(days) < 2:
        st.caption(text("filters.one_date"))
        st.stop()
    return days[0], days[1]
