"""What does each role's job ad say on what candidates ask, since when, and what did its last version change?"""

import streamlit as st

from analytics import queries, sentences
from analytics.ads import book, saying
from data import language
from ui import address
from ui.ads.adding import add_version, say
from ui.ads.version import changes, mark_passage, passages_table, pay_hint, themes_table
from ui.empty import headline, require_log
from ui.shell import database
from ui.texts import plain, reader_language, text

store, lang = database(), reader_language()
require_log(store)

filed = book.versions(store)
offered = list(dict.fromkeys([*queries.roles(store)["shown_as"], *filed["role"]]))
with_ads = [role for role in offered if (filed["role"] == role).any()]
just_filed: book.Version | None = st.session_state.pop("ad_filed", None)
if just_filed:
    address.choose("ad_role", just_filed.role)

place_of_headline = st.container()
first, second = st.columns(2)
with first:
    role = address.choice(
        "ad_role",
        text("ads.role"),
        [*with_ads, *(role for role in offered if role not in with_ads)],
        (with_ads or offered)[0],
        lambda role: text("ads.role_option", role=role, count=int((filed["role"] == role).sum())),
    )
with st.container():  # there on every run, so that the tabs below stay where they are
    if said := st.session_state.pop("said_of_ads", None):
        st.success(said, icon=":material/check:")

of_role = filed[filed["role"] == role]
if of_role.empty:
    with place_of_headline:
        headline(text("ads.none", role=role))
    st.caption(text("ads.intro"))
    add_version(store, offered, role)
    st.stop()

numbers = [str(number) for number in reversed(of_role["version"].tolist())]
days = {str(row.version): language.day(row.published, lang) for row in of_role.itertuples()}
if st.session_state.get("ad_role_shown", role) != role:
    address.choose("ad_version", numbers[0])  # each role begins with its newest version
if just_filed:
    address.choose("ad_version", str(just_filed.number))
st.session_state["ad_role_shown"] = role
with second:
    chosen = address.choice(
        "ad_version",
        text("ads.version"),
        numbers,
        numbers[0],
        lambda number: text("ads.version_option", version=number, day=days[number]),
    )
version = book.version(store, role, int(chosen))
said_on_themes = saying.themes_said(store, role, version.number)
with place_of_headline:
    headline(sentences.ad_headline(said_on_themes, role, lang))

pay_hint(store, version)
by_theme, by_passage, since_before, another = st.tabs(
    [text(f"ads.tab.{tab}") for tab in ("themes", "passages", "changes", "add")]
)
with by_theme:
    themes_table(store, said_on_themes)
with by_passage:
    found = saying.passages(store, role, version.number)
    mark_passage(store, found, passages_table(store, found))
with since_before:
    changes(store, version)
with another:
    add_version(store, offered, role)
    with st.expander(text("ads.remove.title"), icon=":material/delete:"):
        st.caption(plain(text("ads.remove.explanation", version=version.number, day=days[chosen])))
        if st.button(text("ads.remove.save"), icon=":material/delete:"):
            book.remove(store, version.ad_id)
            say(text("ads.remove.done"))
