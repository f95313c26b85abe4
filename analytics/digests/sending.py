"""Sending digests: those that are due, each mail once, and a trial of one."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from analytics import mail
from analytics.digests import deliveries, saved
from analytics.digests.edition import Edition, edition
from analytics.digests.letter import enclosures, letter
from analytics.digests.saved import Digest
from analytics.digests.schedule import due_week
from analytics.mail import MailError, Server
from data.errors import ViceVersaError
from data.store import Store

_LOG = logging.getLogger("vice_versa")

State = Literal["sent", "partly", "failed", "skipped"]


@dataclass(frozen=True)
class Outcome:
    """What became of a digest that was due.

    ``mails``: each recipient that was tried, with the error where it went wrong. ``error`` is why nobody was tried: the
    week has nothing to show (``skipped``: it is looked at again until it is too late), or the mail server (``failed``).
    """

    digest: Digest
    week: date
    mails: tuple[tuple[str, MailError | None], ...] = ()
    error: ViceVersaError | None = None

    @property
    def state(self) -> State:
        """Sent to all, to some, to nobody because of the mail, or skipped because there is nothing to tell."""
        if self.error is not None and not isinstance(self.error, MailError):
            return "skipped"
        sent = [recipient for recipient, error in self.mails if error is None]
        if self.error is None and len(sent) == len(self.mails):
            return "sent"
        return "partly" if sent else "failed"


def send_due(store: Store, now: datetime) -> list[Outcome]:
    """Send what is due and was not sent, and tell what became of each digest; empty where nothing waits.

    Safe to call as often as one likes and from several threads. A digest whose mail server cannot be reached ends the
    round: the others would meet the same. Raises what ``mail.server`` raises where something waits to be sent.
    """
    deliveries.settle(store, now)
    waiting = _waiting(store, now)
    outcomes: list[Outcome] = []
    if not waiting:
        return outcomes
    server = mail.server()
    for digest, week, recipients in waiting:
        outcomes.append(_sent(store, server, digest, week, recipients, now))
        if isinstance(outcomes[-1].error, MailError):
            break
    return outcomes


def send_again(store: Store, digest: Digest, week: date, now: datetime) -> Outcome:
    """Send a digest to those whose mail was refused, failed, or may have left, because a person says so."""
    assert digest.number is not None
    deliveries.again(store, digest.number, week)
    recipients = deliveries.waiting(store, digest.number, week, digest.recipients, now)
    return _sent(store, mail.server(), digest, week, recipients, now)


def send_trial(store: Store, digest: Digest, recipient: str, now: datetime) -> Edition:
    """Send the newest edition of a digest to one address, as a trial of which no record is kept; what was sent.

    Raises MailError, and what ``edition`` raises where the week has nothing to show.
    """
    server = mail.server()
    made = _edition(store, digest, newest_week(now), now)
    message = letter(made, enclosures(made, pdf=digest.pdf), digest.name, server, recipient, trial=True)
    with mail.connected(server) as smtp:
        mail.deliver(smtp, message, server.address, recipient)
    return made


def newest_week(now: datetime) -> date:
    """The Monday of the last full week."""
    return now.date() - timedelta(days=now.weekday() + 7)


def _waiting(store: Store, now: datetime) -> list[tuple[Digest, date, list[str]]]:
    found = []
    for digest in saved.all_saved(store):
        week = due_week(digest, now)
        if week is not None and digest.number is not None:
            recipients = deliveries.waiting(store, digest.number, week, digest.recipients, now)
            if recipients:
                found.append((digest, week, recipients))
    return found


def _edition(store: Store, digest: Digest, week: date, now: datetime) -> Edition:
    return edition(store, digest.filters, week, digest.language, now.date(), wordings=digest.wordings)


def _sent(store: Store, server: Server, digest: Digest, week: date, recipients: list[str], now: datetime) -> Outcome:
    assert digest.number is not None
    try:
        made = _edition(store, digest, week, now)
    except ViceVersaError as error:
        return Outcome(digest, week, error=error)
    with_it = enclosures(made, pdf=digest.pdf)
    mails: list[tuple[str, MailError | None]] = []
    for recipient in recipients:
        message = letter(made, with_it, digest.name, server, recipient)
        try:
            # A connection for each: a recipient that is refused, or a server that hangs up, is no matter for the next.
            with mail.connected(server) as smtp:
                if not deliveries.claim(store, digest.number, week, recipient, now):
                    continue
                problem: MailError | None = None
                try:
                    mail.deliver(smtp, message, server.address, recipient)
                except MailError as error:
                    problem = error
                state, reason = (problem.outcome, problem.code) if problem else ("sent", "")
                deliveries.record(store, digest.number, week, recipient, state, now, reason)
                mails.append((recipient, problem))
        except MailError as error:
            return Outcome(digest, week, tuple(mails), error)
    return Outcome(digest, week, tuple(mails))
