"""What the screens of the ads' findings draw: the table of a role's gap, pay at the first interview, all changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st
from babel.lists import format_list

from analytics import queries
from analytics.ads import draft, pay_questions, words
from analytics.ads.draft import Approved
from analytics.population import Filters
from analytics.sentences import theme_name
from analytics.themes.taxonomy import Taxonomy
from data import language
from data.store import Store
from ui import address
from ui.tables import count_column
from ui.texts import day_format, plain, reader_language, text


def gap_table(rows: pd.DataFrame, taxonomy: Taxonomy) -> None:
    """Draw what is asked for a role beside what its ad says. ``rows``: ``gap.of_role``. Passages come from files."""
    lang = reader_language()
    cells = [
        {
            "theme": taxonomy.label(row["theme"], lang),
            "rate": _percent(row["rate"], lang),
            "interval": "" if row["suppressed"] else f"{_percent(row['low'], lang)} – {_percent(row['high'], lang)}",
            "others_rate": _percent(row["others_rate"], lang),
            "state": words.state(row, lang),
            "spared": None if pd.isna(row["spared"]) else int(row["spared"]),
            "passage": row["passage"] or "",
            "reason": words.reason(row, lang),
        }
        for row in rows.to_dict("records")
    ]
    shown = pd.DataFrame(cells)
    if not shown["reason"].any():
        shown = shown.drop(columns="reason")
    columns: dict[str, Any] = {str(name): st.column_config.TextColumn(text(f"gap.column.{name}")) for name in shown}
    columns["passage"] = st.column_config.TextColumn(text("gap.column.passage"), width="medium")
    columns["spared"] = count_column(text("gap.column.spared"))
    st.dataframe(shown, column_config=columns, hide_index=True, height="content", alt=text("gap.table_alt"))


def draft_section(answers: Sequence[Approved], taxonomy: Taxonomy) -> None:
    """Draw the paragraph for the ad with who stands by it; nothing where no answer is approved."""
    if not answers:
        return
    lang = reader_language()
    st.subheader(text("gap.draft.title"), anchor=False)
    stood_by = [
        text(
            "gap.draft.answer",
            theme=theme_name(answer.theme, taxonomy, lang),
            name=answer.approved_by,
            day=language.day(answer.approved_on, lang),
        )
        for answer in answers
    ]
    st.caption(plain(text("gap.draft.caption", answers=format_list(stood_by, locale=lang))))
    st.code(draft.paragraph(answers), language=None, wrap_lines=True)


def pay_section(store: Store, filters: Filters) -> None:
    """Draw the share of first interviews in which pay is asked about, by what the ads say of it."""
    lang = reader_language()
    found = pay_questions.first_stage(store, filters)
    if found is None:
        return
    st.subheader(text("gap.pay.title"), anchor=False)
    stages = [value for value in queries.filter_values(store).query("filter == 'stages'")["value"] if value]
    if found.stage not in stages:
        stages.insert(0, found.stage)
    stage = address.choice("first_stage", text("gap.pay.stage"), stages, found.stage, str, width=360)
    known = found.known if stage == found.stage else "chosen"
    st.caption(plain(text(f"gap.pay.caption_{known}", stage=stage)))
    asked = pay_questions.pay_questions(store, filters, stage)
    if asked.empty:
        st.caption(text("gap.pay.none"))
    with st.grid(3, min_column_width=220, gap="small"):
        for row in asked.to_dict("records"):
            st.metric(
                text(f"gap.pay.{row['said']}"),
                _percent(row["rate"], lang) or text("charts.few"),
                delta=_counted(row, lang),
                delta_color="off",
                delta_arrow="off",
                help=text("gap.pay.roles", count=int(row["roles"])),
                border=True,
            )
    st.caption(text("gap.pay.hint"))


def _counted(row: dict[Any, Any], lang: str) -> str | None:
    if row["suppressed"]:
        return None
    return text(
        "gap.pay.asked",
        asked=int(row["asked"]),
        interviews=int(row["interviews"]),
        low=language.percent(row["low"], lang),
        high=language.percent(row["high"], lang),
    )


def changes_table(outcomes: pd.DataFrame, taxonomy: Taxonomy) -> None:
    """Draw all changes and what became of the questions. ``outcomes``: ``outcomes.outcomes``."""
    lang = reader_language()
    cells = [
        {
            "role": row["role"],
            "theme": taxonomy.short(row["theme"], lang),
            "verdict": words.outcome_short(row, lang),
            "rate_before": _percent(row["rate_before"], lang),
            "rate_after": _percent(row["rate_after"], lang),
            "change": words.step(row, lang),
            "published": row["published"],
        }
        for row in outcomes.to_dict("records")
    ]
    columns: dict[str, Any] = {name: st.column_config.TextColumn(text(f"effect.column.{name}")) for name in cells[0]}
    columns["published"] = st.column_config.DateColumn(
        text("effect.column.published"), format=day_format(), width="small"
    )
    st.dataframe(pd.DataFrame(cells), column_config=columns, hide_index=True, alt=text("effect.all_alt"))


def _percent(share: float | None, lang: str) -> str:
    return "" if share is None or pd.isna(share) else language.percent(share, lang)
