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


def encrypted(password: str = "secret") -> bytes:
    """A PDF that asks for a password; without one, only its owner would be asked."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf()))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    return written(writer)


def blank() -> bytes:
    """A PDF without a word, as a scan is."""
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    return written(writer)


def drawn(words: bytes, pages: bytes = b"[3 0 R]", **objects: bytes) -> bytes:
    """A PDF of a page with these drawing orders, and its pages and other objects (``x5`` is the fifth) as told."""
    whole = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Count 1/Kids" + pages + b">>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>"
        b"/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
        4: stream(words),
    } | {int(name[1:]): body for name, body in objects.items()}
    places, out = {}, b"%PDF-1.7\n"
    for number, body in whole.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % places[number] for number in sorted(places))
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
    return out + end % (len(whole) + 1, table, len(whole) + 1, len(out))


def stream(content: bytes, about: bytes = b"") -> bytes:
    """An object that holds these bytes."""
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(content), about, content)


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
