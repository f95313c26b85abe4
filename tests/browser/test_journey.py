"""The whole path in a real browser: empty state, real files, every screen in both languages, address, undo."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import xlsxwriter
from playwright.sync_api import Page, expect

from tests.browser.steps import choose_first, main_part, ready, upload
from ui.shell import SCREENS

expect.set_options(timeout=60_000)

Visit = Callable[..., Page]

HOSTILE = '<img src=x onerror="window.hurt=1"> **gras** $\\alpha$ [lien](javascript:alert(1)) =1+1 ?'


def _french_log() -> bytes:
    """A hand-kept log as a French Excel saves it: `;`, cp1252, CRLF, quoted newlines, a bad date, a refused column."""
    start = date.today() - timedelta(days=date.today().weekday() + 70)
    asked = (
        "Combien de jours de télétravail par semaine ?",
        "Quelle est la rémunération ?\nY a-t-il un 13e mois ?",
        "Quels sont les horaires de l’équipe ?",
        "",
    )
    rows = ["Suivi des entretiens;;;;;", "Date;Poste;Étape;Candidat;Question du candidat;Note sur 20"]
    for number in range(160):
        day = (start + timedelta(days=number * 68 // 160)).strftime("%d/%m/%Y")
        role = ("Infirmier (H/F)", "infirmier", "Comptable")[number % 3]
        question = asked[number % 4]
        rows.append(f'{day};{role};Entretien RH;Jeanne Testard{number};"{question}";12')
    rows.append("30 février;Comptable;Entretien RH;Jeanne Testard999;Quel bureau ?;3")
    rows += [
        f'{start:%d/%m/%Y};Comptable;Entretien RH;Paul Essai{n};"{HOSTILE.replace(chr(34), chr(34) * 2)}";1'
        for n in range(6)
    ]
    return "\r\n".join(rows).encode("cp1252")


def _workbook() -> bytes:
    """A workbook with a sheet per month, title rows and real date cells."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    day_format = book.add_format({"num_format": "yyyy-mm-dd"})
    for month in (7, 8):
        sheet = book.add_worksheet(f"2026-0{month}")
        sheet.write_row(0, 0, ["Candidate questions"])
        sheet.write_row(2, 0, ["Interview date", "Job title", "Candidate ID", "Candidate question"])
        for row in range(20):
            sheet.write_datetime(3 + row, 0, datetime(2026, month, 1 + row), day_format)
            sheet.write_row(3 + row, 1, ["Accountant", f"{month}-{row}", "What is the salary range?"])
    book.close()
    return out.getvalue()


@pytest.mark.parametrize(("locale", "first"), [("fr-FR", "Importer un journal"), ("en-GB", "Import a log")])
def test_1_the_first_minute(visit: Visit, locale: str, first: str) -> None:
    """An empty store shows two actions, in the browser's language."""
    page = visit("", locale=locale)
    expect(page.get_by_role("button", name=first)).to_be_visible()


def test_2_a_french_log_is_imported(visit: Visit) -> None:
    """A cp1252 log is understood, its bad row and refused column are said, and confirming stores it."""
    page = visit("files?lang=fr")
    ready(page)
    upload(page, "suivi.csv", _french_log())
    expect(main_part(page)).to_contain_text("1 ligne rejetée")
    expect(main_part(page)).to_contain_text("Colonnes non lues")
    page.get_by_role("button", name="Importer ce fichier").click()
    expect(main_part(page)).to_contain_text("Importé, sauf les lignes rejetées", timeout=120_000)
    ready(page)
    page.get_by_text("1 ligne rejetée").first.click()
    page.wait_for_timeout(500)  # the list unfolds, and what is below moves
    with page.expect_download() as download:
        page.get_by_role("button", name="Télécharger les lignes rejetées").first.click()
    assert "La date n'est pas lisible" in Path(download.value.path()).read_text("utf-8-sig")


def test_3_the_same_file_is_known(visit: Visit) -> None:
    """A second time the screen says that nothing would be added."""
    page = visit("files?lang=fr")
    ready(page)
    upload(page, "encore.csv", _french_log())
    expect(main_part(page)).to_contain_text("déjà importé")


def test_4_a_workbook_is_imported(visit: Visit) -> None:
    """A workbook with two sheets goes in, in English."""
    page = visit("files?lang=en", locale="en-GB")
    ready(page)
    upload(page, "2026.xlsx", _workbook())
    page.get_by_role("button", name="Import this file").click()
    expect(main_part(page)).to_contain_text("40 new interviews", timeout=120_000)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("vide.csv", b" "),
        ("photo.csv", b"\x89PNG\r\n\x1a\n" + b"\0" * 64),
        ("programme.xlsx", b"MZ\x90\0" + b"\0" * 64),
        ("coupe.xlsx", _workbook()[:3000]),
        ("guillemet.csv", b'date;question\n2026-01-01;"jamais fini\n'),
    ],
)
def test_5_bad_files_are_refused_in_words(visit: Visit, name: str, content: bytes) -> None:
    """A file that cannot be read gets a sentence, and there is nothing to confirm."""
    page = visit("files?lang=fr")
    ready(page)
    upload(page, name, content)
    expect(page.get_by_test_id("stAlert").first).to_be_visible()
    expect(page.get_by_role("button", name="Importer ce fichier")).to_have_count(0)


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("screen", [screen for screen in SCREENS if screen.name != "imports"], ids=lambda s: s.name)
def test_6_every_screen_speaks_both_languages(visit: Visit, screen: object, lang: str) -> None:
    """Each screen shows figures and no error; text from the file stays text."""
    path = "" if screen is SCREENS[0] else getattr(screen, "path", "")
    page = visit(f"{path}?lang={lang}&period=all", locale={"fr": "fr-FR", "en": "en-GB"}[lang])
    ready(page)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    assert not re.search(r"n’a pas fonctionné|went wrong", main_part(page).inner_text())
    expect(main_part(page).locator("h1")).to_be_visible()
    assert page.evaluate("window.hurt") is None


def test_7_a_click_on_a_mark_leads_to_the_wordings(visit: Visit) -> None:
    """A click on a theme's dot shows that theme's wordings, and the address keeps the choice."""
    page = visit("by-theme?lang=fr&period=all")
    ready(page)
    page.locator(".js-plotly-plot .scatterlayer .point").nth(1).click(force=True)
    ready(page)
    assert "theme=" in page.url


def test_8_an_address_shows_the_same_in_a_fresh_session(visit: Visit) -> None:
    """A filtered view sent to a colleague opens filtered, in her language."""
    page = visit("by-theme?lang=fr&period=all&role=Comptable")
    ready(page)
    finding = main_part(page).locator("h2").first.inner_text()
    again = visit(page.url.split("/", 3)[3])
    expect(main_part(again).locator("h2").first).to_have_text(finding)
    expect(again.get_by_test_id("stSidebar")).to_contain_text("Comptable")


def test_9_a_small_group_is_refused_by_its_address(visit: Visit) -> None:
    """A week with no interviews and a role that does not exist show no figure; nothing crashes."""
    page = visit("by-theme?lang=fr&period=all&role=%27%3B%20DROP%20TABLE%20question%3B%20--")
    ready(page)
    expect(page.get_by_test_id("stException")).to_have_count(0)


def test_a_download_opens_in_a_french_excel(visit: Visit) -> None:
    """The French CSV has a BOM, semicolons and decimal commas; formulas are made harmless."""
    page = visit("search?lang=fr&period=all")
    ready(page)
    with page.expect_download() as download:
        page.get_by_test_id("stDownloadButton").first.get_by_role("button").click()
    content = Path(download.value.path()).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert b";" in content


def test_undo_takes_an_import_out(visit: Visit) -> None:
    """Undoing every import leads back to the empty state."""
    page = visit("files?lang=en", locale="en-GB")
    ready(page)
    for _ in range(2):
        choose_first(page, "Import to undo")
        page.get_by_role("button", name="Undo this import").click()
        ready(page)
    home = visit("?lang=en", locale="en-GB")
    expect(home.get_by_role("button", name="Import a log")).to_be_visible()
