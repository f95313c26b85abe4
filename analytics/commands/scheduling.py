"""``digests``: the saved digests, listed, added, changed and removed."""

from __future__ import annotations

import argparse
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from typing import Any

from analytics.commands.answering import DONE, declare_json, print_json, spoken_language
from analytics.commands.exporting import attribute_filters, declare_attributes
from analytics.digests import saved, words
from analytics.digests.saved import Digest
from analytics.digests.schedule import next_due
from analytics.population import population
from data import language
from data.errors import ViceVersaError
from data.store import Store, open_store

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def declare_digests(parser: argparse.ArgumentParser) -> None:
    """Options of ``digests``."""
    verbs = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    declare_json(verbs.add_parser("list", help="the saved digests: to whom, when, what is in them"))
    added = verbs.add_parser("add", help="save a digest: from its next hour on it is sent every week")
    added.add_argument("--name", required=True)
    _declare_digest(added, needs_recipients=True)
    changed = verbs.add_parser("change", help="change what is said of a digest; the rest stays")
    changed.add_argument("number", type=int, metavar="NUMBER", help="as “list” gives it")
    changed.add_argument("--name")
    _declare_digest(changed, needs_recipients=False)
    changed.add_argument("--no-filters", action="store_true", help="all interviews, unless filters are given beside it")
    removed = verbs.add_parser("remove", help="remove a digest and the record of its mails")
    removed.add_argument("number", type=int, metavar="NUMBER", help="as “list” gives it")
    declare_json(removed)


def _declare_digest(parser: argparse.ArgumentParser, *, needs_recipients: bool) -> None:
    switch = argparse.BooleanOptionalAction
    parser.add_argument(
        "--to", action="append", required=needs_recipients, metavar="ADDRESS", help="may be given several times"
    )
    parser.add_argument("--day", choices=_DAYS, help="monday unless given")
    parser.add_argument("--hour", type=int, metavar="0…23", help="by the machine's clock; 7 unless given")
    # Not --language: that is a filter, the language of the interviews.
    parser.add_argument("--in", dest="spoken", choices=language.LANGUAGES, help="the digest's language")
    parser.add_argument("--wordings", action=switch, help="quote candidates' questions, or give figures only")
    parser.add_argument("--pdf", action=switch, help="attach the PDF too")
    parser.add_argument("--enabled", action=switch, help="send it every week, or keep it without sending it")
    declare_attributes(parser)
    declare_json(parser)


def run_digests(options: argparse.Namespace) -> int:
    """Do one of the actions of ``digests``."""
    with closing(open_store()) as store:
        now = datetime.now()
        if options.action == "list":
            _tell_all(saved.all_saved(store), now, as_json=options.json)
        elif options.action == "remove":
            digest = _numbered(store, options.number)
            saved.delete(store, options.number)
            _tell(digest, now, options)
        else:
            new = Digest("", (), language=spoken_language())
            before = new if options.action == "add" else _numbered(store, options.number)
            wanted = _changed(before, options)
            if wanted.filters != before.filters and not population(store, wanted.filters).interviews:
                # On the screen filters are picked from what there is; here a slip of the pen would never be sent.
                raise ViceVersaError("digest_chooses_nobody")
            _tell(saved.enter(store, wanted, now), now, options)
    return DONE


def _numbered(store: Store, number: int) -> Digest:
    for digest in saved.all_saved(store):
        if digest.number == number:
            return digest
    raise ViceVersaError("digest_unknown", number=number)


def _changed(digest: Digest, options: argparse.Namespace) -> Digest:
    """The digest with what the options say of it."""
    given: dict[str, Any] = {
        "name": options.name,
        "recipients": None if options.to is None else tuple(options.to),
        "weekday": None if options.day is None else _DAYS.index(options.day) + 1,
        "hour": options.hour,
        "language": options.spoken,
        "wordings": options.wordings,
        "pdf": options.pdf,
        "enabled": options.enabled,
    }
    filters = attribute_filters(options)
    if filters.chosen or getattr(options, "no_filters", False):
        given["filters"] = filters
    return replace(digest, **{name: value for name, value in given.items() if value is not None})


def _described(digest: Digest, now: datetime) -> dict[str, object]:
    due = next_due(digest, max(now, digest.scheduled_at)) if digest.enabled else None
    return {
        "number": digest.number,
        "name": digest.name,
        "recipients": list(digest.recipients),
        "filters": digest.filters.chosen,
        "language": digest.language,
        "day": _DAYS[digest.weekday - 1],
        "hour": digest.hour,
        "wordings": digest.wordings,
        "pdf": digest.pdf,
        "enabled": digest.enabled,
        "next": None if due is None else due.isoformat(timespec="minutes"),
    }


def _tell_all(digests: list[Digest], now: datetime, *, as_json: bool) -> None:
    lang = spoken_language()
    if as_json:
        print_json({"digests": [_described(digest, now) for digest in digests]})
    elif not digests:
        print(language.text("digests.headline_none", lang))
    else:
        for digest in digests:
            print(f"{digest.number}  {digest.name}")
            for line in (", ".join(digest.recipients), words.content(digest, lang), words.schedule(digest, now, lang)):
                print(f"   {line}")


def _tell(digest: Digest, now: datetime, options: argparse.Namespace) -> None:
    lang, removed = spoken_language(), options.action == "remove"
    if options.json:
        print_json({"digest": _described(digest, now), "status": "removed" if removed else "saved"})
        return
    print(language.text("digests.deleted" if removed else "digests.saved", lang, name=digest.name))
    if not removed:
        print(words.schedule(digest, now, lang))
