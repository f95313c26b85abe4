"""Groups kept current: what joins, what stays, what people decide."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import numpy as np
import pytest

from analytics import groups, imports, operations
from analytics.groups import keeping
from analytics.population import Filters
from analytics.themes import labels
from data.errors import ViceVersaError
from data.identity import text_id
from data.store import Store

Ask = Callable[..., None]
PAY = ["What is the salary?", "Quel est le salaire ?", "salaire ?", "Quel est le salair ?"]
HOME = ["How many days can I work from home?", "Combien de jours de télétravail par semaine ?", "nb de jours de TT ?"]
PARKING = ["Is there parking?", "Y a-t-il un parking ?"]


def _of(store: Store, wordings: Sequence[str]) -> list[int | None]:
    return [groups.group_of(store, text_id(wording)) for wording in wordings]


def _placed(store: Store) -> dict[int, int]:
    rows = store.rows("select text_id, group_id from text_group")
    return dict(zip(rows["text_id"], rows["group_id"], strict=True))


@pytest.mark.parametrize("wordings", [PAY, HOME, PARKING])
def test_one_question_in_both_languages_is_one_group(store: Store, ask: Ask, wordings: list[str]) -> None:
    """French and English, telegrams and typos of one question share a group, beside two other questions."""
    ask([*PAY, *HOME, *PARKING])
    assert 1 == len(set(_of(store, wordings)))
    assert 3 == len(set(_placed(store).values()))


def test_the_same_log_gives_the_same_groups(store: Store, ask: Ask) -> None:
    """Placing everything anew from nothing gives every text the group it had."""
    ask([*PAY, *HOME, *PARKING])
    before = _placed(store)
    with store.transaction() as cursor:
        cursor.execute("delete from text_group; delete from question_group; delete from text_aim")
        keeping.catch_up(cursor)
    assert before == _placed(store)


def test_new_logs_move_no_text(store: Store, ask: Ask) -> None:
    """What was in a group stays there when new wordings come in; they join it where they ask the same."""
    ask([PAY[0], HOME[0]])
    before = _placed(store)
    ask([*PAY[1:], *HOME[1:], *PARKING], "import-2")
    after = _placed(store)
    assert before == {text: after[text] for text in before}
    assert _of(store, PAY) == [before[text_id(PAY[0])]] * len(PAY)


def test_merged_groups_stay_merged_for_new_logs_and_an_undo_brings_them_back(store: Store, ask: Ask) -> None:
    """What joins a group that was merged away is shown where the merge puts it."""
    ask([PAY[0], HOME[0]])
    pay, home = _of(store, [PAY[0], HOME[0]])
    assert pay is not None
    assert home is not None
    decision = groups.merge(store, pay, home)
    ask(HOME[1:], "import-2")
    assert {pay} == set(_of(store, [*PAY[:1], *HOME]))
    assert pay == groups.shown_as(store, home)
    groups.undo(store, decision)
    assert groups.group_of(store, text_id(PAY[0])) == pay
    assert set(_of(store, HOME[:1])) == {home}


def test_a_split_holds_when_the_log_is_imported_again(store: Store, ask: Ask) -> None:
    """A wording taken out of its group is alone again after the undo of its import and another import of it."""
    ask(PAY)
    old = groups.group_of(store, text_id(PAY[0]))
    assert old is not None
    new = groups.split(store, old, [text_id(PAY[3])])
    imports.undo(store, "import-1")
    assert groups.groups(store, Filters()).empty
    ask(PAY, "import-2")
    assert [old, old, old, new] == _of(store, PAY)
    groups.undo(store, int(groups.group_decisions(store)["decision_id"].iloc[0]))
    assert [old] * 4 == _of(store, PAY)


def test_decisions_that_make_no_sense_are_refused(store: Store, ask: Ask) -> None:
    """A group with itself, a group that is not there, all of its wordings, a decision taken back twice."""
    ask(PAY)
    group = groups.group_of(store, text_id(PAY[0]))
    assert group is not None
    refused: list[tuple[str, Callable[[], object]]] = [
        ("group_merge_itself", lambda: groups.merge(store, group, group)),
        ("group_unknown", lambda: groups.merge(store, group, 7)),
        ("group_split_all", lambda: groups.split(store, group, [text_id(wording) for wording in PAY])),
        ("group_split_all", lambda: groups.split(store, group, [])),
        ("group_decision_unknown", lambda: groups.undo(store, 1)),
    ]
    for code, decide in refused:
        with pytest.raises(ViceVersaError) as raised:
            decide()
        assert code == raised.value.code
    assert 0 == store.value("select count(*) from group_decision")


def test_a_theme_decided_by_a_person_takes_the_text_out_of_its_group(store: Store, ask: Ask) -> None:
    """Groups lie in one theme: a text corrected to another one leaves; the others stay."""
    ask(PAY)
    labels.correct(store, text_id(PAY[3]), ["culture"])
    salary, other = groups.group_of(store, text_id(PAY[0])), groups.group_of(store, text_id(PAY[3]))
    assert salary != other
    themes = dict(store.rows("select group_id, theme from question_group").itertuples(index=False, name=None))
    assert ("compensation", "culture") == (themes[salary], themes[other])


def test_names_go_with_their_wordings_and_counts_stay(store: Store, ask: Ask) -> None:
    """After retention a group has its figures and no name, and nothing of its texts' meaning is kept."""
    ask(PAY, day=date(2020, 9, 7))
    before: Any = groups.groups(store, Filters()).iloc[0]
    operations.purge(store, date(2026, 9, 7))
    after: Any = groups.groups(store, Filters()).iloc[0]
    assert [before["group_id"], before["asked"]] == [after["group_id"], after["asked"]]
    assert isinstance(before["name"], str)
    assert after["name"] is None or np.isnan(after["name"])
    assert 0 == store.value("select count(*) from text_aim")


def test_texts_of_an_earlier_version_wait_for_their_group(store: Store, ask: Ask) -> None:
    """A store that knew no groups says how many texts wait, and none once they were placed."""
    assert 0 == keeping.outdated(store)
    ask(PAY)
    assert 0 == keeping.outdated(store)
    with store.transaction() as cursor:
        cursor.execute("delete from text_group; delete from text_aim")
    assert len(PAY) == keeping.outdated(store)
    labels.catch_up(store)
    assert 0 == keeping.outdated(store)
