"""A text of a million rows and a workbook of 300,000: time of each step, and memory of the processes.

What the smallest file takes is what the product takes at rest with its models; the others say what a row adds.
"""

from __future__ import annotations

import io
import multiprocessing
import os
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import xlsxwriter

from analytics import imports
from data.store import open_store

TEXTS = 2_000
"""Distinct wordings: what is measured is the rows, not the themes."""

HEADER = ("Date", "Poste", "Candidat", "Question")


def _rows(count: int) -> Iterator[tuple[str, str, str, str]]:
    for row in range(count):
        yield (
            f"{1 + row % 28:02}/{1 + row % 9:02}/2026",
            f"Poste {row % 12}",
            f"C{row // 3:07}",
            f"Quelle est la règle numéro {row % TEXTS} ?",
        )


def text(count: int) -> bytes:
    """So many rows as a French Excel saves them."""
    return "".join(";".join(row) + "\r\n" for row in (HEADER, *_rows(count))).encode("utf-8-sig")


def workbook(count: int) -> bytes:
    """So many rows as a workbook."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate((HEADER, *_rows(count))):
            sheet.write_row(number, 0, row)
    return out.getvalue()


FILES: tuple[tuple[str, Callable[[int], bytes], int], ...] = (
    ("log.csv", text, 10_000),
    ("log.csv", text, 250_000),
    ("log.csv", text, 1_000_000),
    ("log.xlsx", workbook, 300_000),
)


def _import(content: bytes, name: str, result: Connection) -> None:
    """In a process of its own, so that its peak memory is the import's."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["VICE_VERSA_DATABASE"] = str(Path(folder) / "bench.duckdb")
        store = open_store()
        told: list[float] = []
        started = time.perf_counter()
        draft = imports.prepare(store, content, name)
        read = time.perf_counter() - started
        report = imports.confirm(store, draft, lambda share, step: told.append(share))
        whole = time.perf_counter() - started
        own, reader = (
            resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        )
        result.send((report.questions, read, whole, own, reader, len(told)))


def run() -> None:
    """Print each file's import; what a row adds to the memory must not grow with the rows."""
    os.environ["VICE_VERSA_CACHE"] = str(Path(__file__).parents[1] / ".cache")
    print("Large files")
    titles = (
        f"{'size':>8}{'questions':>12}{'read':>9}{'whole':>9}{'memory':>10}{'reader':>10}{'a row adds':>13}{'told':>6}"
    )
    print(f"  {'file':<24}{titles}")
    at_rest = 0.0
    for name, made, rows in FILES:
        content = made(rows)
        ours, theirs = multiprocessing.get_context("spawn").Pipe()
        child = multiprocessing.get_context("spawn").Process(target=_import, args=(content, name, theirs))
        child.start()
        questions, read, whole, own, reader, told = ours.recv()
        child.join()
        at_rest = at_rest or own
        print(
            f"  {f'{name}, {rows:,} rows':<24}{len(content) / 1e6:5.0f} MB{questions:12,}{read:7.1f} s{whole:7.1f} s"
            f"{own:7.0f} MB{reader:7.0f} MB{(own - at_rest) * 1024 / rows:10.2f} KB{told:6}",
            flush=True,
        )
