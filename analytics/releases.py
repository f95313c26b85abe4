"""Hidden wordings that a reviewer decided to show, and back.

A release holds for every screen, search and export, and for every time the wording is asked again.
"""

from __future__ import annotations

from datetime import datetime

from data.store import Store


def release(store: Store, text_id: int) -> None:
    """Show the wording of a hidden text from now on."""
    with store.transaction() as cursor:
        cursor.execute(
            "insert or replace into release values ($text_id, $now)", {"text_id": text_id, "now": datetime.now()}
        )


def withdraw(store: Store, text_id: int) -> None:
    """Hide the wording of a released text again."""
    with store.transaction() as cursor:
        cursor.execute("delete from release where text_id = $text_id", {"text_id": text_id})
