"""How right are the themes on our own questions, and do questions drift away from what the model knows?"""

import streamlit as st

from analytics import charts, queries, sentences
from analytics.themes import quality, versions
from data import language
from ui import address
from ui.deciding import decided, theme_buttons, told_and_undone
from ui.downloads import download
from ui.empty import headline, require_log
from ui.filters import autonym, current_filters
from ui.plots import plot
from ui.shell import appearance, database
from ui.tables import quality_table
from ui.texts import reader_language, text

GRAIN = "month"

store, filters, lang = database(), current_filters(), reader_language()
taxonomy = versions.current(store)
require_log(store)

judged = queries.judgements(store)
headline(sentences.quality_headline(quality.main_theme(judged), lang))
st.caption(text("quality.intro"))

st.subheader(text("quality.sample"), anchor=False)
done = min(1.0, len(judged) / quality.ENOUGH)
st.progress(done, text=text("quality.progress", count=len(judged), enough=quality.ENOUGH))
told_and_undone("quality", lambda last: quality.unjudge(store, last))

drawn = queries.fair_sample(store, filters)
if drawn.empty:
    st.caption(text("quality.none"))
else:
    question = drawn.iloc[0]
    with st.container(border=True):
        st.text(question["wording"])
    st.markdown(f"**{text('quality.decide')}**")
    chosen = theme_buttons(taxonomy, f"quality.{question['text_id']}")
    if chosen is not None:
        quality.judge(store, int(question["text_id"]), chosen)
        decided("quality", int(question["text_id"]), text("quality.saved"))

st.subheader(text("quality.by_theme"), anchor=False)
measured = quality.by_theme(judged, taxonomy.ids)
if judged.empty:
    st.caption(text("quality.few"))
else:
    spoken = address.choice(
        "spoken",
        text("quality.language"),
        list(dict.fromkeys(measured["language"])),
        "",
        lambda code: autonym(code) if code else text("quality.all_languages"),
        width=320,
    )
    quality_table(measured[measured["language"] == spoken], taxonomy)
    st.caption(text("quality.by_theme_caption"))
    download(text("quality.download"), measured, "quality")

st.subheader(text("quality.coverage"), anchor=False)
coverage = queries.coverage(store, filters, GRAIN)
plot(
    charts.period_line(coverage, GRAIN, lang, appearance()),
    "coverage_chart",
    alt=text("quality.coverage_alt"),
)
st.caption(text("quality.coverage_caption"))

st.subheader(text("quality.drift"), anchor=False)
likeness = queries.likeness(store, filters, GRAIN)
before, after, drifting = quality.drift(likeness)
if after is not None:
    shares = {"before": language.percent(before, lang, 1), "after": language.percent(after, lang, 1)}
    st.text(text("quality.drifting", **shares) if drifting else text("quality.steady"))
plot(
    charts.period_line(likeness, GRAIN, lang, appearance()),
    "likeness_chart",
    alt=text("quality.drift_alt"),
)
st.caption(text("quality.drift_caption"))
