"""A reviewer shows a hidden wording, and hides it again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data.store import Store

Run = Callable[..., AppTest]
PHRASE, SECRET = "a long enough passphrase", "I am ill, is that a problem?"


@pytest.fixture
def secrets(fill: Callable[..., str], held: type[Any], last_monday: Any) -> None:
    """Five interviews in which something was revealed."""
    fill([held(last_monday, "Nurse", [SECRET], hidden=True) for _ in range(5)], "secrets", first=1000)


@pytest.fixture
def reviewed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation with reviewers."""
    path = tmp_path / "reviewers.txt"
    path.write_text(PHRASE, "utf-8")
    path.chmod(0o600)
    monkeypatch.setenv("VICE_VERSA_REVIEWERS", str(path))


def _button(app: AppTest, label: str) -> Any:
    return next(button for button in app.button if button.label == label)


def _passphrase(app: AppTest) -> Any:
    return next(field for field in app.text_input if field.label == "Reviewers’ passphrase")


def _shown(app: AppTest) -> bool:
    """Whether the wording is in the table of questions."""
    return SECRET in list(app.dataframe[0].value["wording"])


@pytest.mark.usefixtures("log", "secrets")
def test_without_reviewers_nothing_is_offered(run: Run) -> None:
    """The screen has no word of a review where the setting is off."""
    app = run("questions", "en", period="all")
    assert not _shown(app)
    assert not app.expander


@pytest.mark.usefixtures("log", "secrets", "reviewed")
def test_a_reviewer_shows_a_wording_and_hides_it_again(run: Run, store: Store) -> None:
    """After the passphrase the hidden wording is listed; shown, it is in the table; hidden again, it is not."""
    app = run("questions", "en", period="all")
    _passphrase(app).set_value("a wrong passphrase")
    _button(app, "Review").click().run()
    assert "not the reviewers" in app.error[0].value
    assert len(app.dataframe) == 1
    _passphrase(app).set_value(PHRASE)
    _button(app, "Review").click().run()
    assert [SECRET] == list(app.dataframe[1].value["wording"])
    assert not _shown(app)
    app.selectbox(key="released_row").set_value(0).run()
    _button(app, "Show this wording from now on").click().run()
    assert _shown(app)
    assert store.value("select count(*) from release") == 1
    app.selectbox(key="released_row").set_value(0).run()
    _button(app, "Hide it again").click().run()
    assert not _shown(app)
    assert PHRASE not in repr(app.session_state)
    _button(app, "End the review").click().run()
    assert len(app.dataframe) == 1
