"""Documents of every form: what is read of them, and what is refused with which sentence."""

from __future__ import annotations

import zlib
from collections.abc import Callable

import pytest

from data import language
from data.documents import Block, Kind, read_document
from data.errors import UnreadableFile
from data.formats import limits
from tests.data.documents.makers import (
    ITEMS,
    SENTENCES,
    TITLE,
    blank,
    drawn,
    encrypted,
    pdf,
    repacked,
    stream,
    word,
)

MARKDOWN = f"""# {TITLE}

## Ce que nous offrons
- {ITEMS[0]}
* **{ITEMS[1]}**

**Équipe**

{SENTENCES}
"""
TEXT = f"""{TITLE}

CE QUE NOUS OFFRONS
• {ITEMS[0]}
– {ITEMS[1]}

Équipe :
{SENTENCES}
"""
HTML = f"""<!doctype html><html><head><title>Offres</title><style>p {{}}</style></head><body><nav>Menu</nav>
<h1>{TITLE}</h1><h2>Ce que nous offrons</h2><ul><li><p>{ITEMS[0]}</p></li><li>{ITEMS[1]}</li></ul>
<p><strong>Équipe</strong></p><p>{SENTENCES}</p><script>alert("x")</script><footer>Mentions</footer></body></html>"""
POSTING = (
    '<html><body><p>Acceptez nos cookies.</p><script type="application/ld+json">{"@type": "JobPosting", "title": "'
    + TITLE
    + f'", "description": "<h2>Ce que nous offrons</h2><ul><li>{ITEMS[0]}</li><li>{ITEMS[1]}</li></ul>'
    + f'<p><b>Équipe</b></p><p>{SENTENCES}</p>"}}</script></body></html>'
)

BLOCKS = (
    Block(Kind.HEADING, TITLE),
    Block(Kind.HEADING, "Ce que nous offrons"),
    *(Block(Kind.ITEM, item) for item in ITEMS),
    Block(Kind.HEADING, "Équipe"),
    Block(Kind.PARAGRAPH, SENTENCES),
)


@pytest.mark.parametrize(
    ("content", "form"),
    [
        (MARKDOWN.encode(), "ad_text"),
        (TEXT.replace(TITLE, TITLE.upper()).encode(), "ad_text"),
        (TEXT.replace(TITLE, TITLE.upper()).encode("cp1252"), "ad_text"),
        (HTML.encode(), "ad_html"),
        (POSTING.encode(), "ad_html"),
    ],
    ids=["markdown", "text", "windows text", "page", "posting"],
)
def test_headings_items_and_paragraphs_are_told_apart(content: bytes, form: str) -> None:
    """Markdown, plain text, web pages and the posting that a page describes give the same blocks."""
    read = read_document(content, "annonce")
    assert form == read.format
    assert [(b.kind, b.text.casefold()) for b in BLOCKS] == [(b.kind, b.text.casefold()) for b in read.blocks]


def test_a_word_document_keeps_its_styles_and_its_tables() -> None:
    """Headings, list items and bold lines are known by their styles; cells follow in reading order."""
    read = read_document(word(), "annonce.docx")
    assert "ad_docx" == read.format
    assert (
        *BLOCKS,
        Block(Kind.PARAGRAPH, "Horaires"),
        Block(Kind.PARAGRAPH, "De 21 h à 7 h"),
    ) == read.blocks


def test_a_pdf_is_read_line_by_line() -> None:
    """A PDF has no styles: its bullets are items, and its words are all there."""
    read = read_document(pdf(), "annonce.pdf")
    assert "ad_pdf" == read.format
    assert {Block(Kind.ITEM, item) for item in ITEMS} <= set(read.blocks)
    assert SENTENCES in " ".join(block.text for block in read.blocks)


def test_lines_cut_for_want_of_room_are_joined() -> None:
    """What a narrow column cut into lines is one paragraph again; a new bullet is not joined."""
    lines = (
        "Vous travaillez avec le bureau d’études et les\nacheteurs de Lyon, deux jours par semaine.\n- Un item\n- Deux"
    )
    kinds = [(block.kind, block.text) for block in read_document(lines.encode(), "").blocks]
    assert [
        (Kind.PARAGRAPH, "Vous travaillez avec le bureau d’études et les acheteurs de Lyon, deux jours par semaine."),
        (Kind.ITEM, "Un item"),
        (Kind.ITEM, "Deux"),
    ] == kinds


BOMB = b'<?xml version="1.0"?><w:document>' + b"<w:p/>" * 8_000_000
ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document/>'

WORDS = b"BT /F 12 Tf (Two days of remote work a week, and a fair salary.) Tj ET"
RING = b"<</Type/Pages/Count 1/Kids[2 0 R]>>"
PACKED = zlib.compress(bytes(500_000_000), 9)

REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"  \n", "document_empty"),
    "too large": (lambda: b"a" * (limits.DOCUMENT_BYTES + 1), "document_too_large"),
    "too long": (lambda: b"Un mot. " * 10_000, "document_too_long"),
    "scan": (blank, "document_without_text"),
    "password": (encrypted, "document_encrypted"),
    "half a pdf": (lambda: pdf()[:400], "document_unreadable"),
    "5,000 pages": (lambda: pdf(5_000), "document_too_many_pages"),
    "pages in a ring": (lambda: drawn(WORDS, b"[2 0 R 3 0 R]"), "document_unreadable"),
    "pages in a deep ring": (lambda: drawn(WORDS, b"[5 0 R]", x5=RING), "document_unreadable"),
    "brackets in brackets": (lambda: drawn(WORDS, b"[" * 100_000), "document_unreadable"),
    "a stream of 500 MB": (lambda: drawn(b"", x4=stream(PACKED, b"/Filter/FlateDecode")), "document_unreadable"),
    "packed twice": (
        lambda: drawn(b"", x4=stream(zlib.compress(PACKED), b"/Filter[/FlateDecode/FlateDecode]")),
        "document_unreadable",
    ),
    "a filter of no kind": (lambda: pdf().replace(b"/FlateDecode", b"/CMapUnknown"), "document_unreadable"),
    "a page of no size": (lambda: drawn(b"").replace(b"600 800", b"1e300 9"), "document_without_text"),
    "tags that hide everything": (lambda: b"<html>" + b"<script>" * 100_000 + b"Un poste", "document_without_text"),
    "a page of signs": (lambda: b"<html>" + b"&amp" * 100_000, "document_too_long"),
    "comments that never close": (lambda: b"<html>" + b"<!--" * 20_000, "document_too_long"),
    "a text of one word": (lambda: b"a" * 100_000, "document_too_long"),
    "packed too well": (lambda: repacked(word(), {"word/document.xml": BOMB}), "document_bomb"),
    "entities": (lambda: repacked(word(), {"word/document.xml": ENTITIES}), "document_bomb"),
    "no body": (lambda: repacked(word(), {}, leave_out=["word/document.xml"]), "document_unreadable"),
    "broken body": (lambda: repacked(word(), {"word/document.xml": b"<w:document"}), "document_unreadable"),
    "half a docx": (lambda: word()[:2000], "document_unreadable"),
    "another zip": (lambda: repacked(word(), {"[Content_Types].xml": b"<Types/>"}), "document_kind"),
    "rtf": (lambda: b"{\\rtf1 Infirmier}", "document_kind"),
    "old word": (lambda: bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "document_kind"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "document_kind"),
    "zeros": (lambda: b"\0" * 4000, "document_kind"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_in_words(name: str) -> None:
    """Each refused document names itself and says what to do, in both languages."""
    make, code = REFUSED[name]
    with pytest.raises(UnreadableFile) as refusal:
        read_document(make(), "folder/annonce.docx")
    assert code == refusal.value.code
    for lang in language.LANGUAGES:
        said = refusal.value.explain(lang)
        assert "annonce.docx" in said.message
        assert "folder" not in said.message
        assert said.advice


FORM = b"/Type/XObject/Subtype/Form/Resources<</XObject<</X 5 0 R>>>>"

READ: dict[str, Callable[[], bytes]] = {
    "a drawing that draws itself": lambda: drawn(WORDS + b" /X Do", x5=stream(b"/X Do /X Do " + WORDS, FORM)),
    "an owner's password only": lambda: encrypted(""),
    "tags in tags": lambda: b"<html>" + b"<div><b>" * 50_000 + b"Two days of remote work a week, fair salary.",
    "a posting that is no text": lambda: POSTING.replace(f'"title": "{TITLE}"', '"title": ["x"]').encode(),
    "utf-16": lambda: TEXT.encode("utf-16"),
}


@pytest.mark.parametrize("name", READ)
def test_what_is_only_odd_is_read(name: str) -> None:
    """Loops and depths that a reader can leave cost nothing but themselves: the words are there."""
    words = " ".join(block.text for block in read_document(READ[name](), "annonce").blocks).lower()
    assert "remote work" in words or "télétravail" in words
