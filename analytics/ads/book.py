"""The book of job ads: the versions of each role's ad, with the day from which each could be read.

An ad belongs to a role as people merged the log's roles. A version is known by its number within the role, 1 for the
first published; ``ad_id`` is what stays when an older one is filed later.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path

import duckdb
import pandas as pd

from analytics import queries
from analytics.ads import reading
from analytics.themes.language import language_of
from data import language as languages
from data.dates import EARLIEST
from data.documents import Block, Document, Kind, read_document
from data.documents.cutting import Passage, passages
from data.documents.people import without_people
from data.errors import ViceVersaError
from data.formats import shown_name
from data.identity import text_id
from data.spelling import clean_label, key
from data.store import Store

_SQL = Path(__file__).parent / "sql"
_LONGEST_TITLE = 120
_LEAST_SHARED = 0.6
"""Share of a role's words above which a title speaks of it."""


@dataclass(frozen=True)
class Version:
    """One version of a role's ad, in force from ``published`` until the day ``until`` (None: still)."""

    ad_id: str
    role: str
    number: int
    published: date
    until: date | None
    title: str
    language: str


@dataclass(frozen=True)
class Draft:
    """An ad as read and masked, before it is filed under a role. ``masked``: how often each kind of data was found."""

    format: str
    file_name: str
    title: str
    language: str
    blocks: tuple[Block, ...]
    passages: tuple[Passage, ...]
    masked: dict[str, int]


@dataclass(frozen=True)
class Filing:
    """An ad, the role that it is for, and the first day on which candidates could read it."""

    draft: Draft
    role: str
    published: date


def read(content: bytes, name: str = "") -> Draft:
    """The ad that a file or a pasted text holds, without personal data; ``name`` is "" for a pasted one.

    Raises UnreadableFile.
    """
    return drafted(read_document(content, name), name)


def drafted(document: Document, name: str = "") -> Draft:
    """The ad that a document holds, without personal data."""
    masked = without_people(document)
    title, rest = _titled(masked.document)
    cut = tuple(passages(rest))
    spoken = languages.supported(language_of([" ".join(passage.wording for passage in cut)])[0])
    return Draft(document.format, shown_name(name), title, spoken, masked.document.blocks, cut, masked.counts)


def _titled(document: Document) -> tuple[str, Sequence[Block]]:
    """The title that an ad begins with, and what follows; an ad without one begins with a longer line."""
    first, *rest = document.blocks
    if rest and (first.kind is Kind.HEADING or (len(first.text) <= _LONGEST_TITLE and not first.text.endswith("."))):
        return first.text, rest
    return "", document.blocks


def add(
    store: Store,
    role: str,
    published: date,
    content: bytes,
    file_name: str = "",
    *,
    language: str | None = None,
) -> Version:
    """``read`` and ``file`` in one step."""
    draft = read(content, file_name)
    if language:
        draft = replace(draft, language=language)
    return file(store, [Filing(draft, role, published)])[0]


def file(store: Store, filings: Sequence[Filing], import_id: str | None = None) -> list[Version]:
    """File ads, all of them or none. ``import_id``: the import that they come and go with.

    Raises ``ad_without_role``, ``ad_date`` (before the earliest day of logs, or after today), ``ad_day_taken`` (the
    role has a version of that day) and ``ad_unchanged`` (the version before or after says the same).
    """
    cut = [passage for filing in filings for passage in filing.draft.passages]
    found = reading.read([passage.said for passage in cut])
    with store.transaction() as cursor:
        added = [_file(cursor, filing, import_id) for filing in filings]
        reading.keep(cursor, [text_id(passage.said) for passage in cut], found)
    store.checkpoint()
    by_id = {version.ad_id: version for version in _all(store, None)}
    return [by_id[ad_id] for ad_id in added]


def _file(cursor: duckdb.DuckDBPyConnection, filing: Filing, import_id: str | None) -> str:
    draft, role, published = filing.draft, clean_label(filing.role), filing.published
    if not role:
        raise ViceVersaError("ad_without_role")
    if not EARLIEST <= published <= date.today():
        raise ViceVersaError("ad_date", date=published.isoformat())
    content = json.dumps([[block.kind.value, block.text] for block in draft.blocks], ensure_ascii=False)
    ad_id, digest = uuid.uuid4().hex[:12], hashlib.sha256(content.encode()).hexdigest()
    _refuse_repetition(cursor, role, published, digest)
    cursor.execute(
        "insert into ad values ($id, $role, $published, $title, $language, $content, $hash, $format, $file, $now,"
        " $import)",
        {
            "id": ad_id,
            "role": role,
            "published": published,
            "title": draft.title,
            "language": draft.language,
            "content": content,
            "hash": digest,
            "format": draft.format,
            "file": draft.file_name,
            "now": datetime.now(),
            "import": import_id,
        },
    )
    kept = pd.DataFrame(
        [
            (ad_id, position, text_id(passage.said), passage.heading, passage.wording)
            for position, passage in enumerate(draft.passages, start=1)
        ],
        columns=["ad_id", "position", "passage_id", "heading", "wording"],
    )
    cursor.register("new_passage", kept)
    cursor.execute("insert into ad_passage select * from new_passage")
    cursor.unregister("new_passage")
    return ad_id


def _refuse_repetition(cursor: duckdb.DuckDBPyConnection, role: str, published: date, digest: str) -> None:
    shown = cursor.execute("select merged_into from role_merge where role = $role", {"role": role}).fetchone()
    there = cursor.execute((_SQL / "versions.sql").read_text("utf-8"), {"role": shown[0] if shown else role}).df()
    days = [day.date() for day in there["published"]]
    if published in days:
        raise ViceVersaError("ad_day_taken", role=role, date=published.isoformat())
    place = sum(day < published for day in days)
    if digest in there["content_hash"].tolist()[max(0, place - 1) : place + 1]:
        raise ViceVersaError("ad_unchanged", role=role)


def versions(store: Store, role: str | None = None) -> pd.DataFrame:
    """The versions of one role's ad, or of all, by role and date.

    Columns: role, version (its number), published and until (dates; until None where it is in force still), title,
    language, format, file_name, added_at, is_demo, ad_id, content_hash.
    """
    frame = store.remembered(
        ("ad versions", role), lambda: store.rows((_SQL / "versions.sql").read_text("utf-8"), {"role": role})
    ).copy()
    for column in ("published", "until"):
        frame[column] = [None if pd.isna(day) else pd.Timestamp(day).date() for day in frame[column]]
    return frame


def _all(store: Store, role: str | None) -> list[Version]:
    return [
        Version(
            row["ad_id"], row["role"], row["version"], row["published"], row["until"], row["title"], row["language"]
        )
        for row in versions(store, role).to_dict("records")
    ]


def version(store: Store, role: str, number: int | None = None) -> Version:
    """One version of a role's ad, the newest unless told. Raises ``ad_unknown``."""
    found = [one for one in _all(store, role) if number in (None, one.number)]
    if not found:
        raise ViceVersaError("ad_unknown", role=role)
    return found[-1]


def current(store: Store, role: str, on: date | None = None) -> Version | None:
    """The version that candidates could read on a day, today unless told; None where there was none."""
    day = on or date.today()
    return next((one for one in reversed(_all(store, role)) if one.published <= day), None)


def known_role(store: Store, name: str) -> str:
    """The role of the log that a person means, as it is shown; any role where the log has none yet.

    Raises ``ad_role_unknown``, with the roles that resemble the name.
    """
    logged = queries.roles(store)
    shown: dict[str, str] = dict(zip(logged["role"], logged["shown_as"], strict=True)) | {
        role: role for role in logged["shown_as"]
    }
    by_key = {key(role, "role"): role for role in shown}
    if not shown:
        return name
    meant = name if name in shown else by_key.get(key(name, "role"))
    if meant is None:
        likely = get_close_matches(name, shown, n=3, cutoff=0.4) or sorted(shown)[:3]
        raise ViceVersaError("ad_role_unknown", role=name, known=", ".join(likely))
    return shown[meant]


def likely_role(roles: Sequence[str], draft: Draft) -> str | None:
    """The role whose words the title of an ad holds, or its file's name; None where none of them fits well."""
    named = {word for name in (draft.title, Path(draft.file_name).stem) for word in key(name, "role").split()}
    best, best_share = None, _LEAST_SHARED
    for role in roles:
        words = key(role, "role").split()
        share = sum(word in named for word in words) / max(len(words), 1)
        if share > best_share or (share == best_share and best and len(role) > len(best)):
            best, best_share = role, share
    return best


def remove(store: Store, ad_id: str) -> None:
    """Take a version out; what people decided about its passages stays. Raises ``ad_unknown``."""
    with store.transaction() as cursor:
        found = cursor.execute("select role from ad where ad_id = $id", {"id": ad_id}).fetchone()
        if not found:
            raise ViceVersaError("ad_unknown", role=ad_id)
        cursor.execute("delete from ad_passage where ad_id = $id", {"id": ad_id})
        cursor.execute("delete from ad where ad_id = $id", {"id": ad_id})
        reading.forget_unused(cursor)
    store.checkpoint()


def blocks(store: Store, ad_id: str) -> tuple[Block, ...]:
    """The masked blocks of a version."""
    content = json.loads(str(store.value("select content from ad where ad_id = $id", {"id": ad_id})))
    return tuple(Block(Kind(kind), text) for kind, text in content)
