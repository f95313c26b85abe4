"""Who gets the weekly review by mail, on which day, with which filters, and did it arrive?"""

from datetime import datetime

import streamlit as st

from analytics.digests import saved
from ui.digests.cards import mail_state, saved_digest, sentence
from ui.digests.form import digest_form
from ui.digests.telling import said_before
from ui.empty import headline, require_log
from ui.filters import current_filters
from ui.shell import database
from ui.texts import text

store, now = database(), datetime.now()
require_log(store)

digests = saved.all_saved(store)
headline(sentence(digests, now))
mail_state()
said_before()

listed, form = st.columns(2, gap="large")
with listed:
    st.subheader(text("digests.listed"), anchor=False)
    if not digests:
        st.caption(text("digests.none"))
    for digest in digests:
        saved_digest(store, digest, now)
with form:
    digest_form(store, digests, current_filters(), now)
    st.caption(text("digests.explanation"))
