"""What do candidates keep asking that the role's job ad could have said?"""

from dataclasses import replace
from datetime import date

import streamlit as st

from analytics import charts, queries
from analytics.ads import brief, draft, gap, words
from analytics.themes import versions
from data import language, settings
from ui import address
from ui.ads.findings import draft_section, gap_table, pay_section
from ui.downloads import download, download_report
from ui.empty import headline, require_interviews, require_log
from ui.filters import current_filters
from ui.plots import plot
from ui.shell import appearance, database, open_screen, show_errors
from ui.tables import wordings_behind
from ui.texts import plain, reader_language, text

store, filters, lang = database(), current_filters(), reader_language()
taxonomy = versions.current(store)
require_log(store)

# The role is chosen here: the others are what it is compared with.
wanted, filters = filters.roles or (), replace(filters, roles=None)
gaps = gap.gaps(store, filters)
require_interviews(len(gaps))
roles = list(gaps["role"].unique())
among = gaps[gaps["role"].isin(wanted)] if gaps["role"].isin(wanted).any() else gaps
widest = str(among.loc[among["spared"].fillna(-1).idxmax(), "role"])
role = address.choice("role_looked_at", text("gap.role"), roles, widest, str, width=360)
rows = gap.of_role(gaps, role)

headline(words.gap_headline(rows, taxonomy, lang))
size = queries.summary(store, filters)
since, until = (language.day(size[end], lang) for end in ("since", "until"))
if rows["suppressed"].any():
    st.caption(text("gap.suppressed", minimum=settings.minimum_group()))
else:
    span = text("effect.span", since=since, until=until)
    st.caption(text("gap.caption", span=span, interviews=int(rows["interviews"].iloc[0])))
published = rows["published"].iloc[0]
if published is None:
    st.info(text("gap.no_ad"))
    if st.button(text("gap.to_ads"), icon=":material/description:"):
        open_screen("ads", ad_role=role)
elif published > size["since"]:
    st.caption(text("gap.changed", day=language.day(published, lang)))
plot(
    charts.gap_rates(rows, taxonomy, lang, appearance()),
    "gap_chart",
    picks=("theme",),
    alt=text("gap.chart_alt"),
)
gap_table(rows, taxonomy)
with st.container(horizontal=True):
    download(text("gap.download"), gap.as_file(rows, lang), "gap")
    if not rows["suppressed"].any():
        for suffix in ("pdf", "html"):
            download_report(
                text(f"gap.brief.download_{suffix}"),
                lambda: brief.report(store, role, filters, date.today(), lang),
                "gap",
                suffix,
            )

st.subheader(text("gap.behind"), anchor=False)
theme = address.choice(
    "theme",
    text("gap.theme"),
    list(rows["theme"]),
    str(rows["theme"].iloc[0]),
    lambda t: taxonomy.label(t, lang),
    width=360,
)
cell = rows[rows["theme"] == theme].iloc[0]
of_role = replace(filters, roles=(role,))
if not cell["suppressed"]:
    low, high, rate, others = (language.percent(cell[c], lang) for c in ("low", "high", "rate", "others_rate"))
    with show_errors():
        st.caption(text("gap.rate", rate=rate, interviews=int(cell["interviews"]), low=low, high=high, others=others))
        st.caption(plain(words.stages_line(gap.stages_of(store, of_role, theme), lang)))
        wordings_behind(store, of_role, theme, alt=text("gap.behind_alt"), none=text("gap.none"))
st.caption(plain(words.surveys_line(theme, lang)))

left_open = rows.loc[rows["state"].isin(gap.LEAVES_OPEN) & ~rows["suppressed"], "theme"]
draft_section(draft.approved(store, role, list(left_open), filters, date.today(), lang), taxonomy)

st.subheader(text("gap.all.title"), anchor=False)
st.caption(text("gap.all.caption"))
plot(
    charts.gap_heatmap(gaps, taxonomy, lang, appearance()),
    "gap_map",
    picks=("theme", "role_looked_at"),
    alt=text("gap.all.chart_alt"),
)
download(text("gap.download_all"), gap.as_file(gaps, lang), "gap", key="gap_all")
with show_errors():
    pay_section(store, filters)
