"""What became of the questions after each change of a job ad?"""

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from analytics import charts
from analytics.ads import outcomes, words
from analytics.population import Filters
from analytics.themes import versions
from data import language
from ui import address
from ui.ads.findings import changes_table
from ui.downloads import download
from ui.empty import headline, require_log
from ui.plots import plot
from ui.shell import appearance, database, open_screen, show_errors
from ui.tables import wordings_behind
from ui.texts import plain, reader_language, text

store, lang = database(), reader_language()
taxonomy = versions.current(store)
require_log(store)

frame = outcomes.outcomes(store, date.today())
if frame.empty:
    headline(text("effect.none_title"))
    st.caption(text("effect.none"))
    if st.button(text("effect.to_ads"), icon=":material/description:"):
        open_screen("ads")
    st.stop()

found = words.outcomes_headline(frame, taxonomy, lang)
headline(found)
st.caption(text("effect.method"))
changes_table(frame, taxonomy)
download(text("effect.download"), outcomes.as_file(frame, lang), "effect")

rows: dict[str, dict[Any, Any]] = {
    f"{row['role']}/{row['published']}/{row['theme']}": row for row in frame.sort_values("q").to_dict("records")
}
chosen = address.choice(
    "ad_change",
    text("effect.change"),
    list(rows),
    next(iter(rows)),
    lambda key: text(
        "effect.option",
        role=rows[key]["role"],
        day=language.short_day(rows[key]["published"], lang),
        theme=taxonomy.short(rows[key]["theme"], lang),
    ),
    width=560,
)
outcome = rows[chosen]
said = words.outcome_line(outcome, taxonomy, lang)
if said not in found:  # the headline says it already
    st.markdown(plain(said))
plot(
    charts.ad_effect(outcomes.course(store, outcome["role"], outcome["theme"]), outcome, lang, appearance()),
    "effect_chart",
    alt=text("effect.chart_alt"),
)
if not pd.isna(outcome["interviews_before"]) and not pd.isna(outcome["interviews_after"]):
    before_span, after_span = (
        text("effect.span", since=language.short_day(since, lang), until=language.short_day(until, lang))
        if since
        else "–"
        for since, until in (
            (outcome["before_since"], outcome["before_until"]),
            (outcome["after_since"], outcome["after_until"]),
        )
    )
    st.caption(
        text(
            "effect.chart_caption",
            before=int(outcome["interviews_before"]),
            after=int(outcome["interviews_after"]),
            before_span=before_span,
            after_span=after_span,
            others=int(outcome["others"]),
        )
    )
if outcome["passage"]:
    st.caption(text("effect.said"))
    st.text(outcome["passage"])

st.subheader(text("effect.behind"), anchor=False)
with show_errors():
    since_change = Filters(since=outcome["after_since"] or outcome["published"], roles=(outcome["role"],))
    wordings_behind(
        store, since_change, outcome["theme"], alt=text("effect.behind_alt"), none=text("effect.none_since")
    )
