"""A store that several parts are tested on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from analytics import imports
from data.store import Store, open_store


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The demo log, imported as its button does."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VICE_VERSA_SECRET_FILE", str(tmp_path_factory.mktemp("secret") / "secret"))
        opened = open_store(":memory:")
        imports.load_demo(opened)
    yield opened
    opened.close()
