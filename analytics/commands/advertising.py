"""``ads``: job ads brought in, listed and taken out."""

from __future__ import annotations

import argparse
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from analytics import queries, sentences
from analytics.ads import book, saying
from analytics.commands import ad_findings
from analytics.commands.answering import (
    DONE,
    IN_PART,
    REFUSED,
    content_of,
    declare_json,
    described,
    print_json,
    spoken_language,
)
from data import language
from data.errors import ViceVersaError
from data.store import Store, open_store


def declare_ads(parser: argparse.ArgumentParser) -> None:
    """Actions of ``ads``."""
    actions = parser.add_subparsers(dest="action", required=True)
    bring = actions.add_parser("import", help="file job ads (text, Markdown, HTML, DOCX, PDF) under a role")
    bring.add_argument("files", nargs="+", type=Path, metavar="FILE")
    bring.add_argument("--role", help="role of the log that the ads are for; guessed from their titles unless given")
    bring.add_argument(
        "--published", metavar="YYYY-MM-DD", help="first day on which candidates could read them; today unless given"
    )
    listed = actions.add_parser("list", help="list the versions of the job ads")
    listed.add_argument("--role", help="of this role only")
    remove = actions.add_parser("remove", help="take a version out again")
    remove.add_argument("ad_id", metavar="AD_ID")
    for action in (bring, listed, remove):
        declare_json(action)
    ad_findings.declare(actions)


def ads(options: argparse.Namespace) -> int:
    """Import, list or remove job ads, or say what they leave open and what became of their changes."""
    kept = {"import": _import, "list": _list, "remove": _remove}
    return (kept | ad_findings.ACTIONS)[options.action](options)


def _import(options: argparse.Namespace) -> int:
    published = _day(options.published) if options.published else date.today()
    with closing(open_store()) as store:
        told = [_import_one(store, path, options.role, published) for path in options.files]
    if options.json:
        print_json({"ads": told})
    else:
        for one in told:
            _tell(one)
    refused = sum(one["error"] is not None for one in told)
    return DONE if not refused else REFUSED if refused == len(told) else IN_PART


def _day(told: str) -> date:
    try:
        return date.fromisoformat(told)
    except ValueError as error:
        raise ViceVersaError("ad_date", date=told) from error


def _import_one(store: Store, path: Path, role: str | None, published: date) -> dict[str, Any]:
    """One ad's outcome, with the keys that the JSON document promises."""
    told: dict[str, Any] = {
        "file": path.name, "status": "refused", "ad_id": None, "role": None, "version": None, "published": None,
        "format": None, "language": None, "passages": 0, "masked": {}, "answered": [], "vague": [], "pay": None,
        "error": None,
    }  # fmt: skip
    try:
        draft = book.read(content_of(path), path.name)
        told |= {"format": draft.format, "language": draft.language, "passages": len(draft.passages)}
        roles = list(queries.roles(store)["shown_as"].unique())
        filed_under = book.known_role(store, role) if role else book.likely_role(roles, draft)
        (version,) = book.file(store, [book.Filing(draft, filed_under or "", published)])
    except ViceVersaError as error:
        return told | {"error": described(error)}
    said = saying.themes_said(store, version.role, version.number)
    paid = saying.told_pay(store, version.role, version.number)
    return told | {
        "status": "filed",
        "ad_id": version.ad_id,
        "role": version.role,
        "version": version.number,
        "published": version.published,
        "masked": draft.masked,
        "answered": said["theme"][said["state"] == saying.ANSWERED].tolist(),
        "vague": said["theme"][said["state"] == saying.VAGUE].tolist(),
        "pay": vars(paid) if paid else None,
    }


def _tell(told: dict[str, Any]) -> None:
    lang = spoken_language()
    if error := told["error"]:
        print(f"{told['file']}: {error['title']}\n  {error['message']}\n  {error['advice']}")
        return
    print(
        language.text(
            "commands.ads.filed",
            lang,
            file=told["file"],
            role=told["role"],
            version=told["version"],
            day=language.day(told["published"], lang),
            answered=len(told["answered"]),
            vague=len(told["vague"]),
        )
    )


def _list(options: argparse.Namespace) -> int:
    with closing(open_store()) as store:
        found = book.versions(store, book.known_role(store, options.role) if options.role else None)
        columns = ["ad_id", "role", "version", "published", "until", "title", "language", "format", "file_name"]
        rows = found[columns].to_dict("records")
        if not options.json:
            for row in rows:
                paid = sentences.pay_said(saying.told_pay(store, row["role"], row["version"]), spoken_language())
                print(f"{row['ad_id']}  {row['role']}  {row['version']}  {row['published']}  {row['title']}\n  {paid}")
    if options.json:
        print_json({"ads": rows})
    return DONE


def _remove(options: argparse.Namespace) -> int:
    with closing(open_store()) as store:
        book.remove(store, options.ad_id)
    if options.json:
        print_json({"ad_id": options.ad_id, "status": "removed"})
    else:
        print(language.text("commands.ads.removed", spoken_language(), ad_id=options.ad_id))
    return DONE
