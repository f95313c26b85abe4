"""Fuzzing of the files whose readers are libraries: workbooks, Parquet, Word and PDF, changed with their frame whole.

There is no coverage to go by, as there is in Python. What ends in a new way (another refusal, another death of the
reading process) is changed further. A file fails where anything is raised that is not an error of ours, or where
it takes longer than its size explains; it is kept under the name of its draw.
"""

from __future__ import annotations

import time
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.fuzz.changing import changed
from tests.fuzz.reading import Holds, Reader, reader
from tests.fuzz.way import seeds, through

SLOW = 8.0
"""Seconds of processor that a small file must not take; what takes more is refused at 20."""

_LARGEST = 1 << 20
"""Bytes of a file that is worth changing further."""

_FURTHER = 0.4
"""How often a file that ended in a new way is changed further, rather than a seed."""


@dataclass(frozen=True)
class Failure:
    """A file that did not end well: the draw that made it, its bytes, and what was raised."""

    draw: int
    raw: bytes
    said: str


def outcomes(opened: Reader, first: int, seconds: float) -> Iterator[tuple[str, str, Failure | None]]:
    """The seed's name and the outcome of changed file after changed file, until the time is over."""
    start = [(path.name, path.read_bytes(), holds) for path, holds in seeds().items()]
    further: list[tuple[str, bytes, Holds]] = []
    met: set[tuple[str, str]] = set()
    until = time.monotonic() + seconds
    number = first
    while time.monotonic() < until:
        draw = Random(number)
        name, seed, holds = draw.choice(further if further and draw.random() < _FURTHER else start)
        raw = changed(seed, draw)
        try:
            outcome, failure = through(opened, raw, holds), None
            if opened.seconds > SLOW:
                failure = Failure(number, raw, f"took {opened.seconds:.1f} s")
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            outcome, failure = type(error).__name__, Failure(number, raw, traceback.format_exc())
        if (name, outcome) not in met and failure is None and len(raw) <= _LARGEST:
            met.add((name, outcome))
            further.append((name, raw, holds))
        yield name, outcome, failure
        number += 1


def fuzz(seconds: float, kept_in: Path, first: int = 0) -> int:
    """Change files for so long, keep those that fail, print what became of all; how many failed."""
    ended: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    with reader() as opened:
        for name, outcome, failure in outcomes(opened, first, seconds):
            ended[outcome] += 1
            if failure is None:
                continue
            kinds[kind := failure.said.strip().splitlines()[-1][:160]] += 1
            if kinds[kind] == 1:
                (kept_in / f"{failure.draw}-{name}").write_bytes(failure.raw)
                (kept_in / f"{failure.draw}-{name}.failed").write_text(failure.said)
                print(f"{failure.draw}-{name}: {kind}", flush=True)
    print(f"{ended.total()} files changed: " + ", ".join(f"{what} {count}" for what, count in ended.most_common()))
    for kind, count in kinds.most_common():
        print(f"failed {count} times: {kind}")
    return kinds.total()
