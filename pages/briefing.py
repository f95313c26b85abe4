"""What will tomorrow's candidate ask, and what do we answer? On a page to print, or on the phone."""

from datetime import date
from urllib.parse import urlencode

import streamlit as st

from analytics.briefing import contents, printed
from data import language
from ui import address
from ui.briefing import also, expected, files, tomorrow
from ui.empty import headline, require_log
from ui.shell import PHONE, database, on_the_phone
from ui.texts import day_format, reader_language, text

store, lang, phone = database(), reader_language(), on_the_phone()
require_log(store)
roles, stages = contents.roles_and_stages(store)

if phone:
    asked = st.query_params
    role = asked["for"] if asked.get("for") in roles else roles[0]
    stage = asked.get("at") if asked.get("at") in stages else None
    spoken = asked.get("speaks", lang) if asked.get("speaks", lang) in language.LANGUAGES else lang
    try:
        day = date.fromisoformat(asked.get("on", ""))
    except ValueError:
        day = tomorrow()
else:
    st.caption(text("briefing.screen.intro"))
    first, second, third, fourth = st.columns([3, 3, 2, 2])
    with first:
        role = address.choice("for", text("briefing.screen.role"), roles, roles[0], str)
    with second:
        every = text("briefing.screen.all_stages")
        at = address.choice(
            "at", text("briefing.screen.stage"), ["", *stages], stages[0] if stages else "", lambda at: at or every
        )
        stage = at or None
    with third:
        day = st.date_input(
            text("briefing.screen.day"),
            value=tomorrow(),
            format=day_format(),
            key="on",
            bind="query-params",
            persist_state="session",  # whoever comes back from writing an answer finds the day again
        )
    with fourth:
        spoken = address.choice(
            "speaks",
            text("briefing.screen.language"),
            language.LANGUAGES,
            lang,
            lambda code: text(f"shell.languages.{code}"),
            draw=st.segmented_control,
            required=True,
        )

briefing = contents.briefing(store, role, stage, day, spoken)
if phone:
    st.text(printed.title(briefing))
headline(printed.headline(briefing))
if not phone:
    files(briefing)
    chosen = {"for": role, "at": stage or "", "on": day.isoformat(), "speaks": spoken, "lang": lang, "view": PHONE}
    # A page of its own, with an address of its own to keep or to send.
    st.link_button(
        text("briefing.screen.phone"),
        f"?{urlencode(chosen)}",
        icon=":material/smartphone:",
        help=text("briefing.screen.phone_help"),
    )
st.caption(printed.basis(briefing))
for place, one in enumerate(briefing.expected, start=1):
    expected(place, one, briefing, phone=phone)
also(briefing)
st.caption(text("briefing.method"))
if phone:
    st.page_link("pages/briefing.py", label=text("briefing.screen.back"), icon=":material/arrow_back:")
