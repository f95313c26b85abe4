"""What became of each mail of a digest, so that nobody gets one twice.

A mail is claimed before it leaves, in a transaction of its own: of two that want to send it, one does. A process that
is killed between the mail and its record leaves the claim; nobody knows then whether the mail left, so it is
``uncertain`` and is not sent again until a person says so.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pandas as pd

from data.store import Store

CLAIM_LASTS = timedelta(minutes=15)
"""Longer than any mail takes: a claim that is older was left by a process that is gone."""

TRY_AGAIN_AFTER = timedelta(minutes=50)
"""Pause after a failure, so that what runs every hour tries every hour, and what runs every minute does too."""


def claim(store: Store, number: int, week: date, recipient: str, now: datetime) -> bool:
    """Whether the mail is ours to send: nobody sent it, is sending it, was refused, or failed a moment ago."""
    with store.transaction(moves_figures=False) as cursor:
        claimed = cursor.execute(
            "insert into digest_delivery values ($number, $week, $recipient, 'claimed', '', $now)"
            " on conflict (digest_id, week, recipient) do update set state = 'claimed', changed_at = $now"
            " where digest_delivery.state = 'failed' and digest_delivery.changed_at <= $before returning recipient",
            {"number": number, "week": week, "recipient": recipient, "now": now, "before": now - TRY_AGAIN_AFTER},
        ).fetchone()
    return claimed is not None


def record(store: Store, number: int, week: date, recipient: str, state: str, now: datetime, reason: str = "") -> None:
    """Note what became of a claimed mail: sent, failed, refused or uncertain."""
    with store.transaction(moves_figures=False) as cursor:
        cursor.execute(
            "update digest_delivery set state = $state, reason = $reason, changed_at = $now"
            " where digest_id = $number and week = $week and recipient = $recipient",
            {"number": number, "week": week, "recipient": recipient, "state": state, "now": now, "reason": reason},
        )


def waiting(store: Store, number: int, week: date, recipients: tuple[str, ...], now: datetime) -> list[str]:
    """The recipients whose mail can be claimed now, in their order."""
    settled = store.rows(
        "select recipient from digest_delivery where digest_id = $number and week = $week"
        " and not (state = 'failed' and changed_at <= $before)",
        {"number": number, "week": week, "before": now - TRY_AGAIN_AFTER},
    )
    return [recipient for recipient in recipients if recipient not in set(settled["recipient"])]


def settle(store: Store, now: datetime) -> None:
    """Call the claims uncertain that a process left behind."""
    old = {"before": now - CLAIM_LASTS}
    if store.value("select 1 from digest_delivery where state = 'claimed' and changed_at < $before limit 1", old):
        with store.transaction(moves_figures=False) as cursor:
            cursor.execute(
                "update digest_delivery set state = 'uncertain', reason = 'mail_uncertain'"
                " where state = 'claimed' and changed_at < $before",
                old,
            )


def again(store: Store, number: int, week: date) -> None:
    """Let those mails of a digest and week be sent after all that were refused, failed, or may have left."""
    with store.transaction(moves_figures=False) as cursor:
        cursor.execute(
            "delete from digest_delivery where digest_id = $number and week = $week"
            " and state in ('failed', 'refused', 'uncertain')",
            {"number": number, "week": week},
        )


def history(store: Store, number: int, limit: int = 100) -> pd.DataFrame:
    """The mails of a digest, newest first. Columns: week, recipient, state, reason, changed_at."""
    return store.rows(
        "select week, recipient, state, reason, changed_at from digest_delivery where digest_id = $number"
        " order by week desc, changed_at desc, recipient limit $limit",
        {"number": number, "limit": limit},
    )
