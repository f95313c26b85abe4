from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.answers import book, bringing_in, reading, taking_away
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


VERSION: dict[str, Any] = {
    "version": 1, "roles": [], "french": "Oui.", "english": "Yes.", "facts": [{"fact": "a", "source": "b"}],
    "owner": "Julie", "review_by": "2099-01-01", "saved_by": "Julie", "saved_at": "2026-01-01T00:00:00",
    "approved_by": "Karim", "approved_at": "2026-01-02T00:00:00",
}  # fmt: skip

HOSTILE: tuple[tuple[dict[str, Any], str], ...] = (
    ({"version": 2**31}, "bad_version"),
    ({"version": -1}, "bad_version"),
    ({"version": 1e300}, "bad_version"),
    ({"version": float("inf")}, "incomplete"),
    ({"version": float("nan")}, "incomplete"),
    ({"version": "x"}, "incomplete"),
    ({"saved_at": "9999-12-31T23:59:59-23:59"}, "incomplete"),
    ({"approved_at": "0001-01-01T00:00:00+23:59"}, "incomplete"),
    ({"saved_at": 3}, "incomplete"),
    ({"review_by": "0000-00-00"}, "bad_date"),
    ({"review_by": ["2026-01-01"]}, "bad_date"),
    ({"facts": "facts"}, "incomplete"),
    ({"facts": [{"fact": "a" * 6_000, "source": ""}]}, "too_long"),
    ({"roles": ["a" * 6_000]}, "too_long"),
    ({"owner": "a" * 6_000}, "too_long"),
    ({"saved_by": "a" * 6_000}, "too_long"),
    ({"french": "a" * 6_000}, "too_long"),
    ({"french": "", "english": "\u200b", "owner": "\0"}, "nothing_said"),
)


def _written(*entries: dict[str, Any]) -> bytes:
    return json.dumps({"kind": taking_away.KIND, "answers": entries}).encode()


def _entry(group_id: int, number: int, **version: Any) -> dict[str, Any]:
    group = taking_away.group_key(group_id)
    return {"answer": f"a{number}", "group": group, "archived_by": None, "versions": [VERSION | version]}


def test_no_value_of_a_file_breaks_the_book(store: Store, groups: dict[str, int]) -> None:
    """Numbers and moments beyond, wrong kinds and endless texts are rejected with a reason; the book stays readable."""
    entries = [_entry(groups[QUESTION], number, **bad) for number, (bad, _) in enumerate(HOSTILE)]
    rows = bringing_in.bring_in(store, bringing_in.read(store, _written(*entries), "x.json"), "Ana")
    assert [reason for _, reason in HOSTILE] == [row.reason for row in rows]
    assert {"rejected"} == set(_outcomes(rows))
    assert [] == book.answers(store)


@pytest.mark.parametrize("group", ["f" * 40, "-1", "g--5", 10**40])
def test_an_id_beyond_any_is_rejected(store: Store, group: object) -> None:
    """A group's id has sixteen digits at most."""
    entry = {"answer": "a1", "group": group, "archived_by": None, "versions": [VERSION]}
    (row,) = bringing_in.read(store, _written(entry), "x.json")
    assert ("rejected", "bad_id") == (row.outcome, row.reason)


def test_the_edges_of_time_and_of_letters_are_kept(store: Store, groups: dict[str, int]) -> None:
    """The year 9999, moments of another zone and half characters come in as what can be kept of them."""
    odd = {
        "review_by": "9999-12-31", "saved_at": "2026-01-01T12:00:00+02:00", "saved_by": "Ju\ud800lie\0",
        "owner": "a\x0bb", "french": "Un\x0bdeux\ud800.", "english": "\u202eYes.",
    }  # fmt: skip
    rows = bringing_in.bring_in(
        store, bringing_in.read(store, _written(_entry(groups[QUESTION], 1, **odd)), "x.json"), ""
    )
    assert ["new"] == _outcomes(rows)
    (answer,) = book.answers(store)
    content = answer.latest.content
    assert ("Un\ndeux.", "Yes.", "a b", "Julie") == (
        content.french,
        content.english,
        content.owner,
        answer.latest.saved_by,
    )
    assert answer.latest.saved_at.tzinfo is None
    assert ["unchanged"] == _outcomes(bringing_in.read(store, taking_away.to_json(store), "x.json"))
    assert taking_away.to_csv(store, "fr", TODAY)


def test_a_version_twice_in_a_file_comes_in_once(store: Store, groups: dict[str, int]) -> None:
    """The second of two rows for one version is told and left out."""
    entries = [_entry(groups[QUESTION], 1), _entry(groups[QUESTION], 1, french="Non.")]
    rows = bringing_in.bring_in(store, bringing_in.read(store, _written(*entries), "x.json"), "Ana")
    assert [("new", ""), ("rejected", "repeated")] == [(row.outcome, row.reason) for row in rows]
    (answer,) = book.answers(store)
    assert "Oui." == answer.latest.content.french


def test_a_book_too_large_is_refused_before_it_is_read(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """JSON is read in the dashboard's own memory, of which a file gets a share."""
    monkeypatch.setattr(reading, "LARGEST_MEGABYTES", 1)
    with pytest.raises(ViceVersaError) as refused:
        bringing_in.read(store, b'{"kind": ' + b"[" * (1 << 20), "x.json")
    assert "file_too_large" == refused.value.code


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*VERSION, "fact"]), inner, max_size=4),
    max_leaves=6,
)


@settings(deadline=None, max_examples=150)
@given(st.lists(st.dictionaries(st.sampled_from(list(VERSION)), ANY_JSON, max_size=3), max_size=3))
def test_any_entry_is_kept_or_told(changes: list[dict[str, Any]]) -> None:
    """Whatever stands where a text, date or list should, each answer of a file has a row with an outcome."""
    entries = [_entry(7, number, **change) for number, change in enumerate(changes)]
    rows = list(reading.rows(_written(*entries), "x.json"))
    assert len(rows) == len(entries)
    assert all(row.versions or row.reason for row in rows)
