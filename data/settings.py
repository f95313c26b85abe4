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


def _port(raw: str) -> int | None:
    """A port; None where none is named."""
    if not raw:
        return None
    port = _whole_number(raw)
    if port > 65535:
        raise ValueError(raw)
    return port


def _one_of(*words: str) -> Callable[[str], str]:
    def read(raw: str) -> str:
        if raw.lower() not in words:
            raise ValueError(raw)
        return raw.lower()

    return read


@dataclass(frozen=True)
class Setting:
    """One setting: its name without the prefix, its default, what it is read as, what it is for.

    A ``secret`` is never printed.
    """

    name: str
    default: str
    read: Callable[[str], object]
    purpose: str
    secret: bool = False


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
    Setting("SMTP_HOST", "", str, "Mail server that sends the digests; no mail is sent unless set"),
    Setting("SMTP_PORT", "", _port, "Its port; 587, or 465 for tls, or 25 for none, unless set"),
    Setting("SMTP_TLS", "starttls", _one_of("starttls", "tls", "none"), "starttls, tls from the start, or none"),
    Setting("SMTP_USER", "", str, "Account on the mail server; none unless set"),
    Setting("SMTP_PASSWORD", "", str, "Its password", secret=True),
    Setting("SMTP_PASSWORD_FILE", "", str, "File with that password, instead of the password itself"),
    Setting("SMTP_FROM", "", str, "Address that the digests come from"),
    Setting("SMTP_CA_FILE", "", str, "Certificates trusted for the mail server; the machine's own unless set"),
    Setting("SMTP_TIMEOUT", "30", _whole_number, "Seconds to wait for an answer of the mail server"),
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


def in_force() -> dict[str, object]:
    """The settings in force by their whole names; of a secret, only whether it is set."""
    return {PREFIX + s.name: _shown(s) for s in SETTINGS}


def _shown(setting: Setting) -> object:
    found = value(setting.name)
    return ("********" if found else "") if setting.secret else found


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
