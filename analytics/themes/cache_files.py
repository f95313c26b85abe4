"""Arrays kept in the cache folder: what can be computed again, but takes seconds.

A file is named for its kind, then for what it was made of: ``model-…``. A new one takes the place of those of its kind
that nobody has read for a day; what another process or another version of the software works with stays.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from data import settings

Arrays = dict[str, np.ndarray[Any, Any]]

_IDLE = 24 * 60 * 60
"""Seconds after which a file that was not read may go."""


def read(name: str) -> Arrays | None:
    """The arrays kept under ``name``; None where there are none, or the file is damaged."""
    file = settings.cache_folder() / f"{name}.npz"
    try:
        with np.load(file, allow_pickle=False) as stored:
            arrays = {array: stored[array] for array in stored.files}
    except (OSError, ValueError, EOFError, BadZipFile):
        return None
    with suppress(OSError):  # a folder that cannot be written is read all the same
        os.utime(file)
    return arrays


def write(name: str, arrays: Mapping[str, np.ndarray[Any, Any]]) -> None:
    """Keep the arrays: the file appears whole or not at all. A folder that cannot be written is no error."""
    folder = settings.cache_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, suffix=".draft", delete=False) as draft:
            np.savez(draft, allow_pickle=False, **arrays)
        os.replace(draft.name, folder / f"{name}.npz")
    except OSError:
        return
    _prune(folder, name)


def _prune(folder: Path, name: str) -> None:
    """Remove what ``name`` takes the place of, and drafts of processes that were killed."""
    idle_since = time.time() - _IDLE
    for pattern in (f"{name.split('-')[0]}-*.npz", "*.draft"):
        for file in folder.glob(pattern):
            with suppress(OSError):  # another process was faster, or has it open where that keeps a file
                if file.stem != name and file.stat().st_mtime < idle_since:
                    file.unlink()
