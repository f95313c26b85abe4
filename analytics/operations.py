"""Keeping the store: retention, backup, and the check that it is sound."""

from __future__ import annotations

import os
import shutil
import stat
from datetime import date, datetime
from pathlib import Path
from typing import TypedDict

from data import cube, identity, retention, settings
from data.errors import ViceVersaError
from data.store import Store, open_store

_SQL = Path(__file__).parent / "sql"


class Findings(TypedDict):
    """What ``check`` found: settings in force, checks passed or not, warnings (codes)."""

    settings: dict[str, object]
    checks: dict[str, bool]
    warnings: list[str]


def purge(store: Store, today: date) -> int:
    """Delete the wordings older than the retention; how many."""
    with store.transaction() as cursor:
        deleted = retention.purge(cursor, today)
    store.checkpoint()
    return deleted


def backup(store: Store, folder: Path) -> list[Path]:
    """Copy the store and its secret into ``folder``; the files written.

    No import runs meanwhile, so the copy is whole. Raises ``backup_in_memory`` for a store that has no file.
    """
    url = settings.database()
    if url == ":memory:":
        raise ViceVersaError("backup_in_memory")
    folder.mkdir(parents=True, exist_ok=True)
    moment = datetime.now().strftime("%Y-%m-%d-%H%M%S")
    copy = folder / f"vice_versa-{moment}.duckdb"
    with store.quiet():
        shutil.copyfile(url, copy)
    identity.secret()
    secret = folder / f"vice_versa-{moment}.secret"
    shutil.copyfile(settings.secret_file(), secret)
    os.chmod(secret, stat.S_IRUSR | stat.S_IWUSR)
    return [copy, secret]


def check() -> Findings:
    """Open the store and compare what it counts with what it holds."""
    in_force = settings.in_force()
    store = open_store()
    secret = settings.secret_file()
    checks = {
        "store_opens": True,
        "counts_match": _counts_match(store),
        "secret_private": not secret.exists() or stat.S_IMODE(secret.stat().st_mode) & 0o077 == 0,
    }
    store.close()
    warnings = ["minimum_group_low"] if settings.minimum_group() < 3 else []
    return {"settings": in_force, "checks": checks, "warnings": warnings}


def _counts_match(store: Store) -> bool:
    """Whether the cube is what the facts give when counted anew; nothing is changed."""
    with store.rehearsal() as trial, trial.transaction() as cursor:
        cursor.execute("create temp table counted as select * from cube")
        cube.refresh(cursor)
        difference = cursor.execute((_SQL / "cube_difference.sql").read_text("utf-8")).fetchone()
    return difference is not None and difference[0] == 0
