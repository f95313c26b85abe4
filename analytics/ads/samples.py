"""The demo's job ads: our own samples, dated back from today, that come and go with the demo log."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path

from analytics.ads import book
from data.demo import load_plan
from data.documents import Document
from data.documents.text import blocks
from data.store import Store

_FOLDER = Path(__file__).parents[2] / "data" / "demo"


def filings(today: date) -> list[book.Filing]:
    """The sample ads with the roles of the demo log; weeks count back from the one under way, as in its plan."""
    roles = {role.id: role.name for role in load_plan().roles}
    monday = today - timedelta(days=today.weekday())
    return [
        book.Filing(_draft(entry["file"]), roles[entry["role"]], monday - timedelta(weeks=entry["week"]))
        for entry in tomllib.loads((_FOLDER / "ads.toml").read_text("utf-8"))["ads"]
    ]


def _draft(name: str) -> book.Draft:
    """One of our own files: it needs no bounded process to be read."""
    lines = (_FOLDER / "ads" / name).read_text("utf-8").splitlines()
    return book.drafted(Document("ad_text", tuple(blocks(lines))), name)


def load(store: Store, import_id: str, today: date) -> None:
    """File the samples under the demo's import; nothing where they are there already."""
    if not store.value("select count(*) from ad where import_id = $id", {"id": import_id}):
        book.file(store, filings(today), import_id)
