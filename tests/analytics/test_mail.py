from __future__ import annotations

import logging
import socket
import threading
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from analytics import mail
from data import settings
from data.errors import ViceVersaError
from tests.mailbox import ACCOUNT, PASSWORD, certificate, free_port, mail_server


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for localhost and its key."""
    return certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Callable[..., mail.Server]:
    """A function that sets the mail settings and gives the server they name."""

    def used(port: int, **values: object) -> mail.Server:
        defaults = {"host": "localhost", "tls": "none", "from": "Vice Versa <robot@example.com>", "timeout": 2}
        for name, value in (defaults | values | {"port": port}).items():
            monkeypatch.setenv(f"VICE_VERSA_SMTP_{name.upper()}", str(value))
        return mail.server()

    return used


def _letter(subject: str = "Hello") -> EmailMessage:
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = "robot@example.com", "claire@example.com", subject
    letter.set_content("Un été à Sète.\n.\nA line that is a dot.\n")
    return letter


def _send(server: mail.Server, recipient: str = "claire@example.com") -> None:
    with mail.connected(server) as smtp:
        mail.deliver(smtp, _letter(), server.address, recipient)


def _failure(server: mail.Server) -> tuple[str, str]:
    with pytest.raises(mail.MailError) as failure:
        _send(server)
    return failure.value.code, failure.value.outcome


def test_a_mail_arrives_whole_over_starttls_with_an_account(
    use: Callable[..., mail.Server], signed: tuple[Path, Path], tmp_path: Path
) -> None:
    """Encrypted, logged in with a password of a file, the certificate verified; accents and dots survive."""
    (tmp_path / "password").write_text(PASSWORD + "\n")
    with mail_server(starttls=signed, account=True) as box:
        server = use(box.port, tls="starttls", user=ACCOUNT, password_file=tmp_path / "password", ca_file=signed[0])
        _send(server)
    ((sender, recipients, letter),) = box.mails
    assert ("robot@example.com", ["claire@example.com"]) == (sender, recipients)
    assert ["Un été à Sète.", ".", "A line that is a dot."] == letter.get_content().splitlines()


def test_a_mail_arrives_over_tls_from_the_start(use: Callable[..., mail.Server], signed: tuple[Path, Path]) -> None:
    """TLS from the first byte, as on port 465."""
    with mail_server(tls=signed) as box:
        _send(use(box.port, tls="tls", ca_file=signed[0]))
    assert ["claire@example.com"] == box.recipients()


@pytest.mark.parametrize("tls", ["starttls", "tls"])
def test_a_certificate_nobody_vouches_for_is_refused(
    use: Callable[..., mail.Server], signed: tuple[Path, Path], tls: str
) -> None:
    """Without the authority's certificate no mail and no password reaches the server."""
    with mail_server(**{tls: signed}) as box:  # type: ignore[arg-type]
        assert ("mail_not_trusted", "failed") == _failure(use(box.port, tls=tls, user=ACCOUNT, password="x"))
    assert [] == box.mails


def test_a_certificate_of_another_name_is_refused(use: Callable[..., mail.Server], tmp_path: Path) -> None:
    """A trusted authority is not enough: the name must be the server's."""
    other = certificate(tmp_path, "mail.example.com")
    with mail_server(starttls=other) as box:
        assert ("mail_not_trusted", "failed") == _failure(use(box.port, tls="starttls", ca_file=other[0]))
    assert [] == box.mails


def test_a_missing_authority_is_said(use: Callable[..., mail.Server], tmp_path: Path) -> None:
    """A file of certificates that is not there is named, nothing is sent without it."""
    assert "mail_ca_unreadable" == _failure(use(free_port(), tls="starttls", ca_file=tmp_path / "none.pem"))[0]


def test_a_wrong_password_is_said_and_never_shown(
    use: Callable[..., mail.Server], signed: tuple[Path, Path], caplog: pytest.LogCaptureFixture
) -> None:
    """The account is named, its password is neither in the error nor in the log nor in what `check` prints."""
    with mail_server(starttls=signed, account=True) as box, caplog.at_level(logging.DEBUG):
        server = use(box.port, tls="starttls", user=ACCOUNT, password="wr0ng-one", ca_file=signed[0])
        with pytest.raises(mail.MailError) as failure:
            _send(server)
    assert "mail_login_refused" == failure.value.code
    said = " ".join(map(str, (failure.value.explain("en"), repr(server), settings.in_force(), caplog.text)))
    assert ACCOUNT in said
    assert "wr0ng-one" not in said


def test_a_server_without_tls_gets_neither_mail_nor_password(use: Callable[..., mail.Server]) -> None:
    """Where STARTTLS is wanted and not offered, nothing goes on in clear."""
    with mail_server() as box:
        assert ("mail_without_tls", "failed") == _failure(use(box.port, tls="starttls"))
        assert ("mail_without_login", "failed") == _failure(use(box.port, user=ACCOUNT, password=PASSWORD))
    assert [] == box.mails


def test_a_password_is_not_sent_in_clear_to_another_machine(use: Callable[..., mail.Server]) -> None:
    """No TLS and an account, for a host that is not this machine, is a mistake in the settings."""
    with pytest.raises(ViceVersaError) as refused:
        use(25, host="mail.example.com", user=ACCOUNT, password=PASSWORD)
    assert "mail_password_in_clear" == refused.value.code


def test_a_server_that_is_down_or_silent_is_said(use: Callable[..., mail.Server]) -> None:
    """Nobody listening, a name nobody has, and a server that never greets: unreachable, to be tried again."""
    unreachable = ("mail_unreachable", "failed")
    assert unreachable == _failure(use(free_port()))
    assert unreachable == _failure(use(25, host="no-such-host.invalid"))
    with socket.create_server(("127.0.0.1", 0)) as silent:
        assert unreachable == _failure(use(silent.getsockname()[1], timeout=1))


@pytest.mark.parametrize(
    ("answer", "failure"),
    [
        ("550 5.1.1 no such user", ("mail_recipient_refused", "refused")),
        ("450 4.2.0 greylisted", ("mail_later", "failed")),
    ],
)
def test_a_refused_recipient(use: Callable[..., mail.Server], answer: str, failure: tuple[str, str]) -> None:
    """A recipient refused for good is not tried again, one refused for now is."""
    with mail_server() as box:
        box.answers["claire@example.com"] = answer
        assert failure == _failure(use(box.port))


@pytest.mark.parametrize(
    ("answer", "failure"),
    [("552 too large", ("mail_refused", "refused")), ("451 disk full", ("mail_later", "failed"))],
)
def test_a_refused_mail(use: Callable[..., mail.Server], answer: str, failure: tuple[str, str]) -> None:
    """What the server says of the content is understood the same way."""
    with mail_server() as box:
        box.on_data = lambda server: answer
        assert failure == _failure(use(box.port))


def test_a_connection_lost_after_the_mail_leaves_it_uncertain(use: Callable[..., mail.Server]) -> None:
    """The server has the whole mail and its answer never comes: it may have been taken."""

    def hang_up(server: object) -> None:
        server.transport.close()  # type: ignore[attr-defined]

    with mail_server() as box:
        box.on_data = hang_up
        assert ("mail_uncertain", "uncertain") == _failure(use(box.port))


def test_a_connection_lost_before_the_mail_is_a_failure(use: Callable[..., mail.Server]) -> None:
    """A server that goes away at MAIL FROM has nothing."""

    def greet_and_go(listening: socket.socket) -> None:
        talking, _ = listening.accept()
        with talking:
            talking.sendall(b"220 here\r\n")
            talking.recv(1000)
            talking.sendall(b"250 hello\r\n")
            talking.recv(1000)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        going = threading.Thread(target=greet_and_go, args=(listening,))
        going.start()
        assert ("mail_interrupted", "failed") == _failure(use(listening.getsockname()[1]))
        going.join()


def test_settings_that_are_missing_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a host or a sender there is no mail; a sender that is no address is named."""
    for host, sender, code in (
        ("", "a@example.com", "mail_not_set"),
        ("localhost", "", "mail_not_set"),
        ("localhost", "Vice Versa", "mail_sender_invalid"),
        ("localhost", "a@example.com\nBcc: b@example.com", "mail_sender_invalid"),
    ):
        monkeypatch.setenv("VICE_VERSA_SMTP_HOST", host)
        monkeypatch.setenv("VICE_VERSA_SMTP_FROM", sender)
        with pytest.raises(ViceVersaError) as refused:
            mail.server()
        assert code == refused.value.code
    monkeypatch.setenv("VICE_VERSA_SMTP_FROM", "a@example.com")
    monkeypatch.setenv("VICE_VERSA_SMTP_PASSWORD_FILE", "/no/such/file")
    with pytest.raises(ViceVersaError) as refused:
        mail.server()
    assert "mail_password_unreadable" == refused.value.code


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("claire@example.com", ("claire@example.com",)),
        (" claire@example.com ;\nnoe@example.com, ", ("claire@example.com", "noe@example.com")),
        ("Claire Petit <claire@example.com>; noe@example.com", ("claire@example.com", "noe@example.com")),
        ("Claire@example.com, claire@EXAMPLE.com", ("Claire@example.com",)),
        ("rh@café.fr", ("rh@xn--caf-dma.fr",)),
        ("rh@intranet", ("rh@intranet",)),
        ("", ()),
    ],
)
def test_addresses_as_people_type_them(typed: str, found: tuple[str, ...]) -> None:
    """Lists pasted from a mail program are read; each address comes once."""
    assert found == mail.addresses(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "claire", "@example.com", "claire@", "claire@exa mple.com", "claire@@example.com", "clai re@example.com",
        "claire@example.com bcc:x@example.com", "claire@example..com", "claire@-example.com", "é@example.com",
        "a" * 250 + "@example.com", '"x> RCPT TO:<y"@example.com', "<>", "claire@example.com>", "Claire <claire>",
    ],
)  # fmt: skip
def test_what_is_no_address_is_named(typed: str) -> None:
    """What a mail server could read otherwise is refused, and the error says which it was."""
    with pytest.raises(ViceVersaError) as refused:
        mail.addresses(typed)
    assert "mail_address_invalid" == refused.value.code
    assert typed.strip() in refused.value.explain("fr").message
