"""A process that reads one file after another, under the limits of the one that reads uploads, and may die of any.

It is forked from a server that has loaded the readers, which spares each file the start of a process. What it answers
crosses the same wire as an upload's answer.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from typing import Literal

from data.formats import limits
from data.formats.child import answer, pieces_of
from data.formats.content import Content
from data.formats.sandbox import refusal_of
from data.formats.table import FileRead
from data.formats.wire import assemble, load

Holds = Literal["log", "document"]

_FILES_EACH = 300
"""Files after which the process is replaced: what one leaves in memory must not count against the next for long."""

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["data.formats.known", "data.documents.known", "tests.fuzz.reading"])


class ReaderBroke(AssertionError):
    """A reader ended in an exception that is none of ours: its traceback."""


@dataclass
class Reader:
    """Reads files one after another; ``seconds`` is the processor time that the last one took."""

    seconds: float = 0.0
    _process: ForkServerProcess | None = None
    _pipe: Connection | None = None
    _left: int = field(default=0)

    def read(self, raw: bytes, holds: Holds = "log") -> FileRead:
        """The file of these bytes. Raises UnreadableFile, as the door does where the process dies, and ReaderBroke."""
        if self._left <= 0:
            self.close()
            self._start()
        assert self._pipe is not None
        assert self._process is not None
        self._left -= 1
        try:
            self._pipe.send((raw, holds))
            if not self._pipe.poll(limits.wall_seconds(len(raw))):
                self._process.kill()
            lines, self.seconds, broken = self._pipe.recv()
        except (EOFError, ConnectionError) as error:
            self._process.join()
            self._left = 0
            raise refusal_of(self._process.exitcode) from error
        if broken:
            self._left = 0
            raise ReaderBroke(broken)
        return assemble(map(load, lines))

    def close(self) -> None:
        """End the process."""
        if self._process is not None and self._pipe is not None:
            self._pipe.close()
            self._process.kill()
            self._process.join()
        self._process = self._pipe = None

    def _start(self) -> None:
        ours, theirs = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()
        self._pipe, self._left = ours, _FILES_EACH


@contextmanager
def reader() -> Iterator[Reader]:
    """A reader whose process ends with the block."""
    opened = Reader()
    try:
        yield opened
    finally:
        opened.close()


def _serve(pipe: Connection) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # an upload's reading process is not listened to either
    resource.setrlimit(resource.RLIMIT_AS, (limits.MEMORY, limits.MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    while True:
        try:
            raw, holds = pipe.recv()
        except EOFError:
            return
        began = _used()
        resource.setrlimit(resource.RLIMIT_CPU, (int(began) + limits.cpu_seconds(len(raw)), resource.RLIM_INFINITY))
        lines, broken = [], ""
        try:
            lines = list(answer(pieces_of(holds)(Content(raw)), limits.answer(len(raw))))
        except Exception:  # noqa: BLE001 - told to the other side, whatever it is
            broken = traceback.format_exc()
        pipe.send((lines, _used() - began, broken))


def _used() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime
