"""Reads an untrusted file in a process of its own, so that no file can take the dashboard down.

A workbook of 5 KB can abort the process that reads it. Here that process is a child with bounded
memory and time, which gets the bytes through a pipe (nothing is written to disk) and answers in
JSON. It is started afresh rather than forked: forking a threaded server is unsafe. What it
says on standard error may quote the file, so nobody reads it.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Literal

from data.errors import UnreadableFile
from data.formats import limits
from data.formats.table import FileRead
from data.formats.wire import Done, Failure, Piece, assemble, load

_ROOT = Path(__file__).parents[2]
_KEPT_VARIABLES = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "PYTHONHOME")
# numpy comes with pyarrow and takes 40 MB of address space per core at its start: many cores would leave nothing.
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
_BUFFER = limits.MEGABYTE

# Killed by our clock, out of processor time, or unable to allocate (which ends Rust by SIGABRT).
_EXHAUSTED = {-signal.SIGABRT, *(-getattr(signal, name) for name in ("SIGKILL", "SIGXCPU") if hasattr(signal, name))}

_log = logging.getLogger(__name__)


def read_in_child(
    raw: bytes,
    encoding: str | None = None,
    delimiter: str | None = None,
    heard: Callable[[int], None] = lambda size: None,
    *,
    holds: Literal["log", "document"] = "log",
) -> FileRead:
    """The file of these bytes, which holds a log or a document. Raises UnreadableFile, also where the child dies of it.

    ``heard`` is told now and then how many bytes of the answer came so far; where it raises, the child is stopped.

    ``file_too_demanding``: it takes more memory or time than ``limits`` allow; ``file_unreadable``: the
    reader broke on it.
    """
    with subprocess.Popen(
        [sys.executable, "-m", "data.formats.child", json.dumps([holds, encoding, delimiter])],
        cwd=_ROOT,
        env={name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ} | _ONE_THREAD,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=_BUFFER,
    ) as child:
        assert child.stdin is not None
        feeder = threading.Thread(target=_feed, args=(child.stdin, raw))
        clock = threading.Timer(limits.wall_seconds(len(raw)), child.kill)
        feeder.start()
        clock.start()
        try:
            return assemble(_answer(child, heard))
        finally:
            clock.cancel()
            child.kill()
            feeder.join()


def _feed(pipe: IO[bytes], raw: bytes) -> None:
    try:
        with pipe:
            pipe.write(raw)
    except OSError:
        pass  # the child died before it read everything: its answer, or the lack of one, says so


def _answer(child: subprocess.Popen[bytes], heard: Callable[[int], None]) -> Iterator[Piece]:
    assert child.stdout is not None
    size = 0
    for line in child.stdout:
        heard(size := size + len(line))
        if not line.endswith(b"\n"):
            break
        piece = load(line)
        yield piece
        if isinstance(piece, Done | Failure):
            return
    status = child.wait()
    _log.warning("The process that read an uploaded file ended with status %s", status)
    raise refusal_of(status)


def refusal_of(status: int | None) -> UnreadableFile:
    """The refusal of a file whose reading process ended with this status before it had answered."""
    return UnreadableFile("file_too_demanding" if status in _EXHAUSTED else "file_unreadable")
