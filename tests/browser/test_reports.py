"""A report of recruiting software and a wide workbook, in French, from the upload to the Questions screen."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import xlsxwriter
from playwright.sync_api import Page, expect

from tests.browser.steps import main_part, ready, upload

expect.set_options(timeout=60_000)

Visit = Callable[..., Page]

SCORECARDS = Path(__file__).parents[1] / "samples" / "greenhouse_scorecards.json"


def _wide_workbook() -> bytes:
    """One row per interview, three columns of questions, real dates of the last weeks."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    day_format = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet("Entretiens")
    sheet.write_row(0, 0, ["Date", "Poste", "Candidat", "Q1 candidat", "Q2 candidat", "Question 3", "Note sur 20"])
    start = datetime.combine(date.today() - timedelta(days=40), datetime.min.time())
    for row in range(1, 13):
        sheet.write_datetime(row, 0, start + timedelta(days=row), day_format)
        asked = ["Le badge est-il fourni ?", "Quel est le salaire ?", "Y a-t-il une cantine ?" if row % 2 else ""]
        sheet.write_row(row, 1, ["Cuisinier", f"K-{row}", *asked, 14])
    book.close()
    return out.getvalue()


def test_1_scorecards_ask_for_their_role(visit: Visit) -> None:
    """The file is named for what it is, asks for the role, says what is never read, and is stored."""
    page = visit("files?lang=fr")
    ready(page)
    upload(page, "scorecards.json", SCORECARDS.read_bytes())
    expect(main_part(page)).to_contain_text("fiches d'entretien de Greenhouse")
    expect(main_part(page)).to_contain_text("Le poste n'est dit nulle part")
    expect(page.get_by_role("button", name="Importer ce fichier")).to_have_count(0)
    page.get_by_label("Poste").first.fill("Infirmier")
    page.get_by_label("Poste").first.press("Enter")
    ready(page)
    expect(main_part(page)).to_contain_text("Colonnes non lues")
    page.get_by_role("button", name="Importer ce fichier").click()
    expect(main_part(page)).to_contain_text("12 entretiens nouveaux", timeout=120_000)


def test_2_a_wide_workbook_goes_in_as_it_is(visit: Visit) -> None:
    """Three columns of questions are those of one interview per row."""
    page = visit("files?lang=fr")
    ready(page)
    upload(page, "suivi.xlsx", _wide_workbook())
    page.get_by_role("button", name="Importer ce fichier").click()
    expect(main_part(page)).to_contain_text("12 entretiens nouveaux, 30 questions nouvelles", timeout=120_000)


def test_3_their_questions_are_on_the_questions_screen(visit: Visit) -> None:
    """What was asked in both files is found by searching, and nothing else of them is."""
    page = visit("search?lang=fr&period=all&q=salaire")
    ready(page)
    expect(main_part(page)).to_contain_text("45 questions posées dans 24 entretiens")
    for wording in ("Quel est le salaire ?", "Quelle est la fourchette de salaire ?"):
        expect(main_part(page)).to_contain_text(wording)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    for words in ("stressée", "Kerbrat", "congé"):
        page = visit(f"search?lang=fr&period=all&q={words}")
        ready(page)
        expect(page.get_by_test_id("stDataFrame")).to_have_count(0)
