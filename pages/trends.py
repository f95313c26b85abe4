"""How do the asked rates move over time, for all roles or for chosen roles side by side?"""

from dataclasses import replace
from datetime import date

import streamlit as st

from analytics import charts, events, queries, sentences
from analytics.charts.style import period_name
from analytics.themes import versions
from ui import address
from ui.downloads import download
from ui.empty import headline, require_interviews, require_log
from ui.filters import current_filters
from ui.periods import first_days, within
from ui.plots import plot
from ui.shell import appearance, database
from ui.tables import wordings_behind
from ui.texts import reader_language, text

THEMES_AT_FIRST = 4
ROLES_AT_MOST = 6

store, filters, lang = database(), current_filters(), reader_language()
taxonomy = versions.current(store)
require_log(store)
ranked = list(queries.theme_rates(store, filters)["theme"])
labels = {theme: taxonomy.label(theme, lang) for theme in ranked}

first, second, third = st.columns([4, 5, 6])
with first:
    grain = address.choice(
        "grain",
        text("trends.grain"),
        queries.GRAINS,
        "week",
        lambda grain: text(f"trends.grains.{grain}"),
        draw=st.segmented_control,
        required=True,
    )
with second:
    offered = list(queries.role_rates(store, filters)["role"].unique())
    roles = st.multiselect(
        text("trends.roles"),
        offered,
        key="side_by_side",
        bind="query-params",
        placeholder=text("trends.roles_placeholder"),
        select_all=False,
        wrap=True,
    )[:ROLES_AT_MOST]
with third:
    if roles:
        themes = [address.choice("theme", text("trends.theme"), ranked, ranked[0], labels.__getitem__)]
    else:
        themes = address.choices(
            "themes",
            text("trends.themes"),
            ranked,
            ranked[:THEMES_AT_FIRST],
            labels.__getitem__,
            placeholder=text("trends.themes_placeholder"),
            wrap=True,
        )

rates = queries.rates(store, filters, ("role",) if roles else (), grain)
require_interviews(len(rates))
order = {theme: place for place, theme in enumerate(themes or ranked)}
shown = rates[rates["theme"].isin(list(order))].sort_values("theme", key=lambda theme: theme.map(order), kind="stable")
if roles:
    shown = shown[shown["role"].isin(roles)]
    noted = events.events(store, themes, roles)
    figure = charts.role_trends(shown, grain, taxonomy, lang, appearance(), noted)
else:
    headline(sentences.trends_headline(shown, grain, taxonomy, lang))
    noted = events.events(store, themes or ranked, filters.roles)
    figure = charts.trends(shown, queries.import_marks(store), grain, taxonomy, lang, appearance(), noted)
plot(
    figure,
    "trends_chart",
    picks=("theme", "role_looked_at", "moment"),
    alt=text("trends.roles_alt" if roles else "trends.chart_alt"),
)
st.caption(text("trends.caption"))
download(text("trends.download"), shown, "trends")

st.subheader(text("trends.behind"), anchor=False)
first, second, _ = st.columns(3)
with first:
    if roles:
        theme = themes[0]
        role = address.choice("role_looked_at", text("roles.role"), roles, roles[0], str)
        filters = replace(filters, roles=(role,))
    else:
        theme = address.choice("theme", text("trends.theme"), ranked, ranked[0], labels.__getitem__)
with second:
    moment = address.choice(
        "moment",
        text("trends.period"),
        ["all", *first_days(shown)],
        "all",
        lambda m: text("trends.all_periods") if m == "all" else period_name(date.fromisoformat(m), grain, lang),
    )
if moment != "all":
    filters = within(filters, moment, grain)
wordings_behind(store, filters, theme, alt=text("trends.behind_alt"), none=text("trends.none"))
