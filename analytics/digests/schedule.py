"""When a digest is due, and which week it tells about."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from analytics.digests.saved import Digest

LATEST = timedelta(days=6)
"""How late a digest is still sent: a machine that was off, or a week that was imported late."""


def next_due(digest: Digest, now: datetime) -> datetime:
    """The next moment, after ``now``, at which the digest is due."""
    moment = _of_week(digest, _monday(now))
    return moment if moment > now else moment + timedelta(weeks=1)


def due_week(digest: Digest, now: datetime) -> date | None:
    """The Monday of the finished week that the digest ought to have told about by ``now``; None where none is due.

    That is the last full week before its latest hour. An hour before the digest was scheduled, or longer ago than
    ``LATEST``, is past.
    """
    latest = next_due(digest, now) - timedelta(weeks=1)
    if not digest.enabled or latest < digest.scheduled_at or now - latest > LATEST:
        return None
    return _monday(latest) - timedelta(weeks=1)


def _monday(moment: datetime) -> date:
    return moment.date() - timedelta(days=moment.weekday())


def _of_week(digest: Digest, monday: date) -> datetime:
    return datetime.combine(monday, datetime.min.time()) + timedelta(days=digest.weekday - 1, hours=digest.hour)
