"""The answers and their versions: saving, approving, going back, putting away. Nobody overwrites another's text unseen.

An answer belongs to a group of questions, for all roles or for chosen ones; where both are there, the one for the
role wins. Every save adds a version. A version is a draft until somebody approves it, and the approved one stands
until the next is approved or its review date has passed. People are names typed by colleagues: there are no accounts.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
from babel.dates import format_timedelta

from analytics.answers.entries import LONGEST_TEXT, Answer, Content, Fact, Version, one_line, overlap, past
from data.errors import Explanation, ViceVersaError
from data.store import Store

_SQL = Path(__file__).parent / "sql"


class AnswerOutdated(ViceVersaError):
    """Somebody saved a version since the reader began to write. ``answer`` is what there is now: nothing is lost."""

    def __init__(self, answer: Answer) -> None:
        super().__init__("answer_outdated", name=answer.latest.saved_by)
        self.answer = answer

    def explain(self, lang: str) -> Explanation:
        """Who saved, and how long ago, in ``lang``."""
        ago = format_timedelta(self.answer.latest.saved_at - datetime.now(), add_direction=True, locale=lang)
        self.values["ago"] = ago
        return super().explain(lang)


def answers(store: Store, *, archived: bool = False) -> list[Answer]:
    """The answers in use, or those put away, under the group that holds their questions now."""
    key = ("answers", archived)
    return list(store.remembered(key, lambda: _kept(store, archived)))


def _kept(store: Store, archived: bool) -> list[Answer]:
    with store.reading() as cursor:
        return [answer for answer in read(cursor) if (answer.archived_at is not None) == archived]


def of_group(store: Store, group_id: int) -> list[Answer]:
    """The answers of a group in use, the one for all roles first."""
    found = [answer for answer in answers(store) if answer.group_id == group_id]
    return sorted(found, key=lambda answer: (answer.latest.content.roles, answer.answer_id))


def conflicts(store: Store) -> list[tuple[Answer, Answer]]:
    """Pairs of answers for the same group and role, which a merge of groups or of roles brought together."""
    by_group: dict[int, list[Answer]] = {}
    for answer in answers(store):
        by_group.setdefault(answer.group_id, []).append(answer)
    return [
        (first, second)
        for found in by_group.values()
        for place, first in enumerate(found)
        for second in found[place + 1 :]
        if overlap(first.latest.content.roles, second.latest.content.roles)
    ]


def save(
    store: Store, group_id: int, content: Content, by: str, *, answer_id: str | None = None, based_on: int = 0
) -> Answer:
    """Keep a version: a draft, while an approved one stands until this one is approved.

    ``answer_id`` is None for a new answer, ``based_on`` the number of the version that the writer saw, 0 for none.
    What says the same as the latest version adds none. Raises AnswerOutdated where the latest version is another
    one, or where somebody began the same answer meanwhile; ``answer_needs_name``, ``answer_too_long``,
    ``answer_role_taken``, ``answer_gone``.
    """
    with store.transaction() as cursor:
        return put(cursor, group_id, content, by, answer_id=answer_id, based_on=based_on)


def put(
    cursor: duckdb.DuckDBPyConnection,
    group_id: int,
    content: Content,
    by: str,
    *,
    answer_id: str | None = None,
    based_on: int = 0,
) -> Answer:
    """``save`` inside the caller's transaction."""
    content, by = content.tidy(), signed(by)
    if max(len(content.french), len(content.english)) > LONGEST_TEXT:
        raise ViceVersaError("answer_too_long", limit=LONGEST_TEXT)
    if answer_id is None:
        answer_id = new_id()
        begin(cursor, answer_id, group_id, content.roles)
    else:
        known = _one(cursor, answer_id)
        if known.latest.number != based_on:
            raise AnswerOutdated(known)
        if known.latest.content == content:
            return known
        _refuse_taken(cursor, known.group_id, content.roles, known)
    add(cursor, answer_id, Version(based_on + 1, content, by, datetime.now()))
    return _one(cursor, answer_id)


def new_id() -> str:
    """An id for a new answer."""
    return secrets.token_hex(8)


def begin(cursor: duckdb.DuckDBPyConnection, answer_id: str, group_id: int, roles: Sequence[str]) -> None:
    """Begin an answer that has no version yet. Raises AnswerOutdated where one is there for these roles."""
    _refuse_taken(cursor, group_id, roles, None)
    cursor.execute("insert into answer values ($id, $group_id, null, null)", {"id": answer_id, "group_id": group_id})


def approve(store: Store, answer_id: str, number: int, by: str, today: date) -> Answer:
    """Stand by a version from now on.

    Raises AnswerOutdated where it is not the latest, ``answer_needs_name``, ``answer_empty`` (no text in any
    language), ``answer_needs_review_date`` (none, or one that has passed) and ``answer_gone``.
    """
    by = signed(by)
    with store.transaction() as cursor:
        answer = _one(cursor, answer_id)
        if answer.latest.number != number:
            raise AnswerOutdated(answer)
        content = answer.latest.content
        if not (content.french or content.english):
            raise ViceVersaError("answer_empty")
        if content.review_by is None or past(content.review_by, today):
            raise ViceVersaError("answer_needs_review_date")
        if answer.latest.approved_at is None:
            stamp(cursor, answer_id, number, by, datetime.now())
        return _one(cursor, answer_id)


def stamp(cursor: duckdb.DuckDBPyConnection, answer_id: str, number: int, by: str, moment: date) -> None:
    """Write who approved a version, and when, inside the caller's transaction."""
    cursor.execute(
        "update answer_version set approved_by = $by, approved_at = $moment"
        " where answer_id = $id and version = $number",
        {"by": by, "moment": moment, "id": answer_id, "number": number},
    )


def restore(store: Store, answer_id: str, number: int, by: str, *, based_on: int) -> Answer:
    """Write an earlier version again, as a new draft. Raises what ``save`` raises."""
    with store.transaction() as cursor:
        answer = _one(cursor, answer_id)
        earlier = next((version for version in answer.versions if version.number == number), None)
        if earlier is None:
            raise ViceVersaError("answer_gone")
        return put(cursor, answer.group_id, earlier.content, by, answer_id=answer_id, based_on=based_on)


def archive(store: Store, answer_id: str, by: str) -> None:
    """Put an answer away: it answers no question any more, and can be brought back."""
    with store.transaction() as cursor:
        _one(cursor, answer_id)
        cursor.execute(
            "update answer set archived_by = $by, archived_at = $now where answer_id = $id",
            {"by": signed(by), "now": datetime.now(), "id": answer_id},
        )


def bring_back(store: Store, answer_id: str) -> None:
    """Use an archived answer again. Raises ``answer_role_taken`` where another took its place."""
    with store.transaction() as cursor:
        answer = _one(cursor, answer_id)
        _refuse_taken(cursor, answer.group_id, answer.latest.content.roles, answer)
        cursor.execute(
            "update answer set archived_by = null, archived_at = null where answer_id = $id", {"id": answer_id}
        )


def delete(store: Store, answer_id: str) -> None:
    """Delete an answer with all its versions, for good."""
    with store.transaction() as cursor:
        _one(cursor, answer_id)
        cursor.execute("delete from answer_version where answer_id = $id", {"id": answer_id})
        cursor.execute("delete from answer where answer_id = $id", {"id": answer_id})


def _refuse_taken(cursor: duckdb.DuckDBPyConnection, group_id: int, roles: Sequence[str], known: Answer | None) -> None:
    for other in read(cursor):
        if other.archived_at or other.group_id != group_id or (known and other.answer_id == known.answer_id):
            continue
        if not overlap(roles, other.latest.content.roles):
            continue
        if known is None:
            raise AnswerOutdated(other)
        raise ViceVersaError("answer_role_taken", name=other.latest.saved_by)


def add(cursor: duckdb.DuckDBPyConnection, answer_id: str, version: Version) -> None:
    """Add a version as it is."""
    content = version.content
    cursor.execute(
        (_SQL / "add_version.sql").read_text("utf-8"),
        {
            "answer_id": answer_id,
            "version": version.number,
            "roles": list(content.roles),
            "french": content.french,
            "english": content.english,
            "facts": json.dumps(
                [{"fact": fact.said, "source": fact.source} for fact in content.facts], ensure_ascii=False
            ),
            "owner": content.owner,
            "review_by": content.review_by,
            "saved_by": version.saved_by,
            "saved_at": version.saved_at,
            "approved_by": version.approved_by,
            "approved_at": version.approved_at,
        },
    )


def _one(cursor: duckdb.DuckDBPyConnection, answer_id: str) -> Answer:
    found = read(cursor, answer_id)
    if not found:
        raise ViceVersaError("answer_gone")
    return found[0]


def read(cursor: duckdb.DuckDBPyConnection, answer_id: str | None = None) -> list[Answer]:
    """Every answer, those put away too, or one of them; inside the caller's transaction where there is one."""
    frame = cursor.execute((_SQL / "versions.sql").read_text("utf-8"), {"answer_id": answer_id}).df()
    merged = dict(cursor.execute("select role, merged_into from role_merge").fetchall())
    by_answer: dict[str, list[Any]] = {}
    for row in frame.itertuples():
        by_answer.setdefault(str(row.answer_id), []).append(row)
    return [
        Answer(
            answer_id=answer_id,
            group_id=int(rows[0].group_id),
            versions=tuple(_version(row, merged) for row in rows),
            archived_by=_said(rows[0].archived_by),
            archived_at=_moment(rows[0].archived_at),
        )
        for answer_id, rows in by_answer.items()
    ]


def _version(row: Any, merged: dict[str, str]) -> Version:
    content = Content(
        french=row.french,
        english=row.english,
        facts=tuple(Fact(entry["fact"], entry["source"]) for entry in json.loads(row.facts)),
        roles=tuple(sorted({merged.get(role, role) for role in row.roles})),
        owner=row.owner,
        review_by=None if pd.isna(row.review_by) else pd.Timestamp(row.review_by).date(),
    )
    saved_at = _moment(row.saved_at)
    assert saved_at
    return Version(int(row.version), content, row.saved_by, saved_at, _said(row.approved_by), _moment(row.approved_at))


def _moment(value: Any) -> datetime | None:
    return None if pd.isna(value) else pd.Timestamp(value).to_pydatetime()


def _said(value: Any) -> str | None:
    return None if pd.isna(value) else str(value)


def signed(typed: str) -> str:
    """A name as it signs. Raises ``answer_needs_name`` where there is none."""
    name = one_line(typed)
    if not name:
        raise ViceVersaError("answer_needs_name")
    return name
