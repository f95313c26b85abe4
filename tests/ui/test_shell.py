from __future__ import annotations

from pathlib import Path

import pytest

from data import language
from ui.shell import ICON, SCREENS, Screen

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_a_screen_has_its_file_and_name(screen: Screen) -> None:
    """Every line of the table has a page and a name in every language."""
    assert (ROOT / screen.file).exists()
    assert all(language.text(f"shell.page.{screen.name}", lang) for lang in language.LANGUAGES)


def test_every_page_is_in_the_table() -> None:
    """No page is left out of the navigation."""
    assert {path.stem for path in (ROOT / "pages").glob("*.py")} == {screen.name for screen in SCREENS}


def test_no_address_ends_in_a_page_file_stem() -> None:
    """Streamlit would run such a page without app.py on a cold address."""
    assert not {screen.path for screen in SCREENS} & {screen.name for screen in SCREENS}


def test_the_icon_is_a_file() -> None:
    """The browser tab's icon comes from us, not from a network."""
    assert Path(ICON).read_text("utf-8").startswith("<svg")


def test_app_is_short() -> None:
    """app.py is the frame and nothing else."""
    assert len((ROOT / "app.py").read_text("utf-8").splitlines()) < 60
