"""The digest of the demo log, by mail from the running dashboard, opened in a real Chromium with its charts."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from base64 import b64encode
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.message import EmailMessage
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Request

from analytics import imports
from analytics.digests import saved
from analytics.digests.saved import Digest
from data.store import open_store
from tests.browser.conftest import ROOT, free_port
from tests.mailbox import Mailbox, mail_server

LANGUAGES = {"fr": "claire@example.com", "en": "noah@example.com"}


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, EmailMessage]]:
    """The mail of each language, sent by a dashboard that nobody has opened."""
    folder = tmp_path_factory.mktemp("digests")
    url, now = str(folder / "store.duckdb"), datetime.now()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VICE_VERSA_DATABASE", url)
        store = open_store(url)
        imports.load_demo(store)
        for lang, address in LANGUAGES.items():
            digest = Digest("Monday", (address,), language=lang, weekday=now.isoweekday(), hour=now.hour)
            saved.save(store, digest, now - timedelta(days=1))
        store.close()
        with mail_server() as box:
            for name, value in {"HOST": "localhost", "PORT": box.port, "TLS": "none", "FROM": "a@example.com"}.items():
                patch.setenv(f"VICE_VERSA_SMTP_{name}", str(value))
            yield _sent_by_the_dashboard(box, folder)


def _sent_by_the_dashboard(box: Mailbox, folder: Path) -> dict[str, EmailMessage]:
    command = [sys.executable, "-m", "ui.serve", "--server.headless=true", f"--server.port={free_port()}"]
    with (folder / "server.log").open("w") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=os.environ, stdout=log, stderr=subprocess.STDOUT)
    try:
        for _ in range(600):
            if len(box.mails) == len(LANGUAGES):
                break
            time.sleep(0.2)
    finally:
        server.terminate()
        server.wait(timeout=30)
    found = {recipients[0]: letter for _, recipients, letter in box.mails}
    return {lang: found[address] for lang, address in LANGUAGES.items()}


def _note(asked: list[str], request: Request) -> None:
    asked.append(request.url)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("fr", ("entreprise et stratégie", "Ce qui a changé", "Rien d’autre n’a changé", "Sujets nouveaux")),
        ("en", ("company and strategy", "What changed", "Nothing else changed", "New subjects")),
    ],
)
def test_the_mail_and_its_report_open_with_their_charts(
    letters: dict[str, EmailMessage], browser: Browser, tmp_path: Path, lang: str, said: tuple[str, ...]
) -> None:
    """The planted news of the last full week and every picture are there; nothing is asked of the network."""
    letter = letters[lang]
    (report,) = letter.iter_attachments()
    shown = letter.get_body(("html",))
    assert isinstance(shown, EmailMessage)
    page_of_mail = shown.get_content()
    for part in letter.walk():
        if part.get_content_type() == "image/png":
            inside = f"data:image/png;base64,{b64encode(part.get_content()).decode()}"
            page_of_mail = page_of_mail.replace(f"cid:{part['Content-ID'][1:-1]}", inside)
    files = {"mail.html": page_of_mail.encode(), "report.html": report.get_content().encode()}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
        context = browser.new_context(viewport={"width": 390, "height": 800})
        page = context.new_page()
        asked: list[str] = []
        page.on("request", partial(_note, asked))
        page.goto((tmp_path / name).as_uri())
        text = page.inner_text("body")
        assert [] == [words for words in said if words not in text]
        drawn = page.evaluate("Array.from(document.images).map(i => i.complete && i.naturalWidth > 300)")
        assert len(drawn) >= 2
        assert all(drawn)
        assert all(address.startswith(("file:", "data:")) for address in asked)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        context.close()
