"""The store: one DuckDB connection per process, one cursor per query, imports one at a time.

Nothing else knows what is behind ``VICE_VERSA_DATABASE``. The connection is locked down after
opening: no file outside the store, no extension, no change of settings.
"""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar, cast

import duckdb
import pandas as pd

from data import settings
from data.errors import ViceVersaError

_SCHEMA = Path(__file__).parent / "schema"
_LOG = logging.getLogger("vice_versa")
_MOST_REMEMBERED = 256
_NOTHING = object()

T = TypeVar("T")


class Store:
    """An open store.

    ``version`` grows with every committed change that figures rest on, so that what was computed from older data can
    be told from what is current.
    """

    def __init__(self, connect: Callable[[], duckdb.DuckDBPyConnection]) -> None:
        self._connect = connect
        self._connection = connect()
        self._reopening = threading.Lock()
        self._handing_out = threading.Lock()
        self._writing = threading.RLock()
        self._remembering = threading.Lock()
        self._remembered: OrderedDict[Hashable, object] = OrderedDict()
        self.version = 0

    def rows(self, sql: str, parameters: Mapping[str, object] | None = None) -> pd.DataFrame:
        """The result of one query as a DataFrame, on a cursor of its own."""
        with self.reading() as cursor:
            return cursor.execute(sql, dict(parameters or {})).df()

    def value(self, sql: str, parameters: Mapping[str, object] | None = None) -> object:
        """The first column of the first row of one query; None where there is no row."""
        with self.reading() as cursor:
            row = cursor.execute(sql, dict(parameters or {})).fetchone()
            return row[0] if row else None

    @contextmanager
    def reading(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor to read with, where frames must be registered beside the store's tables."""
        with self._cursor() as cursor:
            yield cursor

    @contextmanager
    def _cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor; where the disk fails under it, ``store_not_written`` and a store that can go on.

        DuckDB closes itself to everybody after a failed write ("database has been invalidated"). What was
        committed is in the file and its log, so the store is opened anew.
        """
        connection = self._connection
        try:
            with self._handing_out:  # a connection that is just making a cursor refuses to be closed
                made = connection.cursor()
            with made as cursor:
                yield cursor
        except duckdb.FatalException as error:
            self._open_anew(connection)
            raise ViceVersaError("store_not_written") from error
        except duckdb.ConnectionException as error:
            if self._connection is connection:
                raise
            raise ViceVersaError(
                "store_not_written"
            ) from error  # closed under this cursor by who met the failure first
        except duckdb.IOException as error:
            raise ViceVersaError("store_not_written") from error

    def _open_anew(self, failed: duckdb.DuckDBPyConnection) -> None:
        with self._reopening:
            if self._connection is failed:
                _LOG.error("the store could not be written and is opened anew")
                failed.close()
                # While another cursor is open the old database stays; who meets it then tries again.
                with suppress(ViceVersaError):
                    self._connection = self._connect()
                    self.version += 1

    def remembered(self, key: Hashable, compute: Callable[[], T], rests_on: Hashable = None) -> T:
        """What ``compute`` gave for ``key`` since the last committed change; an exception is not kept.

        ``rests_on`` says what the value rests on where that is little: it is kept as long as this is the same, whatever
        else changes.
        """
        versioned = (self.version if rests_on is None else (rests_on,), key)
        found = self._remembered.get(versioned, _NOTHING)
        if found is not _NOTHING:
            with self._remembering, suppress(KeyError):  # another thread may have dropped it since
                self._remembered.move_to_end(versioned)
            return cast(T, found)
        value = compute()
        with self._remembering:
            self._remembered[versioned] = value
            while len(self._remembered) > _MOST_REMEMBERED:
                self._remembered.popitem(last=False)
        return value

    @contextmanager
    def transaction(self, *, moves_figures: bool = True) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor whose work is kept whole or not at all; writers wait for each other.

        What is remembered stays where the work ``moves_figures`` not at all: a mail that was sent tells nobody anything
        else about candidates.

        Streamlit stops a script with an exception outside ``Exception``, so everything rolls back.
        """
        with self._writing, self._cursor() as cursor:
            cursor.execute("begin transaction")
            try:
                yield cursor
                _commit(cursor)
            except BaseException:
                with suppress(duckdb.Error):  # a failed write has undone itself, and its own error is the one to tell
                    cursor.execute("rollback")
                raise
            self.version += moves_figures

    @contextmanager
    def rehearsal(self) -> Iterator[Rehearsal]:
        """The store as it would be: whatever is done to it is always taken back. Writers wait meanwhile."""
        with self._writing, self._cursor() as cursor:
            cursor.execute("begin transaction")
            try:
                yield Rehearsal(lambda: cursor)
            finally:
                with suppress(duckdb.Error):
                    cursor.execute("rollback")

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """While this lasts nothing is written and the file alone is a whole copy of the store.

        Raises ``store_not_written`` where the file cannot be made whole.
        """
        with self._writing:
            if not self.checkpoint():
                raise ViceVersaError("store_not_written")
            yield

    def checkpoint(self) -> bool:
        """Bring the write-ahead log into the file, so that the file alone is a whole copy; whether that was done.

        Where it was not, nothing is lost: what is committed stays in the log beside the file.
        """
        try:
            with self._writing, self._cursor() as cursor:
                cursor.execute("force checkpoint")
        except ViceVersaError:
            return False
        return True

    def close(self) -> None:
        """Close the store; its cursors are closed with it."""
        with self._handing_out:
            self._connection.close()


class Rehearsal(Store):
    """A store on one cursor, inside a transaction that will be taken back: what is written to it is read from it."""

    @contextmanager
    def reading(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """The rehearsal's own cursor."""
        yield self._connection

    @contextmanager
    def transaction(self, *, moves_figures: bool = True) -> Iterator[duckdb.DuckDBPyConnection]:
        """The rehearsal's own cursor; nothing is kept."""
        yield self._connection
        self.version += moves_figures

    def checkpoint(self) -> bool:
        """Nothing: there is nothing to keep."""
        return True


def _commit(cursor: duckdb.DuckDBPyConnection) -> None:
    try:
        cursor.execute("commit")
    except duckdb.TransactionException as error:
        # Writers wait for each other, so there are no conflicts: the log could not be written.
        raise ViceVersaError("store_not_written") from error


def open_store(url: str | None = None) -> Store:
    """Open the store and bring its schema up to date.

    Raises ``store_busy`` where another process holds it and ``store_unreadable`` where the file is
    no store of ours, or a newer one.
    """
    url = url or settings.database()
    if url != ":memory:":
        Path(url).resolve().parent.mkdir(parents=True, exist_ok=True)
    return Store(lambda: _connected(url))


def _connected(url: str) -> duckdb.DuckDBPyConnection:
    try:
        connection = duckdb.connect(url)
    except duckdb.Error as error:
        code = "store_busy" if "lock" in str(error).lower() else "store_unreadable"
        raise ViceVersaError(code) from error
    try:
        _migrate(connection)
        connection.execute((_SCHEMA / "views.sql").read_text("utf-8"))
        connection.execute(
            "set enable_external_access = false; set autoinstall_known_extensions = false;"
            "set autoload_known_extensions = false; set lock_configuration = true"
        )
    except duckdb.Error as error:
        connection.close()
        raise ViceVersaError("store_unreadable") from error
    return connection


def _migrate(connection: duckdb.DuckDBPyConnection) -> None:
    """Apply the numbered migrations that the store does not have yet, each in a transaction."""
    connection.execute("create table if not exists schema_migration (number integer primary key, applied_at timestamp)")
    done = {row[0] for row in connection.execute("select number from schema_migration").fetchall()}
    applied = False
    for path in sorted(_SCHEMA.glob("[0-9][0-9][0-9][0-9]_*.sql")):
        number = int(path.name[:4])
        if number in done:
            continue
        connection.execute("begin transaction")
        try:
            connection.execute(path.read_text("utf-8"))
            connection.execute("insert into schema_migration values ($number, now()::timestamp)", {"number": number})
            connection.execute("commit")
        except BaseException:
            connection.execute("rollback")
            raise
        applied = True
    if applied:
        connection.execute("checkpoint")
