"""Pictures of every screen on the demo log: ``python -m tests.browser.screenshots FOLDER [--all]``.

Both languages, light; with ``--all`` also dark and narrow, to look at.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from datetime import date
from itertools import product
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from analytics import imports
from data.store import open_store
from tests.browser.conftest import ARGUMENTS, CHROMIUM, ROOT, free_port
from ui.shell import SCREENS

WIDE, NARROW = 1440, 390


def settled(page: Page) -> None:
    """Wait until the script has run and the charts are drawn."""
    page.locator("h1").wait_for(timeout=120_000)
    busy = "[data-testid=stStatusWidget], [data-testid=stSkeleton]"
    page.wait_for_function(f"!document.querySelector('{busy}')", timeout=120_000)
    page.wait_for_timeout(1500)


def main() -> None:
    """Fill a store with the demo log, serve it, and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--screen", action="append", help="only this screen")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"VICE_VERSA_DATABASE": f"{folder}/demo.duckdb", "VICE_VERSA_CACHE": str(ROOT / ".cache")}
        store = open_store()
        imports.load_demo(store)
        store.close()
        port = free_port()
        command = [sys.executable, "-m", "ui.serve", "--server.headless=true"]
        server = subprocess.Popen([*command, f"--server.port={port}"], cwd=ROOT)
        try:
            _wait(f"http://127.0.0.1:{port}/_stcore/health")
            _take(f"http://127.0.0.1:{port}", options)
        finally:
            server.terminate()
            server.wait()


def _wait(address: str) -> None:
    for _ in range(240):
        try:
            urllib.request.urlopen(address, timeout=1)
            return
        except OSError:
            time.sleep(0.25)


def _take(address: str, options: argparse.Namespace) -> None:
    schemes = ("light", "dark") if options.all else ("light",)
    widths = (WIDE, NARROW) if options.all else (WIDE,)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for lang, scheme, width in product(("fr", "en"), schemes, widths):
            context = browser.new_context(
                locale={"fr": "fr-FR", "en": "en-GB"}[lang],
                viewport={"width": width, "height": 1000},
                color_scheme="dark" if scheme == "dark" else "light",
            )
            page = context.new_page()
            for screen in SCREENS:
                if options.screen and screen.name not in options.screen:
                    continue
                path = "" if screen is SCREENS[0] else screen.path  # the first screen is the address itself
                page.goto(f"{address}/{path}?lang={lang}")
                settled(page)
                # The page scrolls inside its own container: make the window as high as the content is.
                height = page.evaluate("document.querySelector('[data-testid=stMainBlockContainer]').scrollHeight")
                page.set_viewport_size({"width": width, "height": min(int(height) + 80, 4000)})
                page.wait_for_timeout(1500)
                narrow = "-narrow" if width == NARROW else ""
                page.screenshot(path=options.folder / f"{screen.name}-{lang}-{scheme}{narrow}.png")
                page.set_viewport_size({"width": width, "height": 1000})
            context.close()
        browser.close()


if __name__ == "__main__":
    print(f"Screens on {date.today()}")  # noqa: T201 - a tool that people run
    main()
