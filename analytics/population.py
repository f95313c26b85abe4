"""The population of a screen: which interviews the filters choose, and whether they may be shown.

Every query passes through ``population``: no screen, export or address can reach figures around it.
Beside the minimum group it guards against subtraction, the way survey tools do:

* each chosen value, and what a filter leaves out, holds no interview or at least the minimum, so
  that no two allowed views differ by a smaller group;
* a period starts and ends at the edges of blocks of whole weeks that hold at least the minimum, so
  that moving an edge never isolates a few interviews: it is widened to the nearest such edges.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from pathlib import Path

from data import settings
from data.errors import ViceVersaError
from data.store import Store

_SQL = Path(__file__).parent / "sql"


@dataclass(frozen=True)
class Filters:
    """What a reader chose. ``None`` lets everything through; ``since`` and ``until`` are included."""

    since: date | None = None
    until: date | None = None
    roles: tuple[str, ...] | None = None
    stages: tuple[str, ...] | None = None
    seniorities: tuple[str, ...] | None = None
    departments: tuple[str, ...] | None = None
    locations: tuple[str, ...] | None = None
    languages: tuple[str, ...] | None = None

    @property
    def narrowed(self) -> bool:
        """Whether anything but the period is filtered."""
        return any(getattr(self, name) is not None for name in ATTRIBUTES)

    @property
    def chosen(self) -> dict[str, list[str]]:
        """The values let through, by attribute; an attribute that is not filtered is left out."""
        return {name: list(values) for name in ATTRIBUTES if (values := getattr(self, name)) is not None}

    def parameters(self) -> dict[str, object]:
        """The named parameters of the table macros."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        for name in ATTRIBUTES:
            values[name] = None if values[name] is None else list(values[name])
        return values


ATTRIBUTES = ("roles", "stages", "seniorities", "departments", "locations", "languages")
"""The filters on attributes of an interview, as named in Filters and in the table macros."""


class PopulationRefused(ViceVersaError):
    """The filters choose, or leave out, a group under the minimum."""


@dataclass(frozen=True)
class Population:
    """The filters in force, whole weeks, and how many interviews they choose."""

    filters: Filters
    interviews: int
    widened: bool


def population(store: Store, filters: Filters, *, whole_blocks: bool = True) -> Population:
    """The population that the filters choose.

    ``whole_blocks`` widens the period to blocks of weeks that hold the minimum; a query that asks
    about one week looks at that week alone and suppresses it where it is too small.
    Raises PopulationRefused (``population_too_small``, ``population_leaves_few``).
    """
    minimum = settings.minimum_group()
    key = ("population", filters, whole_blocks, minimum)
    return store.remembered(key, lambda: _population(store, filters, whole_blocks, minimum))


def _population(store: Store, filters: Filters, whole_blocks: bool, minimum: int) -> Population:
    chosen = {name: value for name, value in filters.parameters().items() if name in ATTRIBUTES}
    weeks = store.rows((_SQL / "population_weeks.sql").read_text("utf-8"), chosen)
    counted = list(zip(weeks["week"].dt.date, weeks["interviews"].astype(int), strict=True))
    edges = blocks(counted, minimum) if whole_blocks else _weeks(counted, filters)
    since, until = _snapped(edges, filters)
    resolved = replace(filters, since=since, until=until)
    interviews = sum(n for week, n in counted if since <= week <= until)
    if 0 < interviews < minimum:
        raise PopulationRefused("population_too_small", minimum=minimum)
    if filters.narrowed and interviews:
        _check_values(store, resolved, minimum)
    widened = (filters.since is not None and since < _monday(filters.since) and bool(counted)) or (
        filters.until is not None and until > _monday(filters.until) + timedelta(days=6) and bool(counted)
    )
    return Population(resolved, interviews, widened)


def _check_values(store: Store, filters: Filters, minimum: int) -> None:
    sizes = store.rows((_SQL / "population_values.sql").read_text("utf-8"), filters.parameters())
    for name in ATTRIBUTES:
        if getattr(filters, name) is None:
            continue
        of_filter = sizes[sizes["filter"] == name]
        chosen = of_filter["chosen"].astype(bool)
        left_out = int(of_filter.loc[~chosen, "interviews"].sum())
        if of_filter.loc[chosen, "interviews"].between(1, minimum - 1).any():
            raise PopulationRefused("population_too_small", minimum=minimum)
        if 0 < left_out < minimum:
            raise PopulationRefused("population_leaves_few", minimum=minimum)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def blocks(weeks: list[tuple[date, int]], minimum: int) -> list[tuple[date, date]]:
    """Consecutive blocks (first day, last day) of whole weeks, each with at least the minimum."""
    found: list[tuple[date, date]] = []
    start: date | None = None
    held = 0
    for week, interviews in weeks:
        start, held = start or week, held + interviews
        if held >= minimum:
            found.append((start, week + timedelta(days=6)))
            start, held = None, 0
    if start is not None:
        last = weeks[-1][0] + timedelta(days=6)
        found = [*found[:-1], (found[-1][0], last)] if found else [(start, last)]
    return found


def _weeks(weeks: list[tuple[date, int]], filters: Filters) -> list[tuple[date, date]]:
    days = [week for week, _ in weeks]
    days += [_monday(day) for day in (filters.since, filters.until) if day]
    return [(week, week + timedelta(days=6)) for week in sorted(set(days))]


def _snapped(edges: list[tuple[date, date]], filters: Filters) -> tuple[date, date]:
    """The first and last day of the blocks that the period touches; the period's weeks where it touches none."""
    touched = [
        block
        for block in edges
        if (filters.since is None or block[1] >= filters.since) and (filters.until is None or block[0] <= filters.until)
    ]
    if touched:
        return touched[0][0], touched[-1][1]
    since = _monday(filters.since or filters.until or date(1970, 1, 5))
    return since, max(since, _monday(filters.until or since)) + timedelta(days=6)
