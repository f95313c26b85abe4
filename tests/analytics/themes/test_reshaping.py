"""Putting another taxonomy in force, on a real log: what moves, what a preview promises, and the way back."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest

from analytics import imports, queries
from analytics.population import Filters
from analytics.themes import editing, labels, quality, reshaping, versions
from analytics.themes.editing import Described
from data.errors import ViceVersaError
from data.store import Store

START = date.today() - timedelta(weeks=12)

PARKING = Described(
    "Parking and bikes",
    "Where to leave a car or a bike",
    (
        "Is there a parking space for staff?",
        "Where can I park my car?",
        "Can I leave my bike somewhere safe?",
        "Do employees get a parking permit?",
        "How full is the car park in the morning?",
        "Is there a bike shed?",
    ),
)
ASKED = (
    "Is there a car park for employees?",
    "Can I lock my bicycle inside?",
    "What is the salary range?",
    "How many days can I work from home?",
    "What would my first tasks be?",
)


@pytest.fixture
def filled(store: Store) -> Store:
    """A log of sixty interviews, each question in twelve of them, read and labelled as any other."""
    rows = [
        f"{START + timedelta(days=number)},Accountant,C{number},{ASKED[number % len(ASKED)]}" for number in range(60)
    ]
    content = "\n".join(["date,role,candidate,question", *rows]).encode()
    imports.confirm(store, imports.prepare(store, content, "log.csv"))
    return store


def _asked(store: Store, theme: str) -> int:
    rates = queries.theme_rates(store, Filters()).set_index("theme")
    return int(rates["asked"].get(theme, 0))


def _labels(store: Store) -> pd.DataFrame:
    return store.rows("select text_id, theme, score, position from label order by all")


def test_an_added_theme_wins_its_questions_from_six_examples(filled: Store) -> None:
    """Questions worded otherwise than the examples are found, in the past too; the others stay where they were."""
    before = _asked(filled, "compensation")
    moved = reshaping.apply(
        filled, editing.added(versions.current(filled), PARKING), {"action": "added", "theme": "Parking"}
    )
    assert moved == 2
    assert _asked(filled, "parking_and_bikes") == 24
    assert _asked(filled, "compensation") == before
    assert filled.value("select count(*) from cube where subject = 'parking_and_bikes'") != 0


def test_a_preview_promises_what_applying_does_and_keeps_nothing(filled: Store) -> None:
    """The texts named, the months counted: applying gives exactly those; before that, nothing has changed."""
    taxonomy, change = editing.added(versions.current(filled), PARKING), {"action": "added", "theme": "Parking"}
    untouched = _labels(filled)
    looked = reshaping.preview(filled, taxonomy, change, Filters())
    assert (versions.number(filled), versions.SHIPPED) == (versions.SHIPPED, versions.SHIPPED)
    pd.testing.assert_frame_equal(untouched, _labels(filled))

    assert set(looked.moved["wording"]) == set(ASKED[:2])
    assert all(themes[0] == "parking_and_bikes" for themes in looked.moved["after"])
    assert "parking_and_bikes" in looked.affected

    assert looked.texts == reshaping.apply(filled, taxonomy, change)
    pd.testing.assert_frame_equal(looked.after, queries.rates(filled, Filters(), grain="month"))


def test_going_back_gives_the_same_figures_again(filled: Store) -> None:
    """An earlier version put in force again gives every label, to the digit, as it was; both versions stay listed."""
    first = _labels(filled)
    reshaping.apply(filled, editing.added(versions.current(filled), PARKING), {"action": "added", "theme": "Parking"})
    second = _labels(filled)
    reshaping.go_back(filled, versions.SHIPPED)
    pd.testing.assert_frame_equal(first, _labels(filled))
    reshaping.go_back(filled, 2)
    pd.testing.assert_frame_equal(second, _labels(filled))
    assert [4, 3, 2] == list(versions.history(filled)["version"])
    assert "restored_version" == versions.history(filled)["change"].iloc[0]["action"]


def test_going_back_to_nowhere_is_refused(filled: Store) -> None:
    """There is no version that nobody made."""
    with pytest.raises(ViceVersaError, match="taxonomy_version_unknown"):
        reshaping.go_back(filled, 7)


def test_merging_and_archiving_move_figures(filled: Store) -> None:
    """A merged theme's interviews count under the other; an archived theme's are unclassified, not another's."""
    salary = _asked(filled, "compensation")
    reshaping.apply(filled, editing.merged(versions.current(filled), "compensation", "growth"), {"action": "merged"})
    assert _asked(filled, "growth") >= salary == 12
    reshaping.apply(filled, editing.archived(versions.current(filled), "growth"), {"action": "archived"})
    unclassified = filled.value("select sum(interviews) from cube where subject = 'unclassified'")
    assert unclassified == 12


def test_corrections_survive_what_happens_to_their_theme(filled: Store) -> None:
    """A correction follows a merge, is silent while its theme is archived, and speaks again after the way back."""
    text_id = int(str(filled.value("select text_id from text where wording = $w", {"w": ASKED[4]})))
    labels.correct(filled, text_id, ["culture"])
    assert _asked(filled, "culture") == 12
    reshaping.apply(filled, editing.merged(versions.current(filled), "culture", "company"), {"action": "merged"})
    assert _asked(filled, "company") == 12
    reshaping.apply(filled, editing.archived(versions.current(filled), "company"), {"action": "archived"})
    assert not filled.value("select count(*) from decided_text")
    reshaping.go_back(filled, versions.SHIPPED)
    assert _asked(filled, "culture") == 12


def test_texts_without_a_wording_follow_merges(filled: Store) -> None:
    """A wording that retention deleted cannot be read again: its theme follows the theme that took its questions."""
    with filled.transaction() as cursor:
        cursor.execute("update text set wording = null; delete from text_vector")
    before = _asked(filled, "compensation")
    reshaping.apply(filled, editing.merged(versions.current(filled), "compensation", "growth"), {"action": "merged"})
    assert _asked(filled, "growth") >= before == 12


def test_a_correction_teaches_and_can_be_undone(filled: Store) -> None:
    """Correcting one wording of a subject moves the other one with it, and taking it back restores every label."""
    first = _labels(filled)
    text_id = int(str(filled.value("select text_id from text where wording = $w", {"w": ASKED[0]})))
    moved = labels.correct(filled, text_id, ["compensation"])
    assert moved >= 0
    labels.uncorrect(filled, text_id)
    pd.testing.assert_frame_equal(first, _labels(filled))


def test_new_texts_are_read_in_the_taxonomy_in_force(filled: Store) -> None:
    """A log imported after a theme was added finds it at once."""
    reshaping.apply(filled, editing.added(versions.current(filled), PARKING), {"action": "added", "theme": "Parking"})
    content = f"date,role,candidate,question\n{START},Nurse,N1,Where do night nurses park?".encode()
    imports.confirm(filled, imports.prepare(filled, content, "more.csv"))
    found = filled.value(
        "select theme from label join text using (text_id) where position = 1 and contains(wording, 'night nurses')"
    )
    assert found == "parking_and_bikes"


def test_vectors_go_with_their_wordings(filled: Store) -> None:
    """What could tell on a wording is not kept longer than the wording: undo takes the vectors along."""
    assert filled.value("select count(*) from text_vector") == len(ASKED)
    imported = str(filled.value("select import_id from import"))
    imports.undo(filled, imported)
    assert filled.value("select count(*) from text_vector") == 0


def test_judging_keeps_what_the_model_said_and_decides(filled: Store) -> None:
    """The figures count what the model said before it could learn from the judgement; undo leaves no trace."""
    first = _labels(filled)
    drawn = queries.fair_sample(filled, Filters(), limit=10)
    assert len(drawn) == len(ASKED)
    text_id = int(drawn["text_id"].iloc[0])
    quality.judge(filled, text_id, ["inclusion"])
    judged = queries.judgements(filled)
    assert (["inclusion"], len(judged)) == (judged["themes"].iloc[0], 1)
    assert "inclusion" not in judged["predicted"].iloc[0]
    assert text_id not in set(queries.fair_sample(filled, Filters(), limit=10)["text_id"])
    quality.unjudge(filled, text_id)
    assert queries.judgements(filled).empty
    pd.testing.assert_frame_equal(first, _labels(filled))


def test_a_new_model_reads_the_old_texts_again(filled: Store) -> None:
    """Texts that another model read, or none, are told apart, read once more, and end with the same labels."""
    first = _labels(filled)
    assert labels.outdated(filled) == 0
    with filled.transaction() as cursor:
        cursor.execute("update text_vector set model = 'earlier'; delete from label")
    assert labels.outdated(filled) == len(ASKED)
    assert labels.catch_up(filled) == len(first["text_id"].unique())
    assert labels.outdated(filled) == 0
    pd.testing.assert_frame_equal(first, _labels(filled))
