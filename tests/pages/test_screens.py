"""Every screen on a small log: it answers in words, in both languages, and keeps names from files as text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from ui.filters import FILTERS
from ui.shell import SCREENS

Run = Callable[..., AppTest]
NAMES = [screen.name for screen in SCREENS]


def _labels(app: AppTest) -> set[str]:
    kinds = ("selectbox", "multiselect", "button", "text_input", "download_button", "subheader", "title")
    elements: list[Any] = [element for kind in kinds for element in app.get(kind)]
    return {getattr(element, "label", None) or element.value for element in elements}


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("screen", NAMES)
def test_a_screen_runs_in_both_languages(run: Run, screen: str, lang: str) -> None:
    """Each screen shows itself without an error, and its first line where it compares figures."""
    app = run(screen, lang)
    assert not app.error
    assert len(app.title) == 1
    assert bool(app.header) == (screen not in ("imports",))


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize("screen", NAMES)
def test_the_two_languages_share_no_label(run: Run, screen: str) -> None:
    """What is written on a French screen is French: beyond names, no label is the same in English."""
    shared = _labels(run(screen, "fr")) & _labels(run(screen, "en"))
    alike = {"Questions", "Imports", "Versions", "Word", "Culture", "Inclusion", "Management"}
    assert shared <= alike


@pytest.mark.parametrize("screen", [name for name in NAMES if name != "imports"])
def test_the_empty_state_has_two_actions(run: Run, screen: str) -> None:
    """Without a log, every screen offers to import one or to look around with the demo."""
    app = run(screen, "en")
    assert [button.label for button in app.button] == ["Import a log", "Look around with the demo log"]
    assert not app.multiselect


@pytest.mark.usefixtures("log")
def test_the_week_names_the_change(run: Run) -> None:
    """The planted change is the first line, with its rate, n and reference; nothing else is named."""
    said = run("week", "en").header[0].value
    assert "remote work" in said
    assert "in 100% of this week’s 20 interviews, against 10%" in said.replace("\\", "")
    assert said.replace("\\", "").endswith("Nothing else changed.")


@pytest.mark.usefixtures("log")
def test_an_earlier_week_is_in_the_address(run: Run, last_monday: date) -> None:
    """A week chosen in the address is the one shown; in it, nothing had changed."""
    earlier = date.fromordinal(last_monday.toordinal() - 7).isoformat()
    said = run("week", "en", week=earlier).header[0].value
    assert said.startswith("Nothing new")


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_choices_are_in_the_address_by_their_ids(run: Run, lang: str) -> None:
    """An address means the same to readers of both languages."""
    app = run("week", lang, week_theme="compensation", period="8")
    assert app.session_state[f"week_theme.{lang}"] == "compensation"
    assert app.session_state[f"period.{lang}"] == "8"
    app.selectbox(key=f"week_theme.{lang}").set_value("growth").run()
    assert app.query_params["week_theme"] == "growth"


@pytest.mark.usefixtures("log")
def test_unknown_values_in_the_address_are_ignored(run: Run) -> None:
    """A mistyped or hostile address falls back to the defaults."""
    app = run("week", "en", week="'; drop table interview; --", period="<b>", week_theme="x", lang="../en")
    assert not app.error
    assert app.session_state["period.en"] == "13"


@pytest.mark.usefixtures("log")
def test_the_language_switch(run: Run) -> None:
    """The switch changes the language at once and keeps what was chosen."""
    app = run("week", "en", period="8")
    switch: Any = app.get_by_key("lang.chosen")
    switch.set_value("fr").run()
    assert app.title[0].value == "Cette semaine"
    assert app.query_params["lang"] == "fr"
    assert app.session_state["period.fr"] == "8"


@pytest.mark.usefixtures("log")
def test_only_filters_with_a_choice_are_drawn(run: Run) -> None:
    """Role and location have several values here; the other filters are left out."""
    app = run("themes", "en")
    drawn = {filter_.name for filter_ in FILTERS if any(box.key == filter_.name for box in app.multiselect)}
    assert drawn == {"role", "location"}


@pytest.mark.usefixtures("log")
def test_a_filter_narrows_every_figure(run: Run) -> None:
    """A role in the address is the population of the screen."""
    app = run("themes", "en", role="Nurse", period="all")
    assert any("84 interviews" in caption.value for caption in app.caption)


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize("screen", ["week", "themes", "roles", "trends", "questions"])
def test_names_from_files_stay_text(run: Run, hostile: str, screen: str) -> None:
    """A hostile role reaches no place where Markdown or HTML is read unescaped."""
    app = run(screen, "en", period="all")
    kinds = ("markdown", "caption", "header", "subheader", "info", "warning", "success")
    elements: list[Any] = [element for kind in kinds for element in app.get(kind)]
    read_as_markdown = [str(element.value) for element in elements]
    assert not any("<b>Chef" in text or "[x](" in text or ":tada:" in text for text in read_as_markdown)


@pytest.mark.usefixtures("log")
def test_a_role_with_too_few_interviews_is_refused(run: Run, fill: Callable[..., str], held: type) -> None:
    """A role under the minimum is neither offered nor shown, not even by its address."""
    fill([held(date.today(), "Lonely role", ["Why?"])], import_id="import-2", first=5000)
    app = run("themes", "en", role="Lonely role", period="all")
    assert not any("Lonely" in str(option) for box in app.multiselect for option in box.options)
    assert app.multiselect(key="role").value == []


@pytest.mark.usefixtures("log")
def test_a_week_without_interviews_says_so(run: Run, last_monday: date) -> None:
    """A week before the log began is a word, not a failure."""
    app = run("week", "en", week=(last_monday - timedelta(weeks=20)).isoformat())
    assert not app.error
    assert app.info


@pytest.mark.parametrize("screen", NAMES)
def test_a_log_of_one_week_shows_every_screen(run: Run, fill: Any, held: Any, last_monday: date, screen: str) -> None:
    """Without a reference period, with one role and one week, no screen fails."""
    fill([held(last_monday, asked=["What is the pay?"]) for _ in range(6)])
    app = run(screen, "fr")
    assert not app.error
