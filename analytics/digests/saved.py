"""Saved digests: what is sent, to whom, and when."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from analytics import mail
from analytics.population import Filters, population
from data import language
from data.errors import ViceVersaError
from data.store import Store

LONGEST_NAME = 80


@dataclass(frozen=True)
class Digest:
    """A digest that is sent every week: its own filters (never a period), language, recipients and hour.

    ``weekday``: 1 is Monday; ``hour`` by the clock of the machine. ``number`` is None until it is saved.
    """

    name: str
    recipients: tuple[str, ...]
    filters: Filters = field(default_factory=Filters)
    language: str = language.DEFAULT
    weekday: int = 1
    hour: int = 7
    wordings: bool = True
    pdf: bool = False
    enabled: bool = True
    number: int | None = None
    scheduled_at: datetime = datetime.min


def all_saved(store: Store) -> list[Digest]:
    """The saved digests, in the order of their names."""
    found = store.rows("from digest order by name, digest_id")
    return [
        Digest(
            name=str(row["name"]),
            recipients=tuple(json.loads(str(row["recipients"]))),
            filters=_filters(json.loads(str(row["filters"]))),
            language=language.supported(str(row["language"])),
            weekday=int(row["weekday"]),
            hour=int(row["hour"]),
            wordings=bool(row["wordings"]),
            pdf=bool(row["pdf"]),
            enabled=bool(row["enabled"]),
            number=int(row["digest_id"]),
            scheduled_at=row["scheduled_at"].to_pydatetime(),
        )
        for row in found.to_dict("records")
    ]


def _filters(chosen: dict[str, Any]) -> Filters:
    values: dict[str, Any] = {name: tuple(values) for name, values in chosen.items()}
    return Filters(**values)


def checked(digest: Digest) -> Digest:
    """The digest with its name on one line and without a period.

    Raises ``digest_without_name``, ``digest_without_recipient``, ``digest_hour_unknown`` and ``mail_address_invalid``.
    """
    name = " ".join("".join(c if c.isprintable() else " " for c in digest.name).split())[:LONGEST_NAME].strip()
    if not name:
        raise ViceVersaError("digest_without_name")
    recipients = mail.addresses(",".join(digest.recipients))
    if not recipients:
        raise ViceVersaError("digest_without_recipient")
    if digest.weekday not in range(1, 8) or digest.hour not in range(24):
        raise ViceVersaError("digest_hour_unknown")
    return replace(digest, name=name, recipients=recipients, filters=replace(digest.filters, since=None, until=None))


def save(store: Store, digest: Digest, now: datetime) -> Digest:
    """Save a new digest, or what was changed of one; as it is kept. Raises what ``checked`` raises.

    One that is new, was off, or moves to another hour is due from ``now`` on: nothing is sent for an hour that is past.
    """
    digest = checked(digest)
    before = next((one for one in all_saved(store) if one.number == digest.number), None)
    kept = before and before.enabled and (before.weekday, before.hour) == (digest.weekday, digest.hour)
    digest = replace(digest, scheduled_at=before.scheduled_at if before and kept else now)
    values = asdict(digest) | {
        "filters": json.dumps(digest.filters.chosen),
        "recipients": json.dumps(digest.recipients),
    }
    with store.transaction(moves_figures=False) as cursor:
        if before is None:
            del values["number"]
            row = cursor.execute(
                "insert into digest (name, filters, language, recipients, weekday, hour, wordings, pdf, enabled,"
                " scheduled_at) values ($name, $filters, $language, $recipients, $weekday, $hour, $wordings, $pdf,"
                " $enabled, $scheduled_at) returning digest_id",
                values,
            ).fetchone()
            return replace(digest, number=row[0] if row else None)
        cursor.execute(
            "update digest set name = $name, filters = $filters, language = $language, recipients = $recipients,"
            " weekday = $weekday, hour = $hour, wordings = $wordings, pdf = $pdf, enabled = $enabled,"
            " scheduled_at = $scheduled_at where digest_id = $number",
            values,
        )
    return digest


def enter(store: Store, digest: Digest, now: datetime) -> Digest:
    """Save what a person asks for; as it is kept.

    Raises what ``checked`` raises, and PopulationRefused for filters that choose or leave out too few: what may not be
    shown would be skipped every week, so it is better said now.
    """
    population(store, checked(digest).filters)
    return save(store, digest, now)


def delete(store: Store, number: int) -> None:
    """Delete a digest, with the addresses it was sent to."""
    with store.transaction(moves_figures=False) as cursor:
        cursor.execute("delete from digest_delivery where digest_id = $number", {"number": number})
        cursor.execute("delete from digest where digest_id = $number", {"number": number})
