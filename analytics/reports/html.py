"""A report as one HTML file: no script, no network, charts inside; it prints on A4 as it stands."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from analytics.reports.document import Report
from data import language


def templates(folder: Path) -> Environment:
    """The templates of a folder: every text that they are given is escaped, and a name that is missing is an error."""
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


_TEMPLATES = templates(Path(__file__).parent)


def to_html(report: Report) -> bytes:
    """The report as UTF-8 HTML. Charts are images inside the file; every text is escaped."""
    template = _TEMPLATES.get_template("report.html.j2")
    return template.render(
        report=report,
        kinds=[type(block).__name__ for block in report.blocks],
        image=_image,
        made=language.text("reports.made_by", report.lang),
    ).encode()


def _image(svg: str) -> str:
    return "data:image/svg+xml;base64," + b64encode(svg.encode()).decode()
