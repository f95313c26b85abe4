"""What does each role ask more, or less, than the other roles?"""

from dataclasses import replace

import streamlit as st

from analytics import charts, queries, sentences
from analytics.themes import versions
from data import language, settings
from ui import address
from ui.downloads import download
from ui.empty import headline, require_interviews, require_log
from ui.filters import current_filters
from ui.merging import merge_roles
from ui.plots import plot
from ui.shell import appearance, database
from ui.tables import wordings_behind
from ui.texts import reader_language, text

ROLES_SHOWN = 20

store, filters, lang = database(), current_filters(), reader_language()
taxonomy = versions.current(store)
require_log(store)

rates = queries.role_rates(store, filters)
require_interviews(len(rates))
roles = list(rates["role"].unique())
shown = rates[rates["role"].isin(roles[:ROLES_SHOWN])]

headline(sentences.roles_headline(rates, taxonomy, lang))
st.caption(text("roles.caption", tests=int(rates["q"].notna().sum())))
if len(roles) > ROLES_SHOWN:
    st.caption(text("roles.first_roles", shown=ROLES_SHOWN, count=len(roles)))
plot(
    charts.role_heatmap(shown, taxonomy, lang, appearance()),
    "roles_chart",
    picks=("theme", "role_looked_at"),
    alt=text("roles.chart_alt"),
)
download(text("roles.download"), rates, "roles")

st.subheader(text("roles.behind"), anchor=False)
# At first, the cell that the headline names.
striking = shown.iloc[int((shown["difference"].abs() * shown["holds"]).fillna(0.0).to_numpy().argmax())]
first, second = st.columns(2)
with first:
    role = address.choice("role_looked_at", text("roles.role"), roles, striking["role"], str)
with second:
    themes = taxonomy.ids
    theme = address.choice(
        "theme", text("roles.theme"), themes, striking["theme"], lambda theme: taxonomy.label(theme, lang)
    )

cell = rates[(rates["role"] == role) & (rates["theme"] == theme)].iloc[0]
if cell["suppressed"]:
    st.caption(text("roles.suppressed", minimum=settings.minimum_group()))
else:
    low, high, rate, others = (language.percent(cell[c], lang) for c in ("low", "high", "rate", "others_rate"))
    st.caption(text("roles.rate", rate=rate, interviews=int(cell["interviews"]), low=low, high=high, others=others))
    of_role = replace(filters, roles=(role,))
    wordings_behind(store, of_role, theme, alt=text("roles.behind_alt"), none=text("roles.none"))

merge_roles(store)
