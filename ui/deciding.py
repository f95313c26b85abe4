"""Deciding what a question is about, by a click or a key: what the screens that ask for decisions share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from string import ascii_uppercase

import streamlit as st

from analytics.themes import labels, reasons, versions
from analytics.themes.taxonomy import Taxonomy
from data import language
from data.store import Store
from ui.texts import plain, reader_language, text

NONE_KEY, SKIP_KEY, UNDO_KEY, CONFIRM_KEY = "N", "S", "U", "Enter"

# Digits first, then letters that neither Streamlit (C, R) nor we use otherwise.
_KEYS = "1234567890" + "".join(letter for letter in ascii_uppercase if letter not in "CRNSU")


def theme_buttons(taxonomy: Taxonomy, key: str) -> list[str] | None:
    """A button with a key of the keyboard for each theme, one for none, and a choice of several.

    The themes chosen, main one first (an empty list: none of them); None where nothing was chosen yet.
    """
    lang = reader_language()
    chosen: list[str] | None = None
    with st.grid(4, min_column_width=190, gap="small"):
        for place, theme in enumerate(taxonomy.ids):
            shortcut = _KEYS[place] if place < len(_KEYS) else None
            label = plain(taxonomy.short(theme, lang))
            if st.button(label, key=f"{key}.{theme}", shortcut=shortcut, width="stretch"):
                chosen = [theme]
        if st.button(text("review.no_theme"), key=f"{key}.none", shortcut=NONE_KEY, width="stretch"):
            chosen = []
    with st.expander(text("review.several"), icon=":material/checklist:"):
        several = st.multiselect(
            text("review.several_choice"),
            taxonomy.ids,
            format_func=lambda theme: taxonomy.label(theme, lang),
            placeholder=text("review.several_placeholder"),
            select_all=False,
            key=f"{key}.several.{lang}",
        )
        if st.button(text("review.save"), key=f"{key}.save", disabled=not several):
            chosen = several
    st.caption(text("review.keys"))
    return chosen


def told_and_undone(screen: str, undo: Callable[[int], object]) -> None:
    """A word on the last decision of a screen (``review`` or ``quality``), and the button and key that take it back."""
    if said := st.session_state.pop(f"said_of_{screen}", None):
        st.success(said, icon=":material/check:")
    last = f"last_of_{screen}"
    if st.session_state.get(last) is not None and st.button(
        text(f"{screen}.undo"), icon=":material/undo:", shortcut=UNDO_KEY
    ):
        undo(st.session_state.pop(last))
        st.session_state[f"said_of_{screen}"] = text(f"{screen}.undone")
        st.rerun()


def decided(screen: str, text_id: int, said: str) -> None:
    """Remember a decision, so that it can be told and undone, and show the screen anew."""
    st.session_state[f"last_of_{screen}"] = text_id
    st.session_state[f"said_of_{screen}"] = said
    st.rerun()


def explain(store: Store, wording: str, themes: Sequence[str]) -> None:
    """Why the model gives a wording its main theme, or none: words that weighed and examples alike."""
    lang = reader_language()

    def found() -> reasons.Reason:
        with store.reading() as cursor:
            shape = labels.shape_in_force(cursor)
        return reasons.reason(shape, wording, themes[0] if themes else "")

    why = store.remembered(("reason", wording, tuple(themes[:1])), found)
    if why.words:
        st.text(text("review.why.words", words=", ".join(why.words)))
    else:
        st.text(text("review.why.no_words"))
    taxonomy = versions.current(store)
    st.dataframe(
        {
            text("review.why.example"): [one.text for one in why.examples],
            text("review.why.themes"): [
                ", ".join(taxonomy.short(theme, lang) for theme in one.themes) for one in why.examples
            ],
            text("review.why.likeness"): [language.percent(max(one.likeness, 0.0), lang) for one in why.examples],
        },
        hide_index=True,
        alt=text("review.why.alt"),
    )
