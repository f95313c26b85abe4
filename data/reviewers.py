"""Who may read hidden wordings and release them: whoever knows the passphrase of a file that only its owner can read.

The product has no accounts, so this is a right without a name: a release says when, not who. Without
the setting nobody has it.
"""

from __future__ import annotations

import hmac
import stat

from data import settings
from data.errors import ViceVersaError

_SHORTEST = 12


def wanted() -> bool:
    """True where the installation has reviewers."""
    return settings.reviewers_file() is not None


def admits(passphrase: str) -> bool:
    """True for the passphrase of the reviewers' file; False without reviewers.

    Raises ``reviewers_unreadable`` where the file cannot be read, can be read by others than its owner,
    or holds fewer than twelve characters.
    """
    path = settings.reviewers_file()
    if path is None:
        return False
    try:
        private = stat.S_IMODE(path.stat().st_mode) & (stat.S_IRWXG | stat.S_IRWXO) == 0
        expected = path.read_text("utf-8").strip()
    except (OSError, ValueError) as error:
        raise ViceVersaError("reviewers_unreadable", file=path.name) from error
    if not private or len(expected) < _SHORTEST:
        raise ViceVersaError("reviewers_unreadable", file=path.name)
    return hmac.compare_digest(passphrase.strip().encode(), expected.encode())
