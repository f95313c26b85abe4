from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from analytics import events, roles
from data import language
from data.errors import ViceVersaError
from data.store import Store

DAY = date(2026, 11, 3)


def test_notes_are_kept_newest_day_first(store: Store) -> None:
    """A note has its day, words, theme and role; line breaks and control characters are gone."""
    events.note(store, date(2026, 10, 1), "Offices closed")
    events.note(store, DAY, " Salary\ngrid\u202e published ", "compensation", "Nurse")
    frame: Any = events.events(store)
    assert [("Salary grid published", "compensation", "Nurse"), ("Offices closed", "", "")] == list(
        frame[["words", "theme", "role"]].itertuples(index=False, name=None)
    )


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("Mme Lefebvre a publié la grille", "Mme [name] a publié la grille"),
        ("Grid by Dr. Quatrebarbes, anna@example.com", "Grid by Dr. [name], [e-mail]"),
        ("Astreinte : 06 12 34 56 78", "Astreinte : [phone]"),
        ("Salaires : 3 200 € dès le 1er octobre 2026", "Salaires : 3 200 € dès le 1er octobre 2026"),
    ],
)
def test_a_note_is_masked_before_it_is_kept(store: Store, words: str, kept: str) -> None:
    """Personal data in a note never reaches the store; salaries and days stay."""
    events.note(store, DAY, words)
    assert kept == store.value("select words from event")


def test_a_note_can_be_taken_away(store: Store) -> None:
    """What was noted is gone, and only that."""
    kept, gone = (events.note(store, DAY, words) for words in ("Kept", "Gone"))
    events.remove(store, gone)
    assert [kept] == list(events.events(store)["event_id"])


def test_notes_of_certain_themes_and_roles(store: Store) -> None:
    """Named themes and roles get their own notes and those on all of them."""
    for words, theme, role in (("a", "", ""), ("b", "growth", ""), ("c", "team", "Cook"), ("d", "", "Nurse")):
        events.note(store, DAY, words, theme, role)
    assert {"a", "b", "d"} == set(events.events(store, ["growth"])["words"])
    assert {"a", "b", "c"} == set(events.events(store, roles=["Cook"])["words"])


def test_a_note_follows_its_role(store: Store, fill: Callable[..., str], held: Any) -> None:
    """A role put under another one takes its notes along."""
    fill([held(DAY, role) for role in ("Cook", "Chef") for _ in range(6)])
    events.note(store, DAY, "New kitchen", role="Chef")
    roles.merge(store, ["Chef"], "Cook")
    assert ["Cook"] == list(events.events(store)["role"])


@pytest.mark.parametrize(("words", "code"), [(" \n\t", "event_without_words"), ("x" * 201, "event_too_long")])
def test_a_bad_note_is_refused_in_words(store: Store, words: str, code: str) -> None:
    """An empty note and one too long are refused with a sentence in both languages."""
    with pytest.raises(ViceVersaError) as refused:
        events.note(store, DAY, words)
    assert code == refused.value.code
    assert len({refused.value.explain(lang).message for lang in language.LANGUAGES}) == 2
    assert events.events(store).empty
