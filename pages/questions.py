"""Which questions say this, how sure is their theme, and which theme should it be?"""

import streamlit as st

from analytics import exports, groups, queries, sentences
from analytics.themes import versions
from ui import address
from ui.correcting import correct_theme
from ui.downloads import download
from ui.empty import headline, require_log
from ui.filters import current_filters
from ui.grouping import draw_group, groups_table
from ui.releasing import review_hidden
from ui.selection import theme_chosen
from ui.shell import database
from ui.tables import questions_table
from ui.texts import reader_language, text

SHOWN = 300

store, filters, lang = database(), current_filters(), reader_language()
taxonomy = versions.current(store)
require_log(store)

headline(sentences.questions_headline(queries.summary(store, filters), lang))
view = address.choice(
    "view",
    text("grouping.view"),
    ["wordings", "groups"],
    "wordings",
    lambda view: text(f"grouping.views.{view}"),
    draw=st.segmented_control,
    required=True,
    label_visibility="collapsed",
)
first, second = st.columns([3, 2])
with first:
    search = st.text_input(
        text("grouping.by_meaning" if view == "groups" else "questions.search"),
        type="search",
        key="q",
        bind="query-params",
        placeholder=text("grouping.by_meaning_placeholder" if view == "groups" else "questions.search_placeholder"),
        icon=":material/search:",
        max_chars=200,
    )
with second:
    only = theme_chosen(taxonomy)

if view == "groups":
    if search:
        grouped = groups.nearest(store, filters, search, theme=only, lang=lang)
    else:
        grouped = groups.groups(store, filters, only, lang)
    if grouped.empty:
        st.info(text("grouping.none"), title=text("questions.none_title"))
        st.stop()
    chosen = groups_table(store, grouped.head(SHOWN), "groups_table")
    download(text("grouping.download"), exports.shown_rates(grouped), "groups")
    if chosen is None:
        st.caption(text("grouping.choose"))
    else:
        draw_group(store, filters, chosen)
    st.stop()

found = queries.wordings(store, filters, only, search, limit=SHOWN)
if found.empty:
    st.info(text("questions.none"), title=text("questions.none_title"))
    st.stop()

event = questions_table(
    store,
    found,
    ["wording", "times", "themes", "sure", "last_day"],
    alt=text("questions.table_alt"),
    key="questions_table",
    on_select="rerun",
    selection_mode="single-row",
    height=460,
)
if len(found) == SHOWN:
    st.caption(text("questions.cut", limit=SHOWN))
download(
    text("questions.download"),
    lambda: exports.listed(queries.questions(store, filters, only, search), lang),
    "questions",
)
correct_theme(store, found, event.selection.rows)
review_hidden(store, filters)
