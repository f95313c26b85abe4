"""Coverage-guided fuzzing of the way from a file's bytes to a log: ``make fuzz``.

Bytes are changed so that they reach lines not reached before, starting from ``corpus/``. Whatever they are, the
way ends in a sound log or in an error of ours.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["data"]):
    from tests.fuzz.way import CORPUS, go

FOUND = Path(__file__).parents[2] / ".cache" / "fuzz"
SECONDS = 240

if __name__ == "__main__":
    FOUND.mkdir(parents=True, exist_ok=True)
    options = sys.argv[1:] or [f"-max_total_time={SECONDS}", "-max_len=4096", "-timeout=20"]
    # What is found new is kept in the first folder.
    atheris.Setup([sys.argv[0], *options, f"-artifact_prefix={FOUND}/", str(FOUND), str(CORPUS)], go)
    atheris.Fuzz()
