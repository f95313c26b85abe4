"""Mail: the server that the settings name, the addresses people type, and one mail to one recipient.

A mail server can refuse at every step, and may fall silent after it has the whole mail. Each failure says
what it means for the mail: try again later, never again, or nobody knows whether it left.
"""

from __future__ import annotations

import logging
import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import getaddresses
from pathlib import Path
from typing import Literal

from data import settings
from data.errors import ViceVersaError

_LOG = logging.getLogger("vice_versa")

Outcome = Literal["failed", "refused", "uncertain"]

# What browsers accept in a field for an address (HTML standard, "valid e-mail address").
_LABEL = r"[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
_ADDRESS = re.compile(rf"[a-zA-Z0-9.!#$%&'*+/=?^_`{{|}}~-]+@{_LABEL}(?:\.{_LABEL})*")
_LONGEST_ADDRESS = 254  # RFC 5321, §4.5.3.1.3
_SEPARATORS = re.compile(r"[;\r\n\t]+")

_PORTS = {"starttls": 587, "tls": 465, "none": 25}
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


class MailError(ViceVersaError):
    """A mail that did not go as it should.

    ``outcome``: ``failed`` may be tried again, ``refused`` would be refused again, ``uncertain`` may have left.
    """

    def __init__(self, code: str, outcome: Outcome = "failed", **values: object) -> None:
        super().__init__(code, **values)
        self.outcome = outcome


@dataclass(frozen=True)
class Server:
    """A mail server, and in whose name it is used."""

    host: str
    port: int
    tls: str
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)
    ca_file: str = ""
    timeout: int = 30

    @property
    def address(self) -> str:
        """The sender's address without a name."""
        return getaddresses([self.sender])[0][1]


def wanted() -> bool:
    """Whether the settings name a mail server."""
    return bool(settings.value("SMTP_HOST"))


def server() -> Server:
    """The mail server of the settings.

    Raises ``mail_not_set``, ``mail_sender_invalid``, ``mail_password_unreadable`` and
    ``mail_password_in_clear``: a password never travels without TLS, except to this very machine.
    """
    host, sender = str(settings.value("SMTP_HOST")), str(settings.value("SMTP_FROM"))
    if not host or not sender:
        raise MailError("mail_not_set")
    tls, user = str(settings.value("SMTP_TLS")), str(settings.value("SMTP_USER"))
    port = settings.value("SMTP_PORT") or _PORTS[tls]
    if tls == "none" and user and host not in _LOOPBACK:
        raise MailError("mail_password_in_clear")
    named = Server(
        host, int(str(port)), tls, sender, user, _password(), str(settings.value("SMTP_CA_FILE")),
        int(str(settings.value("SMTP_TIMEOUT"))),
    )  # fmt: skip
    if any(not character.isprintable() for character in sender) or not is_address(named.address):
        raise MailError("mail_sender_invalid", sender=sender)
    return named


def _password() -> str:
    file = str(settings.value("SMTP_PASSWORD_FILE"))
    if not file:
        return str(settings.value("SMTP_PASSWORD"))
    try:
        return Path(file).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise MailError("mail_password_unreadable", file=Path(file).name) from error


def is_address(address: str) -> bool:
    """Whether mail can be addressed so: one plain address, and nothing that a mail server would read otherwise."""
    return len(address) <= _LONGEST_ADDRESS and _ADDRESS.fullmatch(address) is not None


def addresses(typed: str) -> tuple[str, ...]:
    """The addresses in what a person typed or pasted, each once, in their order; names beside them are dropped.

    Separated by commas, semicolons or new lines. Raises ``mail_address_invalid``.
    """
    found: dict[str, str] = {}
    for part in _SEPARATORS.sub(",", typed).split(","):
        if not part.strip():
            continue
        inside = re.search(r"<([^<>]*)>\s*$", part)
        address = _in_ascii((inside[1] if inside else part).strip())
        if not is_address(address):
            raise MailError("mail_address_invalid", "refused", address=part.strip())
        found.setdefault(address.casefold(), address)
    return tuple(found.values())


def _in_ascii(address: str) -> str:
    """The address with its domain as the mail servers know it: ``rh@xn--caf-dma.fr`` for ``rh@café.fr``."""
    name, at, domain = address.rpartition("@")
    with suppress(UnicodeError):
        return f"{name}{at}{domain.encode('idna').decode()}"
    return address


@contextmanager
def connected(to: Server) -> Iterator[smtplib.SMTP]:
    """A connection to the mail server, logged in, its certificate verified.

    Raises ``mail_unreachable``, ``mail_not_trusted``, ``mail_ca_unreadable``, ``mail_without_tls``,
    ``mail_without_login`` and ``mail_login_refused``.
    """
    with ExitStack() as opened:
        try:
            smtp = _reached(to, opened)
            if to.user:
                smtp.login(to.user, to.password)
        except smtplib.SMTPNotSupportedError as error:
            raise _failure("mail_without_login", to, error) from error
        except smtplib.SMTPAuthenticationError as error:
            raise _failure("mail_login_refused", to, error) from error
        except ssl.SSLError as error:
            raise _failure("mail_not_trusted", to, error) from error
        except (smtplib.SMTPException, OSError, UnicodeError) as error:
            raise _failure("mail_unreachable", to, error) from error
        yield smtp
        with suppress(smtplib.SMTPException, OSError):
            smtp.quit()


def _reached(to: Server, opened: ExitStack) -> smtplib.SMTP:
    try:
        context = ssl.create_default_context(cafile=to.ca_file or None)
    except OSError as error:
        raise MailError("mail_ca_unreadable", file=Path(to.ca_file).name) from error
    if to.tls == "tls":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(to.host, to.port, timeout=to.timeout, context=context)
    else:
        smtp = smtplib.SMTP(to.host, to.port, timeout=to.timeout)
    opened.callback(smtp.close)
    if to.tls == "starttls":
        try:
            smtp.starttls(context=context)
        except smtplib.SMTPNotSupportedError as error:
            raise _failure("mail_without_tls", to, error) from error
    return smtp


def _failure(code: str, to: Server, error: Exception) -> MailError:
    """The failure to reach the server; what the server said, which may hold anything, is for the log alone."""
    _LOG.warning("mail: %s: %s", code, error)
    return MailError(code, host=to.host, port=str(to.port), user=to.user)


def deliver(smtp: smtplib.SMTP, message: EmailMessage, sender: str, recipient: str) -> None:
    """Hand one mail for one recipient to the server.

    Raises MailError: ``mail_sender_refused``, ``mail_recipient_refused`` and ``mail_refused``, ``mail_later`` where the
    server asks to try again, ``mail_interrupted`` before it was given the mail and ``mail_uncertain`` after.
    """
    given = False
    try:
        smtp.ehlo_or_helo_if_needed()
        _accepted(*smtp.mail(sender), "mail_sender_refused", sender)
        _accepted(*smtp.rcpt(recipient), "mail_recipient_refused", recipient)
        content = message.as_bytes(policy=SMTP)
        given = True
        _accepted(*smtp.data(content), "mail_refused", recipient)
    except smtplib.SMTPDataError as error:
        raise _refusal(error.smtp_code, error.smtp_error, "mail_refused", recipient) from error
    except (smtplib.SMTPException, OSError) as error:
        _LOG.warning("mail: broken off: %s", error)
        if given:
            raise MailError("mail_uncertain", "uncertain", address=recipient) from error
        raise MailError("mail_interrupted", "failed", address=recipient) from error


def _accepted(code: int, said: bytes | str, refusal: str, address: str) -> None:
    if not 200 <= code < 300:
        raise _refusal(code, said, refusal, address)


def _refusal(code: int, said: bytes | str, refusal: str, address: str) -> MailError:
    """What an answer other than yes means: a code of the fours asks to try again (RFC 5321, §4.2.1)."""
    _LOG.warning("mail: %s: %s %r", refusal, code, said)
    if 400 <= code < 500:
        return MailError("mail_later", "failed", address=address, answer=str(code))
    return MailError(refusal, "refused", address=address, answer=str(code))
