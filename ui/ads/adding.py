"""A job ad before it is filed: pasted or from a file, what was read of it, the role that it is for and its date."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date

import streamlit as st

from analytics.ads import book
from data import language
from data.dates import EARLIEST
from data.documents import EXTENSIONS
from data.errors import UnreadableFile, ViceVersaError
from data.formats import limits
from data.store import Store
from ui.imports import review
from ui.shell import show_error
from ui.texts import day_format, plain, reader_language, text
from ui.uploads import choose_files

_SHOWN = 400
"""Letters of an ad that are shown before it is filed."""


def add_version(store: Store, roles: Sequence[str], role: str) -> None:
    """The form for one more version: nothing is kept until it is filed."""
    round_of_form = st.session_state.get("ads_filed", 0)  # another key empties the form once its ad is filed
    largest = limits.DOCUMENT_BYTES // limits.MEGABYTE
    file = choose_files(text("ads.add.file"), EXTENSIONS, largest, f"ad_file.{round_of_form}")
    pasted = st.text_area(text("ads.add.paste"), height=160, key=f"ad_pasted.{round_of_form}")
    if file is None and not pasted.strip():
        return
    content, name = (file.getvalue(), file.name) if file else (pasted.encode(), "")
    try:
        draft = _read(store, content, name)
    except ViceVersaError as error:
        show_error(error)
        return
    _preview(draft)
    guessed = book.likely_role(roles, draft) or role
    digest = hashlib.sha256(content).hexdigest()[:8]
    first, second = st.columns(2)
    with first:
        chosen = st.selectbox(text("ads.add.role"), roles, index=roles.index(guessed), key=f"ad_role.{digest}")
    with second:
        published = st.date_input(
            text("ads.add.published"),
            "today",
            min_value=EARLIEST,
            max_value="today",
            format=day_format(),
            key=f"ad_published.{digest}",
        )
    if st.button(text("ads.add.save"), type="primary", icon=":material/check:", disabled=published is None):
        assert isinstance(published, date)
        _file(store, book.Filing(draft, chosen, published))


def _read(store: Store, content: bytes, name: str) -> book.Draft:
    key = ("ad draft", name, hashlib.sha256(content).hexdigest())
    try:
        with st.spinner(text("ads.add.reading")):
            return store.remembered(key, lambda: book.read(content, name))
    except UnreadableFile as refusal:
        if not name:
            refusal.values["file"] = text("ads.add.pasted")
        raise


def _preview(draft: book.Draft) -> None:
    """What was read, masked: words of a file, so plain text."""
    lang = reader_language()
    st.caption(
        text(
            "ads.add.detected",
            count=len(draft.passages),
            format=text(f"formats.format.{draft.format}"),
            language=text(f"shell.languages.{draft.language}"),
        )
    )
    words = "\n".join(block.text for block in draft.blocks)
    with st.container(border=True):
        st.text(words if len(words) <= _SHOWN else words[:_SHOWN] + "…")
    if not draft.passages:
        st.warning(language.text("ads.add.no_passage", lang))
    review.masked(draft.masked)


def _file(store: Store, filing: book.Filing) -> None:
    try:
        with st.spinner(text("ads.add.reading")):
            (version,) = book.file(store, [filing])
    except ViceVersaError as error:
        show_error(error)
        return
    st.session_state["ads_filed"] = st.session_state.get("ads_filed", 0) + 1
    st.session_state["ad_filed"] = version
    say(plain(text("ads.add.done", version=version.number, role=version.role)))


def say(said: str) -> None:
    """Show the screen anew with a word on what was done."""
    st.session_state["said_of_ads"] = said
    st.rerun()
