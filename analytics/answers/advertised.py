"""What the job ads say on the theme of an answer: candidates read them before they ask."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.ads import book, saying
from analytics.answers.hints import Advertised
from data.store import Store


def passages(store: Store, theme: str, roles: Sequence[str]) -> list[Advertised]:
    """The passages on a theme in the newest ads of these roles; of every role that has an ad where none is named."""
    newest = book.versions(store).drop_duplicates("role", keep="last")
    found: list[Advertised] = []
    for role, ad_id in zip(newest["role"], newest["ad_id"], strict=True):
        if roles and role not in roles:
            continue
        said = saying.passages_of(store, ad_id)
        found += [
            Advertised(str(role), str(wording))
            for wording, answered in zip(said["wording"], said["answered"], strict=True)
            if theme in answered
        ]
    return found
