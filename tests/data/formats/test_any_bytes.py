"""Whatever is uploaded, reading ends in tables or in a sentence."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.errors import ViceVersaError
from data.formats import ENCODINGS, read_file
from tests.data.formats.builders import LOG, read, xlsx

WORKBOOK = xlsx(LOG)

# Letters that decide something: delimiters, quotes, line ends, marks, and a few that decide nothing.
TELLING = st.text(alphabet=';,\t|"\r\n\0 aé€\ufeffsep=1', max_size=200)


def check(raw: bytes) -> None:
    """Tables whose rows are as wide as the first and counted in order, or one of our errors."""
    try:
        file = read(raw)
    except ViceVersaError:
        return
    for table in file.tables:
        assert len({len(row) for row in table.rows}) <= 1
        assert len(table.rows) == len(table.row_numbers)
        assert sorted(set(table.row_numbers)) == table.row_numbers
        assert not set(table.row_numbers) & {rejected.row for rejected in table.rejected}


@settings(deadline=None)
@given(st.binary(max_size=500))
def test_any_bytes_end_well(raw: bytes) -> None:
    """Random bytes."""
    check(raw)


@settings(deadline=None)
@given(TELLING, st.sampled_from([*ENCODINGS, "utf-8-sig", "utf-16"]))
def test_any_text_ends_well(text: str, encoding: str) -> None:
    """Text made of what delimited files are made of, in every encoding."""
    check(text.encode(encoding, "replace"))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, len(WORKBOOK) - 1), st.binary(min_size=1, max_size=8))
def test_any_damaged_workbook_ends_well(position: int, noise: bytes) -> None:
    """A workbook with some bytes overwritten, through the child: it may die there, not here."""
    damaged = WORKBOOK[:position] + noise + WORKBOOK[position + len(noise) :]
    with suppress(ViceVersaError):
        assert read_file(damaged, "journal.xlsx").tables
