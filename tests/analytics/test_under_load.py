"""Many sessions at once, a backup meanwhile, and a disk that is full."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from analytics import imports, operations, queries
from analytics.population import Filters, PopulationRefused
from data import settings
from data.store import Store, open_store

IMPORTING, READING, ROWS, FILES_EACH = 10, 20, 28, 2
WHOLE = IMPORTING * FILES_EACH * ROWS


@pytest.fixture
def store() -> Iterator[Store]:
    """A store in a file, where a backup can be taken."""
    opened = open_store()
    yield opened
    opened.close()


def _log(session: int, number: int) -> bytes:
    rows = [f"2026-09-{1 + row:02},Nurse,{session}-{number}-{row},What is the pay?" for row in range(ROWS)]
    return "\n".join(["date,role,candidate,question", *rows, ""]).encode()


def _together(*works: Callable[[], None]) -> list[BaseException]:
    """Do all of this at once; what went wrong in any of it."""
    failed: list[BaseException] = []

    def guarded(work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - told to the test, whatever it is
            failed.append(error)

    threads = [threading.Thread(target=guarded, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failed


def test_ten_sessions_import_while_twenty_read_and_a_backup_is_taken(store: Store, tmp_path: Path) -> None:
    """Every import counts once, whoever reads sees whole imports only, and the backup restores to whole figures."""
    done, copies = threading.Event(), []

    def importing(session: int) -> None:
        for number in range(FILES_EACH):
            imports.confirm(store, imports.prepare(store, _log(session, number), f"{session}-{number}.csv"))

    def reading() -> None:
        while not done.wait(0.1):
            try:
                rates = queries.theme_rates(store, Filters())
            except PopulationRefused:
                continue
            assert rates["interviews"].iloc[0] % ROWS == 0
            assert rates.set_index("theme").at["compensation", "asked"] == rates["interviews"].iloc[0]

    def all_importing() -> None:
        try:
            assert [] == _together(*(lambda s=session: importing(s) for session in range(IMPORTING)))
        finally:
            done.set()

    def backing_up() -> None:
        for number in range(3):
            copies.append(operations.backup(store, tmp_path / f"backup-{number}")[0])

    assert [] == _together(all_importing, backing_up, *[reading] * READING)
    assert [WHOLE] * 2 == [store.value(f"select count(*) from {table}") for table in ("interview", "question")]
    copies.append(operations.backup(store, tmp_path / "last")[0])
    figures = queries.theme_rates(store, Filters())
    for copy in copies:
        restored = open_store(str(copy))
        held = restored.value("select count(*) from interview")
        assert int(str(held)) % ROWS == 0
        assert held == restored.value("select coalesce(sum(interviews), 0) from cube where subject = 'all'")
        if copy is copies[-1]:
            assert figures.equals(queries.theme_rates(restored, Filters()))
        restored.close()


FULL = """
import os, resource, sys
from analytics import imports
from data.errors import ViceVersaError
from data.store import open_store

def log(number, rows, letters):
    lines = [f"2026-09-{1 + r % 28:02},Nurse,{number}-{r},What is the pay {r} {'x' * letters}?" for r in range(rows)]
    return "\\n".join(["date,role,candidate,question", *lines, ""]).encode()

store = open_store()
imports.confirm(store, imports.prepare(store, log(0, 28, 1), "first.csv"))
draft = imports.prepare(store, log(1, 100, 1500), "large.csv")
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
try:
    print(imports.confirm(store, draft).status)
except ViceVersaError as error:
    print(error.code)
print(store.value("select count(*) from interview"))
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
print(imports.confirm(store, imports.prepare(store, log(1, 100, 1500), "large.csv")).status)
print(store.value("select count(*) from interview"))
store.close()
"""


@pytest.mark.parametrize(
    ("bytes_left", "told"),
    [
        # Not even the log has room: refused, and what was there can be read.
        (60_000, ["store_not_written", "28", "imported", "128"]),
        # The log has room and the file has not: the import is kept in the log.
        (1_500_000, ["imported", "128", "known", "128"]),
    ],
)
def test_a_full_disk_is_said_and_loses_nothing(bytes_left: int, told: list[str]) -> None:
    """An import that the disk has no room for ends in a sentence; reading goes on, and so does importing after."""
    ran = subprocess.run(
        [sys.executable, "-c", FULL, str(bytes_left)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told == ran.stdout.split()
    store = open_store(settings.database())
    assert 128 == store.value("select count(*) from interview")
    assert 128 == store.value("select sum(interviews) from cube where subject = 'all'")
    store.close()
