"""The form of a digest: a new one, or one to change."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import streamlit as st

from analytics import queries
from analytics.digests import saved
from analytics.digests.saved import Digest
from analytics.population import Filters
from data import language
from data.errors import ViceVersaError
from data.store import Store
from ui.digests.telling import done, edited, say, turn
from ui.filters import FILTERS
from ui.shell import show_error
from ui.texts import reader_language, text


def digest_form(store: Store, digests: list[Digest], proposed: Filters, now: datetime) -> None:
    """The form of a new digest, its filters those of the sidebar, or of the one to change."""
    before = next((digest for digest in digests if digest.number == edited()), None)
    shown = before or Digest("", (), replace(proposed, since=None, until=None), reader_language())
    st.subheader(text("digests.form.edit" if before else "digests.form.new"), anchor=False)
    key = f"{shown.number or 'new'}.{turn()}.{reader_language()}"
    with st.form(f"digest.{key}"):
        given = _fields(store, shown, key)
        with st.container(horizontal=True):
            save = st.form_submit_button(text("digests.form.save"), type="primary", icon=":material/save:")
            leave = before is not None and st.form_submit_button(text("digests.form.leave"))
    if leave:
        done()
    if not save:
        return
    try:
        kept = saved.enter(store, given, now)
    except ViceVersaError as error:
        show_error(error)
        return
    say(text("digests.saved", name=kept.name))


def _fields(store: Store, shown: Digest, key: str) -> Digest:
    """The digest as the form has it, its recipients as they were typed."""
    name = st.text_input(
        text("digests.form.name"),
        shown.name,
        max_chars=saved.LONGEST_NAME,
        placeholder=text("digests.form.name_placeholder"),
        key=f"digest_name.{key}",
    )
    recipients = st.text_area(
        text("digests.form.recipients"),
        "\n".join(shown.recipients),
        help=text("digests.form.recipients_help"),
        key=f"digest_to.{key}",
    )
    days = {day: text(f"digests.day.{day}") for day in range(1, 8)}
    hours = {hour: text("digests.hour", hour=str(hour)) for hour in range(24)}
    spoken = {code: text(f"shell.languages.{code}") for code in language.LANGUAGES}
    with st.grid(3, min_column_width=120, gap="small"):
        weekday = st.selectbox(
            text("digests.form.weekday"),
            list(days),
            shown.weekday - 1,
            format_func=days.__getitem__,
            key=f"digest_day.{key}",
        )
        hour = st.selectbox(
            text("digests.form.hour"),
            list(hours),
            shown.hour,
            format_func=hours.__getitem__,
            key=f"digest_hour.{key}",
        )
        lang = st.selectbox(
            text("digests.form.language"),
            list(spoken),
            list(spoken).index(shown.language),
            format_func=spoken.__getitem__,
            key=f"digest_spoken.{key}",
        )
        filters = _filters(store, shown.filters, key)
    return replace(
        shown,
        name=name,
        recipients=(recipients,),
        weekday=weekday,
        hour=hour,
        language=lang,
        filters=filters,
        wordings=st.checkbox(text("digests.form.wordings"), shown.wordings, key=f"digest_wordings.{key}"),
        pdf=st.checkbox(text("digests.form.pdf"), shown.pdf, key=f"digest_pdf.{key}"),
        enabled=st.checkbox(text("digests.form.enabled"), shown.enabled, key=f"digest_on.{key}"),
    )


def _filters(store: Store, shown: Filters, key: str) -> Filters:
    """The digest's own filters, for what the log gives a choice of."""
    values = queries.filter_values(store)
    picked: dict[str, Any] = {}
    for filter_ in FILTERS:
        kept = list(getattr(shown, filter_.attribute) or ())
        of_filter = [value for value in values.loc[values["filter"] == filter_.attribute, "value"] if value]
        # A value that the log no longer offers stays chosen until a person takes it out.
        offered = list(dict.fromkeys([*of_filter, *kept]))
        if len(offered) < 2 and not kept:
            continue
        chosen = st.multiselect(
            text(f"filters.label.{filter_.name}"),
            offered,
            default=kept,
            format_func=filter_.shown,
            placeholder=text("filters.all"),
            select_all=False,
            key=f"digest_{filter_.name}.{key}",
        )
        picked[filter_.attribute] = tuple(chosen) or None
    return Filters(**picked)
