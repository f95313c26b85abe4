"""``digest``: the weekly review as a file or as text, and the saved digests that are due by mail."""

from __future__ import annotations

import argparse
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

from analytics.commands.answering import (
    DONE,
    IN_PART,
    declare_json,
    described,
    print_json,
    spoken_language,
    write,
)
from analytics.commands.exporting import attribute_filters, declare_attributes
from analytics.digests import sending
from analytics.digests.document import iso_week
from analytics.digests.edition import FORMATS, edition
from analytics.digests.sending import Outcome
from analytics.reports.text import to_text
from data import language
from data.errors import ViceVersaError
from data.store import Store, open_store


def declare_digest(parser: argparse.ArgumentParser) -> None:
    """Options of ``digest``."""
    parser.add_argument("--week", type=week, metavar="2026-W46", help="the last full week unless given")
    declare_attributes(parser)
    parser.add_argument("--no-wordings", action="store_true", help="figures only, nothing in candidates' words")
    parser.add_argument("--out", type=Path, metavar="FILE.html|.pdf|.json", help="the terminal unless given")
    parser.add_argument("--due", action="store_true", help="send the saved digests that are due, each mail once")
    declare_json(parser)


def digest(options: argparse.Namespace) -> int:
    """Write the digest of a week, or send what is due."""
    if options.due:
        return _send_due(options)
    suffix = _suffix(options.out)
    with closing(open_store()) as store:
        monday = options.week or sending.newest_week(datetime.now())
        made = edition(
            store, attribute_filters(options), monday, spoken_language(), date.today(), wordings=not options.no_wordings
        )
    if options.out:
        write(made.written(suffix), options.out)
    if options.json:
        print_json(made.document)
    elif not options.out:
        print(to_text(made.report).decode(), end="")
    return DONE


def week(raw: str) -> date:
    """The Monday of a week as ISO 8601 writes it."""
    year, _, number = raw.upper().partition("-W")
    return date.fromisocalendar(int(year), int(number), 1)


def _suffix(out: Path | None) -> str:
    suffix = "" if out is None else out.suffix.lower().lstrip(".")
    if out is not None and suffix not in FORMATS:
        raise ViceVersaError("report_unknown_format", file=out.name, known=", ".join(f".{known}" for known in FORMATS))
    return suffix


def _send_due(options: argparse.Namespace) -> int:
    with closing(_opened()) as store:
        outcomes = sending.send_due(store, datetime.now())
    if options.json:
        print_json({"digests": [_described(outcome) for outcome in outcomes]})
    elif not outcomes:
        print(language.text("digests.due.nothing", spoken_language()))
    else:
        for outcome in outcomes:
            _tell(outcome)
    return IN_PART if {outcome.state for outcome in outcomes} & {"partly", "failed"} else DONE


def _opened() -> Store:
    """The store; where the dashboard holds it, what that means for mail."""
    try:
        return open_store()
    except ViceVersaError as error:
        if error.code != "store_busy":
            raise
        raise ViceVersaError("digest_store_busy") from error


def _described(outcome: Outcome) -> dict[str, object]:
    return {
        "digest": outcome.digest.name,
        "week": iso_week(outcome.week),
        "status": outcome.state,
        "recipients": [
            {
                "recipient": recipient,
                "status": "sent" if error is None else error.outcome,
                "error": None if error is None else described(error),
            }
            for recipient, error in outcome.mails
        ],
        "error": None if outcome.error is None else described(outcome.error),
    }


def _tell(outcome: Outcome) -> None:
    lang = spoken_language()
    state = language.text(f"digests.due.{outcome.state}", lang)
    print(f"{outcome.digest.name} ({iso_week(outcome.week)}): {state}")
    for recipient, error in outcome.mails:
        said = language.text("digests.due.sent", lang) if error is None else error.explain(lang).message
        print(f"  {recipient}: {said}")
    if outcome.error is not None:
        told = outcome.error.explain(lang)
        print(f"  {told.message}\n  {told.advice}")
