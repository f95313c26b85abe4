"""Tables of questions. Wordings come from files, so they are shown only where text stays text."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analytics import queries
from analytics.population import Filters
from analytics.themes import taxonomy
from data import language
from data.store import Store
from ui.texts import reader_language, text

SURE, LIKELY = 0.8, 0.5
"""Calibrated probabilities from which a theme is called sure, or likely."""

WORDINGS_SHOWN = 200


def readable(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with what is hidden or deleted said in words, and themes by their labels.

    Adds ``sure`` (how certain the themes are, in words) where there is a score.
    """
    out = frame.copy()
    hidden = out["hidden"].astype(bool) if "hidden" in out else pd.Series(False, index=out.index)
    out["wording"] = out["wording"].where(~hidden, text("questions.hidden")).fillna(text("questions.deleted"))
    lang = reader_language()
    out["themes"] = [", ".join(taxonomy.short(theme, lang) for theme in themes) for themes in out["themes"]]
    if "score" in out:
        rows: list[Any] = list(out.itertuples())
        out["sure"] = [certainty(row.score, bool(row.corrected), bool(row.themes)) for row in rows]
    return out


def certainty(score: float | None, corrected: bool, themed: bool) -> str:
    """How certain a text's themes are: a word and the probability behind it."""
    if corrected:
        return text("questions.sure.corrected")
    if not themed or score is None or pd.isna(score):
        return text("questions.sure.none")
    word = "sure" if score >= SURE else "likely" if score >= LIKELY else "doubtful"
    return text(f"questions.sure.{word}", score=language.percent(score, reader_language()))


def questions_table(frame: pd.DataFrame, columns: list[str], alt: str, **table: Any) -> Any:
    """Draw questions. ``columns``: of wording, times, themes, sure, last_day, language, day, role, stage, state."""
    day_format = "DD/MM/YYYY" if reader_language() == "fr" else "YYYY-MM-DD"
    shown: dict[str, Any] = {
        column: st.column_config.TextColumn(text(f"questions.column.{column}")) for column in columns
    }
    shown["wording"] = st.column_config.TextColumn(
        text("questions.column.wording"), width=None if "times" in columns and len(columns) == 2 else "large"
    )
    for column in {"day", "last_day"} & set(columns):
        shown[column] = st.column_config.DateColumn(
            text(f"questions.column.{column}"), format=day_format, width="small"
        )
    if "times" in columns:
        shown["times"] = st.column_config.NumberColumn(text("questions.column.times"), width="small")
    return st.dataframe(readable(frame)[columns], column_config=shown, hide_index=True, alt=alt, **table)


def wordings_behind(store: Store, filters: Filters, theme: str, *, alt: str, none: str) -> pd.DataFrame:
    """Draw the wordings of a theme, most frequent first, or say that there is ``none``; the frame drawn."""
    wordings = queries.wordings(store, filters, theme, limit=WORDINGS_SHOWN)
    if wordings.empty:
        st.caption(none)
    else:
        questions_table(wordings, ["wording", "times", "sure", "last_day"], alt=alt)
    return wordings
