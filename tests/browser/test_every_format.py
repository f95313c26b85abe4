"""Every format that can be read goes from a real upload to the screens."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from data.formats import TRANSCRIPTS
from data.formats.known import FORMATS
from tests.browser.steps import main_part, ready, upload
from tests.data.formats.builders import ods, ods_sheet, parquet, xls, xlsm, xlsx
from tests.data.transcripts.scripts import scripts

expect.set_options(timeout=60_000)

Visit = Callable[..., Page]

REPORTS = Path(__file__).parents[1] / "samples"
FIRST_DAY = date.today() - timedelta(days=40)
EXTENSIONS = {known.id: known.extensions[0] for known in FORMATS}
HEADERS = ["Date", "Poste", "N° entretien", "Question"]
TELLER = next(script for script in scripts("tuning") if script.language == "fr" and len(script.questions) > 1)


def _rows(format_id: str) -> list[list[str]]:
    """Six interviews of a role named for the format, enough to be shown."""
    return [
        [
            (FIRST_DAY + timedelta(days=n)).isoformat(),
            f"Testeur {format_id}",
            f"{format_id}-{n}",
            "Quel est le salaire ?",
        ]
        for n in range(6)
    ]


def _text(rows: Sequence[Sequence[str]], delimiter: str) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([HEADERS, *rows])
    return out.getvalue().encode()


def _objects(rows: Sequence[Sequence[str]]) -> list[dict[str, str]]:
    return [dict(zip(HEADERS, row, strict=True)) for row in rows]


LOGS: dict[str, Callable[[list[list[str]]], bytes]] = {
    "csv": lambda rows: _text(rows, ";"),
    "tsv": lambda rows: _text(rows, "\t"),
    # One column holds it all: questions alone, day and role are told for the file.
    "txt": lambda rows: "\n".join(["Question", *(f"Combien de salles, la {n} ?" for n in range(6))]).encode(),
    "xlsx": lambda rows: xlsx([HEADERS, *rows]),
    "xlsm": lambda rows: xlsm([HEADERS, *rows]),
    "xls": lambda rows: xls([HEADERS, *rows]),
    "ods": lambda rows: ods(ods_sheet("Journal", [HEADERS, *rows])),
    "json": lambda rows: json.dumps(_objects(rows)).encode(),
    "jsonl": lambda rows: "\n".join(map(json.dumps, _objects(rows))).encode(),
    "parquet": lambda rows: parquet({name: [row[i] for row in rows] for i, name in enumerate(HEADERS)}),
    "greenhouse": lambda rows: (REPORTS / "greenhouse_scorecards.json").read_bytes(),
    "lever": lambda rows: (REPORTS / "lever_feedback.json").read_bytes(),
}
"""How a log is written in each format; reports of recruiting software are samples."""

ASKED = {
    "txt": "Combien de salles, la 3 ?",
    "greenhouse": "Quelle est la fourchette de salaire ?",
    "lever": "What does the on-call rota look like?",
}
"""What is asked in the files that do not say their role."""


def _confirm(page: Page) -> None:
    page.get_by_role("button", name="Importer ce fichier").click()
    expect(main_part(page)).to_contain_text("Importé", timeout=120_000)
    # An outcome stays until it is dismissed, for whoever opens the screen: the next import must wait for its own.
    page.get_by_role("button", name="Vu").click()
    expect(page.get_by_role("button", name="Vu")).to_have_count(0)


@pytest.fixture
def imports_page(visit: Visit) -> Page:
    """The screen of imports, in French."""
    page = visit("files?lang=fr")
    ready(page)
    return page


@pytest.mark.parametrize("format_id", [known.id for known in FORMATS if known.id not in TRANSCRIPTS])
def test_1_a_log_goes_in(imports_page: Page, format_id: str) -> None:
    """What the file does not say is asked for; then it is imported."""
    upload(imports_page, f"journal.{EXTENSIONS[format_id]}", LOGS[format_id](_rows(format_id)))
    role = main_part(imports_page).get_by_label("Poste")
    if format_id in ASKED:
        role.first.fill("Testeur")
        role.first.press("Enter")
        ready(imports_page)
    if format_id == "txt":
        main_part(imports_page).get_by_role("spinbutton").first.press_sequentially(f"{FIRST_DAY:%d%m%Y}")
        imports_page.locator("h1").click()  # the calendar closes, and the day is taken
        ready(imports_page)
    _confirm(imports_page)


@pytest.mark.parametrize("format_id", sorted(TRANSCRIPTS))
def test_2_a_transcript_goes_in(imports_page: Page, format_id: str) -> None:
    """Role and stage are told, the candidate is guessed, and the questions are imported."""
    # The same candidate on another day: another interview.
    day = FIRST_DAY + timedelta(days=sorted(TRANSCRIPTS).index(format_id))
    upload(imports_page, f"{day}.{EXTENSIONS[format_id]}", TELLER.file(format_id))
    main_part(imports_page).get_by_role("textbox", name="Poste", exact=True).fill("Testeur de transcriptions")
    main_part(imports_page).get_by_role("textbox", name="Étape", exact=True).fill(format_id)
    expect(imports_page.get_by_role("radio", name=TELLER.candidate)).to_be_checked()
    imports_page.get_by_role("button", name="Voir les questions").click()
    ready(imports_page)
    _confirm(imports_page)


def test_3_all_of_them_are_on_the_questions_screen(visit: Visit) -> None:
    """The download of the questions screen holds interviews of every format, and no name."""
    page = visit("search?lang=fr&period=all")
    ready(page)
    with page.expect_download() as download:
        page.get_by_test_id("stDownloadButton").first.get_by_role("button").click()
    listed = Path(download.value.path()).read_text("utf-8-sig")

    missing = [known for known in LOGS if ASKED.get(known, f"Testeur {known};") not in listed]
    assert missing == []
    told = {line.split(";")[-2] for line in listed.splitlines() if "Testeur de transcriptions" in line}
    assert len(told) == len(TRANSCRIPTS)
    assert TELLER.candidate not in listed
