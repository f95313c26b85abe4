from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analytics.ads import book, brief, gap, pay_questions, words
from analytics.ads.gap import NO_AD
from analytics.ads.saying import ANSWERED, NOTHING
from analytics.population import Filters, PopulationRefused
from analytics.themes import versions
from analytics.themes.taxonomy import shipped
from data.store import Store
from data.surveys import surveys

FIRST = date(2026, 6, 1)
LAST = FIRST + timedelta(weeks=13) - timedelta(days=1)
"""Thirteen whole weeks."""

PERIOD = Filters(FIRST, LAST)

AD = """# Nurse

- You work two days a week from home, on the days that you choose.
- The salary is 38,000 to 42,000 euros gross a year.
"""

SHIFTS = ("How do the night shifts rotate?", ["work_life_balance"])
HOME = ("Can I work from home?", ["remote_work"])
PAY = ("What is the salary?", ["compensation"])


@pytest.fixture
def log(fill: Callable[..., str], held: type[Any]) -> None:
    """Nurses and cooks, five interviews a week each at two stages; some porters, and three trainees all in all."""
    interviews = []
    for week in range(13):
        for number in range(5):
            day = FIRST + timedelta(weeks=week, days=number)
            stage = "Phone screen" if number < 3 else "Final interview"
            interviews.append(held(day, "Nurse", [SHIFTS, HOME] if number < 2 else [PAY], stage))
            interviews.append(held(day, "Cook", [PAY] if number == 0 else [], stage))
    interviews += [held(FIRST, "Porter", [], "Final interview")] * 20
    interviews += [held(FIRST, "Trainee", [HOME], "Phone screen")] * 3
    fill(interviews)


@pytest.fixture
def ad(store: Store, log: None) -> None:
    """The nurses' ad, out before the period."""
    book.add(store, "Nurse", FIRST - timedelta(weeks=10), AD.encode(), "nurse.md")


def _rows(store: Store, role: str = "Nurse") -> dict[str, dict[Any, Any]]:
    found = gap.of_role(gap.gaps(store, PERIOD), role).set_index("theme", drop=False)
    return {str(theme): row for theme, row in found.to_dict("index").items()}


def test_what_is_asked_stands_beside_what_the_ad_says(store: Store, ad: None) -> None:
    """Asked and not in the ad, asked and answered with the passage; the other roles' rate beside both."""
    rows = _rows(store)

    assert (rows["work_life_balance"]["state"], rows["work_life_balance"]["passage"]) == (NOTHING, None)
    assert rows["remote_work"]["state"] == ANSWERED
    assert "two days a week from home" in rows["remote_work"]["passage"]
    assert rows["work_life_balance"]["rate"] == pytest.approx(0.4)
    assert rows["work_life_balance"]["others_rate"] == 0


def test_what_would_spare_most_comes_first(store: Store, ad: None) -> None:
    """By interviews spared a quarter, at least: the lower end of the interval times a quarter's interviews."""
    frame = gap.of_role(gap.gaps(store, PERIOD), "Nurse")
    first = frame.iloc[0]

    assert first["theme"] == "work_life_balance"
    assert first["spared"] == pytest.approx(first["low"] * 65)
    assert (frame.loc[frame["state"] == ANSWERED, "spared"] == 0).all()
    assert (frame.loc[frame["state"] == ANSWERED, "open"] == 0).all()
    assert frame["spared"].is_monotonic_decreasing


def test_a_shorter_period_promises_no_more_a_quarter(store: Store, ad: None) -> None:
    """What is spared is said per quarter, whatever the period: fewer interviews only make it less sure."""
    short = gap.of_role(gap.gaps(store, Filters(FIRST, FIRST + timedelta(weeks=4) - timedelta(days=1))), "Nurse")

    assert 0.5 * _rows(store)["work_life_balance"]["spared"] < short["spared"].iloc[0]
    assert short["spared"].iloc[0] < _rows(store)["work_life_balance"]["spared"]


def test_a_role_without_an_ad_leaves_everything_open(store: Store, ad: None) -> None:
    """Every theme of it is marked as having no ad."""
    rows = _rows(store, "Cook")

    assert {row["state"] for row in rows.values()} == {NO_AD}
    assert rows["compensation"]["spared"] > 0


def test_a_small_role_shows_nothing(store: Store, ad: None) -> None:
    """Three interviews: no figure, no promise, nothing in the file, and no brief."""
    frame = gap.gaps(store, PERIOD)
    trainee = frame[frame["role"] == "Trainee"]

    assert trainee["suppressed"].all()
    assert trainee[["rate", "low", "asked", "open", "spared"]].isna().all(axis=None)
    assert "Trainee" not in set(gap.as_file(frame, "en")["role"])
    with pytest.raises(PopulationRefused):
        brief.role_gaps(store, "Trainee", PERIOD)


def test_stages_of(store: Store, ad: None) -> None:
    """Which stage the questions come from, where the log knows more than one."""
    stages = gap.stages_of(store, Filters(FIRST, LAST, roles=("Nurse",)), "work_life_balance")

    assert stages["stage"].tolist() == ["Phone screen", "Final interview"]
    assert stages["rate"].tolist() == pytest.approx([2 / 3, 0])
    said = words.stages_line(stages, "en")
    assert said == "By stage: Phone screen 67%, Final interview 0%."


def test_the_headline_says_what_the_ad_leaves_open(store: Store, ad: None) -> None:
    """Role, theme, rate and what an answer would spare, in both languages."""
    taxonomy = versions.current(store)
    rows = gap.of_role(gap.gaps(store, PERIOD), "Nurse")

    assert words.gap_headline(rows, taxonomy, "en") == (
        "In 40% of interviews for Nurse, candidates ask about work-life balance; the ad does not mention it."
        " An answer there would meet the question of at least 18 interviews a quarter."
    )
    french = words.gap_headline(rows, taxonomy, "fr")
    assert french.startswith(
        "Nurse\u00a0: le thème «\u00a0équilibre de vie\u00a0» revient dans 40\u202f% des entretiens,"
    )


def test_an_ad_that_answers_everything_is_told(store: Store, ad: None) -> None:
    """No promise is made where nothing that is asked often is left open."""
    rows = gap.of_role(gap.gaps(store, PERIOD), "Nurse")
    answered = rows.assign(state=ANSWERED, spared=0.0)

    assert "answers all" in words.gap_headline(answered, versions.current(store), "en")


@pytest.mark.parametrize(
    ("stages", "first", "known"),
    [
        (("Entretien final", "Préqualification téléphonique"), "Préqualification téléphonique", "name"),
        (("Final", "Phone screen", "Onsite"), "Phone screen", "name"),
        (("Onsite", "Panel"), "Onsite", "size"),
    ],
)
def test_the_first_stage_is_known_by_its_name_or_its_size(
    store: Store, fill: Callable[..., str], held: type[Any], stages: tuple[str, ...], first: str, known: str
) -> None:
    """A name that says so wins; else the stage with the most interviews."""
    interviews = []
    for place, stage in enumerate(stages):
        interviews += [held(FIRST, "Nurse", [PAY], stage)] * (30 - 10 * place)
    fill(interviews)

    found = pay_questions.first_stage(store, Filters())

    assert found is not None
    assert (found.stage, found.known) == (first, known)


def test_a_log_without_stages_has_no_first(store: Store, fill: Callable[..., str], held: type[Any]) -> None:
    """Nothing is guessed."""
    fill([held(FIRST, "Nurse", [PAY])] * 20)

    assert pay_questions.first_stage(store, Filters()) is None


def test_pay_questions_by_what_the_ads_say(store: Store, ad: None) -> None:
    """The nurses' ad gives a range, the cooks have none: 13 of 39 first interviews each, by what was asked there."""
    found = pay_questions.pay_questions(store, PERIOD, "Phone screen").set_index("said").to_dict("index")

    assert set(found) == {"range", "no_ad"}
    assert (found["range"]["asked"], found["range"]["interviews"]) == (13, 39)
    assert (found["no_ad"]["asked"], found["no_ad"]["interviews"], found["no_ad"]["roles"]) == (13, 39, 1)


def test_a_role_whose_ad_changed_on_pay_counts_on_neither_side(store: Store, ad: None) -> None:
    """A version in the period that gives no pay any more: the role is left out, not split at the day of the change."""
    silent = AD.replace("- The salary is 38,000 to 42,000 euros gross a year.\n", "- You report to the ward sister.\n")
    book.add(store, "Nurse", FIRST + timedelta(weeks=6), silent.encode(), "nurse.md")

    found = pay_questions.pay_questions(store, PERIOD, "Phone screen")

    assert found["said"].tolist() == ["no_ad"]


def test_the_demo_lacks_what_it_was_made_to_lack(demo_store: Store) -> None:
    """The night nurses' ad says nothing on work-life balance, which half of them ask about: both languages say so."""
    rows = brief.role_gaps(demo_store, "Infirmier de nuit", brief.last_quarter(demo_store, date.today()))
    taxonomy = versions.current(demo_store)

    assert (rows["theme"].iloc[0], rows["state"].iloc[0]) == ("work_life_balance", NOTHING)
    assert "does not mention it" in words.gap_headline(rows, taxonomy, "en")
    assert "l’annonce n’en dit rien" in words.gap_headline(rows, taxonomy, "fr")


def test_a_survey_line_names_source_year_base_and_caveat() -> None:
    """Published figures are told as priorities, not as questions; most themes have none."""
    line = words.surveys_line("compensation", "en")

    assert "63% rank excellent pay" in line
    assert "LinkedIn, 2025; nearly 37,000 members, worldwide" in line
    assert "count questions" in line
    assert words.surveys_line("tools_methods", "en") == ""


def test_every_survey_is_whole() -> None:
    """Theme of the shipped taxonomy, share between 0 and 1, both languages, an address."""
    found = [survey for theme in shipped().ids for survey in surveys(theme)]
    entries = (Path(__file__).parents[3] / "data" / "surveys.toml").read_text("utf-8").count("[[survey]]")

    assert len(found) == entries
    for survey in found:
        assert 0 < survey.share < 1
        assert set(survey.said) == set(survey.base) == {"fr", "en"}
        assert survey.url.startswith("http")


def test_the_file_of_the_gap_is_in_words(store: Store, ad: None) -> None:
    """Its states are sentences of the language, its figures numbers."""
    told = gap.as_file(gap.gaps(store, PERIOD), "fr")

    assert {"absent de l’annonce", "réponse donnée", "pas d’annonce"} <= set(told["state"])
    assert pd.api.types.is_numeric_dtype(told["rate"])
