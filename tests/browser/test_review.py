"""The weekly review in a real browser: a change, its next step, an explanation, and the mark it leaves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from playwright.sync_api import Page, expect

from tests.browser.steps import import_log, main_part, ready

expect.set_options(timeout=90_000)

Visit = Callable[..., Page]

LAST_MONDAY = date.today() - timedelta(days=date.today().weekday() + 7)


def _log() -> bytes:
    """Thirty weeks of ten accountants and ten nurses; in the last two, nurses all ask for the salary."""
    rows = []
    for week in range(30):
        for number in range(20):
            role = ("Nurse", "Accountant")[number % 2]
            asked = "What is the salary?" if number == 3 or (week < 2 and role == "Nurse") else ""
            day = LAST_MONDAY - timedelta(weeks=week) + timedelta(days=number % 5)
            rows.append(f"{day},{role},C{week}-{number},{asked}")
    return "\n".join(["date,role,candidate,question", *rows]).encode()


def test_1_a_log_goes_in(visit: Visit) -> None:
    """The log that the other tests work on."""
    import_log(visit("files?lang=en", locale="en-GB"), _log(), "600 new interviews")


def test_2_a_change_is_explained_and_marked(visit: Visit) -> None:
    """The nurses' change stands on its week; a note written in its card is kept and marks the trend it leads to."""
    week = (LAST_MONDAY - timedelta(weeks=1)).isoformat()
    page = visit(f"?lang=fr&week={week}")
    ready(page)
    expect(main_part(page).locator("h2").first).to_contain_text("Nurse")
    page.get_by_role("button", name="Noter une explication").first.click()
    page.get_by_role("textbox", name="Ce qui s’est passé").first.fill("Grille publiée")
    page.get_by_role("button", name="Enregistrer la note").first.click()
    expect(main_part(page)).to_contain_text("Note enregistrée")
    ready(page)
    page.get_by_role("button", name="Voir la courbe").first.click()
    ready(page)
    assert "over-time" in page.url
    assert "themes=compensation" in page.url
    expect(main_part(page).locator(".js-plotly-plot .shapelayer path").first).to_be_attached()


def test_3_a_change_leads_to_its_role(visit: Visit) -> None:
    """In English, the step from the card opens the role with its theme and the wordings behind it."""
    page = visit("?lang=en", locale="en-GB")
    ready(page)
    page.get_by_role("button", name="See the role and its questions").first.click()
    ready(page)
    assert "role_looked_at=Nurse" in page.url
    assert "theme=compensation" in page.url
    expect(main_part(page)).to_contain_text("Nurse")
    expect(page.get_by_test_id("stException")).to_have_count(0)
