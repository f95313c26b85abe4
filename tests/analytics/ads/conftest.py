"""The demo log with its ads in a store of its own, read by the tests of what it plants."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from analytics import imports
from data.store import Store, open_store


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory: pytest.TempPathFactory, shared_model_cache: None) -> Iterator[Store]:
    """The demo as a newcomer finds it, today; tests only read it."""
    folder: Path = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VICE_VERSA_DATABASE", str(folder / "demo.duckdb"))
        store = open_store()
        imports.load_demo(store)
    yield store
    store.close()
