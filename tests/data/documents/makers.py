"""Makes the documents that are read: real ones, and ones made to harm."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import docx
import typst
from pypdf import PdfReader, PdfWriter

TITLE = "Infirmier de nuit (H/F)"
ITEMS = ("2 450 à 2 900 € brut par mois", "Deux jours de télétravail par semaine")
SENTENCES = "Vous rejoignez M. Durand et cinq infirmiers. Le poste est basé à Lyon."


def word() -> bytes:
    """A Word document: a title, a heading, a list, a paragraph of two sentences, and a table."""
    document = docx.Document()
    document.add_heading(TITLE, 0)
    document.add_heading("Ce que nous offrons", 1)
    for item in ITEMS:
        document.add_paragraph(item, "List Bullet")
    document.add_paragraph().add_run("Équipe").bold = True
    document.add_paragraph(SENTENCES)
    cells = document.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = "Horaires", "De 21 h à 7 h"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf(pages: int = 1) -> bytes:
    """A PDF with the same words, set by a real typesetter; more ``pages`` repeat its first."""
    items = "\n".join(f"- {item}" for item in ITEMS)
    source = f"= {TITLE}\n\n== Ce que nous offrons\n\n{items}\n\n== Équipe\n\n{SENTENCES}\n"
    raw = bytes(typst.compile(source.encode()))
    if pages == 1:
        return raw
    writer = PdfWriter()
    page = PdfReader(io.BytesIO(raw)).pages[0]
    for _ in range(pages):
        writer.add_page(page)
    return written(writer)


def written(writer: PdfWriter) -> bytes:
    """The bytes of a PDF."""
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def encrypted() -> bytes:
    """A PDF that asks for a password."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf()))
    writer.encrypt("secret", algorithm="RC4-128")
    return written(writer)


def blank() -> bytes:
    """A PDF without a word, as a scan is."""
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    return written(writer)


def repacked(raw: bytes, parts: dict[str, bytes], leave_out: Sequence[str] = ()) -> bytes:
    """A Word document with other parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            if entry.filename not in (*parts, *leave_out):
                target.writestr(entry, source.read(entry))
        for name, content in parts.items():
            target.writestr(name, content)
    return out.getvalue()
