"""The week on screen as a digest: a file to take away, or a mail every week."""

from __future__ import annotations

from datetime import date
from functools import partial

import streamlit as st

from analytics.digests.edition import FORMATS, edition, file_name
from analytics.population import Filters
from analytics.reports import MIME_TYPES
from data import language
from data.store import Store
from ui.shell import open_screen
from ui.texts import reader_language, text

_TYPES = {**MIME_TYPES, "json": "application/json"}
_ICONS = {"html": ":material/web:", "pdf": ":material/picture_as_pdf:", "json": ":material/data_object:"}


def digest_button(store: Store, filters: Filters, week: date) -> None:
    """The week and filters on screen as a digest: to download, or to have sent every week."""
    lang = reader_language()
    with st.popover(text("digests.button"), icon=":material/outgoing_mail:"):
        st.caption(text("digests.button_help", day=language.day(week, lang)))
        for suffix in FORMATS:
            st.download_button(
                text(f"digests.download.{suffix}"),
                # Written when clicked: a screen does not pay for a file that nobody asks for.
                partial(_written, store, filters, week, lang, suffix),
                file_name=file_name(week, lang, suffix),
                mime=_TYPES[suffix],
                icon=_ICONS[suffix],
                on_click="ignore",
                width="stretch",
                key=f"digest_file.{suffix}",
            )
        if st.button(text("digests.weekly"), icon=":material/schedule_send:", width="stretch"):
            open_screen("digests")


def _written(store: Store, filters: Filters, week: date, lang: str, suffix: str) -> bytes:
    return edition(store, filters, week, lang, date.today()).written(suffix)
