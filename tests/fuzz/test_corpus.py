"""The files that fuzzing starts from take the whole way."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.way import CORPUS, go

REFUSED = {"unclosed-quote": "quote_unclosed", "one-column": "columns_missing_date"}
"""The seeds that do not become a log, and what they end in."""


@pytest.mark.parametrize("path", sorted(CORPUS.iterdir()), ids=lambda path: path.name)
def test_a_seed_takes_the_whole_way(path: Path) -> None:
    """Every seed becomes a log, but for those that are there to be refused."""
    outcome = go(path.read_bytes())
    assert REFUSED.get(path.name, outcome) == outcome
    assert path.name in REFUSED or outcome in {"csv", "tsv", "txt"}
