"""Workbooks, Parquet, Word and PDF changed with their frame whole: a few of what ``make fuzz`` does for minutes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.documents import read_document
from data.errors import UnreadableFile
from data.formats import read_file
from tests.fuzz.changing import changed
from tests.fuzz.reading import Reader, reader
from tests.fuzz.way import seeds, through

SEEDS = {path: (path.read_bytes(), holds) for path, holds in seeds().items()}


@pytest.fixture(scope="module")
def opened() -> Iterator[Reader]:
    """One reading process for all files, replaced where one of them ends it."""
    with reader() as one:
        yield one


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_a_seed_is_read_as_the_door_reads_it(opened: Reader, path: Path) -> None:
    """Every seed becomes a log or passages, and the process that fuzzing forks answers as an upload's does."""
    raw, holds = SEEDS[path]
    read = opened.read(raw, holds)
    assert read.format == through(opened, raw, holds)
    if holds == "log":
        assert read == read_file(raw, path.name)
    else:
        assert read.format == read_document(raw, path.name).format


@settings(deadline=None, derandomize=True, max_examples=120)
@given(path=st.sampled_from(list(SEEDS)), draw=st.integers(0, 2**32))
def test_a_changed_file_ends_well(opened: Reader, path: Path, draw: int) -> None:
    """Rows that make a sound log, or an error of ours; never another exception, here or in the reader."""
    raw, holds = SEEDS[path]
    assert through(opened, changed(raw, Random(draw)), holds)


@settings(deadline=None, derandomize=True, max_examples=100)
@given(path=st.sampled_from(list(SEEDS)), draw=st.integers(0, 2**32))
def test_the_same_draw_makes_the_same_file(path: Path, draw: int) -> None:
    """What failed can be made again from its number."""
    raw, _ = SEEDS[path]
    assert changed(raw, Random(draw)) == changed(raw, Random(draw))


def test_changes_reach_behind_the_first_look(opened: Reader) -> None:
    """Most changed workbooks are not refused at their frame: they are read, or refused for what they hold."""
    raw, holds = next(SEEDS[path] for path in SEEDS if path.name == "months.xlsx")
    ends = [through(opened, changed(raw, Random(draw)), holds) for draw in range(40)]
    assert ends.count("xlsx") > 10
    assert {"xlsx", "file_unreadable"} <= set(ends)


def test_a_file_that_ends_its_reader_is_one_refusal(opened: Reader) -> None:
    """A record of an old workbook that claims more than it holds ends the process; the next file finds another."""
    raw, holds = next(SEEDS[path] for path in SEEDS if path.name == "journal.xls")
    cell = raw.index(b"\xfd\x00\x0a\x00")  # the first cell that names a shared text: its row and column follow
    far = raw[: cell + 4] + b"\xff\xff\xff\xff" + raw[cell + 8 :]
    with pytest.raises(UnreadableFile):
        opened.read(far, holds)
    assert "xls" == opened.read(raw, holds).format
