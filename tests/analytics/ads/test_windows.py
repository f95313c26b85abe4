from __future__ import annotations

from datetime import date, timedelta

from analytics.ads.windows import LONGEST, Window, windows

MONDAY = date(2026, 7, 6)


def _week(number: int) -> date:
    """The Monday so many weeks from the change."""
    return MONDAY + timedelta(weeks=number)


def _blocks(size: int = 1, first: int = -60, last: int = 40) -> list[tuple[date, date]]:
    """Blocks of so many whole weeks each."""
    return [(_week(n), _week(n + size) - timedelta(days=1)) for n in range(first, last, size)]


def test_the_week_of_the_change_is_left_out() -> None:
    """Whole weeks on both sides, whatever the day of the week on which the ad changed."""
    for day in (0, 3, 6):
        before, after = windows(_blocks(), MONDAY + timedelta(days=day), None, None, _week(10))

        assert before == Window(_week(-LONGEST), _week(0) - timedelta(days=1))
        assert after == Window(_week(1), _week(11) - timedelta(days=1))


def test_a_window_ends_at_the_next_change() -> None:
    """Neither side reaches past another change of what the ad says on the theme, nor into its week."""
    before, after = windows(_blocks(), MONDAY, _week(-8) + timedelta(days=2), _week(5) + timedelta(days=4), _week(30))

    assert before == Window(_week(-7), _week(0) - timedelta(days=1))
    assert after == Window(_week(1), _week(5) - timedelta(days=1))


def test_a_window_is_half_a_year_at_most() -> None:
    """What lies further back or further on belongs to other things."""
    before, after = windows(_blocks(), MONDAY, None, None, _week(39))

    assert before is not None
    assert after is not None
    assert (before.since, after.until) == (_week(-LONGEST), _week(LONGEST + 1) - timedelta(days=1))


def test_edges_are_those_of_blocks() -> None:
    """A window holds whole blocks only: moving the change within a block moves no edge."""
    blocks = _blocks(size=4, first=-60, last=40)
    found = {windows(blocks, _week(n), None, None, _week(39))[1] for n in range(0, 4)}

    assert all(window is not None for window in found)
    assert {window.since for window in found if window} == {_week(4)}


def test_no_week_since_is_no_window() -> None:
    """An ad that changed last week has no weeks after yet."""
    assert windows(_blocks(), MONDAY, None, None, _week(0))[1] is None
    assert windows([], MONDAY, None, None, _week(9)) == (None, None)
