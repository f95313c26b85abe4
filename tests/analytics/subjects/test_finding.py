"""New subjects through the store and its SQL: found, counted, named, told again, and quiet where nothing is new."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from analytics import imports, subjects
from analytics.population import Filters, PopulationRefused
from analytics.subjects import Subject, window
from data.demo import load_plan, load_wordings
from data.store import Store

ReadLog = Callable[..., Store]
ABOUT = {wording.text: wording.subject for wording in load_wordings()}


def _last_full_week() -> date:
    today = date.today()
    return today - timedelta(days=today.weekday() + 7)


def _about(subject: Subject) -> str:
    """What most of a subject's questions are really about."""
    times = subject.examples.groupby(subject.examples["wording"].map(ABOUT))["times"].sum()
    return str(times.idxmax())


def test_the_planted_subjects_of_the_demo_are_found_in_their_weeks(demo: Store) -> None:
    """Questions about AI are there in the last three weeks, the takeover in its only one, and nothing else is."""
    week = _last_full_week()
    found = [
        [_about(subject) for subject in subjects.new_subjects(demo, Filters(), week - timedelta(weeks=back))]
        for back in range(3)
    ]
    assert [{"ai_at_work", "takeover"}, {"ai_at_work"}, {"ai_at_work"}] == [set(one) for one in found]
    assert 1 == found[0].count("ai_at_work")


def test_nothing_planted_is_found_before_it_is_asked(demo: Store) -> None:
    """Before the sixth week from the end nobody asks about AI, and no week shows it."""
    planted = next(change for change in load_plan().changes if change.subject == "ai_at_work")
    for back in range(planted.steps[0][0] + 1, planted.steps[0][0] + 5):
        found = subjects.new_subjects(demo, Filters(), _last_full_week() - timedelta(weeks=back))
        assert not {_about(subject) for subject in found} & {"ai_at_work", "takeover"}


def test_a_subject_keeps_its_identity_from_week_to_week(demo: Store) -> None:
    """The same id and the same first week, however the subject grows meanwhile."""
    met = []
    for back in (2, 1, 0):
        found = subjects.new_subjects(demo, Filters(), _last_full_week() - timedelta(weeks=back))
        met.append(next((one.id, one.since) for one in found if _about(one) == "ai_at_work"))
    assert met[0] == met[1] == met[2]


def test_both_languages_are_one_subject_with_counts_words_and_weeks(read_log: ReadLog, monday: date) -> None:
    """French and English wordings are counted together; the name is one of them, and words tell what it is."""
    store = read_log((4, 4, 3, 3))
    (found,) = subjects.new_subjects(store, Filters(), monday)
    assert 12 <= found.asked == found.questions <= 14  # one wording may stand too far from the others
    assert 80 == found.interviews
    assert found.low < found.rate == found.asked / 80 < found.high
    assert "new" == found.state
    assert monday - timedelta(weeks=3) == found.since
    assert "cantine" in found.telling("fr")
    assert "canteen" in found.telling("en")
    assert {"fr", "en"} == set(found.examples["language"])
    assert found.name("fr") in set(found.examples["wording"])
    assert found.asked == found.weeks["asked"].iloc[-4:].sum() == found.weeks["asked"].sum()
    assert {"Nurse", "Accountant"} == set(found.roles["role"])


def test_the_same_data_gives_the_same_answer(read_log: ReadLog, monday: date) -> None:
    """Nothing is left to chance: what is computed anew is the same."""
    store = read_log((4, 4, 3, 3))
    (first,) = subjects.new_subjects(store, Filters(), monday)
    store.version += 1
    (again,) = subjects.new_subjects(store, Filters(), monday)
    assert (first.id, first.names, first.words, first.questions) == (
        again.id,
        again.names,
        again.words,
        again.questions,
    )


def test_of_a_very_large_log_a_share_is_scanned_and_all_is_counted(
    read_log: ReadLog, monday: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What one interview in two tells is new is told with the counts of all."""
    store = read_log((9, 9, 8, 8))
    (whole,) = subjects.new_subjects(store, Filters(), monday)
    monkeypatch.setattr(window, "MOST_INTERVIEWS", 200)
    store.version += 1
    (found,) = subjects.new_subjects(store, Filters(), monday)
    assert (whole.interviews, whole.id) == (found.interviews, found.id)
    assert 0.8 * whole.asked < found.asked <= 34


@pytest.mark.parametrize(
    ("asked", "weeks"),
    [((2, 2, 0, 0), 20), ((4,) * 20, 20), ((4, 4, 3, 3), 6)],
    ids=["four mentions", "asked as much before", "no weeks to compare with"],
)
def test_nothing_is_new(read_log: ReadLog, monday: date, asked: tuple[int, ...], weeks: int) -> None:
    """Too few mentions, no growth, or nothing to compare with: no subject."""
    assert () == subjects.new_subjects(read_log(asked, weeks=weeks), Filters(), monday)


def test_small_talk_is_no_subject(read_log: ReadLog, monday: date) -> None:
    """Snow that everybody speaks of in four weeks is put to no employer."""
    store = read_log((5, 5, 5, 5), subject="snow")
    assert () == subjects.new_subjects(store, Filters(), monday)


def test_filters_are_respected_and_small_groups_refused(read_log: ReadLog, monday: date) -> None:
    """Under a role's filter its own interviews count; a role that is too small is refused as on every screen."""
    store = read_log((8, 8, 8, 8), role="Pilot")
    (found,) = subjects.new_subjects(store, Filters(roles=("Nurse",)), monday)
    assert 36 == found.interviews
    with pytest.raises(PopulationRefused):
        subjects.new_subjects(store, Filters(roles=("Pilot",)), monday)


def test_hidden_wordings_name_nothing(read_log: ReadLog, monday: date) -> None:
    """A wording that reveals its speaker is neither shown nor counted, nor are its words."""
    store = read_log((4, 4, 3, 3))
    with store.transaction() as cursor:
        cursor.execute("update text set hidden = true where wording like '%cantine%'")
    for found in subjects.new_subjects(store, Filters(), monday):
        assert not found.examples["wording"].str.contains("cantine").any()
        assert "cantine" not in {word for words in found.words.values() for word in words}


def test_a_role_too_small_lately_lends_no_wording(read_log: ReadLog, monday: date) -> None:
    """A role with one interview a week may be counted over half a year, but its latest wordings are not shown."""
    store = read_log((4, 4, 4, 4), role="Pilot")
    (found,) = subjects.new_subjects(store, Filters(), monday)
    assert "Pilot" not in set(found.roles.loc[found.roles["asked"].notna(), "role"])
    assert found.questions <= 12


def test_a_decision_stays_and_can_be_taken_back(read_log: ReadLog, monday: date) -> None:
    """Watched stays on the screen, dismissed and accepted leave it, and undoing brings back what was before."""
    store = read_log((4, 4, 3, 3))
    (found,) = subjects.new_subjects(store, Filters(), monday)
    for state in ("watched", "dismissed", "accepted"):
        subjects.decide(store, found.id, state, monday)
        shown = [one.state for one in subjects.new_subjects(store, Filters(), monday)]
        assert (["watched"] if state == "watched" else []) == shown
    assert ["accepted"] == [one.state for one in subjects.decided_subjects(store, Filters(), monday)]
    subjects.undo(store, found.id)
    assert ["dismissed"] == [one.state for one in subjects.decided_subjects(store, Filters(), monday)]
    subjects.undo(store, found.id)
    assert ["watched"] == [one.state for one in subjects.new_subjects(store, Filters(), monday)]


@pytest.mark.parametrize(("then", "now", "returns"), [((4, 4, 4, 4), 5, False), ((4, 4, 4, 4), 12, True)])
def test_a_dismissed_subject_returns_when_it_clearly_grows(
    read_log: ReadLog, monday: date, then: tuple[int, ...], now: int, returns: bool
) -> None:
    """Twice the rate of the weeks it was dismissed in, beyond chance, brings it back; a little more does not."""
    store = read_log((now,) * 4 + then)
    earlier = monday - timedelta(weeks=4)
    (found,) = subjects.new_subjects(store, Filters(), earlier)
    subjects.decide(store, found.id, "dismissed", earlier)
    again = subjects.new_subjects(store, Filters(), monday)
    assert returns == any(one.id == found.id and one.returned for one in again)
    assert returns or () == again


def test_a_subject_outlives_an_undo_and_keeps_no_wording(read_log: ReadLog, monday: date) -> None:
    """What is kept are ids of texts; the log sent again finds the subject as it was decided."""
    store = read_log((4, 4, 3, 3))
    (found,) = subjects.new_subjects(store, Filters(), monday)
    subjects.decide(store, found.id, "watched", monday)
    imports_made = store.rows("select import_id from import")
    imports.undo(store, str(imports_made["import_id"].iloc[0]))
    assert {"subject_id", "text_id"} == set(store.rows("select * from subject_text").columns)
    read_log((4, 4, 3, 3))
    assert [(found.id, "watched")] == [(one.id, one.state) for one in subjects.new_subjects(store, Filters(), monday)]


def test_the_digest_has_its_keys(read_log: ReadLog, monday: date) -> None:
    """Name, questions, interviews and examples, as the command line promises."""
    store = read_log((4, 4, 3, 3))
    (entry,) = subjects.digest_entries(subjects.new_subjects(store, Filters(), monday), "en")
    assert ["name", "questions", "interviews", "examples"] == list(entry)
    assert 12 <= len(entry["examples"]) <= entry["questions"] == entry["interviews"] <= 14  # type: ignore[arg-type,operator]
    assert entry["name"] in entry["examples"]  # type: ignore[operator]
