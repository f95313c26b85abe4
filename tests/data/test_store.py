from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import duckdb
import pytest

from data import settings
from data.errors import ViceVersaError
from data.store import Store, open_store

OPENING = """
from data.errors import ViceVersaError
from data.store import open_store
try:
    open_store()
except ViceVersaError as error:
    print(error.code)
"""


def test_a_store_opens_twice_with_what_it_held(tmp_path: Path) -> None:
    """Opening again applies no migration twice and keeps the rows."""
    url = str(tmp_path / "s.duckdb")
    first = open_store(url)
    with first.transaction() as cursor:
        cursor.execute("insert into role_merge values ('a', 'b', now()::timestamp)")
    first.close()
    again = open_store(url)
    assert ["b"] == again.rows("select merged_into from role_merge")["merged_into"].tolist()
    again.close()


def test_a_transaction_stopped_by_anything_leaves_no_trace(store: Store) -> None:
    """Even an exception outside Exception, as Streamlit raises to stop a script, rolls back."""

    class Stop(BaseException):
        pass

    def write() -> None:
        with store.transaction() as cursor:
            cursor.execute("insert into role_merge values ('a', 'b', now()::timestamp)")
            raise Stop

    with pytest.raises(Stop):
        write()
    assert store.rows("from role_merge").empty
    assert 0 == store.version


def test_two_writers_wait_for_each_other(store: Store) -> None:
    """Transactions from two threads both succeed, one after the other."""

    def write(role: str) -> None:
        for number in range(20):
            with store.transaction() as cursor:
                cursor.execute("insert into role_merge values ($r, 'b', now()::timestamp)", {"r": f"{role}{number}"})

    threads = [threading.Thread(target=write, args=(role,)) for role in "xy"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 40 == store.value("select count(*) from role_merge")


def test_what_rests_on_little_is_remembered_as_long_as_that_stays(store: Store) -> None:
    """A committed change elsewhere does not matter; another basis does, and the first one is still known."""
    calls = iter(range(1, 9))
    assert 1 == store.remembered("k", lambda: next(calls), rests_on="a")
    with store.transaction():
        pass
    assert 1 == store.remembered("k", lambda: next(calls), rests_on="a")
    assert 2 == store.remembered("k", lambda: next(calls), rests_on="b")
    assert 3 == store.remembered("k", lambda: next(calls))
    assert 1 == store.remembered("k", lambda: next(calls), rests_on="a")


def test_what_is_remembered_is_forgotten_after_a_change(store: Store) -> None:
    """A value is computed once per version of the store."""
    calls = iter(range(1, 9))
    assert 1 == store.remembered("k", lambda: next(calls))
    assert 1 == store.remembered("k", lambda: next(calls))
    with store.transaction():
        pass
    assert 2 == store.remembered("k", lambda: next(calls))


def test_what_moves_no_figure_leaves_what_is_remembered(store: Store) -> None:
    """The work is kept all the same, and undone all the same where it fails."""
    store.remembered("k", lambda: 1)
    with store.transaction(moves_figures=False) as cursor:
        cursor.execute("insert into role_merge values ('a', 'b', now()::timestamp)")
    assert 1 == store.remembered("k", lambda: 2)
    assert 1 == store.value("select count(*) from role_merge")


@pytest.mark.parametrize(
    "statement",
    [
        "select * from read_csv('/etc/passwd')",
        "copy (select 1) to '/tmp/leak.csv'",
        "attach '/tmp/other.duckdb'",
        "install httpfs",
        "set enable_external_access = true",
    ],
)
def test_the_connection_is_locked_down(store: Store, statement: str) -> None:
    """No query reads or writes outside the store, loads an extension, or changes a setting."""
    with pytest.raises(duckdb.Error), store.reading() as cursor:
        cursor.execute(statement)


def test_a_store_held_by_another_process_is_a_plain_sentence() -> None:
    """A second process learns in words that the dashboard holds the store."""
    opened = open_store()
    root = Path(__file__).parents[2]
    printed = subprocess.run(
        [sys.executable, "-c", OPENING], cwd=root, capture_output=True, text=True, check=False
    ).stdout
    opened.close()
    assert "store_busy" == printed.strip()


def test_a_file_that_is_no_store_is_refused() -> None:
    """A text file in the database's place is refused and left as it is."""
    path = Path(settings.database())
    path.write_text("not a database" * 400)
    with pytest.raises(ViceVersaError) as raised:
        open_store()
    assert "store_unreadable" == raised.value.code
    assert path.read_text().startswith("not a database")
