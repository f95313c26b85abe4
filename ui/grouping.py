"""One group of questions that ask the same: how often, in which words; and mending it by hand."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analytics import charts, groups
from analytics.population import Filters
from analytics.themes import versions
from data import language
from data.store import Store
from ui.plots import plot
from ui.shell import appearance
from ui.tables import count_column, questions_table
from ui.texts import day_format, reader_language, text

_SAID = "said_of_groups"


def groups_table(store: Store, found: pd.DataFrame, key: str) -> int | None:
    """Draw groups, a row each, and say which one was clicked: its id. ``found``: the frame of ``groups.groups``."""
    lang, taxonomy = reader_language(), versions.current(store)
    shown = pd.DataFrame(
        {
            "name": names(found),
            "texts": found["texts"],
            "asked": found["asked"].astype("Int64"),
            "rate": [language.percent(rate, lang) if pd.notna(rate) else "–" for rate in found["rate"]],
            "theme": [_theme(theme, lang, taxonomy) for theme in found["theme"]],
            "last_day": found["last_day"],
        }
    )
    config: dict[str, Any] = {
        str(column): st.column_config.Column(text(f"grouping.column.{column}"), width="small") for column in shown
    }
    for column in ("texts", "asked"):
        config[column] = count_column(text(f"grouping.column.{column}"), "small")
    config["name"] = st.column_config.TextColumn(text("grouping.column.name"), width="large")
    config["theme"] = st.column_config.TextColumn(text("grouping.column.theme"))
    config["last_day"] = st.column_config.DateColumn(
        text("grouping.column.last_day"), format=day_format(), width="small"
    )
    event: Any = st.dataframe(
        shown, column_config=config, hide_index=True, alt=text("grouping.table_alt"), key=key, height=380,
        on_select="rerun", selection_mode="single-row",
    )  # fmt: skip
    rows = event.selection.rows
    return int(found["group_id"].iloc[rows[0]]) if rows and rows[0] < len(found) else None


def _theme(theme: str, lang: str, taxonomy: Any) -> str:
    return taxonomy.short(theme, lang) if theme in taxonomy.ids else text("questions.unclassified")


def names(found: pd.DataFrame) -> list[str]:
    """The names of groups, in words where no wording may be shown."""
    return [name if isinstance(name, str) else text("grouping.nameless") for name in found["name"]]


def draw_group(store: Store, filters: Filters, group_id: int) -> None:
    """Draw one group: its figure, its course, its wordings; merge it, split it, take a decision back."""
    lang = reader_language()
    if said := st.session_state.pop(_SAID, None):
        st.success(said, icon=":material/check:")
    everything = groups.groups(store, filters, lang=lang)
    group_id = groups.shown_as(store, group_id)
    one = everything[everything["group_id"] == group_id]
    if one.empty:
        st.info(text("grouping.gone"), icon=":material/info:")
        return
    row: Any = next(one.itertuples(index=False))
    name = names(one)[0]
    with st.container(border=True):
        st.text(name)
        if row.suppressed:
            st.caption(text("charts.hidden"))
        else:
            low, rate, high = (language.percent(share, lang) for share in (row.low, row.rate, row.high))
            figures = {"asked": int(row.asked), "interviews": int(row.interviews)}
            st.caption(text("grouping.asked", rate=rate, low=low, high=high, **figures))
        plot(
            charts.group_trend(groups.trend(store, filters, group_id), "month", name, lang, appearance()),
            f"group_trend.{group_id}",
            alt=text("grouping.trend_alt"),
        )
        wordings = groups.members(store, filters, group_id)
        event = questions_table(
            store,
            wordings,
            ["wording", "times", "language", "last_day"],
            alt=text("grouping.members_alt"),
            key=f"group_members.{group_id}",
            on_select="rerun",
            selection_mode="multi-row",
        )
        chosen = [int(wordings["text_id"].iloc[place]) for place in event.selection.rows if place < len(wordings)]
        _mend(store, everything, group_id, name, chosen)


def _mend(store: Store, everything: pd.DataFrame, group_id: int, name: str, chosen: list[int]) -> None:
    """The expander under a group's wordings: take wordings out, put another group in, take decisions back."""
    with st.expander(text("grouping.mend"), icon=":material/build:"):
        st.caption(text("grouping.explanation"))
        if st.button(
            text("grouping.split", count=len(chosen)) if chosen else text("grouping.split_none"),
            icon=":material/call_split:",
            disabled=not chosen,
            help=None if chosen else text("grouping.split_help"),
            key=f"split.{group_id}",
        ):
            groups.split(store, group_id, chosen)
            _say(text("grouping.split_done", count=len(chosen)))
        near = groups.alike(store, everything, group_id)
        titles = dict(zip(near["group_id"], names(near), strict=True))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            other = st.selectbox(
                text("grouping.merge_choice"),
                list(titles),
                index=None,
                format_func=titles.__getitem__,
                placeholder=text("grouping.merge_placeholder"),
                key=f"merge_with.{group_id}",
            )
            if (
                st.button(
                    text("grouping.merge"), icon=":material/merge:", disabled=other is None, key=f"merge.{group_id}"
                )
                and other
            ):
                groups.merge(store, group_id, other)
                _say(text("grouping.merge_done"))
        _decisions(store, group_id)


def _decisions(store: Store, group_id: int) -> None:
    """What people decided on a group, newest first, each to be taken back."""
    for decision in groups.group_decisions(store).itertuples(index=False):
        d: Any = decision
        if group_id not in (groups.shown_as(store, d.group_id), groups.shown_as(store, d.other_id)):
            continue
        with st.container(horizontal=True, vertical_alignment="center"):
            moment = language.moment(d.decided_at.to_pydatetime(), reader_language())
            count = len(d.text_ids)
            st.caption(text(f"grouping.decided_{d.action}", moment=moment, count=count))
            if st.button(text("grouping.undo"), icon=":material/undo:", key=f"undo_group.{d.decision_id}"):
                groups.undo(store, d.decision_id)
                _say(text("grouping.undone"))


def _say(said: str) -> None:
    """Show the page anew with a word on what was done."""
    st.session_state[_SAID] = said
    st.rerun()
