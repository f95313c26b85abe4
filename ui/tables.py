"""Tables of questions. Wordings come from files, so they are shown only where text stays text."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analytics import queries
from analytics.population import Filters
from analytics.themes import versions
from analytics.themes.taxonomy import Taxonomy
from data import language
from data.store import Store
from ui.texts import day_format, reader_language, text

WORDINGS_SHOWN = 200


def count_column(label: str, width: Any = None) -> Any:
    """A column of counts, with the separators that the reader's browser uses."""
    return st.column_config.NumberColumn(label, format="localized", width=width)


def readable(frame: pd.DataFrame, taxonomy: Taxonomy) -> pd.DataFrame:
    """The frame with what is hidden or deleted said in words, and themes by their labels.

    Adds ``themes_by_id`` and, where there is a score, ``sure``: how certain the themes are, in words.
    """
    out = frame.copy()
    hidden = out["hidden"].astype(bool) if "hidden" in out else pd.Series(False, index=out.index)
    out["wording"] = out["wording"].where(~hidden, text("questions.hidden")).fillna(text("questions.deleted"))
    lang = reader_language()
    out["themes_by_id"] = out["themes"]
    out["themes"] = [", ".join(taxonomy.short(theme, lang) for theme in themes) for themes in out["themes"]]
    if "score" in out:
        rows: list[Any] = list(out.itertuples())
        out["sure"] = [certainty(row.score, bool(row.corrected), bool(row.themes_by_id)) for row in rows]
    return out


def certainty(score: float | None, corrected: bool, themed: bool) -> str:
    """How certain a text's themes are: a word and the probability behind it."""
    if corrected:
        return text("questions.sure.corrected")
    if not themed or score is None or pd.isna(score):
        return text("questions.sure.none")
    word = "sure" if score >= queries.SURE else "likely" if score >= queries.LIKELY else "doubtful"
    return text(f"questions.sure.{word}", score=language.percent(score, reader_language()))


def questions_table(store: Store, frame: pd.DataFrame, columns: list[str], alt: str, **table: Any) -> Any:
    """Draw questions.

    ``columns``: of wording, times, interviews, themes, sure, last_day, language, day, role, stage, state.
    """
    shown: dict[str, Any] = {
        column: st.column_config.TextColumn(text(f"questions.column.{column}")) for column in columns
    }
    shown["wording"] = st.column_config.TextColumn(
        text("questions.column.wording"), width=None if "times" in columns and len(columns) == 2 else "large"
    )
    for column in {"day", "last_day"} & set(columns):
        shown[column] = st.column_config.DateColumn(
            text(f"questions.column.{column}"), format=day_format(), width="small"
        )
    for column in {"times", "interviews"} & set(columns):
        shown[column] = count_column(text(f"questions.column.{column}"), "small")
    return st.dataframe(
        readable(frame, versions.current(store))[columns], column_config=shown, hide_index=True, alt=alt, **table
    )


def wordings_behind(store: Store, filters: Filters, theme: str, *, alt: str, none: str) -> pd.DataFrame:
    """Draw the wordings of a theme, most frequent first, or say that there is ``none``; the frame drawn."""
    wordings = queries.wordings(store, filters, theme, limit=WORDINGS_SHOWN)
    if wordings.empty:
        st.caption(none)
    else:
        questions_table(store, wordings, ["wording", "times", "sure", "last_day"], alt=alt)
    return wordings


def quality_table(measured: pd.DataFrame, taxonomy: Taxonomy) -> None:
    """Draw precision and recall of each theme with intervals. ``measured``: ``quality.by_theme``, one language."""
    lang = reader_language()
    by_measure = {measure: rows.set_index("theme") for measure, rows in measured.groupby("measure")}
    shown: dict[str, list[Any]] = {"theme": [taxonomy.label(theme, lang) for theme in taxonomy.ids]}
    for measure in ("precision", "recall"):
        rows = by_measure[measure].loc[taxonomy.ids]
        shown[measure] = [_with_interval(row, lang) for row in rows.itertuples()]
        shown[f"{measure}_texts"] = list(rows["texts"])
    names = {column: text(f"quality.column.{column}") for column in shown}
    st.dataframe(pd.DataFrame(shown), column_config=names, hide_index=True, alt=text("quality.by_theme_alt"))


def _with_interval(row: Any, lang: str) -> str:
    if not row.texts:
        return "–"
    rate, low, high = (language.percent(share, lang) for share in (row.rate, row.low, row.high))
    return f"{rate} ({low} – {high})"
