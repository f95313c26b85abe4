"""Fuzzing of the way from a file's bytes to a log: ``make fuzz``, four minutes for texts and four for all other files.

``python -m tests.fuzz texts`` lets atheris change texts so that they reach lines not reached before, starting from
``corpus/``. ``python -m tests.fuzz structures [SECONDS [FIRST_DRAW]]`` changes workbooks, Parquet, Word and PDF with
their frame whole (see ``structures``); the same draw makes the same file. Whatever the bytes are, the way ends in a
sound log or in an error of ours. What fails is kept in ``.cache/fuzz``.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

FOUND = Path(__file__).parents[2] / ".cache" / "fuzz"
SECONDS = 240


def texts(options: list[str]) -> None:
    """Fuzz texts, with the options of libFuzzer; the process ends with it."""
    import atheris

    with atheris.instrument_imports(include=["data"]):
        from tests.fuzz.way import CORPUS, go

    options = options or [f"-max_total_time={SECONDS}", "-max_len=4096", "-timeout=20"]
    # What is found new is kept in the first folder.
    found = FOUND / "texts"
    found.mkdir(parents=True, exist_ok=True)
    atheris.Setup([sys.argv[0], *options, f"-artifact_prefix={FOUND}/", str(found), str(CORPUS)], go)
    atheris.Fuzz()


def structures(options: list[str]) -> int:
    """Fuzz all other files; how many failed."""
    from tests.fuzz.structures import fuzz

    return fuzz(float(options[0]) if options else SECONDS, FOUND, int(options[1]) if options[1:] else 0)


def main() -> None:
    """One of both, or both one after the other."""
    FOUND.mkdir(parents=True, exist_ok=True)
    match sys.argv[1:]:
        case ["texts", *options]:
            texts(options)
        case ["structures", *options]:
            sys.exit(structures(options) > 0)
        case _:
            failed = [subprocess.run([sys.executable, "-m", "tests.fuzz", part]).returncode for part in PARTS]
            sys.exit(any(failed))


PARTS = ("texts", "structures")

if __name__ == "__main__":
    main()
