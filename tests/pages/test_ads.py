"""What a reader can do with job ads: file one, read what it says, decide, compare versions, take one out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analytics.ads import book, saying
from data.store import Store

Run = Callable[..., AppTest]

FIRST = """# Nurse

- Competitive salary.
- Remote working considered.
- Weekly half-hour with your manager.
"""
SECOND = FIRST.replace("Remote working considered", "Two days a week from home").replace(
    "Competitive salary", "Salary of £30,000 to £34,000"
)
HOSTILE_AD = FIRST + "- Free :tada: parking <b>now</b> for all of our staff $y$ <http://evil/a.png>.\n"


def _button(app: AppTest, label: str) -> Any:
    return next(button for button in app.button if button.label == label)


def _said(app: AppTest) -> str:
    shown = [*app.header, *app.success, *app.markdown, *app.caption]
    return " ".join(element.value for element in shown).replace("\\", "").replace("\u2060", "")


def _table(app: AppTest) -> pd.DataFrame:
    """What the ad says by theme, without the escapes."""
    frame = app.table[0].value
    return frame.map(lambda cell: str(cell).replace("\\", ""))


@pytest.fixture
def two(store: Store, log: None) -> Store:
    """The small log, with two versions of the nurse's ad."""
    book.add(store, "Nurse", date(2026, 1, 5), FIRST.encode())
    book.add(store, "Nurse", date(2026, 6, 1), SECOND.encode())
    return store


@pytest.mark.usefixtures("log")
def test_an_ad_is_pasted_and_filed(run: Run, store: Store) -> None:
    """A role without an ad says so; the pasted ad is shown masked, its role guessed, and filed with one button."""
    app = run("ads", "en", ad_role="Accountant")
    assert "There is no job ad for “Accountant” yet." in _said(app)
    app.text_area[0].set_value(FIRST + "\nContact: Solveig Kermarrec, solveig@planted.example").run()
    preview = " ".join(element.value for element in app.text)
    assert "Kermarrec" not in preview
    assert "[name]" in preview
    assert "Nurse" == next(box for box in app.selectbox if box.label == "For the role").value
    _button(app, "File this ad").click().run()
    assert "This is version 1 of the job ad for “Nurse”." in _said(app)
    assert "The job ad for “Nurse” answers 1 theme of 12." in _said(app)
    assert ["Nurse"] == book.versions(store)["role"].tolist()
    assert "" == app.text_area[0].value


@pytest.mark.parametrize(
    ("lang", "headline", "pay"),
    [
        ("en", "answers 3 themes of 12", "a range: £30,000 to £34,000 a year"),
        ("fr", "répond à 3 thèmes sur 12", "une fourchette : de 30 000 £ à 34 000 £ par an"),
    ],
)
def test_what_an_ad_says(run: Run, two: Store, lang: str, headline: str, pay: str) -> None:
    """The newest version is shown: how many themes it answers, its pay as a hint, each theme with its passage."""
    app = run("ads", lang)
    said = _said(app).replace("\u202f", " ").replace("\xa0", " ")
    assert headline in said
    assert pay in said
    assert "2023/970" in said
    table = _table(app)
    assert 12 == len(table)
    assert "Two days a week from home." in table.iloc[:, 2].tolist()


def test_a_new_version_is_shown_once_filed(run: Run, two: Store) -> None:
    """Whatever version was looked at, the one just filed is shown; another role begins with its newest."""
    book.add(two, "Accountant", date(2026, 1, 5), FIRST.encode())
    app = run("ads", "en", ad_role="Nurse", ad_version="1")
    app.text_area[0].set_value(SECOND + "- Free parking.").run()
    _button(app, "File this ad").click().run()
    assert "3" == app.selectbox(key="ad_version.en").value
    app.selectbox(key="ad_version.en").set_value("1").run()
    app.selectbox(key="ad_role.en").set_value("Accountant").run()
    app.selectbox(key="ad_role.en").set_value("Nurse").run()
    assert "3" == app.selectbox(key="ad_version.en").value


def test_a_vague_passage_has_its_reason(run: Run, two: Store) -> None:
    """In the first version pay and remote work are vague, and the table says why."""
    row = _table(run("ads", "en", ad_version="1")).set_index("Theme").loc["Remote work and workplace"]
    assert "Vague" in row["The ad"]
    assert "how many days" in row["Why it is vague"]


def test_what_a_version_changed(run: Run, two: Store) -> None:
    """The themes that the change touched, then the words: removed ones struck, new ones marked."""
    said = _said(run("ads", "en"))
    assert "Remote work and workplace: “Vague”, then “Answers”" in said
    assert ":red-background[~~Remote working considered.~~]" in said
    assert ":green-background[Two days a week from home.]" in said


def test_a_decision_is_remembered_and_taken_back(run: Run, two: Store) -> None:
    """Deciding that a passage answers a theme changes the table; leaving it to the rules changes it back."""
    app = run("ads", "en", ad_version="1")
    app.selectbox(key="ad_passage_row").set_value(1).run()
    app.selectbox(key="ad_theme.en").set_value("remote_work").run()
    _button(app, "This passage answers it").click().run()
    assert "Noted." in _said(app)
    assert 1 == len(saying.marked(two))
    assert "Answers" in str(_table(app).set_index("Theme").loc["Remote work and workplace", "The ad"])
    _button(app, "Leave it to the rules").click().run()
    assert {} == saying.marked(two)


def test_a_version_is_taken_out(run: Run, two: Store) -> None:
    """Removing the shown version leaves the other."""
    app = run("ads", "en")
    _button(app, "Remove").click().run()
    assert "The version is removed." in _said(app)
    assert [date(2026, 1, 5)] == book.versions(two)["published"].tolist()


def test_a_second_version_of_a_day_is_refused_in_words(run: Run, two: Store) -> None:
    """What cannot be filed is said on the screen, and the form stays as it was filled."""
    app = run("ads", "en")
    app.text_area[0].set_value(FIRST).run()
    next(box for box in app.date_input if box.label == "Published since").set_value(date(2026, 6, 1)).run()
    _button(app, "File this ad").click().run()
    assert "There is a version of that day already" in app.error[0].value
    assert FIRST == app.text_area[0].value


@pytest.mark.usefixtures("log")
def test_a_pasted_text_that_is_no_ad_is_refused_in_words(run: Run) -> None:
    """A refusal speaks of the pasted text, since there is no file to name."""
    app = run("ads", "en", ad_role="Nurse")
    app.text_area[0].set_value("1234").run()
    assert "“the pasted text” holds only pictures" in app.text[0].value


@pytest.mark.usefixtures("log")
def test_the_words_of_an_ad_stay_words(run: Run, store: Store) -> None:
    """Markup in an ad, or in its role, is shown letter for letter: no picture, link or icon comes of it."""
    book.add(store, "Nurse", date(2026, 1, 5), FIRST.encode())
    book.add(store, "Nurse", date(2026, 6, 1), HOSTILE_AD.encode())
    app = run("ads", "en")
    drawn = [element.value for element in (*app.markdown, *app.header, *app.caption, *app.success)]
    assert not any("<http" in said or ":tada:" in said or "<b>" in said for said in drawn)
    assert any("tada" in said for said in drawn)
