"""A taxonomy as a file: what is written is read, what does not hold together is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.themes import editing, taxonomy_file
from analytics.themes.editing import Described
from analytics.themes.taxonomy import Taxonomy, shipped
from data.errors import ViceVersaError

PARTS = [Described(f"Part {n}", "what it is", tuple(f"example {i} of {n}?" for i in range(5))) for n in (1, 2)]


def _shaped() -> Taxonomy:
    parted = editing.split(editing.merged(shipped(), "team", "culture"), "role", PARTS)
    return editing.archived(editing.added(parted, Described("Extra", "", PARTS[0].examples)), "extra")


def test_what_is_written_is_read() -> None:
    """A taxonomy with merged, split, added and archived themes comes back equal."""
    assert _shaped() == taxonomy_file.read(taxonomy_file.written(_shaped()))


def _changed(**change: Any) -> bytes:
    document = json.loads(taxonomy_file.written(_shaped()))
    for path, value in change.items():
        *steps, last = path.split("__")
        place = document
        for step in steps:
            place = place[int(step) if step.isdigit() else step]
        place[last] = value
    return json.dumps(document).encode()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"\xff\xfe",
        b"[" * 100_000,
        json.dumps({"kind": "something else", **shipped().to_json()}).encode(),
        _changed(themes=[]),
        _changed(themes__0__id="drop table; --"),
        _changed(themes__0__colour=99),
        _changed(themes__0__base=["role"]),
        _changed(themes__0__label={"fr": "seulement"}),
        _changed(themes__0__archived="yes"),
        _changed(themes__0__within=["nowhere"]),
        _changed(themes__0__surprise=1),
        _changed(merged={"a": "b", "b": "a"}),
    ],
    ids=range(14),
)
def test_what_does_not_hold_together_is_refused(content: bytes) -> None:
    """Anything that the screens or the model could not live with is refused with one sentence."""
    with pytest.raises(ViceVersaError, match="taxonomy_unreadable"):
        taxonomy_file.read(content)


@given(st.binary(max_size=400))
def test_any_bytes_end_in_a_sentence(content: bytes) -> None:
    """No file gets past the reader as a bug."""
    with pytest.raises(ViceVersaError, match="taxonomy_unreadable"):
        taxonomy_file.read(content)
