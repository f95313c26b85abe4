"""What several browser tests do: wait for a screen, give it a file."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, TimeoutError, expect


def ready(page: Page) -> None:
    """Wait until the script has run and drawn its screen."""
    page.wait_for_timeout(600)
    page.locator("h1").first.wait_for(timeout=90_000)
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(timeout=90_000)
    page.wait_for_timeout(400)


def upload(page: Page, name: str, content: bytes) -> None:
    """Give a file to the imports screen."""
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    ready(page)


def import_log(page: Page, content: bytes, told: str) -> None:
    """Import a CSV on the imports screen in English, and wait until it says what came in."""
    ready(page)
    upload(page, "log.csv", content)
    page.get_by_role("button", name="Import this file").click()
    expect(main_part(page)).to_contain_text(told, timeout=180_000)


def choose_first(page: Page, label: str) -> None:
    """Choose the first entry of a list: scrolling to the list closes it again, then it is opened once more."""
    box = page.get_by_role("combobox", name=label)
    for _ in range(8):
        box.scroll_into_view_if_needed()
        page.wait_for_timeout(500)
        box.click()
        try:
            page.get_by_role("option").first.click(timeout=5_000)
            return ready(page)
        except TimeoutError:
            page.keyboard.press("Escape")
    raise AssertionError(f"The list {label!r} never opened.")


def main_part(page: Page) -> Locator:
    """The screen without its frame."""
    return page.get_by_test_id("stMain")
