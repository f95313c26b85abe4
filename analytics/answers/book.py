"""The answers and their versions: saving, approving, going back, putting away. Nobody overwrites another's text unseen.

An answer belongs to a group of questions, for all roles or for chosen ones; where both are there, the one for the
role wins. Every save adds a version. A version is a draft until somebody approves it, and the approved one stands
until the next is approved or its review date has passed. People are names typed by colleagues: there are no accounts.
"""

from __future__ import annotations

import json
import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
from babel.dates import format_timedelta

from data.errors import Explanation, ViceVersaError
from data.store import Store

_SQL = Path(__file__).parent / "sql"

NONE, DRAFT, APPROVED, EXPIRED = "none", "draft", "approved", "expired"
STATES = (NONE, EXPIRED, DRAFT, APPROVED)
"""What can be said of a group's answer, from the worst to the best. Expired is approved, past its review date."""

LONGEST_TEXT, LONGEST_NAME = 5_000, 80
"""Characters of an answer in one language, and of a name or a fact's source."""


@dataclass(frozen=True)
class Fact:
    """One fact that an answer rests on, and where it can be looked up."""

    said: str
    source: str


@dataclass(frozen=True)
class Content:
    """What an answer says: everything that a version keeps. No roles: it is for all of them."""

    french: str = ""
    english: str = ""
    facts: tuple[Fact, ...] = ()
    roles: tuple[str, ...] = ()
    owner: str = ""
    review_by: date | None = None

    def text(self, lang: str) -> str:
        """The answer in a language, "" where it is not written in it."""
        return self.french if lang == "fr" else self.english

    def tidy(self) -> Content:
        """The same without stray spaces, empty facts and repeated roles: what two contents are compared by."""
        facts = (Fact(_line(fact.said), _line(fact.source)) for fact in self.facts)
        return replace(
            self,
            french=_paragraphs(self.french),
            english=_paragraphs(self.english),
            facts=tuple(fact for fact in facts if fact.said or fact.source),
            roles=tuple(sorted({role for role in map(_line, self.roles) if role})),
            owner=_line(self.owner),
        )


@dataclass(frozen=True)
class Version:
    """One version of an answer."""

    number: int
    content: Content
    saved_by: str
    saved_at: datetime
    approved_by: str | None = None
    approved_at: datetime | None = None


@dataclass(frozen=True)
class Answer:
    """An answer with its versions, newest first."""

    answer_id: str
    group_id: int
    versions: tuple[Version, ...]
    archived_by: str | None = None
    archived_at: datetime | None = None

    @property
    def latest(self) -> Version:
        """The version that the next one is written upon."""
        return self.versions[0]

    @property
    def approved(self) -> Version | None:
        """The version that stands, expired or not."""
        return next((version for version in self.versions if version.approved_at), None)

    @property
    def waiting(self) -> Version | None:
        """The draft that waits for an approval."""
        return None if self.latest.approved_at else self.latest

    def state(self, today: date) -> str:
        """One of ``STATES``, as of a day."""
        standing = self.approved
        if standing is None:
            return DRAFT
        return EXPIRED if _past(standing.content.review_by, today) else APPROVED

    def holds_for(self, role: str | None) -> bool:
        """Whether the version that stands, else the draft, is for a role; ``None`` asks for all roles."""
        roles = (self.approved or self.latest).content.roles
        return not roles or (role is not None and role in roles)


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
        return [answer for answer in _read(cursor) if (answer.archived_at is not None) == archived]


def of_group(store: Store, group_id: int) -> list[Answer]:
    """The answers of a group in use, the one for all roles first."""
    found = [answer for answer in answers(store) if answer.group_id == group_id]
    return sorted(found, key=lambda answer: (answer.latest.content.roles, answer.answer_id))


def answer_for(found: Sequence[Answer], role: str | None) -> Answer | None:
    """The most specific of a group's answers for a role: one for the role before one for all roles.

    A draft never stands before an approved answer; of two alike the one approved, else saved, last.
    """
    fitting = [answer for answer in found if answer.holds_for(role)]
    return max(
        fitting,
        key=lambda answer: (
            answer.approved is not None,
            bool((answer.approved or answer.latest).content.roles),
            (answer.approved or answer.latest).approved_at or answer.latest.saved_at,
            answer.answer_id,
        ),
        default=None,
    )


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
        if _overlap(first.latest.content.roles, second.latest.content.roles)
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
    new_id: str | None = None,
) -> Answer:
    """``save`` inside the caller's transaction; a new answer gets ``new_id`` where one is named."""
    content, by = content.tidy(), _name(by)
    if max(len(content.french), len(content.english)) > LONGEST_TEXT:
        raise ViceVersaError("answer_too_long", limit=LONGEST_TEXT)
    known = _one(cursor, answer_id) if answer_id else None
    if known and known.latest.number != based_on:
        raise AnswerOutdated(known)
    if known and known.latest.content == content:
        return known
    _refuse_taken(cursor, known.group_id if known else group_id, content.roles, known)
    if known is None:
        answer_id = new_id or secrets.token_hex(8)
        cursor.execute("insert into answer values ($id, $group_id, null, null)", {"id": answer_id, "group_id": group_id})
    assert answer_id
    _add(cursor, answer_id, Version(based_on + 1, content, by, datetime.now()))
    return _one(cursor, answer_id)


def approve(store: Store, answer_id: str, number: int, by: str, today: date) -> Answer:
    """Stand by a version from now on.

    Raises AnswerOutdated where it is not the latest, ``answer_needs_name``, ``answer_empty`` (no text in any
    language), ``answer_needs_review_date`` (none, or one that has passed) and ``answer_gone``.
    """
    by = _name(by)
    with store.transaction() as cursor:
        answer = _one(cursor, answer_id)
        if answer.latest.number != number:
            raise AnswerOutdated(answer)
        content = answer.latest.content
        if not (content.french or content.english):
            raise ViceVersaError("answer_empty")
        if content.review_by is None or _past(content.review_by, today):
            raise ViceVersaError("answer_needs_review_date")
        cursor.execute(
            "update answer_version set approved_by = $by, approved_at = $now"
            " where answer_id = $id and version = $number and approved_at is null",
            {"by": by, "now": datetime.now(), "id": answer_id, "number": number},
        )
        return _one(cursor, answer_id)


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
            {"by": _name(by), "now": datetime.now(), "id": answer_id},
        )


def bring_back(store: Store, answer_id: str) -> None:
    """Use an archived answer again. Raises ``answer_role_taken`` where another took its place."""
    with store.transaction() as cursor:
        answer = _one(cursor, answer_id)
        _refuse_taken(cursor, answer.group_id, answer.latest.content.roles, answer)
        cursor.execute("update answer set archived_by = null, archived_at = null where answer_id = $id", {"id": answer_id})


def delete(store: Store, answer_id: str) -> None:
    """Delete an answer with all its versions, for good."""
    with store.transaction() as cursor:
        _one(cursor, answer_id)
        cursor.execute("delete from answer_version where answer_id = $id", {"id": answer_id})
        cursor.execute("delete from answer where answer_id = $id", {"id": answer_id})


def _refuse_taken(
    cursor: duckdb.DuckDBPyConnection, group_id: int, roles: Sequence[str], known: Answer | None
) -> None:
    for other in _read(cursor):
        if other.archived_at or other.group_id != group_id or (known and other.answer_id == known.answer_id):
            continue
        if not _overlap(roles, other.latest.content.roles):
            continue
        if known is None:
            raise AnswerOutdated(other)
        raise ViceVersaError("answer_role_taken", name=other.latest.saved_by)


def _overlap(roles: Sequence[str], others: Sequence[str]) -> bool:
    return bool(set(roles) & set(others)) or not (roles or others)


def _add(cursor: duckdb.DuckDBPyConnection, answer_id: str, version: Version) -> None:
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
    found = _read(cursor, answer_id)
    if not found:
        raise ViceVersaError("answer_gone")
    return found[0]


def _read(cursor: duckdb.DuckDBPyConnection, answer_id: str | None = None) -> list[Answer]:
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
    return Version(
        int(row.version), content, row.saved_by, saved_at, _said(row.approved_by), _moment(row.approved_at)
    )


def _past(review_by: date | None, today: date) -> bool:
    return review_by is not None and review_by < today


def _moment(value: Any) -> datetime | None:
    return None if pd.isna(value) else pd.Timestamp(value).to_pydatetime()


def _said(value: Any) -> str | None:
    return None if pd.isna(value) else str(value)


def _name(typed: str) -> str:
    name = _line(typed)
    if not name:
        raise ViceVersaError("answer_needs_name")
    return name


def _line(typed: str) -> str:
    """A name, role or fact as it is kept: one line, no invisible characters."""
    return " ".join(_visible(typed).split())


def _paragraphs(typed: str) -> str:
    """A text as it is kept: lines without trailing spaces, no empty ones at the ends."""
    return "\n".join(line.rstrip() for line in _visible(typed).split("\n")).strip()


def _visible(typed: str) -> str:
    """Text without control, invisible and direction characters; lines end with ``\\n``, typographic spaces stay."""
    plain = unicodedata.normalize("NFC", typed.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    return "".join(c for c in plain if c == "\n" or not unicodedata.category(c).startswith("C"))
