"""What a reader has written and not saved yet: kept until it is saved, whatever they look at meanwhile.

Each answer in the making knows the version that it was begun upon, so that a save never lands on another one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from analytics.answers import book
from analytics.answers.entries import LONGEST_NAME, Answer, Content
from data.store import Store
from ui.texts import text

_KEPT = "answers_in_the_making"
FIELD = "signature"
"""The field of the name; its value is gone while another screen is shown."""

TURN = "answer_turn"
"""Grows when the answer to look at is another one than the reader last chose."""

SIGNATURE = "signed_by"
"""Where the name last used in this session is kept."""


@dataclass(frozen=True)
class Writing:
    """An answer in the making: for which group, upon which version (0: none yet), and what it says so far."""

    group_id: int
    answer_id: str | None
    basis: int
    begun: Content
    content: Content

    @property
    def key(self) -> str:
        """What its widgets are called: another version begins with fresh ones."""
        return f"{self.answer_id or f'new-{self.group_id}'}-{self.basis}"

    @property
    def changed(self) -> bool:
        """Whether there is anything to save."""
        return self.content.tidy() != self.begun.tidy()


def writing(store: Store, group_id: int, answer: Answer | None, fresh: Content) -> tuple[Writing, Answer | None]:
    """What is being written, and the answer that stands in its way: somebody saved it meanwhile.

    What was not touched follows the latest version without a word. ``fresh`` is what a new answer begins with.
    """
    kept: dict[str, Writing] = st.session_state.setdefault(_KEPT, {})
    place = answer.answer_id if answer else f"new-{group_id}"
    latest = answer.latest if answer else None
    begun = Writing(
        group_id,
        answer.answer_id if answer else None,
        latest.number if latest else 0,
        latest.content if latest else fresh,
        latest.content if latest else fresh,
    )
    current = kept.get(place)
    if current is None or (not current.changed and current.basis != begun.basis):
        kept[place] = current = begun
    if answer is not None:
        return current, answer if current.basis != begun.basis else None
    others = [other for other in book.of_group(store, group_id) if _same_roles(other, current.content)]
    return current, others[0] if others and current.changed else None


def _same_roles(other: Answer, content: Content) -> bool:
    theirs = set(other.latest.content.roles)
    return bool(theirs & set(content.roles)) or not (theirs or content.roles)


def begun_anew(group_id: int) -> bool:
    """Whether a new answer to a group is in the making: it stays in sight when somebody else saves one."""
    kept = st.session_state.get(_KEPT, {}).get(f"new-{group_id}")
    return kept is not None and kept.changed


def note(current: Writing, content: Content) -> Writing:
    """Keep what was typed so far."""
    noted = replace(current, content=content)
    st.session_state[_KEPT][current.answer_id or f"new-{current.group_id}"] = noted
    return noted


def rebase(current: Writing, theirs: Answer) -> None:
    """Go on writing upon what somebody else saved."""
    forget(current)
    latest = theirs.latest
    st.session_state[_KEPT][theirs.answer_id] = Writing(
        theirs.group_id, theirs.answer_id, latest.number, latest.content, current.content
    )


def forget(current: Writing) -> None:
    """What is being written is saved, or given up: from now on the group's answer is looked at again."""
    st.session_state[_KEPT].pop(current.answer_id or f"new-{current.group_id}", None)
    if current.answer_id is None:
        st.session_state[TURN] = st.session_state.get(TURN, 0) + 1


def sign() -> None:
    """The field of the name that signs, filled with the one last used."""
    st.session_state[SIGNATURE] = st.text_input(
        text("answers.signature"),
        value=signature(),
        key=FIELD,
        help=text("answers.signature_help"),
        max_chars=LONGEST_NAME,
        width=320,
    )


def signature() -> str:
    """The name that this session last signed with: what the field holds now, else what it held."""
    return str(st.session_state.get(FIELD, st.session_state.get(SIGNATURE, "")))
