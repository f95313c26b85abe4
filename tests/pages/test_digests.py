"""What a reader can do with digests: take the week away, save one, try it, mend it, delete it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from analytics.digests import deliveries, saved, sending
from analytics.digests.saved import Digest
from analytics.population import Filters
from data.store import Store
from tests.mailbox import Mailbox, mail_server
from ui.postman import send_once, start_postman

Run = Callable[..., AppTest]

pytestmark = pytest.mark.usefixtures("log")


@pytest.fixture
def box(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    """A mail server that the settings name; no thread sends by itself."""
    monkeypatch.setattr("ui.postman._go_round", lambda: None)
    with mail_server() as box:
        for name, value in {"HOST": "localhost", "PORT": box.port, "TLS": "none", "FROM": "a@example.com"}.items():
            monkeypatch.setenv(f"VICE_VERSA_SMTP_{name}", str(value))
        yield box


def _elements(app: AppTest, *kinds: str) -> list[Any]:
    return [element for kind in kinds for element in app.get(kind)]


def _field(app: AppTest, kind: str, label: str) -> Any:
    """The field of the form with this label: the last one, since the sidebar has filters of the same names."""
    return [element for element in _elements(app, kind) if element.label == label][-1]


def _said(app: AppTest) -> str:
    kinds = ("header", "success", "info", "error", "caption", "text", "markdown")
    values = [element.value for element in _elements(app, *kinds)]
    return " ".join(values).replace("\\", "").replace("\u2060", "")


def _click(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def _digest(store: Store, **values: Any) -> Digest:
    """A digest that is due in this very hour."""
    now = datetime.now()
    digest = Digest("All roles", ("claire@example.com", "noe@example.com"), language="en", weekday=now.isoweekday(),
                    hour=now.hour)  # fmt: skip
    return saved.save(store, Digest(**{**digest.__dict__, **values}), now - timedelta(days=1))


def test_a_digest_is_saved_with_the_filters_of_the_sidebar(run: Run, store: Store) -> None:
    """The form proposes what the reader looks at; what is saved is listed with its next date."""
    app = run("digests", "en", role=["Nurse"])
    assert "Nobody gets the weekly review by mail yet." in _said(app)
    _field(app, "text_input", "Name").input("Care")
    _field(app, "text_area", "Recipients").input("Claire <claire@example.com>\nnoe@example.com")
    _field(app, "selectbox", "Day").select(5)
    _click(app, "Save")
    (digest,) = saved.all_saved(store)
    assert (("claire@example.com", "noe@example.com"), Filters(roles=("Nurse",)), 5, 7) == (
        digest.recipients, digest.filters, digest.weekday, digest.hour,
    )  # fmt: skip
    assert "“Care” is saved." in _said(app)
    assert "Every Friday at 7:00" in _said(app)
    assert "" == _field(app, "text_input", "Name").value


@pytest.mark.parametrize(
    ("recipients", "role", "said"),
    [
        ("claire", None, "“claire” is not an e-mail address."),
        ("", None, "The digest has no recipient."),
        ("claire@example.com", "Surgeon", "fewer than 5 interviews"),
    ],
)
def test_a_digest_that_would_not_work_is_not_saved(
    run: Run, store: Store, fill: Callable[..., str], held: type[Any], last_monday: date, recipients: str,
    role: str | None, said: str,
) -> None:  # fmt: skip
    """A bad address, nobody to send it to, a group that may not be shown: said at once, the fields keep their words."""
    fill([held(last_monday, "Surgeon", ["Why?"]) for _ in range(4)], "import-2", first=10_000)
    if role:
        saved.save(store, Digest("Care", (recipients,), Filters(roles=(role,))), datetime.now())
    app = run("digests", "en")
    if role:
        _click(app, "Edit")
    else:
        _field(app, "text_input", "Name").input("Care")
        _field(app, "text_area", "Recipients").input(recipients)
    _click(app, "Save")
    assert said in _said(app)
    assert "Care" == _field(app, "text_input", "Name").value
    assert bool(role) == bool(saved.all_saved(store))


def test_a_digest_is_changed_and_deleted(run: Run, store: Store) -> None:
    """Edit fills the form with the digest; delete asks first."""
    _digest(store)
    app = _click(run("digests", "fr"), "Modifier")
    assert "claire@example.com\nnoe@example.com" == _field(app, "text_area", "Destinataires").value
    _field(app, "text_area", "Destinataires").input("zoe@example.com")
    _field(app, "checkbox", "L’envoyer chaque semaine").uncheck()
    _click(app, "Enregistrer")
    (digest,) = saved.all_saved(store)
    assert (("zoe@example.com",), False) == (digest.recipients, digest.enabled)
    assert "suspendue" in _said(app)
    _click(app, "La supprimer")
    assert [] == saved.all_saved(store)


def test_a_trial_is_sent_at_once(run: Run, store: Store, box: Mailbox) -> None:
    """To the address typed, marked as a trial; a refusal is said on the screen."""
    _digest(store)
    app = run("digests", "en")
    assert "Mail is not set up" not in _said(app)
    _field(app, "text_input", "To").input("me@example.com")
    _click(app, "Send now")
    assert "The trial is sent." in _said(app)
    assert ["me@example.com"] == box.recipients()
    box.answers["me@example.com"] = "550 no"
    _click(app, "Send now")
    assert "The server does not accept mail for me@example.com (answer 550)." in _said(app)


def test_what_became_of_the_mails_is_shown_and_sent_again(run: Run, store: Store, box: Mailbox) -> None:
    """The postman's round, the one that was refused by name, and sending again to that one alone."""
    box.answers["noe@example.com"] = "550 no"
    _digest(store)
    assert send_once() is False
    app = run("digests", "en")
    assert "one mail sent" in _said(app)
    assert "noe@example.com: The mail server refused the recipient" in _said(app)
    box.answers.clear()
    _click(app, "Send again")
    assert ["claire@example.com", "noe@example.com"] == box.recipients()
    assert "2 mails sent" in _said(app)
    assert send_once() is True
    assert 2 == len(box.mails)


def test_without_mail_settings_the_screen_says_what_is_missing(run: Run) -> None:
    """Digests can be prepared all the same; nothing is sent by itself."""
    app = run("digests", "fr")
    assert "VICE_VERSA_SMTP_HOST" in _said(app)
    assert start_postman() is None


def test_the_postman_survives_what_goes_wrong(
    store: Store, box: Mailbox, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """An error of ours is logged by its code, a bug whole; each round ends with its answer."""
    _digest(store)
    monkeypatch.setenv("VICE_VERSA_SMTP_FROM", "nobody")
    assert send_once() is False
    assert "mail_sender_invalid" in caplog.text

    def broken(*_: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(sending, "send_due", broken)
    assert send_once() is False
    assert "RuntimeError: a bug" in caplog.text


def test_the_week_is_taken_away_as_a_file(run: Run) -> None:
    """The week's screen offers the digest in three formats, and to have it every week."""
    app = run("week", "en", role=["Nurse"])
    assert {"As a web page", "As PDF", "As JSON"} <= {button.label for button in _elements(app, "download_button")}
    app = _click(app, "Send it every week")
    assert "Digests" == app.title[0].value


def test_a_hostile_name_stays_text(run: Run, store: Store, hostile: str) -> None:
    """Names from people and roles from files are escaped on the screen of digests."""
    digest = _digest(store, name=hostile, filters=Filters(roles=(hostile,)))
    assert digest.number is not None
    deliveries.claim(store, digest.number, date(2026, 11, 16), "claire@example.com", datetime.now())
    app = run("digests", "en")
    assert not app.error
    shown = " ".join(element.value for element in _elements(app, "header", "caption", "markdown"))
    assert hostile.split()[0] not in shown
    assert "<b>" not in shown
