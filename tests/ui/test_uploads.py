"""Files are chosen in one way, which says in the reader's language what Streamlit says in English."""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit as st

from ui import uploads

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_box_is_explained(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """How to fill it, the limit and the kinds of file are said to whom the box's own English words say nothing."""
    said: list[str] = []
    asked: dict[str, object] = {}
    monkeypatch.setattr("ui.texts.reader_language", lambda: lang)
    monkeypatch.setattr(uploads, "reader_language", lambda: lang)
    monkeypatch.setattr(st, "caption", said.append)
    monkeypatch.setattr(st, "file_uploader", lambda label, **options: asked.update(options))
    uploads.choose_files("Label", ("csv", "xlsx"), 7, "key")
    assert {"type": [".csv", ".xlsx"], "max_upload_size": 7}.items() <= asked.items()
    assert (lang == "fr") == bool(said)
    assert all("7\u00a0Mo" in sentence and ".csv, .xlsx" in sentence for sentence in said)


def test_no_screen_has_a_box_of_its_own() -> None:
    """A box without our sentence would speak English to a French reader."""
    own = [
        path
        for folder in ("pages", "ui")
        for path in (ROOT / folder).rglob("*.py")
        if "st.file_uploader(" in path.read_text("utf-8")
    ]
    assert [ROOT / "ui" / "uploads.py"] == own
