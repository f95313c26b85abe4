from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from analytics.answers import book, bringing_in, taking_away
from analytics.answers.entries import Answer, Content, Fact
from analytics.answers.reading import Row
from data.errors import ViceVersaError
from data.identity import text_id
from data.store import Store, open_store

TODAY = date.today()
QUESTION = "Can I work from home?"
OTHER = "What is the salary?"
NASTY = Content(
    french='=2+3 « jours » ;\nsur deux lignes, "entre guillemets"',
    english="'=not a formula' | and a bar \\ here",
    facts=(Fact("2 | 3 days \\ week", "pay, grid; 2026"), Fact("-1", "")),
    roles=("Nurse", "Night; nurse"),
    owner="@julie",
    review_by=TODAY + timedelta(days=90),
)


def _placed(store: Store) -> dict[str, int]:
    """Two questions in a group each, by hand."""
    groups = {QUESTION: text_id(QUESTION), OTHER: text_id(OTHER)}
    with store.transaction() as cursor:
        for wording, group_id in groups.items():
            cursor.execute("insert into question_group (group_id, theme) values ($id, 'remote_work')", {"id": group_id})
            cursor.execute(
                "insert into text_group (text_id, home_id, group_id, theme, typical)"
                " values ($id, $id, $id, 'remote_work', 1)",
                {"id": text_id(wording)},
            )
    return groups


@pytest.fixture
def groups(store: Store, fill: Callable[..., str], held: Any) -> dict[str, int]:
    """The groups of two questions that eight nurses asked."""
    fill([held(TODAY, "Nurse", [QUESTION, OTHER]) for _ in range(8)])
    return _placed(store)


@pytest.fixture
def kept(store: Store, groups: dict[str, int]) -> Answer:
    """An approved answer full of what breaks files, with a draft waiting."""
    saved = book.save(store, groups[QUESTION], NASTY, 'Ana "Ann"')
    book.approve(store, saved.answer_id, 1, "Karim", TODAY)
    return book.save(
        store, groups[QUESTION], replace(NASTY, french="Trois."), "Julie", answer_id=saved.answer_id, based_on=1
    )


def _elsewhere(fill: bool = True) -> Store:
    store = open_store(":memory:")
    if fill:
        _placed(store)
    return store


def _outcomes(rows: list[Row]) -> list[str]:
    return [row.outcome for row in rows]


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.usefixtures("kept")
def test_a_book_as_csv_comes_back_whole(store: Store, lang: str) -> None:
    """Every text, fact, role, name, date and approval of the CSV is there in an empty book, to the byte."""
    written = taking_away.to_csv(store, lang, TODAY)
    other = _elsewhere()
    rows = bringing_in.read(other, written, "book.csv")
    assert ["new", "new"] == _outcomes(bringing_in.bring_in(other, rows, ""))
    (answer,) = book.answers(other)
    assert [version.content for version in answer.versions] == [replace(NASTY, french="Trois.").tidy(), NASTY.tidy()]
    mine, theirs = (
        [
            row[:2] + row[3:]
            for row in csv.reader(io.StringIO(file.decode("utf-8-sig")), delimiter=";" if lang == "fr" else ",")
        ]
        for file in (written, taking_away.to_csv(other, lang, TODAY))
    )
    assert mine == theirs
    other.close()


@pytest.mark.usefixtures("kept")
def test_a_book_as_json_comes_back_with_its_history(store: Store) -> None:
    """The JSON of the copy is the JSON of the book."""
    written = taking_away.to_json(store)
    other = _elsewhere()
    bringing_in.bring_in(other, bringing_in.read(other, written, "book.json"), "")
    assert json.loads(written) == json.loads(taking_away.to_json(other))
    other.close()


@pytest.mark.usefixtures("kept")
def test_no_cell_is_a_formula(store: Store) -> None:
    """What a spreadsheet would run is written as text."""
    rows = csv.reader(io.StringIO(taking_away.to_csv(store, "en", TODAY).decode("utf-8-sig")))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.usefixtures("kept")
def test_a_file_that_was_not_touched_changes_nothing(store: Store) -> None:
    """Bringing the book in again is no change at all."""
    before = taking_away.to_json(store)
    rows = bringing_in.read(store, taking_away.to_csv(store, "fr", TODAY), "book.csv")
    assert ["unchanged", "unchanged"] == _outcomes(rows)
    bringing_in.bring_in(store, rows, "Julie")
    assert before == taking_away.to_json(store)


def test_a_text_changed_in_the_file_is_a_draft(store: Store, groups: dict[str, int]) -> None:
    """It is signed by whoever brings it in, and the approved one stands."""
    saved = book.save(store, groups[OTHER], Content(english="30k to 34k."), "Julie")
    written = taking_away.to_csv(store, "en", TODAY).replace(b"30k to 34k.", b"31k to 35k.")
    rows = bringing_in.read(store, written, "book.csv")
    assert ["changed"] == _outcomes(rows)
    with pytest.raises(ViceVersaError) as refused:
        bringing_in.bring_in(store, rows, " ")
    assert "answer_needs_name" == refused.value.code
    bringing_in.bring_in(store, rows, "Ana")
    (answer,) = book.of_group(store, groups[OTHER])
    assert (saved.answer_id, 2, "31k to 35k.", "Ana") == (
        answer.answer_id, answer.latest.number, answer.latest.content.english, answer.latest.saved_by,
    )  # fmt: skip


def test_what_a_colleague_changed_meanwhile_is_a_conflict(store: Store, groups: dict[str, int]) -> None:
    """Neither text is lost: the file's is listed, the colleague's stays."""
    saved = book.save(store, groups[OTHER], Content(english="30k to 34k."), "Julie")
    written = taking_away.to_csv(store, "en", TODAY).replace(b"30k to 34k.", b"31k to 35k.")
    book.save(store, groups[OTHER], Content(english="By Karim."), "Karim", answer_id=saved.answer_id, based_on=1)
    rows = bringing_in.bring_in(store, bringing_in.read(store, written, "book.csv"), "Ana")
    assert ["conflict"] == _outcomes(rows)
    assert "31k to 35k." == rows[0].content.english
    assert "Somebody else saved" in bringing_in.reason(rows[0], "en")
    assert "By Karim." == book.of_group(store, groups[OTHER])[0].latest.content.english


@pytest.mark.usefixtures("groups")
def test_a_row_written_by_hand_finds_its_question(store: Store) -> None:
    """A question of the log and an answer are enough; a bad row is told with its number and reason."""
    table = [
        "Question;Français;À relire avant le;Responsable",
        f"{QUESTION};Deux jours.;31/12/2099;Julie",
        "How tall is the moon?;Très.;;Julie",
        f"{OTHER};Trente mille.;bientôt;Julie",
        f"{OTHER};;;",
        f"{QUESTION};Encore.;;Ana",
    ]
    rows = bringing_in.bring_in(store, bringing_in.read(store, "\n".join(table).encode(), "a.csv"), "Ana")
    assert ["new", "rejected", "rejected", "rejected", "conflict"] == _outcomes(rows)
    assert [2, 3, 4, 5, 6] == [row.number for row in rows]
    assert ["no_group", "bad_date", "nothing_said"] == [row.reason for row in rows[1:4]]
    assert all(bringing_in.reason(row, lang) for row in rows[1:] for lang in ("fr", "en"))
    (answer,) = book.answers(store)
    assert ("Deux jours.", date(2099, 12, 31)) == (answer.latest.content.french, answer.latest.content.review_by)


@pytest.mark.parametrize(
    "content",
    [b"a,b\n1,2\n", b'{"kind": "something else"}', b'{"kind"', b'{"kind": "vice-versa-answers", "answers": 3}'],
)
def test_another_file_is_refused(store: Store, content: bytes) -> None:
    """With a sentence that says what a book looks like."""
    with pytest.raises(ViceVersaError) as refused:
        bringing_in.read(store, content, "x.csv")
    assert "answers_unreadable" == refused.value.code


@pytest.mark.parametrize("entry", [3, {}, {"answer": "x", "group": "zz", "versions": []}, {"answer": "../x"}])
def test_a_broken_entry_is_told(store: Store, entry: object) -> None:
    """An answer of a JSON file that is not whole is rejected, the rest is read."""
    document = {"kind": taking_away.KIND, "answers": [entry]}
    assert ["rejected"] == _outcomes(bringing_in.read(store, json.dumps(document).encode(), "x.json"))
