from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from analytics import imports, roles
from analytics.answers import book, entries
from analytics.answers.book import AnswerOutdated
from analytics.answers.entries import Answer, Content, Fact
from data.errors import ViceVersaError
from data.store import Store

TODAY = date(2026, 11, 20)
LATER = TODAY + timedelta(days=180)
GROUP, OTHER_GROUP = 7, 8
TWO_DAYS = Content(
    french="Deux jours par semaine.",
    english="Two days a week.",
    facts=(Fact("2 jours par semaine", "accord télétravail 2025"),),
    owner="Julie",
    review_by=LATER,
)


def _merge_groups(store: Store, merged: int, into: int, number: int = 1) -> None:
    with store.transaction() as cursor:
        cursor.execute(
            "insert into group_decision values ($number, 'merge', $merged, $into, [], now()::timestamp)",
            {"number": number, "merged": merged, "into": into},
        )


@pytest.fixture
def draft(store: Store) -> Answer:
    """A first draft by Julie, for all roles."""
    return book.save(store, GROUP, TWO_DAYS, "Julie")


@pytest.fixture
def approved(store: Store, draft: Answer) -> Answer:
    """The same, approved by Karim."""
    return book.approve(store, draft.answer_id, 1, "Karim", TODAY)


def test_a_saved_answer_is_a_draft_as_it_was_written(store: Store, draft: Answer) -> None:
    """All that was typed is kept: texts, facts with sources, owner, review date; nobody has approved it."""
    (read,) = book.of_group(store, GROUP)
    assert draft == read
    assert TWO_DAYS == read.latest.content
    assert (1, "Julie", None) == (read.latest.number, read.latest.saved_by, read.latest.approved_by)
    assert entries.DRAFT == read.state(TODAY)
    assert [] == book.of_group(store, OTHER_GROUP)


def test_an_approved_answer_expires_the_day_after_its_review_date(store: Store, approved: Answer) -> None:
    """It is valid on the review date itself."""
    assert entries.APPROVED == approved.state(LATER)
    assert entries.EXPIRED == approved.state(LATER + timedelta(days=1))
    assert "Karim" == approved.latest.approved_by


def test_editing_an_approved_answer_makes_a_draft_while_it_stands(store: Store, approved: Answer) -> None:
    """The approved text stands until the new one is approved too."""
    three = replace(TWO_DAYS, french="Trois jours.")
    edited = book.save(store, GROUP, three, "Ana", answer_id=approved.answer_id, based_on=1)
    assert edited.approved is not None
    assert edited.waiting is not None
    assert ("Deux jours par semaine.", "Trois jours.") == (
        edited.approved.content.french,
        edited.waiting.content.french,
    )
    assert entries.APPROVED == edited.state(TODAY)
    again = book.approve(store, edited.answer_id, 2, "Karim", TODAY)
    assert again.approved is not None
    assert (2, None) == (again.approved.number, again.waiting)


def test_nobody_overwrites_a_version_that_they_have_not_seen(store: Store, draft: Answer) -> None:
    """The second of two who edit one version is refused, told who saved, and handed what there is now."""
    book.save(store, GROUP, replace(TWO_DAYS, french="De Julie."), "Julie", answer_id=draft.answer_id, based_on=1)
    with pytest.raises(AnswerOutdated) as refused:
        book.save(store, GROUP, replace(TWO_DAYS, french="D’Ana."), "Ana", answer_id=draft.answer_id, based_on=1)
    assert "De Julie." == refused.value.answer.latest.content.french
    assert "Julie" in refused.value.explain("en").message
    assert "ago" in refused.value.explain("en").message
    assert "il y a" in refused.value.explain("fr").message
    (kept,) = book.of_group(store, GROUP)
    assert ["De Julie.", TWO_DAYS.french] == [version.content.french for version in kept.versions]


def test_two_first_answers_to_one_group_are_an_edit_at_once_too(store: Store, draft: Answer) -> None:
    """Whoever saves second is handed the first one's answer."""
    with pytest.raises(AnswerOutdated) as refused:
        book.save(store, GROUP, replace(TWO_DAYS, french="Oui."), "Ana")
    assert draft == refused.value.answer


def test_what_was_not_seen_cannot_be_approved(store: Store, draft: Answer) -> None:
    """An approval is for one version."""
    book.save(store, GROUP, replace(TWO_DAYS, french="Jamais."), "Ana", answer_id=draft.answer_id, based_on=1)
    with pytest.raises(AnswerOutdated):
        book.approve(store, draft.answer_id, 1, "Karim", TODAY)


@pytest.mark.parametrize(
    ("content", "by", "code"),
    [
        (replace(TWO_DAYS, french="", english=" "), "Karim", "answer_empty"),
        (replace(TWO_DAYS, review_by=None), "Karim", "answer_needs_review_date"),
        (replace(TWO_DAYS, review_by=TODAY - timedelta(days=1)), "Karim", "answer_needs_review_date"),
        (TWO_DAYS, "  ", "answer_needs_name"),
    ],
)
def test_an_approval_needs_a_text_a_date_and_a_name(store: Store, content: Content, by: str, code: str) -> None:
    """Each refusal has its own sentence, and approves nothing."""
    saved = book.save(store, GROUP, content, "Julie")
    with pytest.raises(ViceVersaError) as refused:
        book.approve(store, saved.answer_id, 1, by, TODAY)
    assert code == refused.value.code
    assert entries.DRAFT == book.of_group(store, GROUP)[0].state(TODAY)


def test_a_save_needs_a_name_and_a_bounded_text(store: Store) -> None:
    """Refused before anything is kept."""
    for content, by, code in (
        (TWO_DAYS, "", "answer_needs_name"),
        (replace(TWO_DAYS, french="x" * (entries.LONGEST_TEXT + 1)), "Julie", "answer_too_long"),
    ):
        with pytest.raises(ViceVersaError) as refused:
            book.save(store, GROUP, content, by)
        assert code == refused.value.code
    assert [] == book.answers(store)


def test_what_says_the_same_adds_no_version(store: Store, draft: Answer) -> None:
    """Stray spaces and empty rows of facts are no change."""
    padded = replace(TWO_DAYS, french=" Deux jours par semaine. \r\n", facts=(*TWO_DAYS.facts, Fact(" ", "")))
    assert draft == book.save(store, GROUP, padded, "Ana", answer_id=draft.answer_id, based_on=1)


def test_the_answer_for_a_role_wins_over_the_one_for_all(store: Store, approved: Answer) -> None:
    """Roles without an answer of their own keep the general one; a draft for a role changes nothing yet."""
    night = book.save(store, GROUP, replace(TWO_DAYS, roles=("Nurse",), french="Non."), "Ana")
    found = book.of_group(store, GROUP)
    assert approved == entries.answer_for(found, "Nurse")
    night = book.approve(store, night.answer_id, 1, "Karim", TODAY)
    found = book.of_group(store, GROUP)
    assert night == entries.answer_for(found, "Nurse")
    assert approved == entries.answer_for(found, "Accountant") == entries.answer_for(found, None)
    assert entries.answer_for([night], "Accountant") is None


def test_a_role_has_one_answer(store: Store, draft: Answer) -> None:
    """An answer cannot take a role that another one has."""
    book.save(store, GROUP, replace(TWO_DAYS, roles=("Nurse",)), "Ana")
    with pytest.raises(ViceVersaError) as refused:
        book.save(store, GROUP, replace(TWO_DAYS, roles=("Nurse",)), "Ana", answer_id=draft.answer_id, based_on=1)
    assert "answer_role_taken" == refused.value.code


def test_an_answer_follows_its_role(store: Store) -> None:
    """A role that is merged into another takes its answers along, and back."""
    book.save(store, GROUP, replace(TWO_DAYS, roles=("Nurse",)), "Ana")
    roles.merge(store, ["Nurse"], "Night nurse")
    assert ("Night nurse",) == book.of_group(store, GROUP)[0].latest.content.roles
    roles.unmerge(store, "Nurse")
    assert ("Nurse",) == book.of_group(store, GROUP)[0].latest.content.roles


def test_an_answer_follows_its_group(store: Store, draft: Answer) -> None:
    """A group that is merged, and merged again, takes its answer along; undoing brings it back."""
    _merge_groups(store, GROUP, OTHER_GROUP)
    _merge_groups(store, OTHER_GROUP, 9, number=2)
    assert [draft.answer_id] == [answer.answer_id for answer in book.of_group(store, 9)]
    with store.transaction() as cursor:
        cursor.execute("delete from group_decision")
    assert [draft] == book.of_group(store, GROUP)


def test_a_merge_lists_the_answers_that_are_two_now(store: Store, approved: Answer) -> None:
    """Both are kept and told; the one approved last stands until one of them is put away."""
    other = book.save(store, OTHER_GROUP, replace(TWO_DAYS, french="Trois."), "Ana")
    assert [] == book.conflicts(store)
    _merge_groups(store, OTHER_GROUP, GROUP)
    ((first, second),) = book.conflicts(store)
    assert {approved.answer_id, other.answer_id} == {first.answer_id, second.answer_id}
    assert approved == entries.answer_for(book.of_group(store, GROUP), None)
    book.archive(store, other.answer_id, "Julie")
    assert [] == book.conflicts(store)


def test_an_earlier_version_comes_back_as_a_draft(store: Store, approved: Answer) -> None:
    """Restoring adds a version and approves nothing; it is refused on top of what was not seen."""
    book.save(store, GROUP, replace(TWO_DAYS, french="Trois."), "Ana", answer_id=approved.answer_id, based_on=1)
    restored = book.restore(store, approved.answer_id, 1, "Ana", based_on=2)
    assert (3, TWO_DAYS, None) == (restored.latest.number, restored.latest.content, restored.latest.approved_by)
    with pytest.raises(AnswerOutdated):
        book.restore(store, approved.answer_id, 1, "Ana", based_on=2)


def test_an_archived_answer_is_out_of_use_until_it_is_brought_back(store: Store, approved: Answer) -> None:
    """It leaves its place to another, and cannot come back while the place is taken."""
    book.archive(store, approved.answer_id, "Julie")
    assert [] == book.of_group(store, GROUP)
    (kept,) = book.answers(store, archived=True)
    assert "Julie" == kept.archived_by
    other = book.save(store, GROUP, TWO_DAYS, "Ana")
    with pytest.raises(ViceVersaError) as refused:
        book.bring_back(store, approved.answer_id)
    assert "answer_role_taken" == refused.value.code
    book.delete(store, other.answer_id)
    book.bring_back(store, approved.answer_id)
    assert [approved] == book.of_group(store, GROUP)


def test_a_deleted_answer_is_gone(store: Store, draft: Answer) -> None:
    """With its versions; whoever still writes on it is told."""
    book.delete(store, draft.answer_id)
    assert [] == book.answers(store) == book.answers(store, archived=True)
    with pytest.raises(ViceVersaError) as refused:
        book.save(store, GROUP, TWO_DAYS, "Ana", answer_id=draft.answer_id, based_on=1)
    assert "answer_gone" == refused.value.code


def test_an_answer_survives_the_undo_of_an_import(store: Store, fill: Callable[..., str], held: Any) -> None:
    """Nothing that people wrote goes with a log."""
    import_id = fill([held(TODAY, "Nurse", ["Can I work from home?"]) for _ in range(6)])
    saved = book.save(store, GROUP, TWO_DAYS, "Julie")
    imports.undo(store, import_id)
    assert [saved] == book.answers(store)
