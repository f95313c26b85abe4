"""Arrays kept in the cache folder: what can be computed again, but takes seconds."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from typing import Any
from zipfile import BadZipFile

import numpy as np

from data import settings

Arrays = dict[str, np.ndarray[Any, Any]]


def read(name: str) -> Arrays | None:
    """The arrays kept under ``name``; None where there are none, or the file is damaged."""
    try:
        with np.load(settings.cache_folder() / f"{name}.npz", allow_pickle=False) as stored:
            return {array: stored[array] for array in stored.files}
    except (OSError, ValueError, EOFError, BadZipFile):
        return None


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
