"""Who is who without a name: keyed hashes of interviews, plain hashes of wordings.

An interview's id is an HMAC-SHA256 of what tells it apart, under a secret that stays beside the store
and never inside it. From an id nobody can tell a candidate, nor try a list of names, without the secret.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp

from data import settings
from data.errors import ViceVersaError
from data.spelling import folded

_SECRET_BYTES = 32
_SEPARATOR = "\x00"  # in no cell, and no space, so that folding keeps it
_WORDS = re.compile(r"(?:[^\W_]|[+#%€$£])+")


def secret(path: Path | None = None) -> bytes:
    """The secret of this installation, made on first use in a file that only its owner can read.

    Raises ``secret_unreadable`` where the file cannot be read or made, or does not hold a secret: going
    on with another secret would count every known interview again.
    """
    path = path or settings.secret_file()
    try:
        if not path.exists():
            _create(path)
        key = bytes.fromhex(path.read_text("ascii").strip())
    except (OSError, ValueError) as error:
        raise ViceVersaError("secret_unreadable", file=path.name) from error
    if len(key) != _SECRET_BYTES:
        raise ViceVersaError("secret_unreadable", file=path.name)
    return key


def _create(path: Path) -> None:
    """Write a new secret under another name, then link it in place: whole or absent, and first come wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = mkstemp(dir=path.parent, prefix=f".{path.name}.")  # made with mode 0600
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(_SECRET_BYTES) + "\n")
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):  # another process was first: its secret is the one
            os.link(draft, path)
    finally:
        os.unlink(draft)


def interview_id(key: bytes, *parts: str) -> int:
    """A positive 63-bit id of an interview from what tells it apart, the same for every spelling of it."""
    message = folded(_SEPARATOR.join(map(str.strip, parts)))
    return int.from_bytes(hmac.digest(key, message.encode(), "sha256")[:8], "big") >> 1


def text_id(wording: str) -> int:
    """A positive 63-bit id of a wording: case, accents, spaces and punctuation make no other text."""
    words = " ".join(_WORDS.findall(folded(wording)))
    return int.from_bytes(hashlib.sha256(words.encode()).digest()[:8], "big") >> 1


def group_id(founded_by: str) -> int:
    """A positive 63-bit id of a group of questions, from what founds it."""
    return int.from_bytes(hashlib.sha256(f"group {founded_by}".encode()).digest()[:8], "big") >> 1
