"""The weekly review as a reader uses it: what a change leads to, notes that explain it, another period beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from analytics import events
from data.store import Store

Run = Callable[..., AppTest]


def _all_said(app: AppTest) -> str:
    elements: list[Any] = [element for kind in ("header", "markdown", "caption", "info") for element in app.get(kind)]
    return "\n".join(str(element.value).replace("\\", "") for element in elements)


def _button(app: AppTest, label: str) -> Any:
    return next(button for button in app.button if button.label == label)


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ("10% →", "100% ▲", "at once", "Since", "20 of 20 interviews", "comparisons made together")),
        (
            "fr",
            ("10\u202f% →", "100\u202f% ▲", "d’un coup", "Depuis le", "20 entretiens sur 20", "comparaisons"),
        ),
    ],
)
def test_a_change_says_all_that_it_rests_on(run: Run, lang: str, said: tuple[str, ...]) -> None:
    """Its card has both rates, the kind of change, since when, n, the interval, and how many tests were made."""
    text = _all_said(run("week", lang))
    assert not [words for words in said if words not in text]


@pytest.mark.usefixtures("log")
def test_a_change_leads_on_to_what_is_there(run: Run) -> None:
    """Steps to screens that exist are offered and go there with the theme chosen; others are not offered."""
    app = run("week", "en")
    labels = {button.label for button in app.button}
    assert {"See the questions", "See the trend"} <= labels
    assert not {"See the role and its questions", "Check the job ad"} & labels  # it is a change of all roles
    _button(app, "See the questions").click().run()
    assert not app.exception
    assert "remote_work" in app.query_params["about"]


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_an_explanation_is_noted_and_stands_on_the_trends(run: Run, store: Store, last_monday: date, lang: str) -> None:
    """A note written in a change's card is kept for its theme and day, said so, and marked on the trends."""
    app = run("week", lang)
    words = next(box for box in app.text_input if str(box.key).startswith("note.remote_work"))
    words.set_value("Offices <b>moved</b>")
    _button(app, {"fr": "Enregistrer la note", "en": "Save the note"}[lang]).click().run()
    assert app.success
    rows: Any = events.events(store).itertuples()
    (row,) = rows
    assert ("Offices <b>moved</b>", "remote_work", last_monday) == (row.words, row.theme, row.day.date())
    app.switch_page("pages/trends.py").run()
    assert "Offices &lt;b&gt;moved" in app.get("plotly_chart")[0].proto.spec


@pytest.mark.usefixtures("log")
def test_an_empty_note_is_refused_in_words(run: Run, store: Store) -> None:
    """Saving without words says what a note is for; nothing is kept."""
    app = run("week", "en")
    _button(app, "Save the note").click().run()
    assert app.error[0].value == "The note is empty"
    assert events.events(store).empty


@pytest.mark.usefixtures("log")
def test_a_note_is_listed_and_removed(run: Run, store: Store, last_monday: date) -> None:
    """The notes are in a table, where text stays text, and one can be taken away."""
    events.note(store, last_monday, "<i>Grid</i>")
    app = run("week", "en")
    (listed,) = [frame.value for frame in app.dataframe if "words" in frame.value]
    assert ["<i>Grid</i>"] == list(listed["words"])
    _button(app, "Remove this note").click().run()
    assert events.events(store).empty


@pytest.mark.usefixtures("log")
def test_another_period_from_the_address(run: Run) -> None:
    """A comparison with the quarter before names what differs, and its ticks are on the chart."""
    app = run("week", "en", compare="custom")
    assert "“remote work and workplace” (100% against 10%)" in app.info[0].value.replace("\\", "")
    assert "Previous 8 weeks" not in app.get("plotly_chart")[0].proto.spec


@pytest.mark.usefixtures("log")
def test_a_period_that_the_log_does_not_reach_is_not_offered(run: Run) -> None:
    """Twelve weeks of log reach neither a quarter nor a year back; an address that asks for them is ignored."""
    app = run("week", "en", compare="year")
    assert app.selectbox(key="compare.en").options == ["The previous 8 weeks", "Other dates"]
    assert not app.info


def test_the_same_weeks_a_year_before(run: Run, fill: Any, held: Any, last_monday: date) -> None:
    """Where the log reaches a year back, the week stands beside the same weeks of that year."""
    asked = [("Can I work from home?", ["remote_work"])]
    then = [held(last_monday - timedelta(weeks=back), "Nurse") for back in range(48, 60) for _ in range(10)]
    fill([*then, *[held(last_monday, "Nurse", asked) for _ in range(20)]])
    app = run("week", "en", compare="year")
    assert "“remote work and workplace” (100% against 0%)" in app.info[0].value.replace("\\", "")
