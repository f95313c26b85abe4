"""Subtitles as transcripts: WebVTT of Zoom and of Teams, and SRT."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from data.formats.content import Content
from data.formats.speech import UNKNOWN, Said, attributed, day_of, lines, names_among, spoken
from data.formats.table import Rejected
from data.formats.wire import Detail, Piece

# Teams pads no number and starts below zero where the recording came late: "-0:0:2.5 --> 0:0:5.320".
_TIMES = re.compile(r"\s*-?[\d:.,-]+\s+-->\s+-?[\d:.,-]+(?:\s.*)?")
_VOICE = re.compile(r"<v(?:\.[^ \t>]*)?[ \t]+([^>]*)>(.*?)(?=</?v[ .>]|$)", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"</?[a-z\d:.][^<>]*>", re.IGNORECASE)
_BLOCK = re.compile(r"(?:WEBVTT|NOTE|STYLE|REGION)\b")

VOICES = re.compile(r"-->[^\n]*\n\s*<v[ .\t]", re.IGNORECASE)
"""A cue of Teams."""

DOCUMENTS = re.compile(r"-->[^\n]*\n\s*\{\s*\"")
"""A cue of Teams that holds a JSON document."""

NUMBERED = re.compile(r"\s*\d+\s*\n\s*-?\d{1,2}:\d{2}:\d{2},\d{1,3}\s+-->")
"""The beginning of an SRT."""


class _Cue(NamedTuple):
    number: int
    payload: list[tuple[int, str]]

    @property
    def text(self) -> str:
        return "\n".join(line for _, line in self.payload)


def _cues(content: Content) -> Iterator[_Cue]:
    """The cues of a file; numbers and identifiers above a line of times, and blocks of notes, are none."""
    cue: _Cue | None = None
    passing = False
    for number, line in lines(content):
        if _TIMES.fullmatch(line):
            if cue and cue.payload and cue.payload[-1][1].strip().isdigit():
                cue.payload.pop()  # no blank line before the number of this cue
            if cue:
                yield cue
            cue, passing = _Cue(number, []), False
        elif not line.strip():
            if cue and cue.payload:
                yield cue
                cue = None
            passing = False
        elif cue and not passing:
            cue.payload.append((number, line))
        elif _BLOCK.match(line):
            passing = True
    if cue:
        yield cue


def read_names(content: Content) -> Iterator[Piece]:
    """Cues whose text starts with "Name: ", as Zoom writes them; a cue without a name goes on with the last one."""
    cues = [[(number, _plain(line)) for number, line in cue.payload] for cue in _cues(content)]
    speakers = names_among(line for cue in cues for _, line in cue)
    yield from spoken(content, (said for cue in cues for said in attributed(cue, speakers)))


def read_voices(content: Content) -> Iterator[Piece]:
    """Cues in voice tags, ``<v Name>text</v>``, as Teams writes them."""
    yield from spoken(content, _voices(content))


def _voices(content: Content) -> Iterator[Said]:
    for cue in _cues(content):
        found = list(_VOICE.finditer(cue.text))
        before = cue.text[: found[0].start()] if found else cue.text
        yield Said(cue.number, "", _plain(before))
        for voice in found:
            yield Said(cue.number, _plain(voice[1]) or UNKNOWN, _plain(voice[2]))


def read_documents(content: Content) -> Iterator[Piece]:
    """Cues that hold ``{"speakerName": …, "spokenText": …}``, the metadata of Teams."""
    rejected: list[Rejected] = []
    said: list[Said] = []
    day = ""
    for cue in _cues(content):
        try:
            document = json.loads(cue.text)
            speaker, text = str(document["speakerName"] or UNKNOWN), str(document["spokenText"] or "")
        except (ValueError, RecursionError, LookupError, TypeError):
            rejected.append(Rejected("", cue.number, "cue_unreadable"))
            continue
        said.append(Said(cue.number, speaker, text))
        day = day or day_of(document.get("startDateTime"))
    if day:
        yield Detail("day", day)
    yield from spoken(content, said)
    yield from rejected


def _plain(text: str) -> str:
    return html.unescape(_TAG.sub("", text))
