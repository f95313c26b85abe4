"""What ads leave open and whether changing them helped, on the screens: planted truth in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from analytics.ads import book, draft
from data.store import Store

Run = Callable[..., AppTest]

SILENT = "# Nurse\n\n- The salary is 38,000 to 42,000 euros gross a year.\n"
SPEAKING = SILENT + "- You work two days a week from home.\n"


@pytest.fixture
def changed(store: Store, fill: Callable[..., str], held: type[Any], last_monday: Any) -> None:
    """The nurses' ad says how many days from home since twenty weeks ago: six in ten asked before, one in ten since."""
    interviews = []
    for week in range(45):
        for number in range(10):
            day = last_monday - timedelta(weeks=week) + timedelta(days=number % 5)
            asked = [("Can I work from home?", ["remote_work"])]
            nights = [("How do nights rotate?", ["work_life_balance"])]
            interviews.append(
                held(
                    day,
                    "Nurse",
                    [*(asked if number < (1 if week <= 20 else 6) else []), *(nights if number > 5 else [])],
                )
            )
            for role in ("Cook", "Driver", "Clerk"):
                interviews.append(held(day, role, asked if number < 3 else []))
    fill(interviews)
    day = last_monday - timedelta(weeks=20)
    book.add(store, "Nurse", day - timedelta(weeks=60), SILENT.encode(), "ad.md")
    book.add(store, "Nurse", day, SPEAKING.encode(), "ad.md")


def _downloads(app: AppTest) -> list[str]:
    buttons: Iterator[Any] = iter(app.get("download_button"))
    return [button.label for button in buttons]


def _said(app: AppTest) -> str:
    kinds: Iterator[Any] = iter([*app.header, *app.caption, *app.markdown])
    return " ".join(element.value for element in kinds).replace("\\", "").replace("\u2060", "")


@pytest.mark.usefixtures("changed")
def test_the_effect_is_told_in_both_languages(run: Run) -> None:
    """From 60 % to 10 %, other roles unchanged: in the first line, in words that fit the evidence."""
    english, french = (_said(run("effect", lang)) for lang in ("en", "fr"))

    assert "Nurse: since the ad changed on" in english
    assert "fell from 60% to 10% of interviews" in english
    assert "other roles unchanged" in english
    assert "est passé de 60\u202f% à 10\u202f% des entretiens" in french
    assert "les autres postes n’ont pas bougé" in french


@pytest.mark.usefixtures("changed")
def test_the_gap_is_told_in_both_languages(run: Run) -> None:
    """Nights are asked about in four interviews of ten and not in the ad; what the ad answers is not called open."""
    english, french = (run("gap", lang) for lang in ("en", "fr"))

    assert "In 40% of interviews for Nurse, candidates ask about work-life balance" in _said(english)
    assert "revient dans 40\u202f% des entretiens, et l’annonce n’en dit rien" in _said(french)
    table = english.dataframe[0].value.set_index("theme").to_dict("index")
    assert table["Work-life balance"]["state"] == "not in the ad"
    assert table["Remote work and workplace"]["state"] == "answered"
    assert "two days a week from home" in table["Remote work and workplace"]["passage"]


@pytest.mark.usefixtures("changed")
def test_a_role_and_theme_are_chosen_in_the_address(run: Run) -> None:
    """What is on the screen can be sent: role and theme come from the address, the wordings follow."""
    app = run("gap", "en", role_looked_at="Cook", theme="remote_work")

    assert "for Cook" in _said(app)
    assert "no ad is kept for this role yet" in _said(app)
    assert "Can I work from home?" in app.dataframe[1].value["wording"].tolist()


@pytest.mark.usefixtures("changed")
def test_approved_answers_are_laid_out_for_the_ad(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """An approved answer on what the ad leaves open stands there word for word; without one there is nothing."""
    assert not run("gap", "en").code
    said = draft.Approved("work_life_balance", "Nights rotate every <b>four</b> weeks.", "Karim", date(2026, 9, 1))
    monkeypatch.setattr(draft, "approved", lambda *given: [said])
    app = run("gap", "en")

    assert [code.value for code in app.code] == ["Nights rotate every <b>four</b> weeks."]
    assert "by Karim on 1 September 2026" in _said(app)


@pytest.mark.usefixtures("changed")
def test_downloads_are_offered(run: Run) -> None:
    """The tables as CSV, one page on the role as PDF and HTML, the changes."""
    gap_labels, effect_labels = (_downloads(run(screen, "en")) for screen in ("gap", "effect"))

    assert gap_labels == [
        "Download the table of this role", "One page on this role (PDF)", "The same as a web page",
        "Download the table of all roles",
    ]  # fmt: skip
    assert effect_labels == ["Download the changes"]


@pytest.mark.usefixtures("log")
def test_without_ads_both_screens_lead_to_them(run: Run) -> None:
    """No ad, no change: each screen says so and offers the way to the job ads."""
    for screen in ("gap", "effect"):
        assert "Go to the job ads" in [button.label for button in run(screen, "en").button]


@pytest.mark.usefixtures("log")
def test_a_hostile_role_stays_text(run: Run, hostile: str) -> None:
    """A role spelled as Markdown is shown letter for letter in the first line."""
    app = run("gap", "en", role_looked_at=hostile)

    assert "\\[x\\]" in app.header[0].value
