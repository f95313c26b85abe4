"""Fireflies' JSON: a list ``sentences``, alone, in a transcript, or in the answer of the API."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from data.errors import UnreadableFile
from data.formats.content import Content
from data.formats.speech import UNKNOWN, Said, day_of, spoken
from data.formats.table import Rejected
from data.formats.wire import Detail, Piece

_LOOK = 1 << 16
_DEEPEST = 4


def is_fireflies(content: Content) -> bool:
    """By the names of its keys near the beginning."""
    opening = content.opening(_LOOK)
    return (
        opening[:1] in ("{", "[") and '"speaker_name"' in opening and ('"text"' in opening or '"raw_text"' in opening)
    )


def read(content: Content) -> Iterator[Piece]:
    """One utterance per sentence; what Fireflies takes for a question gets its mark, moods are not read.

    Raises ``file_unreadable`` where it is no JSON, ``transcript_empty`` without sentences.
    """
    encoding = content.encoding
    try:
        document = json.loads(content.raw[encoding.start :].decode(encoding.name))
    except (ValueError, RecursionError) as error:
        raise UnreadableFile("file_unreadable") from error
    about, sentences = _sentences(document, {})
    if day := _day(about.get("date") or about.get("dateString")):
        yield Detail("day", day)
    rejected = [
        Rejected("", n, "cue_unreadable") for n, one in enumerate(sentences, start=1) if not isinstance(one, dict)
    ]
    yield from spoken(content, (_said(n, one) for n, one in enumerate(sentences, start=1) if isinstance(one, dict)))
    yield from rejected


def _sentences(document: object, about: dict[str, Any], depth: int = 0) -> tuple[dict[str, Any], list[Any]]:
    """What is said of the meeting beside its sentences, and the sentences."""
    if isinstance(document, list):
        return about, document
    if isinstance(document, dict) and depth < _DEEPEST:
        held = document.get("sentences")
        if isinstance(held, list):
            return document, held
        for inner in document.values():
            if isinstance(inner, dict) and (found := _sentences(inner, document, depth + 1))[1]:
                return found
    return about, []


def _said(number: int, sentence: dict[str, Any]) -> Said:
    text = str(sentence.get("text") or sentence.get("raw_text") or "").strip()
    filters = sentence.get("ai_filters")
    asked = filters.get("question") if isinstance(filters, dict) else None
    if asked and text and "?" not in text:
        text = text.rstrip(" .…") + " ?"
    name, known_by = sentence.get("speaker_name"), sentence.get("speaker_id")
    return Said(number, str(name) if name else UNKNOWN if known_by is None else f"Speaker {known_by}", text)


def _day(value: object) -> str:
    """A day from an ISO 8601 text or from milliseconds since 1970; "" for anything else."""
    if isinstance(value, int | float) and 0 < value < 4e12:
        return datetime.fromtimestamp(value / 1000, UTC).date().isoformat()
    return day_of(value)
