"""Shaping themes in a real browser, in both languages: decide by key, add a theme after a look, judge, go back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from playwright.sync_api import Page, expect

from tests.browser.steps import choose_first, import_log, main_part, ready

expect.set_options(timeout=60_000)

Visit = Callable[..., Page]

EXAMPLES = """Where can I park my car?
Is there a parking space for staff?
Can I leave my bike somewhere safe?
Do employees get a parking permit?
Is there a bike shed?"""
ASKED = ("Is there a car park for employees?", "What is the salary range?", "Thank you very much")


def _log() -> bytes:
    start = date.today() - timedelta(days=50)
    rows = [f"{start + timedelta(days=n)},Accountant,C{n},{ASKED[n % 3]}" for n in range(45)]
    return "\n".join(["date,role,candidate,question", *rows]).encode()


def test_1_a_log_goes_in(visit: Visit) -> None:
    """The log that the other tests work on."""
    import_log(visit("files?lang=en", locale="en-GB"), _log(), "45 new interviews")


def test_2_a_question_is_decided_by_a_key(visit: Visit) -> None:
    """Pressing the key of "no theme" decides the first question of the queue; the key of undoing takes it back."""
    page = visit("to-review?lang=fr&period=all")
    ready(page)
    before = main_part(page).locator("h2").first.inner_text()
    page.keyboard.press("n")
    expect(main_part(page)).to_contain_text("Enregistré.")
    ready(page)
    page.keyboard.press("u")
    expect(main_part(page)).to_contain_text("La décision est annulée")
    expect(main_part(page).locator("h2").first).to_have_text(before)


def test_3_a_theme_is_added_after_a_look(visit: Visit) -> None:
    """What would move is shown before; applied, the theme has its interviews on the screen of themes."""
    page = visit("shape-themes?lang=en&period=all", locale="en-GB")
    ready(page)
    page.get_by_role("textbox", name="Name of the theme").fill("Parking & bikes")
    page.keyboard.press("Tab")
    ready(page)
    page.get_by_role("textbox", name="Examples, one per line").fill(EXAMPLES)
    page.keyboard.press("Control+Enter")
    ready(page)
    page.get_by_role("button", name="See what would move").click()
    expect(main_part(page)).to_contain_text("Distinct questions that change their themes")
    page.get_by_role("button", name="Apply").click()
    expect(main_part(page)).to_contain_text("Version 2 is in force everywhere")
    themes = visit("by-theme?lang=fr&period=all&theme=parking_bikes")
    ready(themes)
    expect(main_part(themes)).to_contain_text("Parking & bikes")


def test_4_the_way_back(visit: Visit) -> None:
    """Going back to the original taxonomy is looked at, applied, and listed as a version of its own."""
    page = visit("shape-themes?lang=fr&period=all")
    ready(page)
    choose_first(page, "Revenir à une version")
    page.get_by_role("button", name="Voir ce que ce retour changerait").click()
    page.get_by_role("button", name="Appliquer").click()
    expect(main_part(page)).to_contain_text("La version 3 est appliquée partout")


def test_5_a_question_is_judged(visit: Visit) -> None:
    """A judgement gives the first figure, with its interval."""
    page = visit("how-right?lang=en&period=all", locale="en-GB")
    ready(page)
    expect(main_part(page)).to_contain_text("Nobody has judged any question yet")
    page.get_by_role("button", name="No theme").click()
    expect(main_part(page)).to_contain_text("95% interval")
