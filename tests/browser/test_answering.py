"""From an empty answer book to a printed briefing, in both languages; two people at one answer; the phone."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import main_part, ready

expect.set_options(timeout=60_000)

Visit = Callable[..., Page]


def _fill(page: Page, label: str, said: str) -> None:
    field = page.get_by_role("textbox", name=label, exact=True)
    field.fill(said)
    field.press("Tab")
    ready(page)


def _answer(page: Page, labels: dict[str, str], said: str) -> None:
    """Write, save and approve the answer to the question at hand."""
    _fill(page, labels["name"], "Julie Martin")
    _fill(page, labels["text"], said)
    page.get_by_role("button", name=labels["save"], exact=True).click()
    expect(page.get_by_text(labels["saved"])).to_be_visible()
    ready(page)
    page.get_by_role("button", name=labels["approve"], exact=True).click()
    expect(page.get_by_text(labels["approved"])).to_be_visible()
    ready(page)


FRENCH = {
    "name": "Votre nom", "text": "Réponse en français", "save": "Enregistrer", "saved": "Enregistré.",
    "approve": "Approuver", "approved": "Approuvée : elle figure", "write": "Écrire la réponse",
    "print": "Imprimer (PDF)", "back": "Retour à la fiche",
}  # fmt: skip
ENGLISH = {
    "name": "Your name", "text": "Answer in English", "save": "Save", "saved": "Saved.",
    "approve": "Approve", "approved": "Approved: it is", "write": "Write the answer", "print": "Print (PDF)",
    "back": "Back to the briefing",
}  # fmt: skip


def test_1_the_demo_is_loaded(visit: Visit) -> None:
    """From the empty book, one click."""
    page = visit("answer-book?lang=fr")
    ready(page)
    page.get_by_role("button", name="Découvrir avec le journal de démonstration").click()
    expect(main_part(page)).to_contain_text("Aucune des", timeout=240_000, use_inner_text=True)


@pytest.mark.parametrize(
    ("lang", "locale", "labels", "said"),
    [
        ("fr", "fr-FR", FRENCH, "Entre 24 500 et 27 000 € brut par an, selon la grille."),
        ("en", "en-GB", ENGLISH, "By bus 12, ten minutes from the station."),
    ],
    ids=["fr", "en"],
)
def test_2_from_a_missing_answer_to_a_printed_briefing(
    visit: Visit, tmp_path: Path, lang: str, locale: str, labels: dict[str, str], said: str
) -> None:
    """The briefing leads to the answer that is missing; written and approved, it is on the PDF that is printed."""
    page = visit(f"tomorrow?lang={lang}", locale=locale)
    ready(page)
    page.get_by_role("button", name=labels["write"]).first.click()
    page.get_by_role("textbox", name=labels["text"], exact=True).wait_for()
    ready(page)
    _answer(page, labels, said)
    page.get_by_role("button", name=labels["back"]).click()
    expect(main_part(page)).to_contain_text(said)
    ready(page)
    with page.expect_download() as download:
        page.get_by_role("button", name=labels["print"]).click()
    file = tmp_path / "briefing.pdf"
    download.value.save_as(file)
    pages = pypdf.PdfReader(io.BytesIO(file.read_bytes())).pages
    text = " ".join(" ".join(one.extract_text() for one in pages).split())
    assert 1 <= len(pages) <= 2
    assert said in text.replace("\u202f", " ").replace("\u00a0", " ")
    assert "Julie Martin" in text


def test_3_two_people_write_one_answer_at_once(visit: Visit) -> None:
    """The second to save sees both texts side by side, and saves hers as the next version."""
    address = "answer-book?lang=en&period=all&asked=shift hours"
    first, second = (visit(address, locale="en-GB") for _ in range(2))
    for page, name, said in ((first, "Ana", "Ana: 6 to 2."), (second, "Karim", "Karim: 2 to 10.")):
        ready(page)
        _fill(page, "Your name", name)
        _fill(page, "Answer in English", said)
    first.get_by_role("button", name="Save", exact=True).click()
    expect(first.get_by_text("Saved.")).to_be_visible()
    second.get_by_role("button", name="Save", exact=True).click()
    expect(main_part(second)).to_contain_text("Ana saved a version")
    expect(main_part(second)).to_contain_text("Ana: 6 to 2.")
    expect(main_part(second)).to_contain_text("Karim: 2 to 10.")
    second.get_by_role("button", name="Save mine on top").click()
    expect(second.get_by_text("Saved.")).to_be_visible()
    ready(second)
    expect(main_part(second)).to_contain_text(re.compile(r"\d+ versions"))  # more, where an earlier test wrote


def test_4_the_phone_shows_the_briefing_alone(visit: Visit) -> None:
    """The link to take along leads to a page without sidebar and menu, as wide as a phone."""
    page = visit("tomorrow?lang=fr")
    ready(page)
    with page.expect_popup() as popup:
        page.get_by_role("link", name="Sur le téléphone").click()
    page = popup.value
    page.wait_for_url("**view=phone**")
    page.set_viewport_size({"width": 390, "height": 844})
    ready(page)
    expect(page.get_by_test_id("stSidebar")).to_have_count(0)
    expect(main_part(page)).to_contain_text("La question la plus probable")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
