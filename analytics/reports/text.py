"""A report as plain text: for the terminal, and for mail programs that show nothing else."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from analytics.reports.document import Block, Card, Figures, Heading, Paragraph, Picture, Report, Table
from data import language

_WIDTH = 76


def to_text(report: Report) -> bytes:
    """The report as UTF-8 text in lines that every mail program shows whole. A picture is left to its table."""
    colon = "\u00a0: " if report.lang == "fr" else ": "
    lines = [report.kind, report.title, "=" * min(_WIDTH, len(report.title)), "", *_wrapped(report.headline), ""]
    for block in report.blocks:
        lines += _lines(block, colon)
    lines += ["-" * _WIDTH]
    for label, value in report.printed:
        lines += _wrapped(f"{label}{colon}{value}")
    lines += _wrapped(language.text("reports.made_by", report.lang))
    return ("\n".join(lines) + "\n").encode()


def _lines(block: Block, colon: str) -> Iterator[str]:
    if isinstance(block, Heading):
        yield from ("", block.words, "-" * min(_WIDTH, len(block.words)), "")
    elif isinstance(block, Paragraph):
        yield from (*_wrapped(block.words), "")
    elif isinstance(block, Figures):
        for label, value, note in block.figures:
            yield from _wrapped(f"{label}{colon}{value}" + (f" ({note})" if note else ""))
        yield ""
    elif isinstance(block, Table):
        yield from (*_cells(block), "")
    elif isinstance(block, Card):
        yield from _wrapped(f"{block.title}{colon}{block.beside}" if block.beside else block.title, "* ")
        for words in (*block.lines, *block.quotes, *([block.small] if block.small else [])):
            yield from _wrapped(words, "  ")
        yield ""
    elif isinstance(block, Picture):
        return


def _cells(table: Table) -> Iterator[str]:
    """The table in columns as wide as what they hold; long words in the first are cut."""
    rows = [table.columns, *table.rows]
    widths = [max(len(row[place]) for row in rows) for place in range(len(table.columns))]
    widths[0] = max(12, min(widths[0], _WIDTH - sum(widths[1:]) - 2 * (len(widths) - 1)))
    for row in rows:
        cells = [
            cell.rjust(width) if place in table.numeric else textwrap.shorten(cell, width, placeholder="…").ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()


def _wrapped(words: str, start: str = "") -> list[str]:
    return textwrap.wrap(
        words, _WIDTH, initial_indent=start, subsequent_indent=" " * len(start), break_long_words=False
    )
