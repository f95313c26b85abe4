"""Word documents, read for one thing: the transcripts that Teams offers as DOCX."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from xml.parsers import expat

from data.errors import UnreadableFile
from data.formats.container import Container
from data.formats.content import Content
from data.formats.speech import UNKNOWN, Said, attributed, named, names_among, said
from data.formats.wire import Piece

_BODY = "word/document.xml"
_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main ",
    "http://purl.oclc.org/ooxml/wordprocessingml/main ",
)
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
_BREAKS = {"br": "\n", "cr": "\n", "p": "\n", "tab": "\t"}
_LONGEST_HEADING = 160

_TIMES = re.compile(r"-?[\d:.,-]+\s+-->\s+-?[\d:.,-]+")
_HEADING = re.compile(r"(?:(\S.*?)\s+)?(?:\d{1,2}:)?\d{1,2}:\d{2}")
_EVENT = re.compile(
    r".{1,80} (?:started|stopped) transcription|.{1,80} a (?:démarré|commencé|arrêté) la transcription", re.I
)
_FEWEST_TURNS = 2


def read(content: Content) -> Iterator[Piece]:
    """The turns of a document: times, speaker and words in paragraphs, or words under "Name   0:03".

    Raises ``file_is_document`` where it is not a transcript.
    """
    assert content.container is not None
    paragraphs = [(number, line) for number, line in enumerate(_lines(content.container), 1) if line.strip()]
    paragraphs = [(number, line.strip()) for number, line in paragraphs if not _EVENT.fullmatch(line.strip())]
    for turns in (_timed(paragraphs), _headed(paragraphs), _named(paragraphs)):
        if len({one.speaker for one in turns if one.speaker}) and len(turns) >= _FEWEST_TURNS:
            yield from said(turns)
            return
    raise UnreadableFile("file_is_document")


def _timed(paragraphs: list[tuple[int, str]]) -> list[Said]:
    """``0:0:0.0 --> 0:0:5.320``, then the speaker, then the words."""
    starts = [index for index, (_, line) in enumerate(paragraphs) if _TIMES.fullmatch(line)]
    turns: list[Said] = []
    for start, end in pairwise([*starts, len(paragraphs)]):
        (number, _), *rest = paragraphs[start:end]
        if len(rest) > 1:
            turns.append(Said(number, rest[0][1], " ".join(line for _, line in rest[1:])))
    return turns


def _headed(paragraphs: list[tuple[int, str]]) -> list[Said]:
    """A speaker with the time, then the words; what stands above the first is the title."""
    turns: list[Said] = []
    speaker = ""
    for number, line in paragraphs:
        if len(line) <= _LONGEST_HEADING and (found := _HEADING.fullmatch(line)):
            speaker = found[1] or UNKNOWN
        elif speaker:
            turns.append(Said(number, speaker, line))
    return turns if len({turn.speaker for turn in turns}) > 1 else []


def _named(paragraphs: list[tuple[int, str]]) -> list[Said]:
    """ "Name: words" in nearly every paragraph."""
    speakers = names_among(line for _, line in paragraphs)
    named_lines = [named(line)[0] in speakers for _, line in paragraphs]
    if sum(named_lines) < max(6, len(paragraphs) / 2):
        return []
    return list(attributed(paragraphs[named_lines.index(True) :], speakers))


def _lines(container: Container) -> list[str]:
    """The text of a document, a line per paragraph and break. Raises ``file_bomb`` for a document type."""
    if _BODY not in container.names:
        raise UnreadableFile("file_is_document")
    body = _Body()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = body.start, body.end
    parser.CharacterDataHandler = body.characters
    parser.StartDoctypeDeclHandler = _refuse_document_type
    try:
        for block in container.blocks(_BODY):
            parser.Parse(block)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise UnreadableFile("file_unreadable") from error
    return "".join(body.text).split("\n")


def _refuse_document_type(*_: object) -> None:
    raise UnreadableFile("file_bomb")


class _Body:
    """Gathers the words of a document; what an older Word would show instead is passed over."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self._inside = False
        self._fallbacks = 0

    def start(self, name: str, _: dict[str, str]) -> None:
        self._fallbacks += name == _FALLBACK
        local = _local(name)
        self._inside = local == "t" and not self._fallbacks
        if local in _BREAKS and local != "p" and not self._fallbacks:
            self.text.append(_BREAKS[local])

    def end(self, name: str) -> None:
        self._fallbacks -= name == _FALLBACK
        self._inside = False
        if _local(name) == "p" and not self._fallbacks:
            self.text.append("\n")

    def characters(self, data: str) -> None:
        if self._inside:
            self.text.append(data)


def _local(name: str) -> str:
    """The name of an element of Word without its namespace; "" for any other element."""
    return next((name.removeprefix(space) for space in _WORD if name.startswith(space)), "")
