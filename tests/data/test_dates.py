from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.dates import Order, Reading, is_date, is_doubtful, read_day, settled_order
from data.formats.table import Cell

TODAY = date(2026, 11, 21)
MARCH = date(2026, 3, 12)

READ = [
    (MARCH, MARCH), (datetime(2026, 3, 12, 23, 30), MARCH), (46093, MARCH), (46093.75, MARCH), ("46093", MARCH),
    ("2026-03-12", MARCH), ("2026-03-12T10:00Z", MARCH), ("2026-03-12 10:00:00+02:00", MARCH),
    ("2026-03-12T10:00:00.123456+0200", MARCH), ("2026/3/12", MARCH), ("20260312", MARCH), (20260312, MARCH),
    ("12/03/2026", MARCH), ("12-03-2026", MARCH), ("12.03.2026", MARCH), ("12.3.26", MARCH),
    ("12/03/26 à 14h30", MARCH),
    ("12/03/2026 14:00:00", MARCH), ("12/03/2026 - 14h", MARCH), ("12 mars 2026", MARCH), ("12 MARS 2026", MARCH),
    ("jeudi 12 mars 2026", MARCH), ("jeu. 12/03/2026", MARCH), ("12-mars-26", MARCH), ("12 March 2026", MARCH),
    ("Thu, 12 Mar 2026 10:00:00 GMT", MARCH), ("March 12, 2026", MARCH), ("Mar 12, 2026", MARCH),
    ("12th Mar 2026", MARCH),
    ("12. März 2026", MARCH), ("12 de marzo de 2026", MARCH), ("12 marzo 2026", MARCH), ("\u00a012/03/2026 ", MARCH),
    ("12 nov. 2025", date(2025, 11, 12)), ("1er août 2026", date(2026, 8, 1)), ("1er aout 2026", date(2026, 8, 1)),
    ("mar. 12 mai 2026", date(2026, 5, 12)), ("12/03/99", date(1999, 3, 12)), (TODAY, TODAY),
    ("2026-11-22", date(2026, 11, 22)),
    ("2026-03-29 02:30", date(2026, 3, 29)), (1773306000000, MARCH), (1773306000000.0, MARCH),
]  # fmt: skip

NOT_READ = [
    (None, "date_missing"), ("  ", "date_missing"), ("hier", "date_unreadable"), ("12/03", "date_unreadable"),
    ("mars 2026", "date_unreadable"), ("2026", "date_unreadable"), (3, "date_unreadable"), (True, "date_unreadable"),
    (time(10, 30), "date_unreadable"), (float("nan"), "date_unreadable"), (1e300, "date_unreadable"),
    (631151999999, "date_unreadable"), (9999999999999, "date_unreadable"), ("1773306000000", "date_unreadable"),
    ("30/02/2026", "date_impossible"), ("2026-02-30", "date_impossible"), ("31.04.2026", "date_impossible"),
    ("45/45/2026", "date_impossible"), ("12/31/2026", "date_other_order"), ("0001-01-01", "date_out_of_range"),
    ("9999-12-31", "date_out_of_range"), (date(1, 1, 1), "date_out_of_range"), ("12/03/1926", "date_out_of_range"),
    ("2026-11-23", "date_future"), ("12/03/2027", "date_future"), ("2026-03-129", "date_unreadable"),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "day"), READ)
def test_a_date_is_read(cell: Cell, day: date) -> None:
    """Real dates, serial numbers and texts of many spellings give their day; times and zones are cut off."""
    assert Reading(day) == read_day(cell, "day_first", TODAY)


@pytest.mark.parametrize(("cell", "reason"), NOT_READ)
def test_what_is_no_date_has_a_reason(cell: Cell, reason: str) -> None:
    """A cell that names no possible day of an interview says why."""
    assert Reading(None, reason) == read_day(cell, "day_first", TODAY)


def test_the_order_decides_between_two_readings() -> None:
    """03/04 is April or March as the order says, and nothing else is touched by it."""
    assert date(2026, 4, 3) == read_day("03/04/2026", "day_first", TODAY).day
    assert date(2026, 3, 4) == read_day("03/04/2026", "month_first", TODAY).day
    assert date(2026, 4, 3) == read_day("2026-04-03", "month_first", TODAY).day
    assert "date_other_order" == read_day("31/12/2025", "month_first", TODAY).reason


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["03/04/2026", "31/12/2025"], "day_first"),
        (["03/04/2026", "12/31/2025"], "month_first"),
        (["03/04/2026", "04/05/2026"], None),
        (["03/03/2026", "2026-04-05"], "day_first"),
        ([date(2026, 3, 4), 46093], "day_first"),
        ([date(2026, 3, 31), "03/04/2026"], None),
        (["03/04/2026", "03.04.2026"], None),
        (["03/04/2026", *["31/12/2025"] * 9, "12/31/2025"], "day_first"),
        (["03/04/2026", *["12/31/2025"] * 9, "31/12/2025"], "month_first"),
        (["03/04/2026", "31/12/2025", "12/31/2025"], None),
        ([], "day_first"),
    ],
)
def test_the_whole_column_settles_the_order(cells: list[Cell], order: Order | None) -> None:
    """One cell over 12 settles it, a small minority does not unsettle it, real dates prove nothing about texts."""
    assert order == settled_order(cells)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("12/03/2026", True), (MARCH, True), ("12 mars 2026", True), (46093, False), ("46093", False), ("45 000", False),
     ("Data engineer", False), (None, False), ("", False), ("2 jours de TT ?", False)],
)  # fmt: skip
def test_a_bare_number_does_not_look_like_a_date(cell: Cell, expected: bool) -> None:
    """Serial numbers are dates in a column of dates only, so content alone never takes a number for one."""
    assert expected is is_date(cell)


def test_a_doubtful_cell_has_two_readings() -> None:
    """A cell is shown as an example of the doubt only where its two readings differ."""
    assert [True, False, False, False] == [is_doubtful(c) for c in ("03/04/2026", "04/04/2026", "31/12/2025", MARCH)]


@settings(deadline=None)
@given(st.dates(date(1990, 1, 1), TODAY))
def test_every_day_is_read_back(day: date) -> None:
    """A day written in any usual way is that day again."""
    for text in (day.isoformat(), f"{day:%d/%m/%Y}", f"{day:%d.%m.%Y}", f"{day:%d %B %Y}", f"{day:%b %d, %Y}"):
        assert Reading(day) == read_day(text, "day_first", TODAY)
    assert Reading(day) == read_day(f"{day:%m/%d/%Y}", "month_first", TODAY)


@settings(deadline=None)
@given(st.text(max_size=300) | st.integers() | st.floats() | st.dates() | st.datetimes() | st.none() | st.booleans())
def test_any_cell_has_an_outcome(cell: Cell) -> None:
    """No cell breaks the reading: it is a day or it has a reason."""
    reading = read_day(cell, "day_first", TODAY)
    assert (reading.day is None) == bool(reading.reason)
