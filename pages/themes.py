"""Which themes do candidates raise most, and in which words?"""

import streamlit as st

from analytics import charts, queries, sentences
from analytics.themes import versions
from data import language
from ui import address
from ui.downloads import download
from ui.empty import headline, require_interviews, require_log
from ui.filters import current_filters
from ui.plots import plot
from ui.shell import appearance, database
from ui.tables import wordings_behind
from ui.texts import plain, reader_language, text

store, filters, lang = database(), current_filters(), reader_language()
taxonomy = versions.current(store)
require_log(store)

rates = queries.theme_rates(store, filters)
size = queries.summary(store, filters)
require_interviews(int(size["interviews"]))

headline(sentences.themes_headline(rates, taxonomy, lang))
since, until = (language.day(size[end], lang) for end in ("since", "until"))
span = text("filters.widened" if size["widened"] else "filters.span", since=since, until=until)
st.caption(text("by_theme.caption", span=span, interviews=int(size["interviews"])))
plot(
    charts.theme_rates(rates, taxonomy, lang, appearance()),
    "themes_chart",
    picks=("theme",),
    alt=text("by_theme.chart_alt"),
)
download(text("by_theme.download_rates"), rates, "themes")

st.subheader(text("by_theme.wordings"), anchor=False)
ranked = list(rates["theme"])
theme = address.choice(
    "theme",
    text("by_theme.theme"),
    [*ranked, "unclassified"],
    ranked[0],
    lambda theme: text("by_theme.unclassified") if theme == "unclassified" else taxonomy.label(theme, lang),
    width=360,
)
st.caption(
    text("by_theme.unclassified_definition") if theme == "unclassified" else plain(taxonomy.definition(theme, lang))
)

wordings = wordings_behind(store, filters, theme, alt=text("by_theme.wordings_alt"), none=text("by_theme.none"))
if len(wordings):
    download(text("by_theme.download_wordings"), wordings.drop(columns="text_id"), "wordings")
