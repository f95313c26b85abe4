"""A log with one planted change, a mail server on loopback, and digests that are due."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from analytics.digests import saved
from analytics.digests.saved import Digest
from data.store import Store
from tests.mailbox import Mailbox, mail_server

WEEK = date(2026, 11, 16)
"""The Monday of the week that the log ends with."""

NOW = datetime(2026, 11, 23, 9, 30)
"""The Monday after, when the digest of that week is due since seven."""


@pytest.fixture
def log(fill: Callable[..., str], held: type[Any]) -> None:
    """Twelve weeks of twenty-four interviews; in the last one remote work goes from an eighth to all of them."""
    interviews = []
    for week in range(12):
        for number in range(24):
            asked: list[object] = []
            if week == 0 or number // 2 % 8 == 0:
                asked.append(("Can I work from home?", ["remote_work"]))
            if number % 3 == 0:
                asked.append(("What is the salary?", ["compensation"]))
            day = WEEK - timedelta(weeks=week) + timedelta(days=number % 5)
            interviews.append(held(day, ("Nurse", "Cook")[number % 2], asked))
    fill(interviews)


@pytest.fixture
def box(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    """A mail server that the settings name."""
    with mail_server() as box:
        for name, value in {"HOST": "localhost", "PORT": box.port, "TLS": "none", "TIMEOUT": 5}.items():
            monkeypatch.setenv(f"VICE_VERSA_SMTP_{name}", str(value))
        monkeypatch.setenv("VICE_VERSA_SMTP_FROM", "Vice Versa <robot@example.com>")
        yield box


@pytest.fixture
def keep(store: Store) -> Callable[..., Digest]:
    """A function that saves a digest two weeks before it is looked at."""

    def kept(*recipients: str, **values: Any) -> Digest:
        digest = Digest(values.pop("name", "All roles"), recipients or ("claire@example.com",), **values)
        return saved.save(store, digest, NOW - timedelta(weeks=2))

    return kept


@pytest.fixture
def week() -> date:
    """The week that the log ends with."""
    return WEEK


@pytest.fixture
def now() -> datetime:
    """A moment at which its digest is due."""
    return NOW
