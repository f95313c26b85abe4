"""The book as a file to take away: CSV for a spreadsheet, JSON with every version."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

from analytics import groups
from analytics.answers import book, entries
from analytics.answers.entries import Answer, Version
from analytics.exports import DIALECTS, harmless
from analytics.population import Filters
from data import language
from data.store import Store

KIND = "vice-versa-answers"
"""What the JSON file says it is."""

COLUMNS = (
    "answer", "group", "question", "version", "state", "roles", "french", "english", "facts", "owner", "review_by",
    "saved_by", "approved_by", "approved_on",
)  # fmt: skip
"""The columns of the CSV: names in ``answers.column``, in any language."""


def to_csv(store: Store, lang: str, today: date) -> bytes:
    """The answers in use as a CSV that the language's Excel opens: the version that stands, and a waiting draft."""
    dialect = DIALECTS[lang]
    names = groups.groups(store, Filters(), lang=lang).set_index("group_id")["name"].dropna().to_dict()
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=dialect.delimiter, lineterminator="\r\n")
    writer.writerow([language.text(f"answers.column.{column}", lang) for column in COLUMNS])
    for answer in book.answers(store):
        for version in dict.fromkeys(filter(None, (answer.approved, answer.waiting))):
            state = answer.state(today) if version.approved_at else entries.DRAFT
            content = version.content
            cells = (
                f"a-{answer.answer_id}",
                f"g-{group_key(answer.group_id)}",
                str(names.get(answer.group_id, "")),
                str(version.number),
                language.text(f"answers.state.{state}", lang),
                "\n".join(content.roles),
                content.french,
                content.english,
                "\n".join(f"{_escaped(fact.said)} | {_escaped(fact.source)}" for fact in content.facts),
                content.owner,
                content.review_by.strftime(dialect.day) if content.review_by else "",
                version.saved_by,
                version.approved_by or "",
                version.approved_at.strftime(dialect.day) if version.approved_at else "",
            )
            writer.writerow([_guarded(cell) for cell in cells])
    return out.getvalue().encode("utf-8-sig")


def to_json(store: Store) -> bytes:
    """Every answer with all its versions, those put away included, as UTF-8 JSON."""
    kept = [*book.answers(store), *book.answers(store, archived=True)]
    document = {"kind": KIND, "answers": [_described(answer) for answer in kept]}
    return json.dumps(document, ensure_ascii=False, indent=2).encode()


def group_key(group_id: int) -> str:
    """A group's id as text that no spreadsheet rounds."""
    return f"{group_id & (2**64 - 1):016x}"


def _described(answer: Answer) -> dict[str, object]:
    return {
        "answer": answer.answer_id,
        "group": group_key(answer.group_id),
        "archived_by": answer.archived_by,
        "versions": [_version(version) for version in answer.versions],
    }


def _version(version: Version) -> dict[str, object]:
    content = version.content
    return {
        "version": version.number,
        "roles": list(content.roles),
        "french": content.french,
        "english": content.english,
        "facts": [{"fact": fact.said, "source": fact.source} for fact in content.facts],
        "owner": content.owner,
        "review_by": content.review_by.isoformat() if content.review_by else None,
        "saved_by": version.saved_by,
        "saved_at": version.saved_at.isoformat(),
        "approved_by": version.approved_by,
        "approved_at": version.approved_at.isoformat() if version.approved_at else None,
    }


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("|", "\\|")


def _guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula, from which the text can be read back."""
    bare = cell.lstrip("'")
    return "'" + cell if harmless(bare) != bare else cell
