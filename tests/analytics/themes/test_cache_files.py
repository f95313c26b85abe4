"""The cache folder keeps what is used, and no more."""

from __future__ import annotations

import os
import time
from pathlib import Path

import numpy as np
import pytest

from analytics.themes import cache_files

ARRAYS = {"a": np.arange(3)}
DAY = 24 * 60 * 60


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the test's own."""
    monkeypatch.setenv("VICE_VERSA_CACHE", str(tmp_path))
    return tmp_path


def _idle(file: Path, days: int) -> None:
    then = time.time() - days * DAY - 60
    os.utime(file, (then, then))


def _names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_a_new_file_takes_the_place_of_idle_ones_of_its_kind(folder: Path) -> None:
    """Those of other kinds stay, however old; so do files that are none of ours."""
    for name in ("model-old", "model-older", "ads-old"):
        cache_files.write(name, ARRAYS)
        _idle(folder / f"{name}.npz", days=2)
    (folder / "model-notes.txt").touch()
    _idle(folder / "model-notes.txt", days=2)
    cache_files.write("model-new", ARRAYS)
    assert ["ads-old.npz", "model-new.npz", "model-notes.txt"] == _names(folder)


def test_a_file_that_is_read_stays(folder: Path) -> None:
    """Reading marks a file as used: two versions of the software can share a folder."""
    for name in ("model-read", "model-idle"):
        cache_files.write(name, ARRAYS)
    for name in ("model-read", "model-idle"):
        _idle(folder / f"{name}.npz", days=2)
    assert cache_files.read("model-read") is not None
    cache_files.write("model-new", ARRAYS)
    assert ["model-new.npz", "model-read.npz"] == _names(folder)


def test_drafts_of_killed_processes_go(folder: Path) -> None:
    """A draft that a process is writing now stays."""
    for name in ("killed.draft", "writing.draft"):
        (folder / name).touch()
    _idle(folder / "killed.draft", days=1)
    cache_files.write("aims-new", ARRAYS)
    assert ["aims-new.npz", "writing.draft"] == _names(folder)


def test_another_process_may_be_faster(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that disappears between being seen and being removed is no error."""
    cache_files.write("model-old", ARRAYS)
    _idle(folder / "model-old.npz", days=2)
    removed = Path.unlink

    def twice(file: Path, missing_ok: bool = False) -> None:
        removed(file)
        removed(file, missing_ok)

    monkeypatch.setattr(Path, "unlink", twice)
    cache_files.write("model-new", ARRAYS)
    assert ["model-new.npz"] == _names(folder)
