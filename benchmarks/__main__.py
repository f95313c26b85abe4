"""Run every benchmark and print its table."""

from __future__ import annotations

import sys

from benchmarks import importing, privacy, screens

BENCHMARKS = {"import": importing.run, "screens": screens.run, "privacy": privacy.run}

if __name__ == "__main__":
    for name in sys.argv[1:] or BENCHMARKS:
        BENCHMARKS[name]()
