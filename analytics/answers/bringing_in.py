"""A book brought in from a file: CSV or a workbook as people complete it, or JSON from another installation.

A file never overwrites unseen. An answer that somebody changed since the file was written is a conflict: listed, with
its row, and left as it is.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

import duckdb

from analytics.answers import book, entries
from analytics.answers.entries import Answer, Content, Fact, Version
from analytics.answers.taking_away import COLUMNS, KIND
from analytics.exports import harmless
from data import formats, identity, language
from data.errors import ViceVersaError
from data.store import Store

NEW, CHANGED, UNCHANGED, CONFLICT, REJECTED = OUTCOMES = ("new", "changed", "unchanged", "conflict", "rejected")
"""What becomes of a row of a file."""


@dataclass(frozen=True)
class Row:
    """One row of a file: a version of an answer, from JSON with the ones before it, and what becomes of it.

    ``reason`` is a key of ``answers.rejected`` where it is rejected, and of ``errors`` where it is a conflict.
    """

    number: int
    answer_id: str
    group_id: int | None
    question: str
    versions: tuple[Version, ...] = ()
    outcome: str = NEW
    reason: str = ""

    @property
    def version(self) -> int:
        """The number of the version that the row was written upon, 0 for none."""
        return self.versions[0].number if self.versions else 0

    @property
    def content(self) -> Content:
        """What the row says."""
        return self.versions[0].content if self.versions else Content()


class _Bad(ValueError):
    """A cell that cannot be read: the reason, as ``answers.rejected`` has it."""


def read(store: Store, content: bytes, name: str) -> list[Row]:
    """What each row of a file would become, nothing done yet.

    A CSV, a workbook or the JSON of ``to_json``. Raises UnreadableFile, and
    ``answers_unreadable`` where the columns of the book are not there.
    """
    if content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        rows = list(_from_json(content, name))
    else:
        rows = list(_from_table(content, name))
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


def _from_table(content: bytes, name: str) -> Iterator[Row]:
    table = formats.read_file(content, name).tables[0]
    header, *rows = table.rows
    places = _places(["" if cell is None else str(cell).strip() for cell in header])
    if not {"group", "question"} & set(places) or not {"french", "english"} & set(places):
        raise ViceVersaError("answers_unreadable", file=formats.shown_name(name))
    for number, cells in zip(table.row_numbers[1:], rows, strict=True):

        def cell(column: str, cells: Sequence[formats.Cell] = cells) -> formats.Cell:
            return cells[places[column]] if column in places else None

        yield _row(number, cell)


def _places(header: Sequence[str]) -> dict[str, int]:
    """Where each column of the book is, whatever the language of the file."""
    named = {
        spelled: column
        for column in COLUMNS
        for lang in language.LANGUAGES
        for spelled in (column, language.text(f"answers.column.{column}", lang).casefold())
    }
    return {named[title.casefold()]: place for place, title in enumerate(header) if title.casefold() in named}


def _row(number: int, cell: Callable[[str], formats.Cell]) -> Row:
    def said(column: str) -> str:
        value = cell(column)
        return "" if value is None else _unguarded(str(value))

    row = Row(number, said("answer").removeprefix("a-").strip(), None, said("question"))
    try:
        content = Content(
            french=said("french"),
            english=said("english"),
            facts=tuple(_fact(line) for line in said("facts").splitlines() if line.strip()),
            roles=tuple(said("roles").splitlines()),
            owner=said("owner"),
            review_by=_day(cell("review_by")),
        ).tidy()
        _check(content)
        approved_on, approved_by = _day(cell("approved_on")), said("approved_by").strip()
        approved = bool(approved_on and approved_by and content.review_by)
        version = Version(
            _whole(said("version")),
            content,
            said("saved_by").strip(),
            datetime.now(),
            approved_by if approved else None,
            datetime.combine(approved_on, time()) if approved and approved_on else None,
        )
        return replace(row, answer_id=_id(row.answer_id), group_id=_group_id(said("group")), versions=(version,))
    except _Bad as bad:
        return replace(row, outcome=REJECTED, reason=str(bad))


def _check(content: Content) -> None:
    if not (content.french or content.english or content.owner):
        raise _Bad("nothing_said")
    if max(len(content.french), len(content.english)) > entries.LONGEST_TEXT:
        raise _Bad("too_long")


def _from_json(content: bytes, name: str) -> Iterator[Row]:
    try:
        document = json.loads(content.decode("utf-8-sig"))
        if document["kind"] != KIND:
            raise ValueError("another kind of file")
        entries = list(document["answers"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ViceVersaError("answers_unreadable", file=formats.shown_name(name)) from error
    for number, entry in enumerate(entries, start=1):
        yield _entry(number, entry)


def _entry(number: int, entry: Any) -> Row:
    """One answer of the JSON file with its versions, or what cannot be read of it."""
    try:
        if entry["archived_by"] is not None:
            raise _Bad("archived")
        versions = tuple(_version_of(written) for written in entry["versions"])
        if not versions or len({version.number for version in versions}) < len(versions):
            raise _Bad("incomplete")
        return Row(number, _id(str(entry["answer"])), _group_id(str(entry["group"])), "", versions)
    except _Bad as bad:
        reason = str(bad)
    except (KeyError, TypeError, ValueError, AttributeError):
        reason = "incomplete"
    return Row(number, "", None, "", outcome=REJECTED, reason=reason)


def _version_of(written: Any) -> Version:
    content = Content(
        french=str(written["french"]),
        english=str(written["english"]),
        facts=tuple(Fact(str(fact["fact"]), str(fact["source"])) for fact in written["facts"]),
        roles=tuple(str(role) for role in written["roles"]),
        owner=str(written["owner"]),
        review_by=_day(written["review_by"]),
    ).tidy()
    _check(content)
    approved = written["approved_at"] and written["approved_by"] and content.review_by
    return Version(
        int(written["version"]),
        content,
        str(written["saved_by"]),
        datetime.fromisoformat(written["saved_at"]),
        str(written["approved_by"]) if approved else None,
        datetime.fromisoformat(written["approved_at"]) if approved else None,
    )


def _id(written: str) -> str:
    if written and not (written.isalnum() and len(written) <= 32):
        raise _Bad("bad_id")
    return written


def _group_id(written: str) -> int | None:
    digits = written.removeprefix("g-").strip()
    if not digits:
        return None
    try:
        number = int(digits, 16)
    except ValueError as error:
        raise _Bad("bad_id") from error
    return number - 2**64 if number >= 2**63 else number


def _whole(written: str) -> int:
    try:
        return max(1, int(float(written))) if written.strip() else 1
    except (ValueError, OverflowError) as error:
        raise _Bad("bad_version") from error


def _day(value: object) -> date | None:
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    for pattern in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(str(value).strip()[:10], pattern).date()
        except ValueError:
            continue
    raise _Bad("bad_date")


def _fact(line: str) -> Fact:
    """A fact and its source: what stands before and after the first bar that is not escaped."""
    parts, escaped = [""], False
    for character in line:
        if escaped or character not in "\\|" or (character == "|" and len(parts) == 2):
            parts[-1] += character
            escaped = False
        elif character == "\\":
            escaped = True
        else:
            parts.append("")
    return Fact(parts[0], parts[1] if len(parts) == 2 else "")


def _unguarded(cell: str) -> str:
    bare = cell.lstrip("'")
    return cell[1:] if cell.startswith("'") and harmless(bare) != bare else cell
