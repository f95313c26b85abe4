"""A report as PDF, set by Typst: A4, page numbers, a typeface that comes with the product."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from analytics.reports.document import Picture, Report
from analytics.reports.typesetting import typeset
from data import language

_TEMPLATE = Path(__file__).parent / "report.typ"


def to_pdf(report: Report) -> bytes:
    """The report as PDF. Texts reach Typst as JSON strings, which it never reads as markup."""
    files = {"main.typ": _TEMPLATE.read_bytes()}
    blocks: list[dict[str, object]] = []
    for block in report.blocks:
        described: dict[str, object] = {"kind": type(block).__name__, **asdict(block)}
        if isinstance(block, Picture):
            described["svg"] = name = f"picture-{len(blocks)}.svg"
            files[name] = block.svg.encode()
        if "numeric" in described:
            described["numeric"] = sorted(described["numeric"])  # type: ignore[call-overload]
        blocks.append(described)
    content = {
        "lang": report.lang,
        "kind": report.kind,
        "title": report.title,
        "headline": report.headline,
        "blocks": blocks,
        "printed": list(report.printed),
        "made": language.text("reports.made_by", report.lang),
    }
    files["report.json"] = json.dumps(content, ensure_ascii=False).encode()
    return typeset(files)
