"""Which questions is the model unsure of, and what are they about? The heaviest first."""

import streamlit as st

from analytics import queries, sentences
from analytics.themes import labels, versions
from data import language
from ui.deciding import CONFIRM_KEY, SKIP_KEY, decided, explain, theme_buttons, told_and_undone
from ui.empty import headline, require_log
from ui.filters import current_filters
from ui.shell import database
from ui.tables import questions_table, readable
from ui.texts import reader_language, text

QUEUE_SHOWN = 100

store, filters, lang = database(), current_filters(), reader_language()
taxonomy = versions.current(store)
require_log(store)

queue = queries.review_queue(store, filters)
headline(sentences.review_headline(queue, lang))
st.caption(text("review.intro"))


def decide(text_id: int, themes: list[str]) -> None:
    """Save the decision and go on with the next question."""
    moved = labels.correct(store, text_id, themes)
    decided("review", text_id, text("review.saved", count=moved))


told_and_undone("review", lambda last: labels.uncorrect(store, last))
if queue.empty:
    st.info(text("review.none"), title=text("review.none_title"))
    st.stop()

skipped: set[int] = st.session_state.setdefault("skipped_texts", set())
waiting = queue[~queue["text_id"].isin(skipped)]
if waiting.empty:
    st.info(text("review.skipped_all"))
    st.button(text("review.again"), icon=":material/restart_alt:", on_click=skipped.clear)
    st.stop()

question = readable(waiting.head(1), taxonomy).iloc[0]
themes, text_id = list(question["themes_by_id"]), int(question["text_id"])
with st.container(border=True):
    st.text(question["wording"])
    day = language.day(question["last_day"].date(), lang)
    st.caption(text("review.asked", count=int(question["interviews"]), day=day))
    says = text("review.says", themes=question["themes"], sure=question["sure"])
    st.text(says if themes else text("review.says_nothing"))
    with st.container(horizontal=True):
        if themes and st.button(text("review.confirm"), type="primary", icon=":material/check:", shortcut=CONFIRM_KEY):
            decide(text_id, themes)
        if st.button(text("review.skip"), icon=":material/skip_next:", shortcut=SKIP_KEY):
            skipped.add(text_id)
            st.rerun()
    with st.expander(text("review.why.title"), icon=":material/help:"):
        explain(store, question["wording"], themes)

st.markdown(f"**{text('review.decide')}**")
chosen = theme_buttons(taxonomy, f"review.{text_id}")
if chosen is not None:
    decide(text_id, chosen)

st.subheader(text("review.table"), anchor=False)
questions_table(
    store, waiting.head(QUEUE_SHOWN), ["wording", "interviews", "themes", "sure"], alt=text("review.table_alt")
)
