"""Printed reports: one model (``document``), one writer per format, still charts that need no browser.

To add a report, build a ``Report``. To add a format, write ``Report -> bytes`` and add it to ``FORMATS``; to add a kind
of block, add it to ``document`` and to each writer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from analytics.population import ATTRIBUTES, Filters
from analytics.reports.document import (
    Block,
    Card,
    Figures,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Report,
    Table,
)
from analytics.reports.html import to_html
from analytics.reports.pdf import to_pdf
from analytics.reports.word import to_docx
from data import language
from data.errors import ViceVersaError

__all__ = [
    "FORMATS",
    "MIME_TYPES",
    "Block",
    "Card",
    "Figures",
    "Heading",
    "PageBreak",
    "Paragraph",
    "Picture",
    "Report",
    "Table",
    "foundations",
    "to_docx",
    "to_html",
    "to_pdf",
    "writer_for",
]

FORMATS: dict[str, Callable[[Report], bytes]] = {"html": to_html, "pdf": to_pdf, "docx": to_docx}
"""What a report can be written as, by the suffix of the file."""

MIME_TYPES = {
    "html": "text/html",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""How a browser or a mail program knows each of them."""


def writer_for(file: Path, formats: Sequence[str] = tuple(FORMATS)) -> Callable[[Report], bytes]:
    """The writer for a file's suffix. Raises ``report_unknown_format`` where ``formats`` do not hold it."""
    suffix = file.suffix.lower().lstrip(".")
    if suffix not in formats or suffix not in FORMATS:
        raise ViceVersaError("report_unknown_format", file=file.name, known=", ".join(f".{known}" for known in formats))
    return FORMATS[suffix]


def foundations(
    filters: Filters, taxonomy_version: int, newest_import: datetime | None, lang: str
) -> tuple[tuple[str, str], ...]:
    """What every printed report says it rests on: filters, taxonomy version, newest import; label and value."""
    chosen = [", ".join(getattr(filters, name)) for name in ATTRIBUTES if getattr(filters, name)]
    return (
        (
            language.text("reports.filters", lang),
            " · ".join(chosen) or language.text("reports.no_filter", lang),
        ),
        (language.text("reports.taxonomy", lang), language.text("reports.version", lang, number=taxonomy_version)),
        (
            language.text("reports.newest_import", lang),
            language.day(newest_import, lang) if newest_import else language.text("reports.no_import", lang),
        ),
    )
