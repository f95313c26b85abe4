"""Which questions say this, how sure is their theme, and which theme should it be?"""

import streamlit as st

from analytics import exports, queries, sentences
from analytics.themes import versions
from ui import address
from ui.correcting import correct_theme
from ui.downloads import download
from ui.empty import headline, require_log
from ui.filters import current_filters
from ui.releasing import review_hidden
from ui.shell import database
from ui.tables import questions_table
from ui.texts import reader_language, text

SHOWN = 300

store, filters, lang = database(), current_filters(), reader_language()
taxonomy = versions.current(store)
require_log(store)

headline(sentences.questions_headline(queries.summary(store, filters), lang))
first, second = st.columns([3, 2])
with first:
    search = st.text_input(
        text("questions.search"),
        type="search",
        key="q",
        bind="query-params",
        placeholder=text("questions.search_placeholder"),
        icon=":material/search:",
        max_chars=200,
    )
with second:
    special = {"all": text("questions.all_themes"), "unclassified": text("questions.unclassified")}
    theme = address.choice(
        "about",
        text("questions.theme"),
        ["all", "unclassified", *taxonomy.ids],
        "all",
        lambda theme: special.get(theme) or taxonomy.label(theme, lang),
    )

only = None if theme == "all" else theme
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
