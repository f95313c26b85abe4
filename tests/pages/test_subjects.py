"""New subjects on the week's screen: their cards, the three decisions, and the way into the taxonomy."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from analytics import imports
from data.store import Store

Run = Callable[..., AppTest]
WORDINGS = Path(__file__).parents[1] / "analytics" / "subjects" / "wordings.toml"
USUAL = ("What is the salary range?", "Can I work from home?", "How big is the team?")


@pytest.fixture
def canteen(store: Store, last_monday: date) -> Store:
    """Sixteen weeks of twenty interviews; in the last four the canteen is asked about."""
    subject = next(
        one for one in tomllib.loads(WORDINGS.read_text("utf-8"))["subject"] if one["id"] == "canteen_closing"
    )
    rows = ["date;role;candidate;question"]
    for back in range(16):
        for number in range(20):
            who = f"{last_monday - timedelta(weeks=back)};{('Nurse', 'Accountant')[number % 2]};C{back}-{number};"
            rows.append(f"{who}{USUAL[number % 3]}")
            if back < 4 and number < 4:
                rows.append(f"{who}{subject['en'][(4 * back + number) % 10]}")
    imports.confirm(store, imports.prepare(store, "\n".join(rows).encode(), "log.csv"))
    return store


def _button(app: AppTest, label: str) -> Any:
    return next(button for button in app.button if button.label == label)


def _said(app: AppTest) -> str:
    shown = (app.success, app.caption, app.text, app.markdown)
    return " ".join(element.value for kind in shown for element in kind).replace("\\", "")


@pytest.mark.parametrize(
    ("locale", "title", "counted"),
    [
        ("en", "New subjects", "of 80 interviews in four weeks"),
        ("fr", "Sujets nouveaux", "entretiens sur 80 en quatre semaines"),
    ],
)
def test_a_new_subject_has_a_card(canteen: Store, run: Run, locale: str, title: str, counted: str) -> None:
    """The card names the subject and says how much it is asked, in the reader's language."""
    app = run("week", locale)
    assert title in [element.value for element in app.subheader]
    assert counted in _said(app)
    assert "canteen" in _said(app)


def test_dismissing_and_taking_it_back(canteen: Store, run: Run) -> None:
    """A dismissed subject leaves the screen, and comes back with one click."""
    app = run("week", "en")
    _button(app, "Dismiss").click().run()
    assert "No new subject in the last four weeks." in _said(app)
    assert "dismissed" == canteen.value("select state from subject_decision")
    _button(app, "Undo").click().run()
    assert "The decision is undone." in _said(app)
    assert _button(app, "Dismiss")


def test_watching_keeps_it_on_the_screen(canteen: Store, run: Run) -> None:
    """A watched subject says so and stays."""
    app = run("week", "en")
    _button(app, "Watch").click().run()
    assert "Watched" in _said(app)
    assert _button(app, "Make it a theme")


def test_a_subject_becomes_a_theme(canteen: Store, run: Run) -> None:
    """The editor opens filled in; once the theme is in force the subject is new no more."""
    app = run("week", "en")
    _button(app, "Make it a theme").click().run()
    assert "anteen" in str(app.text_input(key="add.label").value)
    assert 5 <= len(str(app.text_area(key="add.examples").value).splitlines())
    assert not canteen.value("select count(*) from subject_decision")
    _button(app, "See what would move").click().run()
    _button(app, "Apply").click().run()
    assert "accepted" == canteen.value("select state from subject_decision")
    again = run("week", "en")
    assert "No new subject in the last four weeks." in _said(again)


@pytest.mark.usefixtures("log")
def test_a_quiet_log_says_so(run: Run) -> None:
    """Where nothing is new the section says it in one line."""
    assert "No new subject in the last four weeks." in _said(run("week", "en"))
