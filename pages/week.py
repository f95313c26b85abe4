"""What did candidates ask in a finished week, and what really changed against the eight weeks before?"""

from dataclasses import replace
from datetime import date, timedelta

import streamlit as st

from analytics import charts, queries, sentences
from analytics.themes import versions
from data import language
from ui import address
from ui.changes import change_card, week_metrics
from ui.downloads import download
from ui.empty import headline, require_interviews, require_log
from ui.filters import current_filters
from ui.selection import picked
from ui.shell import appearance, database
from ui.subjects import new_subjects_section
from ui.tables import questions_table
from ui.texts import plain, reader_language, text

WEEKS_OFFERED = 26
LATEST = 50

store, filters, lang = database(), current_filters(), reader_language()
taxonomy = versions.current(store)
require_log(store)

last = queries.calendar(store, date.today())["last_full_week"]
if last is None:
    st.info(text("week.empty.body"), title=text("week.empty.title"))
    st.stop()

mondays = [(last - timedelta(weeks=back)).isoformat() for back in range(WEEKS_OFFERED)]
week = date.fromisoformat(
    address.choice(
        "week",
        text("week.choice"),
        mondays,
        mondays[0],
        lambda monday: text("week.week", day=language.day(date.fromisoformat(monday), lang)),
        help=text("week.choice_help"),
        width=320,
    )
)
this_week = replace(filters, since=week, until=week + timedelta(days=6))

rates = queries.week_rates(store, filters, week)
require_interviews(int(rates["interviews"].max()))
headline(sentences.week_headline(rates, week, taxonomy, lang))
week_metrics(store, this_week, rates)

asked, changed = st.columns([3, 2], gap="large")
with asked:
    st.subheader(text("week.chart"), anchor=False)
    st.caption(
        text(
            "week.caption",
            day=language.day(week, lang),
            interviews=int(rates["interviews"].iloc[0]),
            reference=int(rates["reference_interviews"].iloc[0]),
        )
    )
    st.plotly_chart(
        charts.theme_rates(rates, taxonomy, lang, appearance()),
        theme=None,
        key="week_chart",
        on_select=picked("week_chart", "week_theme"),
        selection_mode="points",
        config={"displayModeBar": False},
        alt=text("week.chart_alt"),
    )
    download(text("week.download"), rates, "week")
with changed:
    st.subheader(text("week.changes"), anchor=False)
    if not rates["changed"].any():
        st.caption(text("week.unchanged"))
    for change in rates[rates["changed"]].itertuples():
        change_card(store, this_week, change)
    new_subjects_section(store, filters, week)

theme = address.choice(
    "week_theme",
    text("week.theme"),
    ["all", *taxonomy.ids],
    "all",
    lambda theme: text("week.all_themes") if theme == "all" else taxonomy.label(theme, lang),
    width=320,
)
name = text("week.latest") if theme == "all" else text("week.latest_of", theme=plain(taxonomy.label(theme, lang)))
st.subheader(name, anchor=False)
latest = queries.latest_questions(store, this_week, None if theme == "all" else theme, LATEST)
questions_table(store, latest, ["day", "role", "wording", "themes"], alt=text("week.latest_alt"))
