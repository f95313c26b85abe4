"""A report as a Word document, to be edited before it is handed on."""

from __future__ import annotations

import io
import re
from functools import singledispatch

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from analytics.reports.document import Block, Card, Figures, Heading, PageBreak, Paragraph, Picture, Report, Table
from analytics.reports.stills import to_png
from data import language

_MUTED = RGBColor(0x5D, 0x62, 0x75)
_WARNING = RGBColor(0x9A, 0x5B, 0x13)
_WIDTH = Cm(17)
_LONGEST_TITLE = 255
"""Characters that a Word document's properties hold."""

_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Control characters, half characters and the two that are none (XML 1.0, §2.2)."""


def to_docx(report: Report) -> bytes:
    """The report as a Word document: Word's own headings and tables, no macros, no links."""
    document = Document()
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2)
        section.top_margin = section.bottom_margin = Cm(1.8)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Segoe UI", Pt(10)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Segoe UI")
    document.core_properties.title = _clean(f"{report.kind} · {report.title}")[:_LONGEST_TITLE]
    document.core_properties.author = "Vice Versa"
    document.core_properties.language = report.lang

    _small(document, report.kind)
    document.add_heading(_clean(report.title), level=1)
    if report.headline:
        document.add_paragraph().add_run(_clean(report.headline)).bold = True
    for block in report.blocks:
        _write(block, document)
    colon = " : " if report.lang == "fr" else ": "
    for label, value in report.printed:
        _small(document, f"{label}{colon}{value}")
    _small(document, language.text("reports.made_by", report.lang))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@singledispatch
def _write(block: Block, document: WordDocument) -> None:
    raise TypeError(f"no way to write {type(block).__name__} in Word")


@_write.register
def _(block: Heading, document: WordDocument) -> None:
    document.add_heading(_clean(block.words), level=2)


@_write.register
def _(block: Paragraph, document: WordDocument) -> None:
    if block.small:
        _small(document, block.words)
    else:
        document.add_paragraph(_clean(block.words))


@_write.register
def _(block: Figures, document: WordDocument) -> None:
    rows = [[label, value, note] for label, value, note in block.figures]
    table = document.add_table(rows=0, cols=3)
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = _clean(words)


@_write.register
def _(block: Picture, document: WordDocument) -> None:
    shape = document.add_picture(io.BytesIO(to_png(block.svg)), width=_WIDTH)
    shape._inline.docPr.set("descr", _clean(block.words))


@_write.register
def _(block: Table, document: WordDocument) -> None:
    table = document.add_table(rows=1, cols=len(block.columns))
    table.style = "Table Grid"
    for cell, name in zip(table.rows[0].cells, block.columns, strict=True):
        cell.paragraphs[0].add_run(_clean(name)).bold = True
    for row in block.rows:
        for position, (cell, words) in enumerate(zip(table.add_row().cells, row, strict=True)):
            cell.text = _clean(words)
            if position in block.numeric:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_paragraph()


@_write.register
def _(block: Card, document: WordDocument) -> None:
    title = document.add_heading(_clean(block.title), level=3)
    title.paragraph_format.keep_with_next = True
    if block.beside:
        title.add_run(f"  {_clean(block.beside)}").bold = False
    for line in block.lines:
        run = document.add_paragraph().add_run(_clean(line))
        if block.tone == "warning":
            run.font.color.rgb = _WARNING
    for quote in block.quotes:
        document.add_paragraph(_clean(quote), style="List Bullet")
    if block.small:
        _small(document, block.small)


@_write.register
def _(block: PageBreak, document: WordDocument) -> None:
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _small(document: WordDocument, words: str) -> None:
    run = document.add_paragraph().add_run(_clean(words))
    run.font.size, run.font.color.rgb = Pt(8.5), _MUTED


def _clean(words: str) -> str:
    """Without the characters that XML cannot hold."""
    return _NOT_XML.sub("", words)
