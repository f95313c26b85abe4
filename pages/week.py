"""What did candidates ask in a finished week, what really changed in it, and since when?"""

from dataclasses import replace
from datetime import date, timedelta

import streamlit as st

from analytics import charts, queries
from analytics.review import comparison, weekly_review, words
from analytics.themes import versions
from data import language
from ui import address
from ui.changes import change_card, week_metrics
from ui.comparing import period_compared
from ui.digests.button import digest_button
from ui.downloads import download
from ui.empty import headline, require_interviews, require_log
from ui.filters import current_filters
from ui.notes import notes
from ui.plots import plot
from ui.shell import appearance, database
from ui.subjects import new_subjects_section
from ui.tables import questions_table
from ui.texts import plain, reader_language, text

WEEKS_OFFERED = 26  # at least: a longer log offers all of its weeks
LATEST = 50

store, filters, lang = database(), current_filters(), reader_language()
taxonomy = versions.current(store)
require_log(store)

log = queries.calendar(store, date.today())
last = log["last_full_week"]
if last is None:
    st.info(text("week.empty.body"), title=text("week.empty.title"))
    st.stop()

mondays = [last - timedelta(weeks=back) for back in range(max(WEEKS_OFFERED, (last - log["first_day"]).days // 7 + 2))]
first, second = st.columns(2)
with first:
    week = date.fromisoformat(
        address.choice(
            "week",
            text("week.choice"),
            [monday.isoformat() for monday in mondays],
            last.isoformat(),
            lambda monday: text("week.week", day=language.day(date.fromisoformat(monday), lang)),
            help=text("week.choice_help"),
            width=320,
        )
    )
with second:
    period = period_compared(week, log["first_day"])
this_week = replace(filters, since=week, until=week + timedelta(days=6))

review = weekly_review(store, filters, week)
require_interviews(review.interviews)
headline(words.headline(review, taxonomy, lang))
if review.standing:
    st.caption(plain(words.standing(review, taxonomy, lang)))
week_metrics(review)
rates = comparison.compared(store, review.rates, filters, period) if period else review.rates
if period:
    st.info(plain(words.compared(rates, period, taxonomy, lang)), icon=":material/compare_arrows:")

asked, changed = st.columns([3, 2], gap="large")
with asked:
    st.subheader(text("week.chart"), anchor=False)
    named = words.period_name(period, lang) if period else text("charts.reference")
    reference = int(rates["reference_interviews"].fillna(0).max())
    day = language.day(week, lang)
    st.caption(text("week.caption", day=day, interviews=review.interviews, period=named, reference=reference))
    plot(
        charts.theme_rates(rates, taxonomy, lang, appearance(), named),
        "week_chart",
        picks=("week_theme",),
        alt=text("week.chart_alt", period=named),
    )
    with st.container(horizontal=True):
        download(text("week.download"), rates, "week")
        digest_button(store, filters, week)
with changed:
    st.subheader(text("week.changes"), anchor=False)
    if not review.changes:
        st.caption(text("week.unchanged"))
    for change in review.changes:
        change_card(store, change)
    st.caption(text("week.promise", tests=review.tests))
new_subjects_section(store, filters, week)

if review.standing:
    st.subheader(text("week.standing"), anchor=False)
    with st.grid(2, min_column_width=320, gap="medium"):
        for change in review.standing:
            change_card(store, change)
notes(store, week)

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
