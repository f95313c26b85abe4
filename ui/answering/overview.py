"""The book at a glance: which answers to look at, the table of questions, and the transparency figure over time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from threading import Thread
from typing import Any

import pandas as pd
import streamlit as st

from analytics import charts
from analytics.answers import book, entries, figures, listing, search
from analytics.population import Filters
from analytics.themes import versions
from data import language
from data.store import Store
from ui import address
from ui.answering import writing
from ui.downloads import download
from ui.shell import appearance
from ui.texts import plain, reader_language, text

SHOWN = 300
ANSWERS_FOUND = 3
_WIDTHS = {
    "question": 320, "questions": 65, "state": 125, "told": 100, "owner": 110, "review_by": 90, "theme": 110,
}  # fmt: skip
_EXPLAINED = ("questions", "state", "told")
EVERYONE = ""

Wanted = Callable[[pd.DataFrame, date], "pd.Series[bool]"]

VIEWS: dict[str, Wanted] = {
    "all": lambda frame, today: pd.Series(True, index=frame.index),
    "mine": lambda frame, today: listing.to_do(frame, today) & listing.owned(frame, writing.signature()),
    "to_do": listing.to_do,
    entries.NONE: lambda frame, today: frame["state"] == entries.NONE,
    entries.EXPIRED: lambda frame, today: frame["state"] == entries.EXPIRED,
    entries.DRAFT: lambda frame, today: (frame["state"] == entries.DRAFT) | frame["draft"],
    entries.APPROVED: lambda frame, today: frame["state"] == entries.APPROVED,
    "unreached": lambda frame, today: frame["unreached"] & (frame["state"] == entries.APPROVED),
}
"""What the table can be narrowed to. To add a view, add a line and its name to ``answers.view``."""


def caption(everything: Any) -> str:
    """What a valid answer is, and how sure the share in the headline is."""
    if not everything["valid"]:
        return text("answers.caption")
    ends = {end: language.percent(everything[end], reader_language()) for end in ("low", "high")}
    if ends["low"] == ends["high"]:
        return text("answers.caption")
    return f"{text('answers.caption')} {text('answers.margin', **ends)}"


@st.cache_resource(show_spinner=False)
def prepare_search() -> None:
    """Once per server: load what the first search would wait for, while the reader looks at the table."""
    Thread(target=search.prepare, daemon=True).start()


def chosen_rows(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows of ``listing.listed`` that the reader wants to see; how many there are stands beside each choice."""
    today = date.today()
    wanted = {view: rows(frame, today) for view, rows in VIEWS.items()}
    offered = [view for view in VIEWS if view in ("all", "mine") or wanted[view].any()]
    view = address.choice(
        "answers",
        text("answers.show"),
        offered,
        "all",
        lambda view: f"{text(f'answers.view.{view}')} ({language.number(int(wanted[view].sum()), reader_language())})",
        draw=st.pills,
        required=True,
    )
    if view == "mine" and not writing.signature():
        st.caption(text("answers.mine_needs_name"))
        writing.sign()
        if not writing.signature():
            st.stop()
        st.rerun()
    shown = frame[wanted[view]]
    owners = listing.owners(frame)
    if len(owners) > 1:
        owner = st.selectbox(
            text("answers.view_of.owner"),
            [EVERYONE, *owners],
            format_func=lambda owner: owner or text("answers.view_of.everyone"),
            key="owner",
            bind="query-params",
            width=320,
        )
        shown = shown[listing.owned(shown, owner)] if owner else shown
    return shown.reset_index(drop=True)


def name_of(row: Any) -> str:
    """A group by its most typical wording, or by what stands for one that is hidden, deleted or not asked now."""
    if isinstance(row.name, str):
        return str(row.name)
    return text("questions.hidden") if pd.notna(row.questions) else text("answers.no_questions", words=row.first_words)


def table(store: Store, frame: pd.DataFrame) -> list[int]:
    """Draw the questions with the state of their answers; the row clicked, if any."""
    lang, taxonomy = reader_language(), versions.current(store)
    rows: list[Any] = list(frame.itertuples())
    shown = pd.DataFrame(
        {
            "question": [name_of(row) for row in rows],
            "questions": frame["questions"],
            "state": [_state(row) for row in rows],
            "told": ["–" if not row.noted or pd.isna(row.noted) else _told(row, lang) for row in rows],
            "owner": frame["owner"],
            "review_by": [language.short_day(day, lang) if isinstance(day, date) else "" for day in frame["review_by"]],
            "theme": [_theme(row.theme, taxonomy, lang) for row in rows],
        }
    )
    columns = {
        name: (st.column_config.NumberColumn if name == "questions" else st.column_config.TextColumn)(
            text(f"answers.table.{name}"),
            width=_WIDTHS[name],
            help=text(f"answers.table_help.{name}") if name in _EXPLAINED else None,
        )
        for name in _WIDTHS
    }
    event = st.dataframe(
        shown,
        column_config=columns,
        hide_index=True,
        height=360,
        alt=text("answers.table_alt"),
        key="answers_table",
        on_select="rerun",
        selection_mode="single-row",
    )
    return list(event.selection.rows)


def _state(row: Any) -> str:
    said = text("answers.state.in_part" if _in_part(row) else f"answers.state.{row.state}")
    return f"{said} + {text('answers.state.draft').lower()}" if row.draft else said


def _in_part(row: Any) -> bool:
    """Whether the answer that is shown leaves out some of those who ask: it is for other roles."""
    return bool(row.state == entries.APPROVED and pd.notna(row.open) and row.open > 0)


def _told(row: Any, lang: str) -> str:
    share = f"{language.percent(row.answered, lang)} ({language.number(int(row.noted), lang)})"
    return f"▼ {share}" if row.seldom else share


def _theme(theme: Any, taxonomy: Any, lang: str) -> str:
    if theme not in taxonomy.ids:
        return "" if pd.isna(theme) else text("questions.unclassified")
    return str(taxonomy.short(theme, lang))


def answers_found(store: Store, frame: pd.DataFrame) -> None:
    """The valid answers among what a search found, nearest first: what one can say at once."""
    lang, today = reader_language(), date.today()
    valid = frame[frame["state"] == entries.APPROVED].head(ANSWERS_FOUND)
    if valid.empty:
        st.caption(text("answers.found_none"))
    rows: list[Any] = list(valid.itertuples())
    for row in rows:
        answers = [one for one in book.of_group(store, int(row.group_id)) if one.state(today) == entries.APPROVED]
        with st.container(border=True):
            st.markdown(f"**{plain(name_of(row))}**")
            for answer in answers:
                assert answer.approved
                content = answer.approved.content
                if content.roles:
                    st.caption(plain(", ".join(content.roles)))
                st.text(content.in_any_language(lang))
                until = language.day(content.review_by, lang) if content.review_by else ""
                st.caption(
                    plain(text("answers.found_owner", owner=content.owner or answer.approved.saved_by, until=until))
                )


def shares(store: Store, filters: Filters) -> None:
    """The transparency figure over time and per role."""
    lang, today = reader_language(), date.today()
    st.subheader(text("answers.shares.title"), anchor=False)
    by_month = figures.answered_questions(store, filters, today, "period", "month")
    by_role = figures.answered_questions(store, filters, today, "role")
    if not by_month[["valid", "then_valid"]].fillna(0).to_numpy().any():
        st.caption(text("answers.shares.none"))
        return
    st.caption(text("answers.shares.caption"))
    left, right = st.columns(2, gap="large")
    with left:
        st.markdown(f"**{text('answers.shares.over_time')}**")
        st.plotly_chart(
            charts.transparency(by_month, "month", lang, appearance()),
            theme=None,
            key="transparency_chart",
            config={"displayModeBar": False},
            alt=text("answers.shares.over_time_alt"),
        )
    with right:
        st.markdown(f"**{text('answers.shares.by_role')}**")
        st.plotly_chart(
            charts.role_shares(by_role, lang, appearance()),
            theme=None,
            key="role_shares_chart",
            config={"displayModeBar": False},
            alt=text("answers.shares.by_role_alt"),
        )
    kept = by_role[~by_role["suppressed"]][["role", "questions", "valid", "rate", "low", "high"]]
    download(text("answers.shares.download"), kept, "answers")
