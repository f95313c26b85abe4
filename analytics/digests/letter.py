"""An edition as a mail: the findings in words, the same with pictures, and the report itself attached."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, make_msgid, parseaddr
from pathlib import Path

from analytics.digests.edition import Edition, file_name
from analytics.mail import Server
from analytics.reports import MIME_TYPES, Picture, stills
from analytics.reports.html import templates
from analytics.reports.text import to_text
from data import language

_TEMPLATES = templates(Path(__file__).parent)
_TONES = {"plain": "#dedbd3", "changed": "#0f766e", "warning": "#9a5b13"}


@dataclass(frozen=True)
class Enclosures:
    """What goes with an edition, the same for every recipient: the charts by their place in the report, the files."""

    pictures: Mapping[int, bytes]
    files: Mapping[str, bytes]


def enclosures(edition: Edition, *, pdf: bool) -> Enclosures:
    """The charts as pictures that mail programs show, the self-contained report, and its PDF where it is wanted."""
    pictures = {
        place: stills.to_png(block.svg)
        for place, block in enumerate(edition.report.blocks)
        if isinstance(block, Picture)
    }
    return Enclosures(pictures, {suffix: edition.written(suffix) for suffix in (("html", "pdf") if pdf else ("html",))})


def letter(
    edition: Edition, with_it: Enclosures, name: str, server: Server, recipient: str, *, trial: bool = False
) -> EmailMessage:
    """The mail for one recipient, who sees no other.

    A part in plain text says every finding; one in HTML adds the charts; the files are attached. ``trial`` says so in
    the subject.
    """
    report, lang = edition.report, edition.report.lang
    mail = EmailMessage(policy=SMTP)
    mail["From"] = _sender(server)
    mail["To"] = Address(addr_spec=recipient)
    mail["Subject"] = _subject(edition, name, trial)
    mail["Date"] = formatdate(localtime=True)
    mail["Message-ID"] = make_msgid(domain=server.address.rpartition("@")[2])
    mail["Content-Language"] = lang
    # Sent by a program: no out-of-office reply is wanted (RFC 3834; the second is Exchange's own).
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"

    why = language.text("digests.mail.why", lang, name=name, recipient=recipient)
    mail.set_content(f"{to_text(report).decode()}{why}\n", cte="quoted-printable")
    cids = {place: make_msgid(domain="vice-versa") for place in with_it.pictures}
    template = _TEMPLATES.get_template("letter.html.j2")
    page = template.render(
        report=report,
        kinds=[type(block).__name__ for block in report.blocks],
        pictures={place: cid[1:-1] for place, cid in cids.items()},
        tones=_TONES,
        made=language.text("reports.made_by", lang),
        why=why,
    )
    mail.add_alternative(page, subtype="html", cte="quoted-printable")
    shown = mail.get_payload()[1]  # type: ignore[index]
    assert isinstance(shown, EmailMessage)
    for place, png in with_it.pictures.items():
        shown.add_related(png, "image", "png", cid=cids[place], disposition="inline")
    for suffix, content in with_it.files.items():
        kind, _, subtype = MIME_TYPES[suffix].partition("/")
        mail.add_attachment(
            content,
            maintype=kind,
            subtype=subtype,
            filename=file_name(edition.week, lang, suffix),
            params={"charset": "utf-8"} if kind == "text" else None,
        )
    return mail


def _sender(server: Server) -> Address:
    name, address = parseaddr(server.sender)
    return Address(display_name=name or "Vice Versa", addr_spec=address)


def _subject(edition: Edition, name: str, trial: bool) -> str:
    lang = edition.report.lang
    found = [
        language.text(f"digests.mail.{name}", lang, count=count)
        for name, count in (("changes", edition.changes), ("subjects", edition.subjects))
        if count
    ]
    subject = language.text(
        "digests.mail.subject",
        lang,
        name=name,
        day=language.day(edition.week, lang),
        found=", ".join(found) or language.text("digests.mail.nothing", lang),
    )
    return language.text("digests.mail.trial", lang, subject=subject) if trial else subject
