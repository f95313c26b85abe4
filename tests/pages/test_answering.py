"""The answer book and the briefing on the screen: writing, approving, two people at once, the phone's view."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from analytics.answers import book
from analytics.answers.entries import APPROVED, Content
from data.identity import text_id
from data.store import Store

Run = Callable[..., AppTest]
HOME, PAY = "Can I work from home?", "What is the salary?"


@pytest.fixture
def grouped(store: Store, log: None) -> None:
    """The log's questions, a group each."""
    with store.transaction() as cursor:
        for wording in (HOME, PAY, "And the moon?"):
            cursor.execute(
                "insert into question_group (group_id, theme) values ($id, 'remote_work')", {"id": text_id(wording)}
            )
            cursor.execute(
                "insert into text_group (text_id, home_id, group_id, theme, typical)"
                " values ($id, $id, $id, 'remote_work', 1)",
                {"id": text_id(wording)},
            )


def _field(app: AppTest, start: str) -> Any:
    kinds = ("text_area", "text_input", "multiselect", "date_input")
    return next(one for kind in kinds for one in app.get(kind) if one.key and one.key.startswith(start))


def _button(app: AppTest, label: str) -> Any:
    return next(button for button in app.button if button.label == label)


def _write(app: AppTest, said: str, name: str) -> None:
    _field(app, "write_en").set_value(said)
    _field(app, "signature").set_value(name)
    app.run()


@pytest.mark.usefixtures("grouped")
def test_an_answer_is_written_then_approved(run: Run, store: Store) -> None:
    """From nothing: the question most asked is chosen, the draft saved, approved, and counted in the headline."""
    app = run("answers", "en", period="all")
    assert "None of the" in app.header[0].value
    _write(app, "Two days a week.", "Julie")
    _button(app, "Save").click().run()
    assert ["Saved."] == [toast.value for toast in app.toast]
    assert any("Draft by Julie" in text.value for text in app.text)
    _button(app, "Approve").click().run()
    (answer,) = book.answers(store)
    assert (APPROVED, "Julie") == (answer.state(date.today()), answer.latest.approved_by)
    assert "None of the" not in app.header[0].value
    assert "Julie" == answer.latest.content.owner


@pytest.mark.usefixtures("grouped")
def test_what_is_mine_to_do_asks_who_i_am(run: Run, store: Store) -> None:
    """Without a name there is nothing to look for: the screen asks for it, then shows what waits for its owner."""
    book.save(store, text_id(PAY), Content(english="30k.", owner="Julie"), "Ana")
    app = run("answers", "en", period="all", answers="mine")
    assert not app.dataframe
    _field(app, "signature").set_value("julie").run()
    assert [PAY] == list(app.dataframe[0].value["question"])


@pytest.mark.usefixtures("grouped")
def test_the_briefing_leads_to_one_question_and_back(run: Run, store: Store) -> None:
    """What is missing opens alone; once it is saved, the way back has the same role and day."""
    day = date.today() + timedelta(days=60)
    app = run("briefing", "en", **{"for": "Accountant", "on": day.isoformat()})
    _button(app, "Write the answer").click().run()
    app.switch_page("pages/answers.py").run()  # the harness does not follow a page's own switch with its address
    app.query_params["view"], app.query_params["group"] = "answer", str(text_id(PAY))
    app.run()
    assert (PAY, []) == (app.header[0].value, list(app.dataframe))
    _write(app, "30k.", "Julie")
    _button(app, "Save").click().run()
    assert PAY == app.header[0].value
    assert "30k." == book.of_group(store, text_id(PAY))[0].latest.content.english
    app.switch_page("pages/briefing.py").run()
    assert day == app.date_input[0].value
    assert "Accountant" in {box.value for box in app.selectbox}


@pytest.mark.usefixtures("grouped")
def test_two_people_write_one_answer_and_lose_nothing(run: Run, store: Store) -> None:
    """Both texts stand side by side for the second one, who saves hers on top; both are in the history."""
    group = str(text_id(PAY))
    saved = book.save(store, text_id(PAY), Content(english="30k."), "Ana")
    julie, karim = (run("answers", "en", period="all", group=group) for _ in range(2))
    _write(julie, "Julie's text.", "Julie")
    _write(karim, "Karim's text.", "Karim")
    _button(julie, "Save").click().run()
    _button(karim, "Save").click().run()
    shown = [text.value for text in karim.text]
    assert any("Julie saved a version" in text for text in shown)
    assert {"Julie's text.", "Karim's text."} <= set(shown)
    assert "Julie's text." == book.of_group(store, text_id(PAY))[0].latest.content.english
    _button(karim, "Save mine on top").click().run()
    assert not karim.error
    assert ["Saved."] == [toast.value for toast in karim.toast]
    (answer,) = book.of_group(store, text_id(PAY))
    assert saved.answer_id == answer.answer_id
    assert ["Karim's text.", "Julie's text.", "30k."] == [version.content.english for version in answer.versions]
    assert ["Karim", "Julie", "Ana"] == [version.saved_by for version in answer.versions]


@pytest.mark.usefixtures("grouped")
def test_two_first_answers_are_told_before_the_second_is_saved(run: Run, store: Store) -> None:
    """Whoever is still writing sees the other's text as soon as it is there, and may go on with her own."""
    group = str(text_id(PAY))
    app = run("answers", "en", period="all", group=group)
    _write(app, "Mine.", "Julie")
    book.save(store, text_id(PAY), Content(english="Theirs."), "Ana")
    app.run()
    assert {"Mine.", "Theirs."} <= {text.value for text in app.text}
    _button(app, "Go on with mine").click().run()
    assert "Mine." == _field(app, "write_en").value
    _button(app, "Save").click().run()
    (answer,) = book.of_group(store, text_id(PAY))
    assert ["Mine.", "Theirs."] == [version.content.english for version in answer.versions]


@pytest.mark.usefixtures("grouped")
def test_what_is_written_survives_a_look_at_another_screen(run: Run) -> None:
    """A text that is not saved yet is still there on coming back."""
    app = run("answers", "en", period="all", group=str(text_id(PAY)))
    _write(app, "Half a sen", "Julie")
    app.switch_page("pages/themes.py").run()
    app.switch_page("pages/answers.py").run()
    assert "Half a sen" == _field(app, "write_en").value
    assert "Julie" == _field(app, "signature").value


@pytest.mark.usefixtures("grouped")
def test_hints_explain_and_never_block(run: Run, store: Store) -> None:
    """A vague answer gets a sentence, and is saved all the same."""
    app = run("answers", "en", period="all")
    _write(app, "A competitive package.", "Julie")
    assert any("promises nothing" in text.value for text in app.text)
    _button(app, "Save").click().run()
    assert 1 == len(book.answers(store))


@pytest.mark.usefixtures("grouped")
def test_a_save_without_a_name_keeps_the_text(run: Run, store: Store) -> None:
    """The sentence says what is missing; what was typed is still there."""
    app = run("answers", "en", period="all")
    _write(app, "Two days.", " ")
    _button(app, "Save").click().run()
    assert "A name is missing" in app.error[0].value
    assert "Two days." == _field(app, "write_en").value
    assert [] == book.answers(store)


@pytest.mark.usefixtures("grouped")
def test_mine_to_do(run: Run, store: Store) -> None:
    """The pill counts what waits for the person who signed last in this session."""
    book.save(store, text_id(PAY), Content(english="30k.", owner="julie"), "Ana")
    app = run("answers", "en", period="all")
    pills: Any = app.get_by_key("answers.en")
    assert "Mine to do (0)" in pills.options
    _field(app, "signature").set_value("Julie").run()
    pills = app.get_by_key("answers.en")
    assert "Mine to do (1)" in pills.options


@pytest.mark.usefixtures("grouped")
def test_an_archived_answer_comes_back(run: Run, store: Store) -> None:
    """Put away and back with two clicks."""
    book.save(store, text_id(PAY), Content(english="30k."), "Ana")
    app = run("answers", "en", period="all", group=str(text_id(PAY)))
    _field(app, "signature").set_value("Julie").run()
    _button(app, "Archive").click().run()
    assert [] == book.answers(store)
    archived = next(box for box in app.selectbox if box.key == "archived_answer")
    archived.set_value(archived.options and book.answers(store, archived=True)[0].answer_id).run()
    _button(app, "Use it again").click().run()
    assert 1 == len(book.answers(store))


@pytest.mark.usefixtures("grouped")
def test_the_briefing_leads_to_writing_what_is_missing(run: Run, store: Store) -> None:
    """A card without an answer has a button; with one it says who stands by it."""
    until = date.today() + timedelta(days=90)
    saved = book.save(store, text_id(PAY), Content(english="30k to 34k.", owner="Ana", review_by=until), "Ana")
    book.approve(store, saved.answer_id, 1, "Karim", date.today())
    app = run("briefing", "en")
    assert not app.error
    assert any(text.value == "30k to 34k." for text in app.text)
    assert any("Ana answers for it" in caption.value for caption in app.caption)
    assert "Write the answer" in [button.label for button in app.button]


@pytest.mark.usefixtures("grouped")
def test_the_phone_has_the_briefing_and_nothing_else(run: Run) -> None:
    """No sidebar, no choice; role, day and language are in the address."""
    app = run("briefing", "en", view="phone", **{"for": "Accountant", "on": "2099-01-31", "speaks": "fr"})
    assert 0 == len(app.sidebar)
    assert not app.selectbox
    assert "Accountant · 31 janvier 2099" in [text.value for text in app.text]
    assert "La question la plus probable" in app.header[0].value
