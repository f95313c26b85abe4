"""Transcripts written as plain text: Zoom's TXT, Google Meet, Otter, and the flat form of Fireflies."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from data.formats.content import Content
from data.formats.speech import UNKNOWN, Said, attributed, lines, named, names_among, spoken
from data.formats.wire import Piece
from data.headers import recognised

_LOOK = 1 << 20
_LONGEST_HEADING = 160
"""Letters of a line that may be a heading; longer ones are not tried, lest a line of spaces take minutes."""

_CLOCK = r"(?:\d{1,2}:)?\d{1,2}:\d{2}"

_ZOOM_CELLS = re.compile(r"\s*\d{1,2}:\d{2}:\d{2}(?:[.,]\d+)?\t([^\t]*)\t(.*)")
_ZOOM_HEADING = re.compile(r"\s*\[([^\]]{1,80})\]\s+\d{1,2}:\d{2}:\d{2}\s*")

_OTTER_HEADING = re.compile(rf"(\S.*?)?\s{{2,}}{_CLOCK}\s*|\s*{_CLOCK}\s*")
_OTTER_FOOTER = re.compile(r"\s*transcribed by https?://otter\.ai", re.IGNORECASE)

_FIREFLIES = re.compile(rf"\s*\[{_CLOCK}(?:[.,]\d+)?\s*[-–]\s*{_CLOCK}(?:[.,]\d+)?\]\s*(?:([^:]{{0,80}}):\s*)?(.*)")

_MEET_TIME = re.compile(rf"[\s#*]*{_CLOCK}[\s*]*")
_MEET_NOTES, _MEET_TRANSCRIPT = "📝", "📖"
_MEET_PEOPLE = re.compile(r"[\s#*]*(?:attendees|participants?|invit[ée]s|invited|présents)\s*:?[\s*]*", re.IGNORECASE)
_MEET_PRESENTING = re.compile(r"['’]s presentation\b|^présentation de |\((?:presenting|présentation)\)", re.IGNORECASE)
_MEET_FOOTER = re.compile(
    r"[\s#*_]*(?:transcription ended after|this editable transcript was|la transcription (?:a pris fin|s['’]est termin)"
    r"|transcription termin|cette transcription modifiable)",
    re.IGNORECASE,
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")

_FEWEST_LINES = 6
_LEAST_SHARE = 0.8
_MOST_SPEAKERS = 12
_PEOPLE = ("", "candidate", "names", "interviewer")
"""Fields of a log whose headers may also name a speaker; "Date:" and "Question:" name none."""


def _beginning(content: Content, most: int | None = None) -> list[str]:
    return [line for line in content.opening(_LOOK).splitlines() if line.strip()][:most]


def _is_heading(pattern: re.Pattern[str], line: str) -> re.Match[str] | None:
    return pattern.fullmatch(line) if len(line) <= _LONGEST_HEADING else None


def is_zoom(content: Content) -> bool:
    """By a first line of time, tab, speaker and tab, or by ``[Name] 10:02:33``."""
    first = _beginning(content, 3)
    return any(map(_ZOOM_CELLS.fullmatch, first)) or bool(first and _is_heading(_ZOOM_HEADING, first[0]))


def read_zoom(content: Content) -> Iterator[Piece]:
    """Lines of time, speaker and words separated by tabs; captions saved by hand have a heading above the words."""
    if not any(map(_ZOOM_CELLS.fullmatch, _beginning(content, 3))):
        yield from spoken(content, _under_headings(content, _ZOOM_HEADING))
        return
    found = ((number, _ZOOM_CELLS.fullmatch(line), line) for number, line in lines(content))
    yield from spoken(
        content, (Said(n, one[1] or UNKNOWN, one[2]) if one else Said(n, "", line) for n, one, line in found)
    )


def is_otter(content: Content) -> bool:
    """By a first line that ends in two spaces and a time, and comes again; or by Otter's last line."""
    found = _beginning(content)
    headings = [line for line in found if _is_heading(_OTTER_HEADING, line) and "\t" not in line]
    named_once = any(line[0] not in " 0123456789" for line in headings)
    begins = bool(headings) and headings[0] == found[0]
    return any(map(_OTTER_FOOTER.match, found[-3:])) or (begins and named_once and len(headings) > 1)


def read_otter(content: Content) -> Iterator[Piece]:
    """A line with name and time above the words of each turn; an empty name is an unknown speaker."""
    yield from spoken(content, _under_headings(content, _OTTER_HEADING))


def _under_headings(content: Content, heading: re.Pattern[str]) -> Iterator[Said]:
    speaker = ""
    for number, line in lines(content):
        if _OTTER_FOOTER.match(line):
            return
        if found := _is_heading(heading, line):
            speaker = (found[1] or "").strip() or UNKNOWN
        else:
            yield Said(number, speaker if line.strip() else "", line)


def is_fireflies(content: Content) -> bool:
    """By ``[00:02 - 00:04]`` at the beginning of a line."""
    return any(map(_FIREFLIES.fullmatch, _beginning(content, 4)))


def read_fireflies(content: Content) -> Iterator[Piece]:
    """Lines ``[00:02 - 00:04] Name: words``."""
    found = ((number, _FIREFLIES.fullmatch(line), line) for number, line in lines(content))
    yield from spoken(
        content, (Said(n, one[1] or UNKNOWN, one[2]) if one else Said(n, "", line) for n, one, line in found)
    )


def is_meet(content: Content) -> bool:
    """By the marks of Google Meet, or where nearly all lines are "Name: words" of a few people."""
    found = [_unescaped(line) for line in _beginning(content)]
    if any(_MEET_TRANSCRIPT in line or _MEET_NOTES in line or _MEET_FOOTER.match(line) for line in found):
        return True
    names = Counter(named(line)[0] for line in found)
    speakers = {name: count for name, count in names.items() if name and count > 1}
    if not 1 <= len(speakers) <= _MOST_SPEAKERS or any(recognised(name).field not in _PEOPLE for name in speakers):
        return False
    marked = any(_MEET_PEOPLE.fullmatch(line) or _MEET_TIME.fullmatch(line) for line in found)
    total = sum(speakers.values())
    return marked or (len(speakers) > 1 and total >= max(_FEWEST_LINES, _LEAST_SHARE * len(found)))


def read_meet(content: Content) -> Iterator[Piece]:
    """A document of Google Meet: who was there, "Name: words", times on lines of their own, a footer.

    Where notes come first, only what stands under the heading of the transcript is read.
    """
    numbered = [(number, _unescaped(line)) for number, line in lines(content) if line.strip()]
    start = next((index + 1 for index, (_, line) in enumerate(numbered) if _MEET_TRANSCRIPT in line), 0)
    if not start and any(_MEET_NOTES in line for _, line in numbered):
        start = len(numbered)  # notes alone
    people = _attendees([line for _, line in numbered])
    end = next((i for i, (_, line) in enumerate(numbered) if i >= start and _MEET_FOOTER.match(line)), len(numbered))
    body = [(number, line) for number, line in numbered[start:end] if not _MEET_TIME.fullmatch(line)]
    speakers = names_among((line for _, line in body), people)
    first = next((i for i, (_, line) in enumerate(body) if named(line)[0] in speakers), len(body))
    yield from spoken(content, [Said(1, " / ".join(people), ""), *attributed(body[first:], speakers)])


def _attendees(found: list[str]) -> list[str]:
    """Who is listed under the heading of attendees, without what somebody presents."""
    at = next((index for index, line in enumerate(found) if _MEET_PEOPLE.fullmatch(line)), len(found))
    listed = "".join(found[at + 1 : at + 2])
    names = [name.strip(" *_-•") for name in re.split(r"[,;]", listed)] if not named(listed)[0] else []
    return [name for name in names if 0 < len(name) <= 80 and not _MEET_PRESENTING.search(name)]


def _unescaped(line: str) -> str:
    return _ESCAPED.sub(r"\1", line) if "\\" in line else line
