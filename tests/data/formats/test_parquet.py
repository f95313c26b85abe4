"""Parquet, as pandas, warehouses and this product write it."""

from __future__ import annotations

import io
import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from data.formats import limits, read_file
from data.formats.table import Cell
from tests.data.formats.builders import outcome, parquet, read


def column(values: Any) -> list[Cell]:
    """What is read of one column, beside another that is always filled."""
    table = read(parquet({"x": values, "row": list(range(len(values)))})).tables[0]
    assert table.rows[0] == ["x", "row"]
    return [row[0] for row in table.rows[1:]]


MOMENT = datetime(2026, 3, 4, 10, 30)


@pytest.mark.parametrize(
    ("values", "cells"),
    [
        (["Où ?", "", None, "  "], ["Où ?", None, None, None]),
        ([date(2026, 3, 4), None], [date(2026, 3, 4), None]),
        (pa.array([MOMENT], pa.timestamp("ns")), [MOMENT]),
        (pa.array([MOMENT], pa.timestamp("s")), [MOMENT]),
        (pa.array([MOMENT.replace(tzinfo=UTC)], pa.timestamp("ns", "UTC")), [MOMENT]),
        (pa.array([1772620200000000001], pa.timestamp("ns")), [MOMENT]),
        (pa.array([time(10, 30)], pa.time64("ns")), [time(10, 30)]),
        (pa.array([timedelta(hours=1)], pa.duration("ns")), ["1:00:00"]),
        ([1, None, 3], [1, None, 3]),
        ([1.5, 2.0, float("nan")], [1.5, 2, None]),
        ([Decimal("2.50"), Decimal("3.00")], [2.5, 3]),
        ([True, False], [True, False]),
        ([b"abc", b"\xff"], ["abc", "\ufffd"]),
        (pa.array(["RH", "RH", None]).dictionary_encode(), ["RH", "RH", None]),
        ([["a", "b"], [], None], ["- a\n- b", None, None]),
        (pa.array([[MOMENT]], pa.list_(pa.timestamp("ns"))), [MOMENT]),
    ],
)  # fmt: skip
def test_cells_keep_their_types(values: Any, cells: list[Cell]) -> None:
    """Real dates stay dates, times have the zone they were written with cut off, lists are lines."""
    assert cells == column(values)


def test_nested_columns_are_columns_of_their_own() -> None:
    """A struct has a column for each of its fields, also inside a list."""
    interviews = [{"stage": "RH", "at": pd.Timestamp(MOMENT)}, None]
    asked = [[{"text": "Où ?"}, {"text": "Qui ?"}], []]
    table = read(parquet({"interview": interviews, "asked": asked, "id": [1, 2]})).tables[0]
    assert [
        ["interview.stage", "interview.at", "asked.text", "id"],
        ["RH", MOMENT, "- Où ?\n- Qui ?", 1],
        [None, None, None, 2],
    ] == table.rows
    assert [0, 1, 2] == list(table.row_numbers)


@pytest.mark.parametrize("compression", ["snappy", "gzip", "zstd", "brotli", "lz4", "none"])
def test_every_compression_is_read_in_the_child(compression: str) -> None:
    """Through the door, in a process with its limits, whatever the file is called."""
    raw = parquet({"date": [date(2026, 3, 4)] * 3, "question": ["a ?", "b ?", "c ?"]}, compression=compression)
    file = read_file(raw, "journal.csv")
    assert "parquet" == file.format
    assert file.tables[0].rows == [["date", "question"], *([date(2026, 3, 4), f"{letter} ?"] for letter in "abc")]


def test_what_pandas_writes_is_read() -> None:
    """Categories, times in nanoseconds and an index column come out as cells."""
    frame = pd.DataFrame(
        {"date": pd.Series([MOMENT, None], dtype="datetime64[ns]").array, "role": pd.Categorical(["A", "B"])},
        index=pd.Index([7, 8], name="row"),
    )
    out = io.BytesIO()
    frame.to_parquet(out)
    assert [["date", "role", "row"], [MOMENT, "A", 7], [None, "B", 8]] == (read(out.getvalue()).tables[0].rows)


def test_nothing_more_is_loaded_than_needed() -> None:
    """Reading nanoseconds does not load pandas into the child, which has little memory."""
    raw = parquet({"x": pa.array([MOMENT], pa.timestamp("ns")), "question": ["a ?"]})
    code = (
        "import sys; from data.formats.content import Content; from data.formats.known import pieces;"
        "list(pieces(Content(sys.stdin.buffer.read()))); print('pandas' in sys.modules)"
    )
    assert b"False" == subprocess.run([sys.executable, "-c", code], input=raw, capture_output=True).stdout.strip()


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (parquet({f"c{number}": [1] for number in range(limits.COLUMNS + 1)}), "too_many_columns"),
        (parquet({"x": np.zeros(limits.ROWS + 1)}), "too_many_rows"),
        (parquet({"x": ["x" * (limits.CELL_CHARACTERS + 1)]}), "cell_too_long"),
        (parquet({"x": ["x" * 60_000] * 8_000}, use_dictionary=False, compression="zstd"), "file_bomb"),
        (parquet({"x": ["x" * 60_000] * 8_000}), "file_too_demanding"),
        (parquet({"x": pa.array([], pa.string())}), "file_empty"),
        (b"PAR1", "file_unreadable"),
        (b"PAR1" + bytes(500) + b"PAR1", "file_unreadable"),
        (parquet({"x": ["a"] * 100})[:-8], "file_unreadable"),
    ],
)
def test_what_is_too_much_or_broken_is_refused(raw: bytes, code: str) -> None:
    """Limits are looked at in the file's directory before anything is unpacked."""
    assert code == outcome(raw, lambda raw: read_file(raw, "journal.parquet"))
