"""What this folder says, it can say in every language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from data import formats, language
from data.formats.known import FORMATS, KINDS, Foreign

SOURCES = [path.read_text("utf-8") for path in Path(formats.__file__).parent.glob("*.py")]


def said(call: str) -> set[str]:
    """The codes that the sources pass to ``call``."""
    return {code for source in SOURCES for code in re.findall(rf'\b{call}\(\s*"(\w+)"', source)}


ERRORS = said("UnreadableFile") | said("ViceVersaError") | {kind.code for kind in KINDS if isinstance(kind, Foreign)}
REASONS = {
    "row_long", "row_short", "zero_byte", "bytes_unreadable", "quote_misplaced", "not_a_record", "line_not_json",
}  # fmt: skip


@pytest.mark.parametrize("code", sorted(ERRORS))
def test_every_refusal_has_its_sentences(code: str) -> None:
    """A title, a message and an advice, with the same values in both languages."""
    for part in ("title", "message", "advice"):
        texts = [language.text(f"errors.{code}.{part}", lang) for lang in language.LANGUAGES]
        assert len({frozenset(re.findall(r"{(\w+)}", text)) for text in texts}) == 1, texts


@pytest.mark.parametrize(
    "key",
    [
        *(f"formats.format.{known.id}" for known in FORMATS),
        *(f"formats.encoding.{encoding}" for encoding in formats.ENCODINGS),
        *(f"formats.delimiter.{delimiter}" for delimiter in ("", *formats.DELIMITERS)),
        *(f"formats.detail.{detail}" for detail in sorted(said("Detail") - {"format"})),
        *(f"warnings.{code}" for code in sorted(said("Warning"))),
        *(f"rejections.{reason}" for reason in sorted(REASONS)),
    ],
)
def test_everything_detected_has_a_name(key: str) -> None:
    """Formats, encodings, delimiters, details, warnings and reasons are texts in both languages."""
    for lang in language.LANGUAGES:
        assert language.text(key, lang)


def test_each_format_is_declared_once() -> None:
    """No two formats share an id; an extension that several use is offered once."""
    assert len(FORMATS) == len({known.id for known in FORMATS})
    assert len(formats.EXTENSIONS) == len(set(formats.EXTENSIONS))
