"""What do we answer to what candidates ask, who stands by it, and what is asked most without an answer?"""

from datetime import date

import streamlit as st

from analytics import sentences
from analytics.answers import figures, listing, search
from analytics.themes import versions
from ui import address
from ui.answering import history, overview
from ui.answering.book_file import book_file
from ui.answering.question import ALONE, alone, question
from ui.empty import headline, require_log
from ui.filters import current_filters
from ui.selection import theme_chosen
from ui.shell import database
from ui.texts import reader_language, text

store, filters, lang, today = database(), current_filters(), reader_language(), date.today()
taxonomy = versions.current(store)
require_log(store)

everything = figures.answered_questions(store, filters, today).iloc[0]
listed = listing.listed(store, filters, today, lang)
if said := st.session_state.pop("said_of_answers", None):
    st.toast(said, icon=":material/check:")
asked_for = listed[listed["group_id"].astype(str) == st.query_params.get("group")]
if st.query_params.get("view") == ALONE and not asked_for.empty:
    alone(store, filters, next(asked_for.itertuples()))
    st.stop()

headline(sentences.answers_headline(everything, listed, lang))
st.caption(overview.caption(everything))
overview.prepare_search()
history.conflicts(store)

first, second = st.columns([3, 1])
with first:
    typed = st.text_input(
        text("answers.search"),
        key="asked",
        bind="query-params",
        placeholder=text("answers.search_placeholder"),
        icon=":material/search:",
        max_chars=200,
    )
with second:
    theme = theme_chosen(taxonomy)
rows = listed if theme is None else listed[listed["theme"] == theme]
rows = search.found(store, filters, typed, rows, None, lang) if typed else overview.chosen_rows(rows)
if rows.empty:
    st.info(text("answers.search_none" if typed else "answers.none"), title=text("answers.none_title"))
    st.stop()
if typed:
    overview.answers_found(store, rows)
clicked = overview.table(store, rows.head(overview.SHOWN))
if len(rows) > overview.SHOWN:
    st.caption(text("answers.cut", limit=overview.SHOWN))

st.subheader(text("answers.chosen"), anchor=False)
offered = [str(group_id) for group_id in rows["group_id"].head(overview.SHOWN)]
names = dict(zip(offered, map(overview.name_of, rows.head(overview.SHOWN).itertuples()), strict=True))
# A click chooses once: what is chosen below the table afterwards stands.
click = offered[clicked[0]] if clicked else None
if click and click != st.session_state.get("answer_clicked"):
    address.choose("group", click)
elif typed != st.session_state.get("answer_searched", ""):
    address.choose("group", offered[0])
st.session_state["answer_clicked"], st.session_state["answer_searched"] = click, typed
group = address.choice("group", text("answers.choice"), offered, offered[0], names.__getitem__)
question(store, filters, next(rows[rows["group_id"] == int(group)].itertuples()))

overview.shares(store, filters)
history.archived(store)
book_file(store)
