"""The book as a list: every group of questions with the state of its answer, what to write first on top."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pandas as pd

from analytics import groups
from analytics.answers import book, entries, figures
from analytics.answers.entries import Answer
from analytics.population import Filters
from data import spelling
from data.store import Store

SOON = timedelta(days=30)
"""An answer whose review date is that near is on its owner's list."""


def listed(store: Store, filters: Filters, today: date, lang: str, theme: str | None = None) -> pd.DataFrame:
    """Groups of questions with their answers: what is asked most and has no valid answer first.

    The state is that of the answer for the role, where the filters choose one role, else of the one for all roles,
    else of the first for some. Columns: those of ``groups.groups`` (group_id, name, theme, texts, questions, asked,
    interviews, rate …), open (questions without a valid answer), noted, yes, then_noted, then_yes, answered,
    others_answered, seldom, unreached (``figures.unreached``), state, draft (whether one waits beside an
    approved answer), owner, review_by, first_words (of the answer). An answer whose questions the filters leave out,
    or which were deleted, is listed last, without figures.
    """
    found = groups.groups(store, filters, theme, lang)
    by_group = figures.unreached(figures.answered_questions(store, filters, today, "group_id"))
    judged = by_group[
        [
            "group_id",
            "valid",
            "noted",
            "yes",
            "then_noted",
            "then_yes",
            "answered",
            "others_answered",
            "seldom",
            "unreached",
        ]
    ]
    frame = found.merge(judged, on="group_id", how="left")
    frame["open"] = frame["questions"] - frame["valid"].fillna(0)
    answers = _by_group(store)
    others = [] if theme else [group_id for group_id in answers if group_id not in set(frame["group_id"])]
    role = filters.roles[0] if filters.roles and len(filters.roles) == 1 else None
    frame = pd.concat([frame, pd.DataFrame({"group_id": pd.Series(others, dtype="int64")})], ignore_index=True)
    chosen = [_shown(answers.get(group_id, ()), role) for group_id in frame["group_id"]]
    standing = [(answer.approved or answer.latest).content if answer else None for answer in chosen]
    frame["state"] = [answer.state(today) if answer else entries.NONE for answer in chosen]
    waits = [bool(answer and answer.approved and answer.waiting) for answer in chosen]
    frame["draft"] = pd.Series(waits, index=frame.index, dtype=bool)
    frame["owner"] = [content.owner if content else "" for content in standing]
    frame["review_by"] = [content.review_by if content else None for content in standing]
    frame["first_words"] = [content.in_any_language(lang) if content else "" for content in standing]
    for told in ("seldom", "unreached"):
        frame[told] = frame[told].fillna(False).astype(bool)
    order = frame.sort_values(["open", "questions", "group_id"], ascending=[False, False, True], na_position="last")
    return order.reset_index(drop=True)


def to_do(frame: pd.DataFrame, today: date) -> pd.Series[bool]:
    """Which rows of ``listed`` wait for their owner: a draft, an expired answer, or one to review within ``SOON``."""
    soon = pd.to_datetime(frame["review_by"]) <= pd.Timestamp(today + SOON)
    waiting = frame["state"].isin([entries.DRAFT, entries.EXPIRED]) | frame["draft"]
    return waiting | ((frame["state"] == entries.APPROVED) & soon)


def owned(frame: pd.DataFrame, name: str) -> pd.Series[bool]:
    """Which rows of ``listed`` a person owns: names are compared without case and accents."""
    wanted = spelling.folded(name)
    return frame["owner"].map(lambda owner: bool(owner) and spelling.folded(owner) == wanted).astype(bool)


def owners(frame: pd.DataFrame) -> list[str]:
    """The owners of ``listed`` answers, each spelled once, in alphabetical order."""
    spelled = {spelling.folded(owner): owner for owner in sorted(frame["owner"]) if owner}
    return sorted(spelled.values(), key=spelling.folded)


def _by_group(store: Store) -> dict[int, list[Answer]]:
    found: dict[int, list[Answer]] = {}
    for answer in book.answers(store):
        found.setdefault(answer.group_id, []).append(answer)
    return found


def _shown(found: Sequence[Answer], role: str | None) -> Answer | None:
    return entries.answer_for(found, role) or (found[0] if found and role is None else None)
