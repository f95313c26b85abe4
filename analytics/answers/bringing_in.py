"""A book brought in from a file, a look at what each row would become first.

A file never overwrites unseen. An answer that somebody changed since the file was written is a conflict: listed, with
its row, and left as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import duckdb

from analytics.answers import book, entries, reading
from analytics.answers.entries import Answer
from analytics.answers.reading import CHANGED, CONFLICT, NEW, REJECTED, UNCHANGED, Row
from data import identity, language
from data.errors import ViceVersaError
from data.store import Store


def read(store: Store, content: bytes, name: str) -> list[Row]:
    """What each row of a file would become, nothing done yet.

    A CSV, a workbook or the JSON of ``to_json``. Raises UnreadableFile, and
    ``answers_unreadable`` where the columns of the book are not there.
    """
    rows = list(_once(reading.rows(content, name)))
    with store.reading() as cursor:
        known = {answer.answer_id: answer for answer in book.read(cursor)}
        return [_judged(row, known, cursor) for row in rows]


def reason(row: Row, lang: str) -> str:
    """Why a row is left out, in words; nothing for one that is not."""
    if row.outcome == REJECTED:
        return language.text(f"answers.rejected.{row.reason}", lang)
    return language.text(f"errors.{row.reason}.title", lang) if row.outcome == CONFLICT else ""


def bring_in(store: Store, rows: Sequence[Row], by: str) -> list[Row]:
    """Keep the new and the changed rows; what became of every row.

    A new answer comes with the versions, names and approvals of the file; ``by`` signs what the file leaves unsigned,
    and every changed text, which is a draft. One transaction; conflicts that came up meanwhile are left out and told.
    Raises ``answer_needs_name`` where a signature is needed and there is none.
    """
    with store.transaction() as cursor:
        made: set[str] = set()
        return [_kept(cursor, row, by, made) for row in rows]


def _kept(cursor: duckdb.DuckDBPyConnection, row: Row, by: str, made: set[str]) -> Row:
    if row.outcome not in (NEW, CHANGED):
        return row
    assert row.group_id is not None
    try:
        if row.outcome == CHANGED:
            book.put(cursor, row.group_id, row.content, by, answer_id=row.answer_id, based_on=row.version)
            return row
        answer_id = row.answer_id or book.new_id()
        if answer_id not in made:
            book.begin(cursor, answer_id, row.group_id, row.content.roles)
            made.add(answer_id)
        for version in row.versions:
            book.add(cursor, answer_id, version if version.saved_by else replace(version, saved_by=book.signed(by)))
    except ViceVersaError as error:
        if error.code == "answer_needs_name":
            raise
        return replace(row, outcome=CONFLICT, reason=error.code)
    return row


def _once(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows, each version of an answer once: which of two was meant, nobody can say but who wrote the file."""
    met: set[tuple[str, int]] = set()
    for row in rows:
        said = {(row.answer_id, version.number) for version in row.versions if row.answer_id}
        yield replace(row, outcome=REJECTED, reason="repeated") if said & met else row
        met |= said


def _judged(row: Row, known: Mapping[str, Answer], cursor: duckdb.DuckDBPyConnection) -> Row:
    """The row with what becomes of it."""
    if row.outcome == REJECTED:
        return row
    answer = known.get(row.answer_id)
    if answer is not None and answer.archived_at is not None:
        return replace(row, outcome=REJECTED, reason="archived")
    if answer is not None:
        same = any(version.content == row.content for version in answer.versions if version.number == row.version)
        if same or answer.latest.content == row.content:
            return replace(row, group_id=answer.group_id, outcome=UNCHANGED)
        if answer.latest.number != row.version:
            return replace(row, group_id=answer.group_id, outcome=CONFLICT, reason="answer_outdated")
        return replace(row, group_id=answer.group_id, outcome=CHANGED)
    group_id = _group(cursor, row)
    if group_id is None:
        return replace(row, outcome=REJECTED, reason="no_group")
    taken = [
        other
        for other in known.values()
        if other.archived_at is None
        and other.group_id == group_id
        and entries.overlap(other.latest.content.roles, row.content.roles)
    ]
    if taken:
        return replace(row, group_id=group_id, outcome=CONFLICT, reason="answer_role_taken")
    return replace(row, group_id=group_id, outcome=NEW)


def _group(cursor: duckdb.DuckDBPyConnection, row: Row) -> int | None:
    """The group that a new row answers: by its id, else by a question that is in it."""
    found = cursor.execute(
        "select group_id from question_group where group_id = $group_id"
        " union all select group_id from text_group where text_id = $text_id limit 1",
        {"group_id": row.group_id, "text_id": identity.text_id(row.question)},
    ).fetchone()
    return None if found is None else int(found[0])
