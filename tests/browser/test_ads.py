"""Real job ads in a real browser: a Word document and a PDF become two versions, and what changed is told."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, timedelta

import docx
import typst
from playwright.sync_api import Page, expect

from tests.browser.steps import main_part, ready, upload

Visit = Callable[..., Page]

HELD = date.today() - timedelta(days=20)
LOG = "Date;Poste;Étape;N° entretien;Question\n" + "".join(
    f"{HELD};Infirmier de nuit;RH;{number};Quel est le salaire ?\n" for number in range(12)
)
PAY, REMOTE = "De 2 450 à 2 900 € brut par mois.", "Deux jours de télétravail par semaine."


def _word() -> bytes:
    """The first version, as somebody writes it in Word."""
    document = docx.Document()
    document.add_heading("Infirmier de nuit (H/F)", 0)
    document.add_heading("Ce que nous offrons", 1)
    for item in ("Rémunération attractive selon profil.", "Télétravail possible."):
        document.add_paragraph(item, "List Bullet")
    document.add_paragraph("Contact : Solveig Kermarrec, 06 39 98 77 10")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _pdf() -> bytes:
    """The second version, as a careers site exports it."""
    source = f"= Infirmier de nuit (H/F)\n\n== Ce que nous offrons\n\n- {PAY}\n- {REMOTE}\n"
    return bytes(typst.compile(source.encode()))


def _file(page: Page, name: str, content: bytes, day: date) -> None:
    upload(page, name, content)
    # The field is three parts that are typed one after another.
    page.get_by_test_id("stDateInput").last.get_by_role("spinbutton").first.click()
    page.keyboard.type(day.strftime("%d%m%Y"), delay=40)
    page.keyboard.press("Enter")
    ready(page)
    page.get_by_role("button", name="Ranger cette annonce").click()
    expect(page.get_by_test_id("stAlert").first).to_contain_text("de l’annonce du poste", timeout=60_000)
    ready(page)


def test_a_word_document_and_a_pdf_become_versions(visit: Visit) -> None:
    """From an empty store: a log, an ad as DOCX, a better one as PDF; the change is told in words."""
    page = visit("files?lang=fr")
    ready(page)
    upload(page, "journal.csv", LOG.encode())
    page.get_by_role("button", name="Importer ce fichier").click()
    expect(main_part(page)).to_contain_text("Importé.", timeout=120_000)

    page.goto(page.url.split("/files")[0] + "/job-ads?lang=fr")
    ready(page)
    expect(main_part(page)).to_contain_text("n’a pas encore d’annonce")
    _file(page, "annonce.docx", _word(), date.today() - timedelta(days=90))
    expect(main_part(page)).to_contain_text("L’annonce ne donne pas de rémunération.")
    expect(main_part(page)).not_to_contain_text("Kermarrec")

    page.get_by_role("tab", name="Ajouter une version").click()
    _file(page, "annonce.pdf", _pdf(), date.today() - timedelta(days=10))
    expect(main_part(page)).to_contain_text("une fourchette")
    page.get_by_role("tab", name="Ce qui a changé").click()
    expect(main_part(page)).to_contain_text("Télétravail et lieu de travail")
    expect(main_part(page).get_by_text(REMOTE).last).to_be_visible()
