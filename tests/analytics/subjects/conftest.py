"""A log with a subject that was not there before, and one through the demo's own import."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from analytics import imports
from data.store import Store

MONDAY = date(2026, 11, 16)
USUAL = (
    "What is the salary range?",
    "Can I work from home?",
    "How big is the team?",
    "Quels sont les horaires ?",
    "Who would be my manager?",
    "Quelle formation est prévue au début ?",
)
WORDINGS = tomllib.loads((Path(__file__).parent / "wordings.toml").read_text("utf-8"))

ReadLog = Callable[..., Store]


@pytest.fixture
def monday() -> date:
    """The last week of the logs."""
    return MONDAY


@pytest.fixture
def read_log(store: Store) -> ReadLog:
    """A function that imports twenty interviews a week, some of them with a question of a planted subject.

    ``asked``: how many interviews of each of the last weeks ask it, newest first. ``roles``: whose.
    """

    def read(asked: tuple[int, ...], subject: str = "canteen_closing", weeks: int = 20, role: str = "") -> Store:
        one = next(one for kind in WORDINGS.values() for one in kind if one["id"] == subject)
        wordings = [wording for pair in zip(one["fr"], one["en"], strict=True) for wording in pair]
        rows, said = ["date;role;candidate;question"], 0
        for back in range(weeks):
            for number in range(20):
                start = f"{MONDAY - timedelta(weeks=back) + timedelta(days=number % 5)}"
                own = role if role and number == 0 else ("Nurse", "Accountant")[number % 2]
                who = f"{start};{own};C{back}-{number};"
                rows.append(f"{who}{USUAL[(back + number) % len(USUAL)]}")
                if back < len(asked) and number < asked[back]:
                    rows.append(f"{who}{wordings[said % len(wordings)]}")
                    said += 1
        content = "\n".join(rows).encode()
        imports.confirm(store, imports.prepare(store, content, f"log-{subject}-{sum(asked)}.csv"))
        return store

    return read
