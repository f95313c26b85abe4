"""The briefing on the screen: as cards at a desk, as a narrow page to take along on the phone."""

from __future__ import annotations

from datetime import date
from functools import partial

import streamlit as st

from analytics import reports
from analytics.briefing import printed
from analytics.briefing.contents import Briefing, Expected
from data import spelling
from ui.answering.question import ALONE
from ui.shell import open_screen
from ui.texts import plain, text

_ICONS = {"pdf": ":material/print:", "docx": ":material/edit_document:", "html": ":material/language:"}


def files(briefing: Briefing) -> None:
    """The briefing as a file to print, to edit or to send, made when clicked."""
    with st.container(horizontal=True):
        for suffix in ("pdf", "docx", "html"):
            st.download_button(
                text(f"briefing.screen.{suffix}"),
                partial(_made, suffix, briefing),
                file_name=f"{file_stem(briefing)}.{suffix}",
                mime=reports.MIME_TYPES[suffix],
                icon=_ICONS[suffix],
                type="primary" if suffix == "pdf" else "secondary",
                on_click="ignore",
                key=f"briefing_{suffix}",
            )


def _made(suffix: str, briefing: Briefing) -> bytes:
    return reports.FORMATS[suffix](printed.report(briefing))


def file_stem(briefing: Briefing) -> str:
    """A file name that says for whom and when, in plain letters."""
    words = spelling.key(briefing.role).split()
    return "-".join([text("briefing.screen.file"), *words, briefing.day.isoformat()])


def expected(place: int, one: Expected, briefing: Briefing, *, phone: bool) -> None:
    """One question to expect, its answer or a plain warning, and the way to write one."""
    lang = briefing.lang
    with st.container(border=True, key=f"expected-{place}"):
        said = plain(f"{place}. {printed.question(one, lang)}")
        if phone:
            st.subheader(said, anchor=False)
        else:
            st.markdown(f"**{said}**")
        missing = printed.warning(one, lang)
        with st.container(horizontal=True, vertical_alignment="center"):
            if missing:
                st.badge(text(f"answers.state.{one.state}"), icon=":material/warning:", color="orange")
            st.caption(_capital(f"{printed.chance(one, lang)} · {printed.counted(one, lang)}"), width="content")
        if missing:
            st.text(missing)
            if not phone and st.button(
                text("briefing.screen.write"), icon=":material/edit:", key=f"write-{one.group_id}"
            ):
                open_screen("answers", view=ALONE, group=str(one.group_id), period="all")
            return
        for line in printed.answer_lines(one, lang):
            st.text(line)
        assert one.answer
        assert one.answer.approved
        st.caption(plain(printed.stands_by(one.answer.approved, lang)))


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]


def also(briefing: Briefing) -> None:
    """What this role asks more than others, and what changed lately."""
    st.subheader(text("briefing.also"), anchor=False)
    told = [*printed.differences(briefing), *printed.changes(briefing)]
    if not told:
        st.caption(text("briefing.screen.also_none"))
    for sentence in told:
        st.text(sentence)


def tomorrow() -> date:
    """The next working day."""
    day = date.today()
    ahead = {4: 3, 5: 2}.get(day.weekday(), 1)
    return date.fromordinal(day.toordinal() + ahead)
