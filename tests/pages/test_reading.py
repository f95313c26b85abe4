"""A large file is read beside the script: the reader sees how far it is, can stop it, and can leave."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from analytics import imports
from data.store import Store

Run = Callable[..., AppTest]

LOG = b"Date;Poste;Question\n2026-09-07;Comptable;Quel est le salaire ?\n2026-09-08;Comptable;Quels horaires ?\n"


@pytest.fixture(autouse=True)
def every_file_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """No file is read while the script waits."""
    monkeypatch.setattr("ui.imports.drafts.READ_AT_ONCE", 0)


@pytest.fixture
def held_up(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Readings go on only when they are stopped; what became of each is noted."""
    ended: list[str] = []
    prepare = imports.prepare

    def slowly(*given: Any, progress: imports.Progress, **options: Any) -> imports.Draft:
        try:
            for _ in range(600):
                progress(0.3, "reading")
                time.sleep(0.05)
            return prepare(*given, **options)
        finally:
            ended.append("ended")

    monkeypatch.setattr("ui.imports.drafts.imports.prepare", slowly)
    return ended


def _button(app: AppTest, label: str) -> Any:
    return next((button for button in app.button if button.label == label), None)


def _until(app: AppTest, label: str) -> Any:
    """Run until there is such a button."""
    for _ in range(200):
        if button := _button(app, label):
            return button
        time.sleep(0.05)
        app.run()
    raise AssertionError(label)


def test_a_large_file_is_read_beside_the_script(run: Run, store: Store) -> None:
    """The same is shown of it as of a small one, and it can be imported."""
    app = run("imports")
    app.file_uploader[0].upload("log.csv", LOG).run()
    _until(app, "Import this file").click().run()
    for _ in range(200):
        if store.value("select count(*) from question") == 2:
            return
        time.sleep(0.05)
    raise AssertionError("nothing was imported")


def test_a_reading_can_be_stopped_and_taken_up(run: Run, held_up: list[str]) -> None:
    """Stopped, it leaves a word and a way to read the file after all."""
    app = run("imports")
    app.file_uploader[0].upload("log.csv", LOG).run()
    assert _button(app, "Import this file") is None
    _button(app, "Cancel").click().run()
    _until(app, "Read the file again")
    assert held_up == ["ended"]
    assert "nothing was kept" in app.info[0].value
    assert not app.exception


def test_leaving_the_screen_stops_the_reading(run: Run, held_up: list[str]) -> None:
    """Nothing of a file that nobody waits for is read on."""
    app = run("imports")
    app.file_uploader[0].upload("log.csv", LOG).run()
    app.switch_page("pages/week.py").run()
    for _ in range(100):
        if held_up:
            return
        time.sleep(0.05)
    raise AssertionError("the reading goes on")


def test_a_refused_file_says_so_as_ever(run: Run) -> None:
    """An error of the reading is shown as for a small file."""
    app = run("imports")
    app.file_uploader[0].upload("log.csv", b"%PDF-1.7 not a log").run()
    for _ in range(200):
        if app.error:
            return
        time.sleep(0.05)
        app.run()
    raise AssertionError("no error was shown")
