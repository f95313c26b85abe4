"""What the job ads say on the theme of an answer: candidates read them before they ask."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.ads import book, saying
from data.store import Store


def passages(store: Store, theme: str, roles: Sequence[str]) -> list[str]:
    """The passages on a theme in the newest ads of these roles; of every role that has an ad where none is named."""
    advertised = list(dict.fromkeys(book.versions(store)["role"]))
    found: list[str] = []
    for role in [role for role in advertised if not roles or role in roles]:
        said = saying.passages(store, role)
        found += [
            str(wording)
            for wording, answered in zip(said["wording"], said["answered"], strict=True)
            if theme in answered
        ]
    return list(dict.fromkeys(found))
