"""Writing the answer to a group of questions: texts, facts, roles, owner, review date; then saving and approving it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

import streamlit as st

from analytics.answers import book, entries, hints
from analytics.answers.book import AnswerOutdated
from analytics.answers.entries import Answer, Content, Fact
from analytics.answers.hints import Advertised
from analytics.answers.quantities import quantities
from data import language
from data.errors import ViceVersaError
from data.store import Store
from ui.answering import writing
from ui.answering.history import told
from ui.answering.writing import Writing
from ui.shell import show_error
from ui.texts import day_format, reader_language, text

Ads = Callable[[Sequence[str]], Sequence[Advertised]]

NEW = "new"
VALID_FOR = timedelta(days=182)
"""How long a new answer is valid unless its writer says otherwise: half a year."""

_MOST_FACTS = 12
_TEXT_HEIGHT = 150


def edit(
    store: Store, group_id: int, found: Sequence[Answer], shown: Answer | None, roles: Sequence[str], ads: Ads
) -> None:
    """The editor of a group's answers.

    ``found``: its answers; ``shown``: the one to begin with. ``ads``: what the ads of some roles say on the same theme.
    """
    answer = _chosen(found, shown)
    fresh = Content(owner=writing.signature(), review_by=date.today() + VALID_FOR)
    current, theirs = writing.writing(store, group_id, answer, fresh)
    if said := st.session_state.pop("said_of_answers", None):
        st.success(said, icon=":material/check:")
    if answer is not None:
        _standing(answer)
    if theirs is not None:
        _side_by_side(store, current, theirs)
        return
    writing.sign()
    current = writing.note(current, _form(current, roles))
    with st.container(horizontal=True):
        save = st.button(text("answers.save"), type="primary", icon=":material/save:")
        drop = current.changed and st.button(text("answers.drop"), icon=":material/undo:")
        waits = answer is not None and answer.waiting is not None and not current.changed
        approve = waits and st.button(text("answers.approve"), icon=":material/verified:")
        put_away = answer is not None and st.button(text("answers.archive"), icon=":material/archive:")
    st.caption(text("answers.after_approval" if answer and answer.approved else "answers.draft_until_approved"))
    texts = (current.content.french, current.content.english)
    # Reading the ads costs a moment: only a text with figures can contradict them.
    advertised = ads(current.content.roles) if any(map(quantities, texts)) else ()
    # Below the buttons: what appears while somebody writes must not move what they are about to click.
    for column, lang in zip(st.columns(2, gap="medium"), _languages(), strict=True):
        with column:
            _hints(current.content.text(lang), lang, advertised)
    if drop:
        writing.forget(current)
        st.rerun()
    try:
        if save and not current.changed:
            st.info(text("answers.nothing_to_save"))
        elif save:
            _save(store, current)
        if answer is not None and approve:
            book.approve(store, answer.answer_id, answer.latest.number, writing.signature(), date.today())
            told("approved")
        if answer is not None and put_away:
            book.archive(store, answer.answer_id, writing.signature())
            told("archived")
    except AnswerOutdated:
        st.rerun()
    except ViceVersaError as error:
        show_error(error)


def _chosen(found: Sequence[Answer], shown: Answer | None) -> Answer | None:
    """The answer to edit: one of the group's, or none for a new one."""
    if not found:
        return None
    by_id = {answer.answer_id: answer for answer in found}
    turn = st.session_state.get(writing.TURN, 0)
    chosen = st.segmented_control(
        text("answers.which"),
        [*by_id, NEW],
        default=shown.answer_id if shown and not writing.begun_anew(shown.group_id) else NEW,
        format_func=lambda one: text("answers.new_for_roles") if one == NEW else _for_whom(by_id[one]),
        key=f"which_answer.{found[0].group_id}.{len(found)}.{turn}.{reader_language()}",
        required=True,
    )
    return by_id.get(str(chosen))


def _for_whom(answer: Answer) -> str:
    return ", ".join(answer.latest.content.roles) or text("answers.all_roles")


def _standing(answer: Answer) -> None:
    """What stands today, and whether a draft waits beside it."""
    lang, state = reader_language(), answer.state(date.today())
    standing = answer.approved
    if standing is None:
        saved = answer.latest
        st.text(text("answers.standing.draft", name=saved.saved_by, moment=language.moment(saved.saved_at, lang)))
        return
    assert standing.approved_at
    values = {"name": standing.approved_by, "day": language.day(standing.approved_at.date(), lang)}
    until = language.day(standing.content.review_by, lang) if standing.content.review_by else "–"
    st.text(text(f"answers.standing.{state}", until=until, **values))
    if answer.waiting:
        st.text(text("answers.standing.beside", name=answer.waiting.saved_by))
        with st.expander(text("answers.standing.approved_text"), icon=":material/verified:"):
            st.text(standing.content.in_any_language(lang))


def _languages() -> list[str]:
    """The languages of an answer, the reader's first."""
    return sorted(language.LANGUAGES, key=lambda lang: lang != reader_language())


def _form(current: Writing, roles: Sequence[str]) -> Content:
    """The fields, filled with what is written so far; what they hold now."""
    key, content = current.key, current.content
    written: dict[str, str] = {}
    for column, lang in zip(st.columns(2, gap="medium"), _languages(), strict=True):
        with column:
            written[lang] = st.text_area(
                text(f"answers.text.{lang}"),
                value=content.text(lang),
                height=_TEXT_HEIGHT,
                max_chars=entries.LONGEST_TEXT,
                placeholder=text("answers.text_placeholder"),
                key=f"write_{lang}.{key}",
            )
    facts = _facts(content.facts, key)
    first, second, third = st.columns([2, 1, 1])
    with first:
        chosen = st.multiselect(
            text("answers.roles"),
            sorted({*roles, *content.roles}),
            default=list(content.roles),
            placeholder=text("answers.all_roles"),
            select_all=False,
            key=f"write_roles.{key}",
        )
    with second:
        owner = st.text_input(
            text("answers.owner"),
            value=content.owner,
            max_chars=entries.LONGEST_NAME,
            placeholder=writing.signature(),
            help=text("answers.owner_help"),
            key=f"write_owner.{key}",
        )
    with third:
        review_by = st.date_input(
            text("answers.review_by"),
            value=content.review_by,
            format=day_format(),
            help=text("answers.review_by_help"),
            key=f"write_review_by.{key}",
        )
    return Content(written["fr"], written["en"], facts, tuple(chosen), owner, review_by)


def _facts(facts: Sequence[Fact], key: str) -> tuple[Fact, ...]:
    """Pairs of fields, a fact and its source, with an empty pair to go on."""
    given = [
        Fact(
            st.session_state.get(f"write_fact_{row}.{key}", facts[row].said if row < len(facts) else ""),
            st.session_state.get(f"write_source_{row}.{key}", facts[row].source if row < len(facts) else ""),
        )
        for row in range(_MOST_FACTS)
    ]
    filled = [row for row, fact in enumerate(given) if fact.said or fact.source]
    shown = min(max(filled, default=-1) + 2, _MOST_FACTS)
    for row, fact in enumerate(given[:shown]):
        labels: Literal["visible", "collapsed"] = "visible" if row == 0 else "collapsed"
        said, source = st.columns([3, 2])
        said_now = said.text_input(
            text("answers.fact"),
            value=fact.said,
            placeholder=text("answers.fact_placeholder"),
            label_visibility=labels,
            key=f"write_fact_{row}.{key}",
        )
        source_now = source.text_input(
            text("answers.source"),
            value=fact.source,
            placeholder=text("answers.source_placeholder"),
            label_visibility=labels,
            max_chars=entries.LONGEST_NAME,
            key=f"write_source_{row}.{key}",
        )
        given[row] = Fact(said_now, source_now)
    return tuple(given)


def _hints(written: str, lang: str, advertised: Sequence[Advertised]) -> None:
    """How long it takes to say, and what could be better: said, never asked for."""
    if not written.strip():
        return
    st.caption(text("answers.seconds", count=hints.speaking_seconds(written)))
    for hint in hints.hints(written, lang, advertised):
        st.text(f"› {text(f'answers.hint.{hint.code}', **hint.values)}")


def _side_by_side(store: Store, current: Writing, theirs: Answer) -> None:
    """Two texts for one answer: nothing is lost, and the reader says which goes on."""
    lang, latest = reader_language(), theirs.latest
    outdated = AnswerOutdated(theirs).explain(lang)
    st.warning(outdated.title, icon=":material/group:")
    st.text(outdated.message)
    st.text(outdated.advice)
    mine, other = st.columns(2, gap="medium")
    with mine, st.container(border=True):
        st.markdown(f"**{text('answers.conflict.mine')}**")
        _content(current.content)
    with other, st.container(border=True):
        st.markdown(f"**{text('answers.conflict.theirs', number=latest.number)}**")
        _content(latest.content)
    with st.container(horizontal=True):
        on_top = st.button(text("answers.conflict.on_top"), type="primary", icon=":material/save:")
        go_on = st.button(text("answers.conflict.go_on"), icon=":material/edit:")
        take = st.button(text("answers.conflict.take"), icon=":material/undo:")
    st.caption(text("answers.conflict.explanation"))
    if take:
        writing.forget(current)
        st.rerun()
    if go_on or on_top:
        writing.rebase(current, theirs)
    if go_on:
        st.rerun()
    if on_top:
        try:
            book.save(
                store,
                theirs.group_id,
                _owned(current.content),
                writing.signature(),
                answer_id=theirs.answer_id,
                based_on=latest.number,
            )
        except AnswerOutdated:
            st.rerun()
        except ViceVersaError as error:
            show_error(error)
            return
        writing.forget(Writing(theirs.group_id, theirs.answer_id, latest.number, latest.content, current.content))
        told("saved")


def _content(content: Content) -> None:
    """A whole answer as text, to be read and copied."""
    for lang in language.LANGUAGES:
        st.caption(text(f"answers.text.{lang}"))
        st.text(content.text(lang) or "–")
    for fact in content.facts:
        st.text(f"– {fact.said} ({fact.source})")
    roles = ", ".join(content.roles) or text("answers.all_roles")
    until = language.day(content.review_by, reader_language()) if content.review_by else "–"
    st.text(text("answers.conflict.rest", roles=roles, owner=content.owner or "–", until=until))


def _owned(content: Content) -> Content:
    """An answer that nobody else is to keep right is its writer's, who finds it again under what is theirs to do."""
    return replace(content, owner=content.owner.strip() or writing.signature())


def _save(store: Store, current: Writing) -> None:
    book.save(
        store,
        current.group_id,
        _owned(current.content),
        writing.signature(),
        answer_id=current.answer_id,
        based_on=current.basis,
    )
    writing.forget(current)
    told("saved")
