"""A real mail server on loopback, with TLS, accounts and bad manners, for the tests that send mail."""

from __future__ import annotations

import socket
import ssl
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

ACCOUNT, PASSWORD = "vice-versa", "s3cret words"


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def certificate(folder: Path, name: str = "localhost") -> tuple[Path, Path]:
    """A certificate of its own authority for ``name``, and its key, made by openssl."""
    certificate, key = folder / f"{name}.pem", folder / f"{name}.key"
    subprocess.run(
        [
            "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={name}",
            "-addext", f"subjectAltName=DNS:{name}", "-keyout", str(key), "-out", str(certificate),
        ],
        check=True,
        capture_output=True,
    )  # fmt: skip
    return certificate, key


@dataclass
class Mailbox:
    """What the server took: (sender, recipients, message), and how it answers.

    ``answers``: an answer other than yes by recipient; ``on_data``: what to do with a mail once it is there, which may
    give an answer of its own.
    """

    port: int = 0
    mails: list[tuple[str, list[str], EmailMessage]] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    on_data: Callable[[Any], str | None] = lambda server: None

    def recipients(self) -> list[str]:
        """Who got a mail, one name per mail and recipient."""
        return [recipient for _, recipients, _ in self.mails for recipient in recipients]

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        """Take a recipient, or answer what the test wants."""
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Keep a mail, or answer what the test wants."""
        answer = self.on_data(server)
        if answer is None or answer.startswith("2"):
            message = message_from_bytes(envelope.content, policy=policy.default)
            assert isinstance(message, EmailMessage)
            self.mails.append((envelope.mail_from, list(envelope.rcpt_tos), message))
        return answer or "250 OK"


@contextmanager
def mail_server(
    *, starttls: tuple[Path, Path] | None = None, tls: tuple[Path, Path] | None = None, account: bool = False
) -> Iterator[Mailbox]:
    """A mail server on loopback; with an account it takes mail from who logged in over TLS only."""
    box = Mailbox(free_port())
    context = None
    if starttls or tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*(starttls or tls or ()))

    def admits(server: SMTP, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        return AuthResult(success=(data.login, data.password) == (ACCOUNT.encode(), PASSWORD.encode()), handled=False)

    options: dict[str, Any] = {"authenticator": admits, "auth_required": True} if account else {}
    if account and not context:
        options |= {"auth_require_tls": False}
    if starttls:
        options |= {"tls_context": context, "require_starttls": True}
    controller = Controller(box, hostname="127.0.0.1", port=box.port, ssl_context=context if tls else None, **options)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()
