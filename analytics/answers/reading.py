"""From a file to the rows of a book: CSV or a workbook as people complete it, or JSON from another installation.

Nothing is judged here but whether a row can be read: what one would become is said in ``bringing_in``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from analytics.answers import entries
from analytics.answers.entries import Content, Fact, Version
from analytics.answers.taking_away import COLUMNS, KIND
from analytics.exports import harmless
from data import formats, language
from data.errors import UnreadableFile, ViceVersaError
from data.formats import limits
from data.spelling import MAX_LABEL

NEW, CHANGED, UNCHANGED, CONFLICT, REJECTED = OUTCOMES = ("new", "changed", "unchanged", "conflict", "rejected")
"""What becomes of a row of a file."""


LARGEST_MEGABYTES = 20
"""What a file may hold: thousands of answers with all their versions. JSON is read in our own memory."""

_LAST_NUMBER = 2**31 - 1


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


def rows(content: bytes, name: str) -> Iterator[Row]:
    """The rows of a file, each new or rejected, as far as the file tells. Raises what ``bringing_in.read`` raises."""
    if len(content) > LARGEST_MEGABYTES * limits.MEGABYTE:
        raise UnreadableFile("file_too_large", file=formats.shown_name(name), limit=LARGEST_MEGABYTES)
    is_json = content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{")
    yield from _from_json(content, name) if is_json else _from_table(content, name)


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
        approved_on, approved_by = _day(cell("approved_on")), _name(said("approved_by"))
        approved = bool(approved_on and approved_by and content.review_by)
        version = Version(
            _whole(said("version")),
            content,
            _name(said("saved_by")),
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
    texts = (content.french, content.english, *(fact.said for fact in content.facts))
    names = (content.owner, *(fact.source for fact in content.facts), *content.roles)
    if max(map(len, texts)) > entries.LONGEST_TEXT or max(map(len, names)) > MAX_LABEL:
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
    except (KeyError, TypeError, ValueError, OverflowError, AttributeError):
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
        _number(int(written["version"])),
        content,
        _name(written["saved_by"]),
        _moment(written["saved_at"]),
        _name(written["approved_by"]) if approved else None,
        _moment(written["approved_at"]) if approved else None,
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
    if not 0 <= number < 2**64:
        raise _Bad("bad_id")
    return number - 2**64 if number >= 2**63 else number


def _whole(written: str) -> int:
    try:
        return _number(max(1, int(float(written)))) if written.strip() else 1
    except (ValueError, OverflowError) as error:
        raise _Bad("bad_version") from error


def _number(number: int) -> int:
    if not 1 <= number <= _LAST_NUMBER:
        raise _Bad("bad_version")
    return number


def _name(written: object) -> str:
    name = "" if written is None else entries.one_line(str(written))
    if len(name) > MAX_LABEL:
        raise _Bad("too_long")
    return name


def _moment(written: str) -> datetime:
    """A moment by our clock. Raises OverflowError for one of another zone at the very end of time."""
    moment = datetime.fromisoformat(written)
    return moment.astimezone().replace(tzinfo=None) if moment.tzinfo else moment


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
