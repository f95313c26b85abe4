"""The whole app on a small log, without a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.store import Store
from ui.shell import SCREENS

ROOT = Path(__file__).parents[2]

LAST_MONDAY = date.today() - timedelta(days=date.today().weekday() + 7)
"""Monday of the last full week."""

HOSTILE = "<b>Chef</b> [x](http://evil) $y$ :tada:"
"""A role as a hostile file could spell it."""

Run = Callable[..., AppTest]


@pytest.fixture
def hostile() -> str:
    """The role that a hostile file spelled."""
    return HOSTILE


@pytest.fixture
def last_monday() -> date:
    """Monday of the last full week."""
    return LAST_MONDAY


@pytest.fixture(autouse=True)
def on_the_test_store(store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The app opens the test's store."""
    st.cache_resource.clear()
    monkeypatch.setattr("ui.shell.open_store", lambda: store)
    # The logs written out below have the themes that the tests gave them, which no model is to find anew.
    monkeypatch.setattr("ui.jobs.labels.outdated", lambda store: 0)
    yield
    st.cache_resource.clear()


@pytest.fixture
def log(fill: Callable[..., str], held: type[Any]) -> None:
    """Twelve weeks of twenty interviews; in the last one remote work goes from a tenth to all of them."""
    interviews = []
    for week in range(12):
        for number in range(20):
            asked: list[object] = []
            if week == 0 or number % 10 == 0:
                asked.append(("Can I work from home?", ["remote_work"]))
            if number % 3 == 0:
                asked.append(("What is the salary?", ["compensation"]))
            if number == 7:
                asked.append("And the moon?")
            role = ("Nurse", "Accountant", HOSTILE)[number % 3]
            day = LAST_MONDAY - timedelta(weeks=week) + timedelta(days=number % 5)
            interviews.append(held(day, role, asked, location=("Paris", "Lyon")[number % 2]))
    fill(interviews)


@pytest.fixture
def run() -> Run:
    """A function that opens a screen, in a language, at an address; it fails where the app does."""

    def opened(screen: str = "week", locale: str = "en", **address: str | list[str]) -> AppTest:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        app.context = {"locale": locale, "theme": "light"}
        for name, value in address.items():
            app.query_params[name] = value
        app.run()
        if screen != SCREENS[0].name:
            app.switch_page(f"pages/{screen}.py").run()
        assert not app.exception
        return app

    return opened
