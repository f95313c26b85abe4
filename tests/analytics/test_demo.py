from __future__ import annotations

import csv
import io
import re
import tomllib
import unicodedata
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analytics.demo import Simulation, demo_file, demo_log, planned_rates, planned_volumes, simulate
from data.demo import Change, Plan, load_plan, load_wordings
from data.splitting import questions_in

SATURDAY = date(2026, 11, 21)
MONDAY = date(2026, 11, 16)
PLAN = load_plan()
WORDINGS = load_wordings()
THEMES = [
    theme["id"]
    for theme in tomllib.loads((Path(__file__).parents[2] / "data/themes/taxonomy.toml").read_text("utf-8"))["theme"]
]


def _week(interviews: pd.DataFrame, today: date) -> pd.Series[int]:
    """Weeks before the end of each interview."""
    next_monday = pd.Timestamp(today - timedelta(today.weekday()) + timedelta(7))
    weeks: pd.Series[int] = (next_monday - interviews["day"]).dt.days.sub(1) // 7
    return weeks


def _asked(simulation: Simulation, column: str, subject: str) -> pd.Series[bool]:
    """For each interview, whether a theme or subject was asked in it."""
    asked = simulation.questions.loc[simulation.questions[column] == subject, "interview_id"]
    return simulation.interviews["interview_id"].isin(asked)


def _quiet(plan: Plan) -> Plan:
    """The plan without changes and seasons."""
    return replace(plan, changes=(), seasons=())


@pytest.fixture(scope="module")
def log() -> pd.DataFrame:
    """The demo log of one day."""
    return demo_log(SATURDAY)


@pytest.fixture(scope="module")
def made() -> Simulation:
    """The demo log of one day with its truth."""
    return simulate(PLAN, SATURDAY)


@pytest.fixture(scope="module")
def large() -> Simulation:
    """Forty times the demo, which leaves little to chance."""
    return simulate(PLAN, SATURDAY, volumes=40 * planned_volumes(PLAN))


def test_the_same_day_gives_the_same_file() -> None:
    """The demo is deterministic to the byte."""
    assert demo_file(SATURDAY) == demo_file(SATURDAY)


def test_the_file_is_what_a_french_excel_saves(log: pd.DataFrame) -> None:
    """UTF-8 with BOM, semicolons, French headers, dd/mm/yyyy, CRLF; it reads back as the log."""
    content = demo_file(SATURDAY)
    header, first, *_ = content.decode("utf-8-sig").split("\r\n")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))

    assert content.startswith(b"\xef\xbb\xbf")
    assert header == "Date;Poste;Étape;Niveau;Service;Lieu;Langue;Candidat;Question;Répondu"
    assert re.match(r"\d\d/\d\d/20\d\d;", first)
    assert log["Question"].fillna("").tolist() == [row["Question"] for row in rows]
    assert content.count(b"\n") == content.count(b"\r\n") == len(rows) + 1


def test_most_answers_are_noted_and_a_few_questions_are_poorly_answered(large: Simulation) -> None:
    """The notes say yes, partly and no by the plan's shares, and poor ones for the questions it names."""
    how = PLAN.answered
    noted = large.questions[large.questions["answered"] != ""]
    poor = noted["wording"].isin(list(how.poorly))

    assert how.poorly <= {wording.text for wording in WORDINGS}
    assert abs(how.noted - len(noted) / len(large.questions)) < 0.01
    for kind, usual, poorly in (("yes", how.yes, how.poor_yes), ("partly", how.partly, how.poor_partly)):
        assert abs(usual - (noted.loc[~poor, "answered"] == kind).mean()) < 0.01
        assert abs(poorly - (noted.loc[poor, "answered"] == kind).mean()) < 0.02


@pytest.mark.parametrize("today", [MONDAY, SATURDAY, date(2026, 11, 22), date(2027, 1, 6)])
def test_the_log_covers_78_full_weeks_and_the_days_since(today: date) -> None:
    """Any day is an end: working days only, every week present, nothing after the day itself."""
    interviews = simulate(PLAN, today).interviews
    weeks = _week(interviews, today)

    assert set(range(PLAN.weeks + 1)) == set(weeks)
    assert interviews["day"].max() <= pd.Timestamp(today)
    assert interviews["day"].dt.day_of_week.max() < 5
    assert interviews["day"].is_monotonic_increasing


def test_the_log_has_the_size_of_a_year_and_a_half(log: pd.DataFrame) -> None:
    """About 5,000 interviews, 11 % of them silent, three questions in each of the others."""
    interviews = log.groupby("Candidat")["Question"].count()

    assert 4_700 < len(interviews) < 5_300
    assert 0.09 < (interviews == 0).mean() < 0.13
    assert 2.8 < interviews[interviews > 0].mean() < 3.4


def test_every_role_stage_and_language_is_there(made: Simulation) -> None:
    """Twelve roles, none of them rare, all stages, one interview in five in English."""
    interviews = made.interviews

    assert len(PLAN.roles) == 12
    assert interviews["role"].value_counts().reindex([role.name for role in PLAN.roles]).min() > 150
    assert {stage.name for stage in PLAN.stages} == set(interviews["stage"])
    assert 0.15 < (interviews["language"] == "en").mean() < 0.25
    assert interviews.notna().all(axis=None)


def test_august_and_the_end_of_december_are_slow(made: Simulation) -> None:
    """The seasons thin the log by the share that the plan says."""
    days = made.interviews["day"].dt.strftime("%m-%d").value_counts()
    ordinary = days[(days.index > "05-01") & (days.index < "07-31")].mean()

    assert days[(days.index >= "08-01") & (days.index <= "08-25")].mean() < 0.65 * ordinary
    assert days[(days.index >= "12-20") | (days.index <= "01-03")].mean() < 0.65 * ordinary


def test_the_latest_weeks_are_the_same_on_any_day(made: Simulation) -> None:
    """A visitor in January and one in November find the same last full week and reference period."""
    january = date(2027, 1, 6)
    seen = []
    for simulation, today in ((made, SATURDAY), (simulate(PLAN, january), january)):
        weeks = _week(simulation.interviews, today)
        recent = simulation.interviews[weeks.between(1, 9)]
        questions = recent.merge(simulation.questions, on="interview_id")
        seen.append((len(recent), sorted(questions["role"].astype(str) + questions["wording"].astype(str))))

    assert seen[0] == seen[1]


@pytest.mark.parametrize("subject", [s.id for s in PLAN.subjects])
def test_rates_are_exact_over_all_interviews(large: Simulation, subject: str) -> None:
    """Every subject is asked as often as planned, role by role, silent interviews included."""
    rates = planned_rates(PLAN)[[s.id for s in PLAN.subjects].index(subject)]
    role = large.interviews["role"].cat.codes.to_numpy()
    expected = pd.Series(rates[role, _week(large.interviews, SATURDAY)])
    surplus = (_asked(large, "subject", subject) - expected).groupby(role).sum()
    deviation = (expected * (1 - expected)).groupby(role).sum() ** 0.5

    assert (surplus.abs() <= 4 * deviation).all()


@pytest.mark.parametrize("change", PLAN.changes, ids=lambda change: change.subject)
def test_planned_changes_are_in_the_demo_log(made: Simulation, change: Change) -> None:
    """Before, between and after its steps, a changed subject has its planned rate within what chance allows."""
    roles = [role for role in PLAN.roles if not change.roles or role.id in change.roles]
    weeks = _week(made.interviews, SATURDAY)
    mine = made.interviews["role"].isin([role.name for role in roles])
    asked = _asked(made, "subject", change.subject)
    edges = [PLAN.weeks + 1, *(week + 1 for week, _ in change.steps), 0]
    for last, first in pairwise(edges):
        chosen = mine & weeks.between(first, last - 1)
        expected = float(np.mean([change.rate(week) for week in weeks[chosen]]))
        error = (expected * (1 - expected) / chosen.sum()) ** 0.5

        assert asked[chosen].mean() == pytest.approx(expected, abs=3 * error)


@pytest.mark.parametrize("change", [c for c in PLAN.changes if c.before], ids=lambda change: change.subject)
def test_a_change_starts_from_the_rate_of_its_roles(change: Change) -> None:
    """What the plan calls the rate before is the average of its roles' rates."""
    roles = [role for role in PLAN.roles if not change.roles or role.id in change.roles]
    rates = [role.rates[change.subject] for role in roles]

    assert change.before == pytest.approx(np.average(rates, weights=[role.weekly for role in roles]), abs=0.01)


def test_the_last_full_week_has_one_piece_of_news(made: Simulation) -> None:
    """Against its reference period the company theme has jumped, and no other theme has moved."""
    weeks = _week(made.interviews, SATURDAY)
    now, before = weeks == 1, weeks.between(2, 9)
    scores = {}
    for theme in THEMES:
        asked = _asked(made, "theme", theme)
        pooled = asked[now | before].mean()
        error = (pooled * (1 - pooled) * (1 / now.sum() + 1 / before.sum())) ** 0.5
        scores[theme] = (asked[now].mean() - asked[before].mean()) / error

    assert scores.pop("company") > 4.5
    assert max(map(abs, scores.values())) < 1.8


def test_a_new_subject_appears_in_the_last_six_weeks(made: Simulation) -> None:
    """Questions about AI at work come from enough interviews to be found, and none is older."""
    weeks = _week(made.interviews, SATURDAY)[_asked(made, "subject", "ai_at_work")]

    assert weeks.max() <= 6
    assert weeks.between(1, 4).sum() >= 8


def test_simulations_take_their_own_rates_volumes_and_seed() -> None:
    """A quiet plan with one planted jump shows it, and another seed gives another log."""
    quiet = _quiet(PLAN)
    rates = planned_rates(quiet)
    rates[THEMES.index("remote_work"), 1, :4] = 0.5
    volumes = 10 * planned_volumes(quiet)[:, :20]
    first, again, other = (simulate(quiet, SATURDAY, rates=rates, volumes=volumes, seed=seed) for seed in (1, 1, 2))
    adviser = first.interviews["role"] == PLAN.roles[1].name
    recent = _week(first.interviews, SATURDAY) < 4
    asked = _asked(first, "theme", "remote_work")

    assert asked[adviser & recent].mean() == pytest.approx(0.5, abs=0.07)
    assert asked[adviser & ~recent].mean() == pytest.approx(0.08, abs=0.03)
    pd.testing.assert_frame_equal(first.questions, again.questions)
    assert len(first.questions) != len(other.questions)


def test_a_sentence_is_said_once_in_an_interview(large: Simulation) -> None:
    """No interview holds the same wording twice, as the import would count it once."""
    assert not large.questions.duplicated(["interview_id", "wording"]).any()


def test_questions_belong_to_interviews_and_to_their_language(made: Simulation) -> None:
    """Each question's interview exists, and its wording is in that interview's language and open to its role."""
    questions = made.questions.merge(made.interviews, on="interview_id", how="left")
    known = {wording.text: wording for wording in WORDINGS}
    ids = {role.name: role.id for role in PLAN.roles}

    assert questions["role"].notna().all()
    for row in questions.drop_duplicates(["wording", "role", "language"]).itertuples():
        wording = known[str(row.wording)]
        assert wording.language == row.language
        assert not wording.roles or ids[str(row.role)] in wording.roles


def test_no_rate_leaves_its_bounds() -> None:
    """Even at the stage that leans to it most, no subject is planned in all interviews."""
    most = [max(stage.lean.get(subject.theme, 1.0) for stage in PLAN.stages) for subject in PLAN.subjects]

    assert planned_rates(PLAN).min() >= 0
    assert (planned_rates(PLAN).max(axis=(1, 2)) * most / (1 - PLAN.silent)).max() < 0.95
    assert all(0 < rate < 1 for role in PLAN.roles for rate in role.rates.values())


def test_the_plan_knows_the_taxonomy() -> None:
    """Every role has a rate for each of the twelve themes, in their order, and every change a known subject."""
    assert all(list(role.rates) == THEMES for role in PLAN.roles)
    assert {change.subject for change in PLAN.changes} <= {subject.id for subject in PLAN.subjects}
    assert {subject.theme for subject in PLAN.subjects} <= {*THEMES, ""}


def _letters(text: str) -> str:
    """A wording without case, accents and punctuation."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return re.sub(r"\W+", " ", plain).strip()


def test_no_wording_is_written_twice() -> None:
    """No two sentences, of one theme or of two, differ only by case, accents or punctuation."""
    letters = pd.Series([_letters(wording.text) for wording in WORDINGS])

    assert letters[letters.duplicated()].tolist() == []


def test_every_theme_has_wordings_enough() -> None:
    """At least 900 sentences; 35 per theme and language, most of them open to any role."""
    counts = pd.Series([(w.subject, w.language) for w in WORDINGS if w.subject in THEMES]).value_counts()
    general = {(w.subject, w.language) for w in WORDINGS if not w.roles}

    assert len(WORDINGS) >= 900
    assert len(counts) == 24
    assert counts.min() >= 35
    assert {(subject.id, language) for subject in PLAN.subjects for language in ("fr", "en")} == general


@pytest.mark.parametrize("language", ["fr", "en"])
def test_wordings_are_one_question_of_known_roles(language: str) -> None:
    """The import reads each sentence as the one question it is; roles are those of the plan."""
    wordings = [wording for wording in WORDINGS if wording.language == language]

    assert [questions_in(wording.text) for wording in wordings] == [[wording.text] for wording in wordings]
    assert frozenset().union(*(wording.roles for wording in wordings)) == {role.id for role in PLAN.roles}
