"""Choosing files. Streamlit's box says "Upload" and "200MB per file" in English only: to others we say it in theirs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from ui.texts import reader_language, text

_SPOKEN = "en"
"""The language of Streamlit's box."""


def choose_files(label: str, extensions: Sequence[str], largest_mb: int, key: str, *, several: bool = False) -> Any:
    """The box that takes files; under it, where the box does not speak the reader's language, what it says.

    What ``st.file_uploader`` returns: a list where ``several`` are taken, else one file or None.
    """
    chosen: Any = st.file_uploader(
        label,
        type=[f".{extension}" for extension in extensions],
        accept_multiple_files=several,
        max_upload_size=largest_mb,
        key=key,
    )
    if reader_language() == _SPOKEN:
        return chosen
    kinds = ", ".join(f".{extension}" for extension in extensions)
    st.caption(text("shell.upload.files" if several else "shell.upload.file", limit=largest_mb, kinds=kinds))
    return chosen
