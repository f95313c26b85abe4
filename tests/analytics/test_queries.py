from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pandas as pd
import pytest

from analytics import queries, releases, roles
from analytics.population import Filters
from analytics.themes import labels
from data.identity import text_id
from data.store import Store

Fill = Callable[..., str]
MONDAY = date(2026, 8, 31)
PAY = ("What is the pay?", ["compensation"])
HOME = ("May I work from home?", ["remote_work"])
BOTH = ("Pay and home days?", ["compensation", "remote_work"])
ODD = "Do you like cheese?"
ALL = Filters()


@pytest.fixture
def log(fill: Fill, held: Any) -> str:
    """Ten nurses on Monday, ten drivers a week later; half of the nurses ask about pay, one driver in five."""
    return fill(
        [
            *[held(MONDAY, "Nurse", [PAY, HOME]) for _ in range(3)],
            *[held(MONDAY, "Nurse", [BOTH]) for _ in range(2)],
            *[held(MONDAY, "Nurse", [ODD]) for _ in range(1)],
            *[held(MONDAY, "Nurse") for _ in range(4)],
            *[held(MONDAY + timedelta(7), "Driver", [PAY], stage="HR") for _ in range(2)],
            *[held(MONDAY + timedelta(7), "Driver", stage="HR") for _ in range(8)],
        ]
    )


def test_summary_counts_interviews_and_questions(store: Store, log: str) -> None:
    """Silent interviews count; a question without a theme is not classified."""
    row: Any = queries.summary(store, ALL)
    assert [20, 11, 12, 10] == [row["interviews"], row["questions"], row["silent"], row["classified"]]
    assert (MONDAY, MONDAY + timedelta(13)) == (row["since"], row["until"])
    assert isinstance(row["newest_import"], datetime)


def test_summary_of_an_empty_store_has_no_import(store: Store) -> None:
    """Nothing was imported, which is None and not a date that is none."""
    assert None is queries.summary(store, ALL)["newest_import"]


def test_theme_rates_count_each_interview_once(store: Store, log: str) -> None:
    """An interview with two questions of a theme counts once for it; every theme has a row."""
    frame: Any = queries.theme_rates(store, ALL).set_index("theme")
    assert 12 == len(frame)
    assert [7, 20, 0.35] == frame.loc["compensation", ["asked", "interviews", "rate"]].tolist()
    assert [0.1812, 0.5671] == pytest.approx(frame.loc["compensation", ["low", "high"]].tolist(), abs=5e-4)
    assert 5 == frame.loc["remote_work", "asked"]
    assert 0 == frame.loc["inclusion", "asked"]


def test_rates_group_by_what_is_asked(store: Store, log: str) -> None:
    """Rates by role and week have one row per theme, role and week, with the group's own interviews."""
    frame: Any = queries.rates(store, ALL, ("role",), "week")
    pay = frame[frame["theme"] == "compensation"]
    assert [("Nurse", 5, 10), ("Driver", 2, 10)] == list(
        pay.sort_values("period")[["role", "asked", "interviews"]].itertuples(index=False, name=None)
    )
    assert {"theme", "period", "role", "asked", "interviews", "rate", "low", "high", "finished", "suppressed"} == set(
        frame
    )


def test_rates_of_any_theme_count_interviews_with_a_question(store: Store, log: str) -> None:
    """Without themes a rate is the share of interviews in which anything was asked."""
    frame: Any = queries.rates(store, ALL, ("role",), None, [queries.ANY_THEME]).set_index("role")
    assert [0.6, 0.2] == frame.loc[["Nurse", "Driver"], "rate"].tolist()


def test_rates_mark_the_unfinished_period(store: Store, fill: Fill, held: Any) -> None:
    """The period that contains today is not finished; the one before is."""
    today = date.today()
    fill([*[held(today) for _ in range(6)], *[held(today - timedelta(7)) for _ in range(6)]])
    frame: Any = queries.rates(store, ALL, (), "week")
    assert [True, False] == frame.drop_duplicates("period").sort_values("period")["finished"].tolist()


def test_week_rates_compare_with_the_eight_weeks_before(store: Store, fill: Fill, held: Any) -> None:
    """The reference is the 8 weeks before, without the ninth."""
    week = MONDAY + timedelta(weeks=9)
    fill(
        [
            *[held(MONDAY + timedelta(weeks=w), asked=[PAY]) for w in range(9) for _ in range(2)],
            *[held(MONDAY + timedelta(weeks=w)) for w in range(9) for _ in range(18)],
            *[held(week, asked=[PAY, HOME]) for _ in range(2)],
            *[held(week, asked=[HOME]) for _ in range(10)],
            *[held(week) for _ in range(8)],
        ]
    )
    frame: Any = queries.week_rates(store, ALL, week).set_index("theme")
    columns = ["asked", "interviews", "reference_asked", "reference_interviews", "reference_weeks"]
    assert [2, 20, 16, 160, 8] == frame.loc["compensation", columns].tolist()
    assert [12, 20, 0, 160, 8] == frame.loc["remote_work", columns].tolist()
    assert [0.6, 0.0] == frame.loc["remote_work", ["rate", "reference_rate"]].tolist()


def test_week_rates_leave_thin_weeks_out_of_the_reference(store: Store, fill: Fill, held: Any) -> None:
    """A week of three interviews is in no sum from which it could be told."""
    week = MONDAY + timedelta(weeks=2)
    fill(
        [
            *[held(MONDAY) for _ in range(10)],
            *[held(MONDAY + timedelta(weeks=1)) for _ in range(3)],
            *[held(week) for _ in range(10)],
        ]
    )
    row: Any = queries.week_rates(store, ALL, week).iloc[0]
    assert [10, 1] == [row["reference_interviews"], row["reference_weeks"]]


def test_weekly_counts_are_whole_weeks_of_cells(store: Store, fill: Fill, held: Any) -> None:
    """One count per subject, role, stage and week, silent interviews among them; a thin week has none."""
    fill(
        [
            *[held(MONDAY, "Nurse", [PAY, HOME], stage="HR") for _ in range(2)],
            *[held(MONDAY + timedelta(3), "Nurse", [PAY], stage="HR") for _ in range(3)],
            *[held(MONDAY, "Driver", stage="Final", department="Road") for _ in range(4)],
            *[held(MONDAY + timedelta(7), "Nurse", [PAY]) for _ in range(4)],
            *[held(MONDAY + timedelta(14), "Nurse", [PAY]) for _ in range(6)],
        ]
    )
    frame: Any = queries.weekly_counts(store, ALL, MONDAY, MONDAY + timedelta(13))
    columns = ["subject", "role", "department", "stage", "interviews"]
    assert {
        ("all", "Driver", "Road", "Final", 4),
        ("all", "Nurse", "", "HR", 5),
        ("compensation", "Nurse", "", "HR", 5),
        ("remote_work", "Nurse", "", "HR", 2),
    } == set(frame[columns].itertuples(index=False, name=None))
    assert {pd.Timestamp(MONDAY)} == set(frame["week"])


def test_role_rates_compare_with_the_other_roles(store: Store, fill: Fill, held: Any) -> None:
    """A role stands against all the others together, not against a total that contains it."""
    fill(
        [
            *[held(MONDAY, "Nurse", [PAY]) for _ in range(30)],
            *[held(MONDAY, "Driver", [HOME]) for _ in range(5)],
            *[held(MONDAY, "Driver") for _ in range(25)],
            *[held(MONDAY, "Cook", [PAY]) for _ in range(2)],
            *[held(MONDAY, "Cook") for _ in range(18)],
        ]
    )
    frame: Any = queries.role_rates(store, ALL).set_index(["role", "theme"])
    nurse: Any = frame.loc[("Nurse", "compensation")]
    assert [30, 30, 2, 50] == nurse[["asked", "interviews", "others_asked", "others_interviews"]].tolist()
    assert 0.96 == pytest.approx(nurse["difference"])
    assert bool(nurse["holds"])
    assert not frame.loc[("Cook", "inclusion"), "holds"]


def test_wordings_are_listed_by_how_often_they_are_asked(store: Store, log: str) -> None:
    """One row per text, its themes best first; a search ignores case and accents; a theme narrows."""
    frame: Any = queries.wordings(store, ALL)
    assert [(PAY[0], 5), (HOME[0], 3), (BOTH[0], 2), (ODD, 1)] == list(
        frame[["wording", "times"]].itertuples(index=False, name=None)
    )
    assert ["compensation", "remote_work"] == frame.loc[2, "themes"]
    assert [HOME[0], BOTH[0]] == queries.wordings(store, ALL, search="HÔME")["wording"].tolist()
    assert [ODD] == queries.wordings(store, ALL, theme="unclassified")["wording"].tolist()


@pytest.mark.parametrize("search", ["%", "_", "\\", "(", "'; drop table text; --"])
def test_wordings_search_takes_every_sign_as_itself(store: Store, log: str, search: str) -> None:
    """Signs that mean something to a pattern or to SQL find only themselves."""
    assert queries.wordings(store, ALL, search=search).empty


def test_latest_questions_come_first(store: Store, log: str) -> None:
    """The newest questions stand on top, with role and stage."""
    frame: Any = queries.latest_questions(store, ALL, limit=2)
    assert [("Driver", "HR", PAY[0])] * 2 == list(
        frame[["role", "stage", "wording"]].itertuples(index=False, name=None)
    )


def test_questions_have_a_row_each(store: Store, log: str) -> None:
    """Every question with its interview's attributes; questions of one interview share its hash."""
    frame: Any = queries.questions(store, ALL)
    assert 11 == len(frame)
    assert 2 == len(queries.questions(store, Filters(roles=("Driver",))))
    assert 8 == frame["interview"].nunique()


def test_a_correction_wins_in_every_rate(store: Store, log: str) -> None:
    """A text put under another theme moves at once, and moves back when the correction is withdrawn."""
    labels.correct(store, text_id(ODD), ["culture"])
    frame: Any = queries.theme_rates(store, ALL).set_index("theme")
    assert 1 == frame.loc["culture", "asked"]
    assert 11 == queries.summary(store, ALL)["classified"]
    labels.uncorrect(store, text_id(ODD))
    assert 0 == queries.theme_rates(store, ALL).set_index("theme").loc["culture", "asked"]


def test_filter_values_are_those_with_enough_interviews(store: Store, log: str) -> None:
    """A filter offers what the log holds, most interviews first, empty values apart."""
    frame: Any = queries.filter_values(store)
    assert {"Nurse", "Driver"} == set(frame.loc[frame["filter"] == "roles", "value"])


def test_calendar_knows_the_last_full_week(store: Store, log: str) -> None:
    """The week that contains today is not full."""
    row: Any = queries.calendar(store, MONDAY + timedelta(9))
    assert [MONDAY, MONDAY + timedelta(7), MONDAY] == [row["first_day"], row["last_day"], row["last_full_week"]]
    assert MONDAY + timedelta(7) == queries.calendar(store, MONDAY + timedelta(14))["last_full_week"]


def test_import_history_lists_each_import(store: Store, log: str) -> None:
    """One row per import with what it brought."""
    row: Any = queries.import_history(store).iloc[0]
    assert ["import-1", 20, 11] == [row["import_id"], row["interviews"], row["questions"]]


def test_import_marks_know_the_days_covered(store: Store, log: str) -> None:
    """A mark spans the days of the interviews that the import brought."""
    row: Any = queries.import_marks(store).iloc[0]
    assert [MONDAY, MONDAY + timedelta(7)] == [row["first_day"].date(), row["last_day"].date()]


def test_roles_merge_and_part_again(store: Store, log: str) -> None:
    """Merged roles count as one everywhere; undoing the merge gives the first figures back."""
    before = queries.role_rates(store, ALL)
    roles.merge(store, ["Driver"], "Nurse")
    assert {"Nurse"} == set(queries.rates(store, ALL, ("role",))["role"])
    assert {"Nurse"} == set(queries.roles(store)["shown_as"])
    roles.unmerge(store, "Driver")
    assert before.equals(queries.role_rates(store, ALL))


def test_a_merge_takes_earlier_merges_along(store: Store, log: str) -> None:
    """Merging A into B and then B into C shows A under C."""
    roles.merge(store, ["Driver"], "Carer")
    roles.merge(store, ["Carer"], "Nurse")
    assert {"Nurse"} == set(queries.roles(store)["shown_as"])


def test_the_cube_equals_a_count_of_the_facts(store: Store, log: str, recount: Callable[[], None]) -> None:
    """Counting the changed days only gives the same cube as counting all days."""
    before = store.rows("select * from cube order by all")
    recount()
    assert before.equals(store.rows("select * from cube order by all"))


def test_review_queue_brings_what_weighs_most_first(store: Store, log: str) -> None:
    """Unclassified and doubtful texts wait, heaviest first; sure, decided and hidden ones do not."""
    with store.transaction() as cursor:
        cursor.execute("update label set score = 0.4 where text_id = $id", {"id": text_id(PAY[0])})
    assert [(PAY[0], 5), (ODD, 1)] == list(
        queries.review_queue(store, ALL)[["wording", "interviews"]].itertuples(index=False, name=None)
    )
    labels.correct(store, text_id(PAY[0]), ["growth"])
    with store.transaction() as cursor:
        cursor.execute("update text set hidden = true where text_id = $id", {"id": text_id(ODD)})
    assert queries.review_queue(store, ALL).empty


def test_fair_sample_is_random_but_always_the_same(store: Store, log: str) -> None:
    """The order is nobody's choice and does not change; what is decided is not drawn."""
    first = list(queries.fair_sample(store, ALL, limit=10)["wording"])
    assert {PAY[0], HOME[0], BOTH[0], ODD} == set(first)
    assert first == list(queries.fair_sample(store, ALL, limit=10)["wording"])
    labels.correct(store, text_id(first[0]), ["growth"])
    assert first[1:] == list(queries.fair_sample(store, ALL, limit=10)["wording"])


def test_judgements_name_themes_as_they_are_now(store: Store, log: str) -> None:
    """A judgement follows a merge, and a theme that is gone is left out."""
    with store.transaction() as cursor:
        cursor.execute(
            "insert into judgement values ($id, ['growth', 'role'], ['team'], now()::timestamp)", {"id": text_id(ODD)}
        )
        cursor.execute("insert into former_theme values ('growth', 'culture'), ('team', null)")
    frame = queries.judgements(store)
    assert [(["culture", "role"], [])] == list(frame[["themes", "predicted"]].itertuples(index=False, name=None))


def test_coverage_is_a_share_of_questions(store: Store, log: str) -> None:
    """Ten questions of eleven carry a theme; the month counts the questions, not the interviews."""
    frame: Any = queries.coverage(store, ALL, "quarter")
    assert [(11, 10)] == list(frame[["questions", "asked"]].itertuples(index=False, name=None))
    assert pytest.approx(10 / 11) == frame["rate"].iloc[0]
    assert frame["low"].iloc[0] < frame["rate"].iloc[0] < frame["high"].iloc[0]


def test_likeness_is_the_mean_of_the_questions(store: Store, log: str) -> None:
    """Each question asked counts; a text without a vector does not."""
    with store.transaction() as cursor:
        cursor.execute(
            "insert into text_vector values ($pay, 'm', ''::blob, ''::blob, 0.9), ($odd, 'm', ''::blob, ''::blob, 0.2)",
            {"pay": text_id(PAY[0]), "odd": text_id(ODD)},
        )
    frame: Any = queries.likeness(store, ALL, "quarter")
    assert 6 == frame["questions"].iloc[0]
    assert pytest.approx((5 * 0.9 + 0.2) / 6) == frame["rate"].iloc[0]
    assert frame["low"].iloc[0] < frame["rate"].iloc[0] < frame["high"].iloc[0]


def test_moved_texts_say_before_and_after(store: Store, log: str) -> None:
    """Inside a rehearsal, the texts that move are named with their interviews; a hidden wording is not given out."""
    with store.rehearsal() as trial, trial.transaction() as cursor:
        cursor.execute(
            "create temp table moved_text as select $pay::bigint as text_id, ['a'] as before, []::varchar[] as after"
            " union all select $odd, []::varchar[], ['b']",
            {"pay": text_id(PAY[0]), "odd": text_id(ODD)},
        )
        cursor.execute("update text set hidden = true where text_id = $odd", {"odd": text_id(ODD)})
        frame = queries.moved_texts(trial, ALL)
    shown: Any = frame.set_index("text_id")
    assert [PAY[0], 5, ["a"], []] == shown.loc[text_id(PAY[0]), ["wording", "interviews", "before", "after"]].tolist()
    assert [1, [], ["b"]] == shown.loc[text_id(ODD), ["interviews", "before", "after"]].tolist()
    assert pd.isna(shown.loc[text_id(ODD), "wording"])


def test_the_queue_and_the_sample_keep_the_minimum_group(store: Store, fill: Fill, held: Any) -> None:
    """A wording of a role under the minimum is neither queued nor drawn."""
    fill(
        [*[held(MONDAY, "Nurse", ["Seen?"]) for _ in range(6)], *[held(MONDAY, "Baker", ["Unseen?"]) for _ in range(2)]]
    )
    assert ["Seen?"] == list(queries.review_queue(store, ALL)["wording"])
    assert ["Seen?"] == list(queries.fair_sample(store, ALL, limit=9)["wording"])


def test_withheld_wordings_are_the_hidden_and_the_released(store: Store, log: str, fill: Fill, held: Any) -> None:
    """A reviewer sees hidden wordings with how often they were asked, before released ones, and no other."""
    secrets = [held(MONDAY, "Nurse", ["I am ill", "I am deaf"], hidden=True) for _ in range(5)]
    fill(secrets, "import-2", first=100)
    releases.release(store, text_id("I am deaf"))
    frame: Any = queries.withheld_wordings(store, ALL)
    assert [("I am ill", False, 5), ("I am deaf", True, 5)] == list(
        frame[["wording", "released", "times"]].itertuples(index=False, name=None)
    )
