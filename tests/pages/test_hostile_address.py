"""Addresses that somebody made up, and words that people type: shown as text, or not at all, on every screen."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from analytics import events
from analytics.answers import book
from analytics.answers.entries import Content, Fact
from analytics.digests import saved
from analytics.digests.saved import Digest
from data.identity import text_id
from data.store import Store
from ui.shell import SCREENS

Run = Callable[..., AppTest]

NASTY = "<img src=x onerror=1> ![](http://127.0.0.1:9/p.png) [x](javascript:alert(1)) :tada: **gras** '; drop table"
"""What tries to be more than text, wherever Markdown or HTML is read."""

ALIVE = ("<img", "![](", "](javascript", "[x](", ":tada:", "**gras**")
"""How it would stand there unescaped."""

ADDRESS = {
    name: ["'; drop table interview; --", "<script>alert(1)</script>"]
    for name in (
        *("role", "stage", "seniority", "department", "location", "language", "period", "dates", "lang", "about"),
        *("week", "week_theme", "compare", "compared_days", "theme", "themes", "grain", "moment", "view", "search"),
        *("role_looked_at", "ad_change", "first_stage", "for", "at", "day", "speaks", "answers", "group", "owner"),
        *("typed", "unknown", "__class__"),
    )
}

_ESCAPED = re.compile(r"\\.")

READ_AS_MARKDOWN = ("markdown", "caption", "header", "subheader", "title", "info", "warning", "success", "error")


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize("screen", [screen.name for screen in SCREENS])
def test_no_address_breaks_a_screen(run: Run, store: Store, screen: str) -> None:
    """A screen whose every choice in the address is hostile falls back to its defaults, and drops no table."""
    app = run(screen, "en", **ADDRESS)
    assert not app.error
    assert app.title
    assert 240 == store.value("select count(*) from interview")


@pytest.fixture
def typed(log: None, store: Store) -> None:
    """An answer, a note and a digest whose every word is hostile, approved and standing."""
    today = date.today()
    group_id = text_id("What is the salary?")
    with store.transaction() as cursor:
        cursor.execute("insert into question_group (group_id, theme) values ($id, 'compensation')", {"id": group_id})
        cursor.execute(
            "insert into text_group (text_id, home_id, group_id, theme, typical)"
            " values ($id, $id, $id, 'compensation', 1)",
            {"id": group_id},
        )
    content = Content(NASTY, NASTY, (Fact(NASTY, NASTY[:80]),), (), NASTY[:80], today + timedelta(days=30))
    answer = book.save(store, group_id, content, NASTY[:80])
    book.approve(store, answer.answer_id, 1, NASTY[:80], today)
    book.save(store, group_id, Content(french=NASTY + "!"), NASTY[:80], answer_id=answer.answer_id, based_on=1)
    events.note(store, today - timedelta(days=10), NASTY)
    saved.save(store, Digest(NASTY, ("a@planted.example",)), datetime.now())


@pytest.mark.usefixtures("typed")
@pytest.mark.parametrize(
    "screen", ["answers", "briefing", "digests", "week", "trends", "gap", "effect", "ads", "questions"]
)
def test_what_people_type_stays_text(run: Run, screen: str) -> None:
    """Answers, names, facts, notes and names of digests reach no place where Markdown or HTML is read unescaped."""
    app = run(screen, "fr", period="all")
    assert not app.error
    elements: list[Any] = [element for kind in READ_AS_MARKDOWN for element in app.get(kind)]
    elements += [element for kind in ("expander", "button", "checkbox", "popover") for element in app.get(kind)]
    read = [str(getattr(element, "value", "")) + str(getattr(element, "label", "")) for element in elements]
    unescaped = [_ESCAPED.sub("", words) for words in read]
    assert not [words for words in unescaped if any(alive in words for alive in ALIVE)]
