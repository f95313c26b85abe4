"""Two transcripts in a real browser, a French one of Teams and an English one of Zoom: from upload to the questions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import main_part, ready, upload
from tests.data.transcripts.scripts import Script, scripts

Visit = Callable[..., Page]

SCRIPTS = {script.name: script for script in scripts("tuning")}
FRENCH, ENGLISH = SCRIPTS["fr_01"], SCRIPTS["en_01"]
HELD = date.today() - timedelta(days=20)

# Alone, two interviews are too few to be shown.
ROWS = [("Infirmière de nuit", "Quel est le salaire ?"), ("Staff nurse", "What is the salary?")] * 6
LOG = "Date;Poste;Étape;N° entretien;Question\n" + "".join(
    f"{HELD};{role};RH;{number};{question}\n" for number, (role, question) in enumerate(ROWS)
)


def told(page: Page, script: Script, labels: dict[str, str]) -> None:
    """Upload a transcript, answer what is asked, and import it; the day is in its name, the candidate guessed right."""
    upload(page, f"{HELD}.vtt", script.file())
    main_part(page).get_by_role("textbox", name=labels["role"], exact=True).fill(script.role)
    main_part(page).get_by_role("textbox", name=labels["stage"], exact=True).fill("RH")
    expect(page.get_by_role("radio", name=script.candidate)).to_be_checked()
    page.get_by_role("button", name=labels["submit"]).click()
    ready(page)
    expect(main_part(page).get_by_test_id("stMetric").nth(1)).to_contain_text(str(len(script.questions)))
    page.get_by_role("button", name=labels["confirm"]).click()
    expect(main_part(page)).to_contain_text(labels["done"], timeout=120_000)


def listed(page: Page) -> str:
    """What the download of the questions screen holds."""
    ready(page)
    with page.expect_download() as download:
        page.get_by_test_id("stDownloadButton").first.get_by_role("button").click()
    return Path(download.value.path()).read_text("utf-8-sig")


@pytest.fixture
def imported(visit: Visit) -> None:
    """A log, then the two transcripts."""
    page = visit("files?lang=fr")
    ready(page)
    upload(page, "suivi.csv", LOG.encode())
    page.get_by_role("button", name="Importer ce fichier").click()
    expect(main_part(page)).to_contain_text("12 entretiens nouveaux", timeout=120_000)
    page = visit("files?lang=fr")
    ready(page)
    words = {"role": "Poste", "stage": "Étape", "submit": "Voir les questions"}
    words |= {"confirm": "Importer ce fichier", "done": "1 entretien nouveau"}
    told(page, FRENCH, words)
    page = visit("files?lang=en", locale="en-GB")
    ready(page)
    words = {"role": "Role", "stage": "Stage", "submit": "Show the questions"}
    words |= {"confirm": "Import this file", "done": "1 new interview"}
    told(page, ENGLISH, words)


@pytest.mark.usefixtures("imported")
def test_questions_of_transcripts_are_on_the_questions_screen(visit: Visit) -> None:
    """Each question asked is listed, and none of the names; what only sounded like one is not there."""
    questions = listed(visit("search?lang=fr&period=all")).lower()
    for script in (FRENCH, ENGLISH):
        assert all(question.lower() in questions for question in script.questions)
    for only_sounds in ("pourquoi la réa", "vous voyez", "saying my name right", "why not me"):
        assert only_sounds not in questions
    for name in ("benmoussa", "aïcha", "chidinma", "okeke", "pemberton", "kerviel"):
        assert name not in questions
    english = visit("search?lang=en&period=all&q=nurse practitioner", locale="en-GB")
    assert "wants to become a nurse practitioner" in listed(english)
