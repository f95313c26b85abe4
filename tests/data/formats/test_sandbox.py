"""The child process that reads uploaded files."""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from datetime import time as clock

import pytest

from data.errors import UnreadableFile
from data.formats import limits, sandbox, wire
from data.formats.table import Rejected, Warning
from tests.data.formats.builders import LOG, xlsx

WHAT_THE_CHILD_NEVER_NEEDS = ("numpy", "pandas", "pyarrow", "streamlit", "duckdb", "sklearn")


def test_the_child_imports_little() -> None:
    """Each file pays for the start of a process, so that process loads none of the large libraries."""
    code = "import data.formats.child, sys; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    modules = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert [name for name in WHAT_THE_CHILD_NEVER_NEEDS if name in modules] == []


def test_files_are_read_from_many_threads() -> None:
    """A server reads several uploads at once, each from a thread of its own."""
    raw = xlsx(LOG)
    with ThreadPoolExecutor(4) as threads:
        assert [file.tables[0].rows for file in threads.map(sandbox.read_in_child, [raw] * 8)] == [LOG] * 8


def test_a_file_that_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """When the clock runs out the child is killed, and the file refused for what it demands."""
    monkeypatch.setattr(limits, "wall_seconds", lambda size: 0.2)
    start = time.monotonic()
    with pytest.raises(UnreadableFile) as refusal:
        sandbox.read_in_child(b"a;b;c;d;e\n" * 1_000_000)
    assert refusal.value.code == "file_too_demanding"
    assert time.monotonic() - start < 5


def test_a_child_that_cannot_start_is_one_refused_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """A child that ends without an answer, even before it took the bytes, refuses the file and raises nothing else."""
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(UnreadableFile) as refusal:
        sandbox.read_in_child(b"a;b\n" * 1_000_000)
    assert refusal.value.code == "file_unreadable"


def test_what_breaks_the_child_stays_out_of_sight(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """A dead reader's traceback may quote candidates: neither the screen nor the log gets it."""
    broken = xlsx([["question", "x"], ["Secret ?", "y"]]).replace(b"sheet1.xml", b"sheet9.xml", 1)
    with pytest.raises(UnreadableFile):
        sandbox.read_in_child(broken)
    output = capfd.readouterr()
    assert (output.out, output.err) == ("", "")
    assert "Secret" not in caplog.text


@pytest.mark.parametrize(
    "piece",
    [
        wire.Detail("encoding", "utf-8"),
        wire.Sheet("Février\n2026"),
        wire.Rows(
            [1, 3], [["é\u2028", 1, 2.5, True, None], [datetime(2026, 3, 4, 10, 30), date(1, 1, 1), clock(10, 30)]]
        ),
        Rejected("S", 3, "row_short", "2 < 3"),
        Warning("sheets_hidden", {"sheets": "Listes"}),
        wire.Failure("cell_too_long", {"row": 3}),
        wire.Done(),
    ],
)
def test_pieces_survive_the_wire(piece: wire.Piece) -> None:
    """Each piece is one line, and comes back equal, with the types of its cells."""
    line = wire.dump(piece)
    assert line.count(b"\n") == 1
    assert piece == wire.load(line)
