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
from contextlib import suppress

from data.errors import UnreadableFile
from data.formats import limits, wire
from data.formats.content import Content

_KNOWN = {"log": "data.formats.known", "document": "data.documents.known"}
"""Where the formats are known of what a file may hold: loaded once it is said which."""


def main() -> None:
    """Read standard input as the one argument says, a JSON list: what it holds, the encoding, the delimiter."""
    holds, encoding, delimiter = json.loads(sys.argv[1])
    pieces = importlib.import_module(_KNOWN[holds]).pieces
    _bound("RLIMIT_AS", limits.MEMORY)
    _bound("RLIMIT_CORE", 0)  # a core file would hold what candidates said
    with open(0, "rb", buffering=0) as standard_input:
        raw = standard_input.readall()
    _bound("RLIMIT_CPU", limits.cpu_seconds(len(raw)))
    gc.disable()  # rows are many, form no cycles, and the process ends with them
    allowed = limits.answer(len(raw))
    answer = sys.stdout.buffer
    try:
        for piece in pieces(Content(raw, encoding, delimiter)):
            line = wire.dump(piece)
            allowed -= len(line)
            if allowed < 0:
                raise UnreadableFile("file_too_demanding")
            answer.write(line)
        answer.write(wire.dump(wire.Done()))
    except UnreadableFile as refusal:
        answer.write(wire.dump(wire.Failure(refusal.code, refusal.values)))
    except MemoryError:
        answer.write(wire.dump(wire.Failure("file_too_demanding", {})))
    answer.flush()
    os._exit(0)  # taking a large heap apart costs time and frees nothing that the end of the process does not


def _bound(name: str, most: int) -> None:
    with suppress(ImportError, AttributeError, ValueError, OSError):  # a system without this limit has the clock
        import resource

        resource.setrlimit(getattr(resource, name), (most, most))


if __name__ == "__main__":
    main()
