"""One version of an ad: what it says on each theme, passage by passage, and what changed since the one before."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analytics import sentences
from analytics.ads import book, saying, vagueness
from analytics.ads.differences import Edit, Piece, differences
from analytics.themes import versions
from data.store import Store
from ui.ads.adding import say
from ui.texts import plain, reader_language, text

_DRAWN = {Edit.KEPT: "{}", Edit.ADDED: ":green-background[{}]", Edit.REMOVED: ":red-background[~~{}~~]"}
"""How words that were kept, added or removed are drawn, in Markdown; the words themselves are escaped."""


def pay_hint(store: Store, version: book.Version) -> None:
    """The pay that the ad tells, and that this is a hint."""
    told = saying.told_pay(store, version.role, version.number)
    st.markdown(plain(sentences.pay_said(told, reader_language())))
    st.caption(text("ads.pay_hint"))


def themes_table(store: Store, said: pd.DataFrame) -> None:
    """What the ad says on each theme, with the passage or the reason why it is vague, in full."""
    lang, taxonomy = reader_language(), versions.current(store)
    shown = pd.DataFrame(
        {
            "theme": [plain(taxonomy.label(theme, lang)) for theme in said["theme"]],
            "state": [text(f"ads.state.{state}") for state in said["state"]],
            "passage": [plain(passage or "–") for passage in said["passage"]],
            "reason": [plain(vagueness.reason(reason, lang)) if reason else "" for reason in said["reason"]],
        }
    )
    if not shown["reason"].any():
        shown = shown.drop(columns="reason")
    names = {column: text(f"ads.column.{column}") for column in shown}
    # A table of Streamlit's, unlike a grid, breaks lines; its cells are Markdown, so words of files are escaped.
    st.table(shown.rename(columns=names), border="horizontal", hide_index=True, alt=text("ads.themes_alt"))


def passages_table(store: Store, found: pd.DataFrame) -> list[int]:
    """Each passage with the themes that it answers or leaves vague; the rows that were clicked."""
    lang, taxonomy = reader_language(), versions.current(store)
    shown = pd.DataFrame(
        {
            "heading": found["heading"],
            "passage": found["wording"],
            "answered": [", ".join(taxonomy.short(theme, lang) for theme in themes) for themes in found["answered"]],
            "vague": [", ".join(taxonomy.short(theme, lang) for theme in themes) for themes in found["vague"]],
            "reason": [
                " ".join(dict.fromkeys(vagueness.reason(reason, lang) for reason in reasons))
                for reasons in found["reasons"]
            ],
            "decided": [", ".join(taxonomy.short(theme, lang) for theme in themes) for themes in found["decided"]],
        }
    )
    empty = [column for column in shown if column != "passage" and not shown[column].any()]
    shown = shown.drop(columns=empty)
    columns: dict[str, Any] = {
        str(column): st.column_config.TextColumn(
            text(f"ads.column.{column}"), width="large" if column == "passage" else None
        )
        for column in shown
    }
    chosen = st.dataframe(
        shown,
        column_config=columns,
        hide_index=True,
        height="content",
        alt=text("ads.passages_alt"),
        on_select="rerun",
        selection_mode="single-row",
        key="ad_passages",
    )
    return list(chosen.selection.rows)


def mark_passage(store: Store, found: pd.DataFrame, rows: list[int]) -> None:
    """Say whether a passage answers a theme: remembered for its wording, in every version."""
    lang, taxonomy = reader_language(), versions.current(store)
    if found.empty:
        return
    if rows and st.session_state.get("ad_passage_clicked") != rows:
        st.session_state["ad_passage_row"] = rows[0]
    st.session_state["ad_passage_clicked"] = rows
    if (st.session_state.get("ad_passage_row") or 0) >= len(found):
        st.session_state["ad_passage_row"] = None
    first, second = st.columns(2)
    with first:
        row = st.selectbox(
            text("ads.mark.passage"),
            range(len(found)),
            index=None,
            format_func=lambda row: plain(f"{row + 1}. {found['wording'].iloc[row]}"),
            placeholder=text("ads.mark.passage_placeholder"),
            key="ad_passage_row",
        )
    with second:
        theme = st.selectbox(
            text("ads.mark.theme"),
            taxonomy.ids,
            index=None,
            format_func=lambda theme: taxonomy.label(theme, lang),
            placeholder=text("ads.mark.theme_placeholder"),
            key=f"ad_theme.{lang}",
        )
    st.caption(text("ads.mark.explanation"))
    if row is None or theme is None:
        return
    passage = found.iloc[row]
    with st.container(horizontal=True):
        answers = st.button(text("ads.mark.answers"), type="primary", icon=":material/check:")
        silent = st.button(text("ads.mark.silent"), icon=":material/close:")
        back = theme in passage["decided"] and st.button(text("ads.mark.back"), icon=":material/undo:")
    if answers or silent or back:
        saying.mark(store, int(passage["passage_id"]), theme, None if back else bool(answers))
        say(text("ads.mark.undone" if back else "ads.mark.done"))


def changes(store: Store, version: book.Version) -> None:
    """What was added, removed or reworded since the version before, and the themes that this touched."""
    lang, taxonomy = reader_language(), versions.current(store)
    if version.number == 1:
        st.caption(text("ads.changes.first"))
        return
    before = book.version(store, version.role, version.number - 1)
    changed = differences(book.blocks(store, before.ad_id), book.blocks(store, version.ad_id))
    touched = saying.changed_themes(store, version.role, version.number)
    if touched.empty:
        st.caption(text("ads.changes.no_theme"))
    else:
        rows = touched.to_dict("records")
        st.markdown(
            "\n".join(
                "- "
                + plain(
                    text(
                        "ads.changes.theme",
                        theme=taxonomy.label(row["theme"], lang),
                        before=text(f"ads.state.{row['before']}"),
                        after=text(f"ads.state.{row['after']}"),
                    )
                )
                for row in rows
            )
        )
    st.markdown(f"**{text('ads.changes.words')}**")
    for pieces in changed:
        st.markdown(" ".join(_drawn(piece) for piece in pieces))
    legend = ((Edit.ADDED, "ads.changes.added"), (Edit.REMOVED, "ads.changes.removed"))
    st.caption(" ".join(_DRAWN[edit].format(text(key)) for edit, key in legend))


def _drawn(piece: Piece) -> str:
    return _DRAWN[piece.edit].format(plain(piece.text))
