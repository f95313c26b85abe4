"""Fixtures of the tests of what reads texts."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def within_cpu_seconds() -> Callable[[int, str, object], None]:
    """A function that runs code in a process of its own, which the system ends when it uses too much processor.

    The code finds what it works on in ``given``. The bound is many times what linear work needs, and a
    small part of what work that grows with the square would: it says nothing about how fast the machine is.
    """

    def run(seconds: int, code: str, given: object) -> None:
        ended = subprocess.run(
            [sys.executable, "-c", f"import json, sys\ngiven = json.load(sys.stdin)\n{code}"],
            input=json.dumps(given).encode(),
            cwd=ROOT,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds)),
            check=False,
        )
        assert 0 == ended.returncode

    return run
