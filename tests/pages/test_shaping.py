"""What a reader can do with themes: decide, shape, judge, and take it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from analytics import imports
from analytics.themes import taxonomy_file, versions
from data.store import Store

Run = Callable[..., AppTest]

EXAMPLES = """Is there a parking space for staff?
Where can I park my car?
Can I leave my bike somewhere safe?
Do employees get a parking permit?
Is there a bike shed?"""
ASKED = ("Is there a car park for employees?", "What is the salary range?", "Hello, can you hear me?")


@pytest.fixture
def read_log(store: Store) -> Store:
    """A log that went the usual way: six weeks, thirty interviews, three wordings."""
    start = date.today() - timedelta(weeks=6)
    rows = [f"{start + timedelta(days=n)},Accountant,C{n},{ASKED[n % 3]}" for n in range(30)]
    content = (
        "\n".join(["date,role,candidate,question", *rows]).replace("Hello, can", '"Hello, can').replace("me?", 'me?"')
    )
    imports.confirm(store, imports.prepare(store, content.encode(), "log.csv"))
    return store


def _button(app: AppTest, label: str) -> Any:
    return next(button for button in app.button if button.label.replace("\\", "") == label)


def _said(app: AppTest) -> str:
    return " ".join(element.value for kind in (app.success, app.header) for element in kind).replace("\\", "")


@pytest.mark.usefixtures("log")
def test_the_heaviest_question_is_decided_and_the_decision_undone(run: Run, store: Store) -> None:
    """The queue starts with the text asked most; deciding empties it, undoing brings the text back."""
    app = run("review", "en", period="all")
    assert "1 question waits for a decision; it was asked in 12 interviews." in _said(app)
    _button(app, "Growth").click().run()
    assert store.value("select themes from correction") == ["growth"]
    assert "No question is waiting" in _said(app)
    _button(app, "Undo the last decision").click().run()
    assert store.value("select count(*) from correction") == 0
    assert "1 question waits" in _said(app)


@pytest.mark.usefixtures("log")
def test_no_theme_several_themes_and_skipping(run: Run, store: Store) -> None:
    """A text may be skipped and met again, be given two themes, or none."""
    app = run("review", "en", period="all")
    _button(app, "Skip").click().run()
    assert app.info
    _button(app, "Start over").click().run()
    several = next(box for box in app.multiselect if box.key and ".several." in box.key)
    several.set_value(["team", "role"]).run()
    _button(app, "Save").click().run()
    assert store.value("select themes from correction") == ["team", "role"]
    _button(app, "Undo the last decision").click().run()
    _button(app, "No theme").click().run()
    assert store.value("select themes from correction") == []


def test_why_a_question_has_its_theme(run: Run, read_log: Store) -> None:
    """The words that weighed and the nearest examples with their themes are named."""
    app = run("questions", "en", period="all", q="salary")
    app.selectbox(key="correct_row").set_value(0).run()
    said = " ".join(element.value for element in app.text)
    assert "salary" in said
    assert any("Example" in table.value.columns for table in app.dataframe)


def test_a_theme_is_added_after_a_look_and_taken_back(run: Run, read_log: Store) -> None:
    """Name and five examples; the screen shows what would move; applied it is on every screen; back, it is gone."""
    app = run("taxonomy", "en", period="all")
    app.text_input(key="add.label").set_value("Parking *and* bikes").run()
    app.text_area(key="add.examples").set_value(EXAMPLES).run()
    _button(app, "See what would move").click().run()
    assert not app.exception
    moved = next(table.value for table in app.dataframe if "wording" in table.value.columns)
    assert list(moved["wording"]) == [ASKED[0]]
    assert "Parking *and* bikes" in moved["after"].iloc[0]
    assert versions.number(read_log) == versions.SHIPPED

    _button(app, "Apply").click().run()
    assert "Version 2" in _said(app)
    assert read_log.value("select count(*) from cube where subject = 'parking_and_bikes'") != 0
    for screen in ("themes", "roles", "trends", "questions", "quality", "week"):
        assert not run(screen, "fr", period="all").exception

    app = run("taxonomy", "en", period="all")
    app.selectbox(key="version_chosen").set_value(versions.SHIPPED).run()
    _button(app, "See what going back would change").click().run()
    _button(app, "Apply").click().run()
    assert read_log.value("select count(*) from cube where subject = 'parking_and_bikes'") == 0


def test_what_is_missing_in_a_form_is_said(run: Run, read_log: Store) -> None:
    """Three examples are too few: a sentence says so, and there is nothing to look at."""
    app = run("taxonomy", "en", period="all")
    app.text_input(key="add.label").set_value("Parking").run()
    app.text_area(key="add.examples").set_value("\n".join(EXAMPLES.splitlines()[:3])).run()
    assert "Too few examples" in app.error[0].value
    assert not [button for button in app.button if button.label == "See what would move"]


@pytest.mark.parametrize(
    ("edit", "button"),
    [("rename", None), ("teach", None), ("merge", "See what would move"), ("archive", "See what would move"),
     ("split", None), ("restore", None), ("order", "Move down")],
)  # fmt: skip
def test_every_edit_has_its_form(run: Run, read_log: Store, edit: str, button: str | None) -> None:
    """Each form shows itself in both languages, complete ones with the button that goes on."""
    assert not run("taxonomy", "fr", period="all", edit=edit).error
    app = run("taxonomy", "en", period="all", edit=edit)
    assert button is None or _button(app, button)


def test_merging_two_themes_on_the_screen(run: Run, read_log: Store) -> None:
    """The interviews of the merged theme count under the other one."""
    app = run("taxonomy", "en", period="all", edit="merge")
    app.selectbox(key="edit.merge.en").set_value("compensation").run()
    app.selectbox(key="edit.merge_into.en").set_value("growth").run()
    _button(app, "See what would move").click().run()
    _button(app, "Apply").click().run()
    asked = read_log.value("select sum(interviews) from cube where subject = 'growth'")
    assert asked == 10


def test_a_taxonomy_travels_as_a_file(run: Run, read_log: Store) -> None:
    """A file brought in is looked at first; one that is none of ours is refused with a sentence."""
    app = run("taxonomy", "en", period="all")
    app.file_uploader(key="taxonomy_file").set_value(("t.json", b"{}", "application/json")).run()
    app.button(key="preview_file").click().run()
    assert "That is no taxonomy" in app.error[0].value
    app.file_uploader(key="taxonomy_file").set_value(
        ("t.json", taxonomy_file.written(versions.current(read_log)), "application/json")
    ).run()
    app.button(key="preview_file").click().run()
    _button(app, "Apply").click().run()
    assert versions.number(read_log) == 2


def test_judging_gives_figures_with_their_interval(run: Run, read_log: Store) -> None:
    """A judged question counts at once; the figure says of how many, and undoing takes it back."""
    app = run("quality", "en", period="all")
    assert "Nobody has judged" in _said(app)
    app.button[[button.label for button in app.button].index("Growth")].click().run()
    assert "of the 1 questions that you judged" in _said(app).replace("\u202f", " ")
    assert read_log.value("select count(*) from judgement") == 1
    _button(app, "Undo the last judgement").click().run()
    assert "Nobody has judged" in _said(app)
