"""Texts of the interface in the reader's language."""

from __future__ import annotations

import re

import streamlit as st

from data import language, settings

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|$~:@^=\"'&])")
_LINK_STARTS = re.compile(r"([:@]|[wW]{3}(?=\\?\.))")


LANGUAGE_KEY = "lang.chosen"
"""Where the language switch keeps its value, which is there before anything is drawn."""


def default_language() -> str:
    """The browser's language where the interface speaks it, else the one configured."""
    return language.supported(st.context.locale or str(settings.value("LANGUAGE")))


def reader_language() -> str:
    """The language chosen with the switch, else in the address, else the default."""
    chosen = st.session_state.get(LANGUAGE_KEY) or st.query_params.get("lang")
    return chosen if chosen in language.LANGUAGES else default_language()


def text(key: str, **values: object) -> str:
    """The text of ``key`` in the reader's language, its placeholders filled."""
    return language.text(key, reader_language(), **values)


def day_format() -> str:
    """How a day is typed in a date field and shown in a table, in the reader's language."""
    return "DD/MM/YYYY" if reader_language() == "fr" else "YYYY-MM-DD"


def plain(said: str) -> str:
    """Markdown that shows ``said`` letter for letter, for text with names that come from files.

    Punctuation is escaped; a word joiner, which takes no room, keeps bare addresses and ``:names:``
    from becoming links and icons, which Streamlit makes after Markdown is read.
    """
    return _LINK_STARTS.sub("\\1\u2060", _MARKDOWN.sub(r"\\\1", said))
