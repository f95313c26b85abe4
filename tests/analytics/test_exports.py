from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import exports
from analytics.themes.taxonomy import shipped


@pytest.fixture
def frame() -> pd.DataFrame:
    """One row of each type of cell."""
    return pd.DataFrame(
        {
            "theme": ["remote_work"],
            "role": ["Chef ; de « projet »"],
            "period": [pd.Timestamp("2026-11-09")],
            "asked": pd.array([1234], dtype="Int64"),
            "rate": [0.3125],
            "difference": [-0.125],
            "low": [float("nan")],
            "changed": [True],
        }
    )


def _rows(content: bytes, delimiter: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def test_french_csv_is_what_french_excel_opens(frame: pd.DataFrame) -> None:
    """French: BOM, semicolons, decimal commas, days first, headers and themes in French, CRLF."""
    content = exports.to_csv(frame, shipped(), "fr")
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    header, row = _rows(content, ";")
    assert header[:3] == ["Thème", "Poste", "Période"]
    label = shipped().label("remote_work", "fr")
    assert [label, "Chef ; de « projet »", "09/11/2026", "1234", "0,3125", "-0,125", "", "oui"] == row


def test_english_csv(frame: pd.DataFrame) -> None:
    """English: commas, decimal points, ISO dates."""
    _, row = _rows(exports.to_csv(frame, shipped(), "en"), ",")
    assert row[2:] == ["2026-11-09", "1234", "0.3125", "-0.125", "", "yes"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", " ="])
def test_formulas_are_escaped(start: str) -> None:
    """Text that a spreadsheet would run gets an apostrophe in front; a negative number does not."""
    frame = pd.DataFrame({"question": [start + "HYPERLINK(1)"], "difference": [-1.5]})
    _, row = _rows(exports.to_csv(frame, shipped(), "en"), ",")
    assert [f"'{start}HYPERLINK(1)", "-1.5"] == row


@given(st.lists(st.text(st.characters(blacklist_categories=["Cs"])), min_size=1, max_size=5))
def test_any_text_survives(texts: list[str]) -> None:
    """Whatever a question holds, it is one cell of the file, unchanged but for the apostrophe."""
    # Python's reader cannot hold a bare carriage return apart from a line end inside a cell; Excel can.
    frame = pd.DataFrame({"question": texts}, dtype=object)
    cells = [row[0] if row else "" for row in _rows(exports.to_csv(frame, shipped(), "fr"), ";")[1:]]
    assert [exports.harmless(text) for text in texts] == cells


def test_several_themes_in_a_cell() -> None:
    """Themes are named and separated by a bar."""
    _, row = _rows(exports.to_csv(pd.DataFrame({"themes": [["growth", "team"], []]}), shipped(), "en"), ",")[:2]
    assert [f"{shipped().label('growth', 'en')} | {shipped().label('team', 'en')}"] == row


def test_json(frame: pd.DataFrame) -> None:
    """Keys as the columns, ISO dates, missing values null."""
    first: dict[str, Any] = json.loads(exports.to_json(frame.assign(day=date(2026, 11, 9))))[0]
    assert first | {"period": "2026-11-09", "day": "2026-11-09", "asked": 1234, "low": None, "changed": True} == first
    assert first["theme"] == "remote_work"


def test_parquet(frame: pd.DataFrame) -> None:
    """Parquet keeps columns and types."""
    back = pd.read_parquet(io.BytesIO(exports.to_parquet(frame)))
    pd.testing.assert_frame_equal(frame, back, check_dtype=False)
