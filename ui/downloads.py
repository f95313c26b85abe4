"""The download under a screen: what it shows, as a file that the reader's spreadsheet opens."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pandas as pd
import streamlit as st

from analytics import exports
from analytics.reports import FORMATS, MIME_TYPES, Report
from analytics.themes import versions
from ui.shell import database
from ui.texts import reader_language, text


def download(label: str, frame: pd.DataFrame | Callable[[], pd.DataFrame], name: str, key: str = "") -> None:
    """A button that downloads a frame, or what gives one, as CSV; ``name`` is a key of the texts ``exports.file``."""
    lang = reader_language()
    st.download_button(
        label,
        # Written when clicked: a screen does not pay for a file that nobody asks for.
        lambda: exports.to_csv(frame() if callable(frame) else frame, versions.current(database()), lang),
        file_name=f"vice-versa-{text(f'exports.file.{name}')}-{date.today().isoformat()}.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        key=f"download.{key or name}",
    )


def download_report(label: str, report: Callable[[], Report], name: str, suffix: str) -> None:
    """A button that downloads a report as the format of ``suffix``; ``name`` is a key of the texts ``exports.file``."""
    st.download_button(
        label,
        # Typeset when clicked.
        lambda: FORMATS[suffix](report()),
        file_name=f"vice-versa-{text(f'exports.file.{name}')}-{date.today().isoformat()}.{suffix}",
        mime=MIME_TYPES[suffix],
        icon=":material/description:",
        on_click="ignore",
        key=f"download.{name}.{suffix}",
    )
