"""The saved digests: to whom and when each goes, what is in it, and what became of it."""

from __future__ import annotations

from datetime import date, datetime

import pandas as pd
import streamlit as st

from analytics import mail
from analytics.digests import deliveries, saved, sending, words
from analytics.digests.saved import Digest
from analytics.digests.schedule import next_due
from data import language
from data.errors import ViceVersaError
from data.store import Store
from ui.digests.telling import edit, say
from ui.shell import show_error
from ui.texts import plain, reader_language, text

DELIVERIES_SHOWN = 50


def sentence(digests: list[Digest], now: datetime) -> str:
    """The first line of the screen: how many digests are sent, and which is the next."""
    sent = [digest for digest in digests if digest.enabled]
    if not sent:
        return text("digests.headline_none")
    due, first = min((next_due(digest, max(now, digest.scheduled_at)), digest.name) for digest in sent)
    return text("digests.headline", count=len(sent), name=first, due=language.moment(due, reader_language()))


def mail_state() -> None:
    """A word where no mail can be sent, with what is missing."""
    try:
        mail.server()
    except ViceVersaError as error:
        said = error.explain(reader_language())
        st.info(f"{plain(said.message)} {plain(said.advice)}", title=said.title, icon=":material/mail_off:")


def saved_digest(store: Store, digest: Digest, now: datetime) -> None:
    """One digest: to whom and when it goes, what is in it, what became of the last ones, and what can be done."""
    lang = reader_language()
    with st.container(border=True):
        st.markdown(f"**{plain(digest.name)}**")
        st.text(", ".join(digest.recipients))
        st.caption(plain(words.content(digest, lang)))
        st.caption(words.schedule(digest, now, lang))
        past = deliveries.history(store, _number(digest), DELIVERIES_SHOWN)
        wrong = _last_week(past)
        with st.container(horizontal=True):
            if wrong and st.button(text("digests.again"), icon=":material/replay:", key=f"again.{digest.number}"):
                _again(store, digest, past["week"].iloc[0].date(), now)
            if st.button(text("digests.edit"), icon=":material/edit:", key=f"edit_digest.{digest.number}"):
                edit(digest.number)
            _trial(store, digest, now)
            with st.popover(text("digests.delete"), icon=":material/delete:", key=f"delete.{digest.number}"):
                st.caption(text("digests.delete_help"))
                if st.button(text("digests.delete_sure"), key=f"delete_sure.{digest.number}"):
                    saved.delete(store, _number(digest))
                    say(text("digests.deleted", name=digest.name))
        _history(past)


def _last_week(past: pd.DataFrame) -> bool:
    """What became of the mails of the last week; whether one of them went wrong."""
    if past.empty:
        return False
    lang = reader_language()
    last = past[past["week"] == past["week"].iloc[0]]
    sent = int((last["state"] == "sent").sum())
    st.caption(text("digests.last", day=language.day(last["week"].iloc[0].date(), lang), count=sent))
    wrong = last[last["state"].isin(["failed", "refused", "uncertain"])]
    for row in wrong.to_dict("records"):
        error = mail.MailError(str(row["reason"]), address=row["recipient"], answer="")
        st.text(f"{row['recipient']}{text('digests.colon')}{error.explain(lang).title}")
    return not wrong.empty


def _again(store: Store, digest: Digest, week: date, now: datetime) -> None:
    try:
        outcome = sending.send_again(store, digest, week, now)
    except ViceVersaError as error:
        show_error(error)
    else:
        say(text(f"digests.due.{outcome.state}"))


def _history(past: pd.DataFrame) -> None:
    """Every mail of the last weeks, and what became of it."""
    if past.empty:
        return
    lang = reader_language()
    with st.expander(text("digests.history"), icon=":material/history:"):
        shown = past.assign(
            week=[language.short_day(monday.date(), lang) for monday in past["week"]],
            state=[text(f"digests.state.{state}") for state in past["state"]],
            changed_at=[language.moment(moment.to_pydatetime(), lang) for moment in past["changed_at"]],
        ).drop(columns="reason")
        names = {column: text(f"digests.column.{column}") for column in shown.columns}
        st.dataframe(shown, column_config=names, hide_index=True, alt=text("digests.history"))


def _trial(store: Store, digest: Digest, now: datetime) -> None:
    with st.popover(text("digests.trial"), icon=":material/send:", key=f"trial.{digest.number}"):
        st.caption(text("digests.trial_help"))
        typed = st.text_input(
            text("digests.trial_address"), value=digest.recipients[0], key=f"trial_address.{digest.number}"
        )
        if st.button(text("digests.trial_send"), type="primary", key=f"trial_send.{digest.number}"):
            try:
                addresses = mail.addresses(typed)
                for address in addresses:
                    sending.send_trial(store, digest, address, now)
            except ViceVersaError as error:
                show_error(error)
            else:
                st.success(text("digests.trial_sent", count=len(addresses)), icon=":material/check:")


def _number(digest: Digest) -> int:
    assert digest.number is not None, "only a saved digest is shown"
    return digest.number
