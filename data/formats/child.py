"""The process that reads one untrusted file: bytes on standard input, pieces on standard output.

It bounds itself before it looks at a byte, opens nothing and writes nothing else. To see what a
refused file does to it, run it by hand: ``python -m data.formats.child '["log", null, null]' < FILE``.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress

from data.errors import UnreadableFile
from data.formats import limits, wire
from data.formats.content import Content

_KNOWN = {"log": "data.formats.known", "document": "data.documents.known"}
"""Where the formats are known of what a file may hold: loaded once it is said which."""


def main() -> None:
    """Read standard input as the one argument says, a JSON list: what it holds, the encoding, the delimiter."""
    holds, encoding, delimiter = json.loads(sys.argv[1])
    pieces = pieces_of(holds)
    _bound("RLIMIT_AS", limits.MEMORY)
    _bound("RLIMIT_CORE", 0)  # a core file would hold what candidates said
    with open(0, "rb", buffering=0) as standard_input:
        raw = standard_input.readall()
    _bound("RLIMIT_CPU", limits.cpu_seconds(len(raw)))
    gc.disable()  # rows are many, form no cycles, and the process ends with them
    for line in answer(pieces(Content(raw, encoding, delimiter)), limits.answer(len(raw))):
        sys.stdout.buffer.write(line)
    sys.stdout.buffer.flush()
    os._exit(0)  # taking a large heap apart costs time and frees nothing that the end of the process does not


def pieces_of(holds: str) -> Callable[[Content], Iterator[wire.Piece]]:
    """What reads a file that holds a log or a document."""
    known: Callable[[Content], Iterator[wire.Piece]] = importlib.import_module(_KNOWN[holds]).pieces
    return known


def answer(pieces: Iterator[wire.Piece], allowed: int) -> Iterator[bytes]:
    """The answer for one file, line by line, closed by Done or Failure; it may grow to ``allowed`` bytes."""
    try:
        for piece in pieces:
            line = wire.dump(piece)
            allowed -= len(line)
            if allowed < 0:
                raise UnreadableFile("file_too_demanding")
            yield line
        yield wire.dump(wire.Done())
    except UnreadableFile as refusal:
        yield wire.dump(wire.Failure(refusal.code, refusal.values))
    except MemoryError:
        yield wire.dump(wire.Failure("file_too_demanding", {}))


def _bound(name: str, most: int) -> None:
    with suppress(ImportError, AttributeError, ValueError, OSError):  # a system without this limit has the clock
        import resource

        resource.setrlimit(getattr(resource, name), (most, most))


if __name__ == "__main__":
    main()
