"""What the readers of transcripts share: utterances, the lines of a text, and who is named on a line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from data.errors import UnreadableFile
from data.formats import limits
from data.formats.content import Content
from data.formats.table import Cell, Rejected
from data.formats.wire import Detail, Piece, Rows, Sheet

UNKNOWN = "Unknown Speaker"
"""Who speaks where a file leaves the name empty; Otter's own words for it."""

_CHUNK = 5000
_UNREADABLE = re.compile("[\0\ud800-\udfff]")
_LONGEST_NAME = 80
_MOST_WORDS = 6
_LINE_END = re.compile(r"\r\n|\r|\n")
_NAMED = re.compile(r"\s*(?:>>\s*|[-–—]\s+)?(?:\*\*|__)?([^\s:*][^:*]{0,79}?)(?::(?:\*\*|__)|(?:\*\*|__):|:)(?:\s+|$)")
_IN_BRACKETS = re.compile(r"\s*\[([^\]\n]{1,80})\]:?\s+(?=\S)")
_LABEL = re.compile(r"[\w@][\w .,'’&|/@()\[\]-]*")
_SENTENCE = re.compile(r"[.?!,;] ")


class Said(NamedTuple):
    """One utterance: where it stands in the file, who speaks ("" is whoever spoke before), and the words.

    An utterance without words names people who were there, separated by " / ".
    """

    number: int
    speaker: str
    text: str


def spoken(content: Content, utterances: Iterable[Said]) -> Iterator[Piece]:
    """The pieces of a transcript written as text: its encoding, then ``said``."""
    yield Detail("encoding", content.encoding.name)
    yield from content.encoding.warnings
    yield from said(utterances, content.encoding.name)


def said(utterances: Iterable[Said], encoding: str = "utf-8") -> Iterator[Piece]:
    """One table named "" with a row per utterance: speaker and words.

    Raises ``transcript_empty`` without words, ``transcript_without_speakers`` where nobody who speaks has a name.
    """
    yield Sheet("")
    numbers: list[int] = []
    rows: list[list[Cell]] = []
    speakers: set[str] = set()
    length = 0
    number, before = 0, UNKNOWN
    for utterance in utterances:
        text, speaker = " ".join(utterance.text.split()), " ".join(utterance.speaker.split())
        if not text and not speaker:
            continue
        number = max(utterance.number, number + 1)  # several voices may share a line
        if len(text) > limits.CELL_CHARACTERS:
            raise UnreadableFile("cell_too_long", row=number, limit=limits.CELL_CHARACTERS)
        length += len(text)
        if length > limits.TRANSCRIPT_CHARACTERS:
            raise UnreadableFile("transcript_too_long", limit=limits.TRANSCRIPT_CHARACTERS)
        if found := _UNREADABLE.search(text + speaker):
            yield Rejected("", number, "zero_byte" if found[0] == "\0" else "bytes_unreadable", encoding)
            continue
        if text:
            before = speaker[:_LONGEST_NAME] or before
            speakers.add(before)
        numbers.append(number)
        rows.append([before, text] if text else [speaker])
        if len(rows) == _CHUNK:
            yield Rows(numbers, rows)
            numbers, rows = [], []
    yield Rows(numbers, rows)
    if not speakers:
        raise UnreadableFile("transcript_empty")
    if speakers == {UNKNOWN}:
        raise UnreadableFile("transcript_without_speakers")


def day_of(value: object) -> str:
    """The day of a text that starts with one in ISO 8601; "" for anything else."""
    try:
        return date.fromisoformat(str(value)[:10]).isoformat()
    except ValueError:
        return ""


def lines(content: Content) -> list[tuple[int, str]]:
    """The lines of a text with their numbers from 1; bytes that do not decode are lone surrogates.

    Raises ``encoding_wrong`` where the whole does not decode.
    """
    encoding = content.encoding
    try:
        text = content.raw[encoding.start :].decode(encoding.name, encoding.errors)
    except UnicodeDecodeError as error:
        raise UnreadableFile("encoding_wrong", encoding=encoding.name) from error
    return list(enumerate(_LINE_END.split(text), start=1))


def named(line: str) -> tuple[str, str]:
    """The name that a line may begin with ("Name: words", "**Name:** words", "[Name] words"), and the words.

    French typography puts a space before the colon of a sentence; no transcript does after a name.
    """
    for pattern in (_NAMED, _IN_BRACKETS):
        if found := pattern.match(line):
            name = found[1].strip("*_")
            if name.strip() and not name.endswith((" ", "\u00a0", "\u202f")):
                return name.strip(), line[found.end() :]
    return "", line


def names_among(texts: Iterable[str], known: Iterable[str] = ()) -> frozenset[str]:
    """Which beginnings of these lines are names of speakers, and not words before a colon.

    A name has few words and no full stop, and comes again; or it is written like a full name.
    """
    counts = Counter(name for name in (named(text)[0] for text in texts) if name)
    certain = set(known)
    return frozenset(name for name, count in counts.items() if name in certain or _is_name(name, count))


def _is_name(name: str, count: int) -> bool:
    if not _LABEL.fullmatch(name) or _SENTENCE.search(name.replace("M. ", "").replace("Mr. ", "").replace("Dr. ", "")):
        return False
    words = re.findall(r"[^\s'’-]+", name)
    small = sum(word[0].islower() for word in words)
    if len(words) > _MOST_WORDS or (small and small == len(words) > 3):
        return False
    if not small:
        return len(words) > 1 or count > 1
    return count > 2 if words[0][0].islower() else count > 1 or small < len(words) / 2


def attributed(numbered: Iterable[tuple[int, str]], speakers: frozenset[str]) -> Iterator[Said]:
    """Each line as an utterance, of the speaker that it names or of the one before."""
    for number, line in numbered:
        name, words = named(line)
        yield Said(number, name, words) if name in speakers else Said(number, "", line)
