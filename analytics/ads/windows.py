"""The weeks before and after a change of an ad that are compared.

Whole weeks, at most ``LONGEST`` on each side, without the week of the change, not past the change before or after it,
and without the week that is not over. Their edges are those of blocks of weeks that hold the minimum group, in the
role and in the other roles, wherever the change falls: moving the day of a change by a week never isolates a few
interviews.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

LONGEST = 26
"""Most weeks looked at before a change, and after it."""

_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Window:
    """Whole weeks: the Monday of the first, the Sunday of the last."""

    since: date
    until: date

    def holds(self, week: date) -> bool:
        """Whether the week of this Monday is one of them."""
        return self.since <= week <= self.until


def monday(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def windows(
    blocks: Sequence[tuple[date, date]], changed: date, previous: date | None, following: date | None, last_week: date
) -> tuple[Window | None, Window | None]:
    """The weeks before and after a change; None where no block of weeks fits.

    ``blocks``: first and last day of each, in order. ``previous`` and ``following``: the days of the changes around
    it, None where there is none. ``last_week``: Monday of the last full week.
    """
    week = monday(changed)
    earliest = max(week - LONGEST * _WEEK, monday(previous) + _WEEK if previous else date.min)
    latest = min(week + LONGEST * _WEEK, last_week, monday(following) - _WEEK if following else date.max)
    return _within(blocks, earliest, week - _WEEK), _within(blocks, week + _WEEK, latest)


def _within(blocks: Sequence[tuple[date, date]], first_week: date, last_week: date) -> Window | None:
    inside = [block for block in blocks if block[0] >= first_week and block[1] < last_week + _WEEK]
    return Window(inside[0][0], inside[-1][1]) if inside else None
