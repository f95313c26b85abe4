"""The versions of the taxonomy, the way back to one, and the file that carries it elsewhere."""

from __future__ import annotations

from typing import Any

import streamlit as st

from analytics.themes import taxonomy_file, versions
from analytics.themes.taxonomy import Taxonomy
from data import language
from data.store import Store
from ui.shaping.proposal import propose
from ui.texts import reader_language, text
from ui.uploads import choose_files


def history(store: Store) -> None:
    """Every version, newest first, and going back to one after a look at what that changes."""
    st.subheader(text("taxonomy.history.title"), anchor=False)
    lang, past = reader_language(), versions.history(store)
    rows: list[Any] = list(past.itertuples())
    shown = {
        text("taxonomy.history.version"): [*(row.version for row in rows), versions.SHIPPED],
        text("taxonomy.history.change"): [*(_told(row.change) for row in rows), text("taxonomy.change.shipped")],
        text("taxonomy.history.made_at"): [
            *(language.moment(row.made_at.to_pydatetime(), lang) for row in rows),
            "–",
        ],
    }
    st.dataframe(shown, hide_index=True, alt=text("taxonomy.history.alt"))
    if not rows:
        return
    chosen = st.selectbox(
        text("taxonomy.history.choice"),
        [*(int(row.version) for row in rows[1:]), versions.SHIPPED],
        index=None,
        placeholder=text("taxonomy.history.placeholder"),
        key="version_chosen",
        width=320,
    )
    if st.button(text("taxonomy.history.back"), icon=":material/history:", disabled=chosen is None) and chosen:
        propose(store, (versions.of(store, chosen), {"action": "restored_version", "number": chosen}))


def _told(change: dict[str, object]) -> str:
    action = str(change["action"])
    return text(f"taxonomy.change.{action}", **{name: value for name, value in change.items() if name != "action"})


def move(store: Store, taxonomy: Taxonomy) -> None:
    """The taxonomy as a file to take away, and one to bring in, after a look at what it changes."""
    st.subheader(text("taxonomy.file.title"), anchor=False)
    st.caption(text("taxonomy.file.explanation"))
    st.download_button(
        text("taxonomy.file.download"),
        taxonomy_file.written(taxonomy),
        file_name="vice-versa-taxonomy.json",
        mime="application/json",
        icon=":material/download:",
        on_click="ignore",
    )
    brought = choose_files(text("taxonomy.file.upload"), ("json",), taxonomy_file.LARGEST_MB, "taxonomy_file")
    if brought is not None and st.button(text("taxonomy.preview"), icon=":material/visibility:", key="preview_file"):
        propose(store, (taxonomy_file.read(brought.getvalue()), {"action": "imported"}))
