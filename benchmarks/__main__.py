"""Run every benchmark and print its table."""

from __future__ import annotations

import sys

from benchmarks import importing, screens, transcripts

BENCHMARKS = {"import": importing.run, "screens": screens.run, "transcripts": transcripts.run}
ON_REQUEST = {"transcript-errors": transcripts.tell}

if __name__ == "__main__":
    for name in sys.argv[1:] or BENCHMARKS:
        (BENCHMARKS | ON_REQUEST)[name]()
