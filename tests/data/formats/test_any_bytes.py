"""Whatever is uploaded, reading ends in tables or in a sentence."""

from __future__ import annotations

import json
from contextlib import suppress

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.errors import ViceVersaError
from data.formats import ENCODINGS, TRANSCRIPTS, read_file
from data.transcripts import interview_of, transcript_of
from tests.data.formats.builders import LOG, parquet, read, xlsx

WORKBOOK = xlsx(LOG)
PARQUET = parquet({"date": ["2026-01-05"], "question": [["Où ?", "Qui ?"]], "step": [{"name": "RH"}]})

# Letters that decide something: delimiters, quotes, line ends, marks, and a few that decide nothing.
TELLING = st.text(alphabet=';,\t|"\r\n\0 aé€\ufeffsep=1', max_size=200)


# Letters that JSON is made of, and the values that its texts may hold.
BRACKETS = st.text(alphabet='{}[]":,\\ud8 \n\r01eE-+.tfn\0é', max_size=200)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(), max_size=5), inner, max_size=4)
    ),
    max_leaves=20,
)

# Letters that transcripts are made of, and their beginnings.
SPOKEN = st.text(alphabet='<v>/A b:-0123,.\t\n\r[]{}"é\u2028\0*', max_size=200)
BEGINNINGS = (
    "WEBVTT\n\n0:0:1.0 --> 0:0:2.0\n",
    "WEBVTT\n\n00:01 --> 00:02\n<v A>b</v>\n\n0:2.0 --> 0:3.0\n",
    'WEBVTT\n\n0:1.0 --> 0:2.0\n{"speakerName": "A", "spokenText": "b"}\n\n0:2.0 --> 0:3.0\n',
    "1\n00:00:01,0 --> 00:00:02,0\n",
    "0:00:01\tA\tb\n",
    "A B  0:01\nb\nA B  0:02\n",
    "[00:02 - 00:04] A: b\n",
    "📖 Transcript\nA B: b\n",
    "A: b\nB: a\n" * 5,
    '[{"speaker_name": "A", "text": "b"},',
    '{"sentences": [{"speaker_name": "A", "text": "\\ud800"}, ',
)


def check(raw: bytes) -> None:
    """Tables whose rows are as wide as the first and counted in order, or one of our errors."""
    try:
        file = read(raw)
    except ViceVersaError:
        return
    for table in file.tables:
        assert len({len(row) for row in table.rows}) <= 1
        assert len(table.rows) == len(table.row_numbers)
        assert sorted(set(table.row_numbers)) == list(table.row_numbers)
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


@settings(deadline=None)
@given(BRACKETS, st.sampled_from(["", "[", "{", '{"a": 1}\n', '[{"a": "']), st.sampled_from(["utf-8", "utf-16"]))
def test_any_text_that_opens_like_json_ends_well(text: str, start: str, encoding: str) -> None:
    """Text made of what JSON is made of, behind the beginnings that make it JSON."""
    check((start + text).encode(encoding, "surrogatepass"))


@settings(deadline=None)
@given(st.lists(VALUES, min_size=1, max_size=5), st.booleans())
def test_any_json_ends_well(values: list[object], lines: bool) -> None:
    """Whatever JSON spells, numbers that are none and half characters included, as a list or line by line."""
    text = "\n".join(map(json.dumps, values)) if lines else json.dumps(values)
    check(text.encode())


@settings(deadline=None)
@given(SPOKEN, st.sampled_from(BEGINNINGS), st.sampled_from(["", "}]", "]}"]))
def test_any_transcript_ends_well(text: str, start: str, end: str) -> None:
    """Text made of what transcripts are made of, behind the beginnings by which they are known; as an interview too."""
    raw = (start + text + end).encode("utf-8", "surrogatepass")
    check(raw)
    with suppress(ViceVersaError):
        file = read(raw)
        if file.format in TRANSCRIPTS:
            transcript = transcript_of(file, "2026-01-05_A.vtt")
            assert interview_of(file, transcript, {}, transcript.likely).log.tables


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from([WORKBOOK, PARQUET]), st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=8))
def test_any_damaged_container_ends_well(raw: bytes, place: float, noise: bytes) -> None:
    """A workbook or a Parquet file with some bytes overwritten, through the child: it may die there, not here."""
    position = int(place * len(raw))
    damaged = raw[:position] + noise + raw[position + len(noise) :]
    with suppress(ViceVersaError):
        assert read_file(damaged, "journal.xlsx").tables
