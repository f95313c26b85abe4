"""The frame around every screen: the store, the pages, the language, and the one place that shows errors."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import streamlit as st

from analytics import operations
from analytics.charts import Appearance
from analytics.population import PopulationRefused
from data import language
from data.errors import ViceVersaError
from data.store import Store, open_store
from ui import address
from ui.texts import default_language, reader_language, text

ICON = str(Path(__file__).parent / "icon.svg")
"""The browser tab's icon: a file of ours, since Streamlit fetches an icon by name from the network."""

_LOG = logging.getLogger("vice_versa")


@dataclass(frozen=True)
class Screen:
    """One page: its file, its place in the address, its icon, its part of the menu, and its name in ``shell.toml``.

    ``path`` must differ from the file's stem: Streamlit runs a file of ``pages/`` without ``app.py``
    when an address ends in its stem.
    """

    name: str
    path: str
    icon: str
    section: str

    @property
    def file(self) -> str:
        """The file, as Streamlit wants it: from the folder of ``app.py``."""
        return f"pages/{self.name}.py"


PHONE = "phone"
"""The value of ``?view=`` that asks for a screen without sidebar and menu, to take along."""

IMPORTS = "files"
"""The place of the imports screen in the address: leaving it drops the files not yet imported."""

SCREENS = (
    Screen("week", "this-week", ":material/today:", "asked"),
    Screen("themes", "by-theme", ":material/category:", "asked"),
    Screen("roles", "by-role", ":material/groups:", "asked"),
    Screen("trends", "over-time", ":material/show_chart:", "asked"),
    Screen("questions", "search", ":material/forum:", "asked"),
    Screen("digests", "weekly-mail", ":material/outgoing_mail:", "asked"),
    Screen("ads", "job-ads", ":material/campaign:", "answer"),
    Screen("gap", "what-ads-leave-open", ":material/rule_folder:", "answer"),
    Screen("effect", "did-it-help", ":material/query_stats:", "answer"),
    Screen("answers", "answer-book", ":material/menu_book:", "answer"),
    Screen("briefing", "tomorrow", ":material/assignment:", "answer"),
    Screen("review", "to-review", ":material/rule:", "subjects"),
    Screen("taxonomy", "shape-themes", ":material/account_tree:", "subjects"),
    Screen("quality", "how-right", ":material/verified:", "subjects"),
    Screen("imports", IMPORTS, ":material/upload_file:", "logs"),
)
"""To add a page, add a line, its file in ``pages/`` and its name to ``shell.toml``."""


@st.cache_resource(show_spinner=False)
def database() -> Store:
    """The store, opened once per process, without the wordings past their retention.

    Raises ``store_busy`` and ``store_unreadable``.
    """
    store = open_store()
    operations.purge(store, date.today())
    return store


def navigation() -> Any:
    """The pages, named in the reader's language, by the parts of the menu; the one to run."""
    menu: dict[str, list[Any]] = {}
    for screen in SCREENS:
        page = st.Page(
            screen.file,
            title=text(f"shell.page.{screen.name}"),
            icon=screen.icon,
            url_path=screen.path,
            default=screen is SCREENS[0],
        )
        menu.setdefault(text(f"shell.section.{screen.section}"), []).append(page)
    return st.navigation(menu, position="hidden" if on_the_phone() else "top")


def on_the_phone() -> bool:
    """Whether the address asks for the narrow view: one briefing, nothing around it."""
    return st.query_params.get("view") == PHONE


def draw_language_switch() -> None:
    """The choice of language, each named in itself."""
    address.choice(
        "lang",
        text("shell.language"),
        language.LANGUAGES,
        default_language(),
        lambda code: text(f"shell.languages.{code}"),
        draw=st.segmented_control,
        required=True,
    )


def appearance() -> Appearance:
    """Whether the page is light or dark now."""
    return "dark" if st.context.theme.type == "dark" else "light"


def open_screen(name: str, **choices: str) -> None:
    """Go to another screen with some choices made; filters stay."""
    st.switch_page(f"pages/{name}.py", query_params={**choices, "lang": reader_language()})


@contextmanager
def show_errors() -> Iterator[None]:
    """Say what went wrong in the reader's language; what is not for the reader goes whole to the log."""
    try:
        yield
    except PopulationRefused as refused:
        said = refused.explain(reader_language())
        st.info(f"{said.message} {said.advice}", title=said.title, icon=":material/visibility_off:")
    except ViceVersaError as error:
        show_error(error)
    except Exception:  # noqa: BLE001 - the last frame before the reader: a bug is logged, never shown
        _LOG.exception("a screen failed")
        st.error(text("shell.error.unexpected"), title=text("shell.error.unexpected_title"), icon=":material/error:")


def show_error(error: ViceVersaError) -> None:
    """One error of ours: its title, what happened and what to do. Values may come from files: plain text."""
    said = error.explain(reader_language())
    st.error(said.title, icon=":material/error:")
    st.text(said.message)
    st.text(said.advice)
