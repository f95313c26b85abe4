"""Notes on a day: what happened that may explain what candidates ask ("salary grid published").

A note stands as a mark on the trends of its theme and role. It is plain text from people, and masked as wordings are.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime

import pandas as pd

from analytics.themes import versions
from data.errors import ViceVersaError
from data.masking import Masker
from data.store import Store

LONGEST = 200
"""Characters of a note."""


def note(store: Store, day: date, words: str, theme: str = "", role: str = "") -> str:
    """Keep a note without the personal data in it; its id. Without ``theme`` or ``role`` it is about all of them.

    Raises ``event_without_words`` and ``event_too_long``.
    """
    said = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    if not said:
        raise ViceVersaError("event_without_words")
    if len(said) > LONGEST:
        raise ViceVersaError("event_too_long", length=len(said), longest=LONGEST)
    event_id, masked = uuid.uuid4().hex, Masker().mask(said).text
    with store.transaction() as cursor:
        cursor.execute(
            "insert into event values ($event_id, $day, $words, $theme, $role, $now)",
            {"event_id": event_id, "day": day, "words": masked, "theme": theme, "role": role, "now": datetime.now()},
        )
    return event_id


def remove(store: Store, event_id: str) -> None:
    """Take a note away."""
    with store.transaction() as cursor:
        cursor.execute("delete from event where event_id = $event_id", {"event_id": event_id})


def events(store: Store, themes: Sequence[str] | None = None, roles: Sequence[str] | None = None) -> pd.DataFrame:
    """The notes, newest day first; those on certain themes or roles, and on all of them, where some are named.

    Columns: event_id, day, words, theme and role ("" for all) as they are called now. A note on a theme that is no
    longer there is about all of them.
    """
    frame = store.rows(
        "select event_id, day, words, theme, coalesce(merged_into, event.role) as role"
        " from event left join role_merge using (role) order by day desc, noted_at desc, event_id"
    )
    taxonomy = versions.current(store)
    frame["theme"] = [taxonomy.shown_as(theme) or "" for theme in frame["theme"]]
    for column, named in (("theme", themes), ("role", roles)):
        if named is not None:
            frame = frame[frame[column].isin(["", *named])]
    return frame.reset_index(drop=True)
