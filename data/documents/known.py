"""The documents that can be read, and the ones that are recognised to say what to do instead.

Every document is known by its bytes. To add one, add one ``Form`` here and its label to ``formats.toml``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from data.documents import text, web
from data.documents.blocks import Block, written
from data.errors import UnreadableFile
from data.formats.content import Content
from data.formats.wire import Detail, Piece


@dataclass(frozen=True)
class Form:
    """A form of document: its id in ``formats.toml``, its usual extensions, its mark and its reader."""

    id: str
    extensions: tuple[str, ...]
    recognises: Callable[[Content], bool]
    read: Callable[[Content], Iterator[Block]]


def _is_word(content: Content) -> bool:
    container = content.container
    return container is not None and any(
        mark in container.content_types
        for mark in (b"wordprocessingml.document.main+xml", b"wordprocessingml.template.main+xml", b"ms-word.document")
    )


def _is_pdf(content: Content) -> bool:
    return b"%PDF-" in content.raw[:1024]


def _is_web(content: Content) -> bool:
    return web.is_web(content.raw[content.encoding.start :].decode(content.encoding.name, "replace"))


def _word(content: Content) -> Iterator[Block]:
    from data.documents import word

    return word.read(content)


def _pdf(content: Content) -> Iterator[Block]:
    from data.documents import portable

    return portable.read(content)


FORMS = (
    Form("ad_docx", ("docx",), _is_word, _word),
    Form("ad_pdf", ("pdf",), _is_pdf, _pdf),
    Form("ad_html", ("html", "htm"), _is_web, web.read),
    Form("ad_text", ("txt", "md"), lambda content: True, text.read),
)

EXTENSIONS: tuple[str, ...] = tuple(extension for form in FORMS for extension in form.extensions)
"""What documents are usually called, for a file picker; the name decides nothing."""

_NO_TEXT = (b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!")


def pieces(content: Content) -> Iterator[Piece]:
    """What a document holds, its form first. Raises UnreadableFile."""
    if content.has_stream("EncryptedPackage"):
        raise UnreadableFile("document_encrypted")
    other_container = content.container is not None and not _is_word(content)
    if other_container or content.is_ole or content.raw.startswith(_NO_TEXT):
        raise UnreadableFile("document_kind")
    form = next(form for form in FORMS if form.recognises(content))
    yield Detail("format", form.id)
    yield from written(form.read(content))
