"""The formats that can be read, and the ones that are recognised to say what to do instead.

Every file is known by its bytes; its name is never looked at. To add a format, add one ``Format``
here and its label to ``formats.toml``; to explain one more kind of file that is not read, add one
``Foreign`` and its sentences to ``errors.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from data.errors import UnreadableFile
from data.formats import cues, dialogue, fireflies, parquet, records, text, word, workbook
from data.formats.content import Content
from data.formats.wire import Detail, Piece

_Recogniser = Callable[[Content], bool]


@dataclass(frozen=True)
class Format:
    """A format that is read: its id in ``formats.toml``, its usual extensions, its mark and its reader.

    ``holds`` says whether its tables are a log, or what speakers said in one interview (see ``speech``).
    """

    id: str
    extensions: tuple[str, ...]
    recognises: _Recogniser
    read: Callable[[Content], Iterator[Piece]]
    holds: Literal["log", "transcript"] = "log"


@dataclass(frozen=True)
class Foreign:
    """A kind of file that is not read: the error that explains it, and its mark."""

    code: str
    recognises: _Recogniser


def _starts(*signatures: bytes, at: int = 0) -> _Recogniser:
    return lambda content: content.raw.startswith(signatures, at)


def _opens(pattern: str) -> _Recogniser:
    return lambda content: re.match(pattern, content.opening()) is not None


def _declares(*types: bytes) -> _Recogniser:
    """By what a zip says it is: the types of an Office file's parts, or the one of an OpenDocument file."""

    def recognises(content: Content) -> bool:
        container = content.container
        return container is not None and any(
            declared in container.content_types or container.mimetype.startswith(declared) for declared in types
        )

    return recognises


def _subtitles(mark: re.Pattern[str] | None = None) -> _Recogniser:
    """A WebVTT, with cues of one make where a mark tells it."""

    def recognises(content: Content) -> bool:
        beginning = content.opening(_CUES)
        return beginning.startswith("webvtt") and (mark is None or mark.search(beginning) is not None)

    return recognises


def _cut_by(*delimiters: str) -> _Recogniser:
    return lambda content: content.dialect.delimiter in delimiters


def _is_program(content: Content) -> bool:
    # A text may begin with “MZ”; a Windows program has zeros soon after it.
    return content.raw.startswith((b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe")) and b"\0" in content.raw[:64]


def _is_encrypted(content: Content) -> bool:
    manifest = content.container.start("META-INF/manifest.xml", 1 << 16) if content.container else b""
    return content.has_stream("EncryptedPackage") or b"encryption-data" in manifest


def _is_numbers(content: Content) -> bool:
    return content.container is not None and any(name.endswith(".iwa") for name in content.container.names)


def _is_xls(content: Content) -> bool:
    return content.has_stream("Workbook") or content.has_stream("Book")


def _is_json(content: Content) -> bool:
    return content.json is not None and not content.json.lines


def _is_json_lines(content: Content) -> bool:
    return content.json is not None and content.json.lines


def _of(form: records.Form) -> Callable[[Content], Iterator[Piece]]:
    return lambda content: records.read(content, form)


_SCORECARD = records.Form(("interviewed_at", "interview_step"), "questions", label="question", value="answer")
_FEEDBACK = records.Form(("baseTemplateId", "interview"), "fields", label="text", value="value")

_CUES = 1 << 16
"""Characters in which a transcript shows how it writes its cues."""

_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."

# The first that recognises the bytes wins: what is inside a container before the container, and what
# has a signature before text, which is what remains.
KINDS: tuple[Format | Foreign, ...] = (
    Foreign("file_encrypted", _is_encrypted),
    Format("xlsx", ("xlsx", "xltx"), _declares(b"ml.sheet.main+xml", b"ml.template.main+xml"), workbook.read),
    Format("xlsm", ("xlsm", "xltm"), _declares(b"ms-excel.sheet.macroEnabled", b"ms-excel.template"), workbook.read),
    Format("ods", ("ods",), _declares(_OPEN_DOCUMENT + b"spreadsheet"), workbook.read),
    Format("xls", ("xls",), _is_xls, workbook.read),
    Foreign("file_is_xlsb", _declares(b"ms-excel.sheet.binary")),
    Foreign("file_is_numbers", _is_numbers),
    Format("teams_docx", ("docx",), _declares(b"wordprocessingml.document.main+xml"), word.read, "transcript"),
    Foreign("file_is_document", _declares(b"wordprocessingml.", b"presentationml.", b"ms-word.", _OPEN_DOCUMENT)),
    Foreign("file_is_document", lambda content: content.is_ole),
    Foreign("file_is_document", _starts(b"%PDF-", b"{\\rtf")),
    Foreign("file_is_archive", lambda content: content.container is not None),
    Foreign(
        "file_is_archive", _starts(b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd")
    ),
    Foreign("file_is_archive", _starts(b"BZh")),
    Foreign("file_is_image", _starts(b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")),
    Foreign("file_is_image", _starts(b"WEBP", at=8)),
    Foreign("file_is_program", _is_program),
    Format("parquet", ("parquet",), _starts(parquet.SIGNATURE), parquet.read),
    Foreign("file_encrypted", _starts(b"PARE")),
    Foreign("file_is_arrow", _starts(b"ARROW1", b"FEA1")),
    Foreign("file_is_database", _starts(b"SQLite format 3\0", b"\0\1\0\0Standard")),
    Foreign("file_is_database", _starts(b"DUCK", at=8)),
    Foreign(
        "file_is_markup",
        _opens(r"(?:<!--.*?-->\s*)?<(?:!doctype html|html|head|meta|table|body|\?xml|\?mso)|mime-version:"),
    ),
    Format("teams_metadata", ("vtt",), _subtitles(cues.DOCUMENTS), cues.read_documents, "transcript"),
    Format("teams_vtt", ("vtt",), _subtitles(cues.VOICES), cues.read_voices, "transcript"),
    Format("zoom_vtt", ("vtt",), _subtitles(), cues.read_names, "transcript"),
    Format("srt", ("srt",), _opens(cues.NUMBERED.pattern), cues.read_names, "transcript"),
    Format("zoom_txt", ("txt",), dialogue.is_zoom, dialogue.read_zoom, "transcript"),
    Format("fireflies_json", ("json",), fireflies.is_fireflies, fireflies.read, "transcript"),
    Format("fireflies_txt", ("txt",), dialogue.is_fireflies, dialogue.read_fireflies, "transcript"),
    Format("otter", ("txt",), dialogue.is_otter, dialogue.read_otter, "transcript"),
    Format("meet", ("txt", "md"), dialogue.is_meet, dialogue.read_meet, "transcript"),
    Format("greenhouse", ("json",), _SCORECARD.is_held_by, _of(_SCORECARD)),
    Format("lever", ("json",), _FEEDBACK.is_held_by, _of(_FEEDBACK)),
    Format("json", ("json",), _is_json, records.read),
    Format("jsonl", ("jsonl", "ndjson"), _is_json_lines, records.read),
    Format("csv", ("csv",), _cut_by(";", ",", "|"), text.read),
    Format("tsv", ("tsv", "tab"), _cut_by("\t"), text.read),
    Format("txt", ("txt",), _cut_by(""), text.read),
)

FORMATS = tuple(kind for kind in KINDS if isinstance(kind, Format))
TRANSCRIPTS = frozenset(known.id for known in FORMATS if known.holds == "transcript")


def pieces(content: Content) -> Iterator[Piece]:
    """What a file holds, piece by piece, the first of which names its format. Raises UnreadableFile."""
    kind = next(kind for kind in KINDS if kind.recognises(content))
    if isinstance(kind, Foreign):
        raise UnreadableFile(kind.code)
    yield Detail("format", kind.id)
    yield from kind.read(content)
