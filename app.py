"""Vice Versa: what candidates ask, from a log to what they care about."""

import streamlit as st

from ui.filters import draw_filters
from ui.imports.drafts import leave
from ui.jobs import catch_up
from ui.postman import start_postman
from ui.shell import ICON, IMPORTS, database, draw_language_switch, navigation, on_the_phone, show_errors

phone = on_the_phone()
st.set_page_config(page_icon=ICON, layout="centered" if phone else "wide")

if not phone:
    # Without anything in it, Streamlit draws no sidebar.
    with st.sidebar:
        place_of_filters = st.container()
        draw_language_switch()

page = navigation()
st.set_page_config(page_title=f"{page.title} · Vice Versa", page_icon=ICON)
st.title(page.title, anchor=False)
if page.url_path != IMPORTS:
    leave()

with show_errors():
    if not phone:
        with place_of_filters:
            draw_filters(database())
    catch_up(database())
    start_postman()
    page.run()
