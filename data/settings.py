"""Every setting of the product: environment variables with one prefix.

To add a setting, add one line to ``SETTINGS``; ``python -m analytics check`` lists them all.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from data.errors import ViceVersaError

PREFIX = "VICE_VERSA_"


def _whole_number(raw: str) -> int:
    value = int(raw)
    if value < 1:
        raise ValueError(raw)
    return value


@dataclass(frozen=True)
class Setting:
    """One setting: its name without the prefix, its default, what it is read as, what it is for."""

    name: str
    default: str
    read: Callable[[str], object]
    purpose: str


SETTINGS = (
    Setting("DATABASE", "vice_versa.duckdb", str, "Where the store is: a DuckDB file, or :memory:"),
    Setting("SECRET_FILE", "", str, "Key that interviews are hashed with; beside the database unless set"),
    Setting(
        "REVIEWERS", "", str, "File with the passphrase of those who may release hidden wordings; nobody may unless set"
    ),
    Setting("MINIMUM_GROUP", "5", _whole_number, "Fewest interviews below which nothing is shown"),
    Setting("RETENTION_MONTHS", "24", _whole_number, "Months after the interview at which wordings are deleted"),
    Setting("LANGUAGE", "", str, "Language of the command line and of a browser that names none: fr or en"),
    Setting("MAX_FILE_MB", "200", _whole_number, "Largest file that an import accepts, in megabytes"),
    Setting("CACHE", "", str, "Folder of the theme model's prepared vectors; beside the database unless set"),
)

_BY_NAME = {setting.name: setting for setting in SETTINGS}


def value(name: str) -> object:
    """The value in force of one setting. Raises ``setting_invalid`` where it cannot be read."""
    setting = _BY_NAME[name]
    raw = os.environ.get(PREFIX + name, "").strip() or setting.default
    try:
        return setting.read(raw)
    except ValueError as error:
        raise ViceVersaError("setting_invalid", name=PREFIX + name, value=raw) from error


def database() -> str:
    """The store's URL."""
    return str(value("DATABASE"))


def _beside_database(name: str, file: str) -> Path:
    chosen = str(value(name))
    if chosen:
        return Path(chosen)
    where = database()
    folder = Path.cwd() if where == ":memory:" else Path(where).resolve().parent
    return folder / file


def secret_file() -> Path:
    """The file of the installation's secret."""
    return _beside_database("SECRET_FILE", "vice_versa.secret")


def reviewers_file() -> Path | None:
    """The file of the reviewers' passphrase, where there is one."""
    chosen = str(value("REVIEWERS"))
    return Path(chosen) if chosen else None


def cache_folder() -> Path:
    """The folder for what can be computed again."""
    return _beside_database("CACHE", ".cache")


def minimum_group() -> int:
    """Fewest interviews of a group whose figures and wordings may be shown."""
    return int(str(value("MINIMUM_GROUP")))


def retention_months() -> int:
    """Months after an interview at which its wordings are deleted."""
    return int(str(value("RETENTION_MONTHS")))


def largest_file() -> int:
    """Largest accepted file, in bytes."""
    return int(str(value("MAX_FILE_MB"))) * 1024 * 1024
