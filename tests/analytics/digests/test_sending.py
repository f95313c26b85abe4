from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from analytics import imports
from analytics.digests import deliveries, saved, sending
from analytics.digests.saved import Digest
from analytics.digests.sending import send_due
from analytics.population import Filters
from data.errors import ViceVersaError
from data.store import Store, open_store
from tests.mailbox import Mailbox, free_port

ROOT = Path(__file__).parents[3]
Keep = Callable[..., Digest]

HOUR = timedelta(hours=1)


def _states(store: Store) -> dict[str, str]:
    rows = store.rows("select recipient, state from digest_delivery")
    return dict(zip(rows["recipient"], rows["state"], strict=True))


@pytest.mark.usefixtures("log")
def test_what_is_due_is_sent_once_to_each_alone(
    store: Store, box: Mailbox, keep: Keep, now: datetime, week: date
) -> None:
    """Every recipient gets one mail, addressed to nobody else; the next runs of the week send nothing."""
    keep("claire@example.com", "noe@example.com")
    assert [] == send_due(store, now - 3 * HOUR)
    (outcome,) = send_due(store, now)
    assert ("sent", week) == (outcome.state, outcome.week)
    assert [["claire@example.com"], ["noe@example.com"]] == [to for _, to, _ in box.mails]
    assert ["claire@example.com", "noe@example.com"] == [letter["To"] for _, _, letter in box.mails]
    for hours in (0, 1, 24, 140):
        assert [] == send_due(store, now + hours * HOUR)
    assert 2 == len(box.mails)


@pytest.mark.usefixtures("log")
def test_one_bad_recipient_leaves_the_others_their_mail(store: Store, box: Mailbox, keep: Keep, now: datetime) -> None:
    """Refused for good is not tried again; refused for now is, an hour later, alone."""
    box.answers |= {"gone@example.com": "550 no such user", "busy@example.com": "451 try later"}
    keep("gone@example.com", "busy@example.com", "claire@example.com")
    (outcome,) = send_due(store, now)
    assert "partly" == outcome.state
    assert ["claire@example.com"] == box.recipients()
    assert {"gone@example.com": "refused", "busy@example.com": "failed", "claire@example.com": "sent"} == _states(store)

    assert [] == send_due(store, now + timedelta(minutes=5))
    box.answers.clear()
    (outcome,) = send_due(store, now + HOUR)
    assert (("busy@example.com", None),) == outcome.mails
    assert ["claire@example.com", "busy@example.com"] == box.recipients()


@pytest.mark.usefixtures("log")
def test_a_server_that_is_down_claims_nothing(
    store: Store, box: Mailbox, keep: Keep, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is recorded, the round ends at the first digest, and all leaves when the server is back."""
    keep("claire@example.com")
    keep("noe@example.com", name="Nurses", filters=Filters(roles=("Nurse",)))
    with monkeypatch.context() as down:
        down.setenv("VICE_VERSA_SMTP_PORT", str(free_port()))
        (outcome,) = send_due(store, now)
    assert outcome.error is not None
    assert ("failed", "mail_unreachable") == (outcome.state, outcome.error.code)
    assert {} == _states(store)
    assert ["sent", "sent"] == [outcome.state for outcome in send_due(store, now + HOUR)]
    assert 2 == len(box.mails)


@pytest.mark.usefixtures("log")
def test_a_mail_that_may_have_left_waits_for_a_person(
    store: Store, box: Mailbox, keep: Keep, now: datetime, week: date
) -> None:
    """The line breaks after the server has the mail: it is not sent again, until somebody says so."""
    digest = keep("claire@example.com", "noe@example.com")

    def hang_up(server: object) -> None:
        server.transport.close()  # type: ignore[attr-defined]

    box.on_data = hang_up
    (outcome,) = send_due(store, now)
    assert ["uncertain", "uncertain"] == [error.outcome for _, error in outcome.mails if error]
    box.on_data = lambda server: None
    box.mails.clear()
    assert [] == send_due(store, now + 5 * HOUR)
    assert [] == box.mails
    assert "sent" == sending.send_again(store, digest, week, now + 6 * HOUR).state
    assert ["claire@example.com", "noe@example.com"] == box.recipients()
    assert {"sent"} == set(_states(store).values())


@pytest.mark.usefixtures("log")
def test_two_rounds_at_once_send_each_mail_once(store: Store, box: Mailbox, keep: Keep, now: datetime) -> None:
    """Threads that begin together share the recipients between them."""
    recipients = [f"r{number}@example.com" for number in range(8)]
    keep(*recipients)
    together = threading.Barrier(3)

    def go() -> None:
        together.wait()
        send_due(store, now)

    rounds = [threading.Thread(target=go) for _ in range(3)]
    for one in rounds:
        one.start()
    for one in rounds:
        one.join()
    assert recipients == sorted(box.recipients())
    assert {"sent"} == set(_states(store).values())


@pytest.mark.usefixtures("log")
def test_each_digest_has_its_own_filters_language_and_words(
    store: Store, box: Mailbox, keep: Keep, now: datetime
) -> None:
    """What one recipient gets is what her digest allows, whatever the others get."""
    keep("all@example.com", language="en")
    keep("nurses@example.com", name="Soins", language="fr", filters=Filters(roles=("Nurse",)), wordings=False)
    send_due(store, now)
    bodies = {}
    for _, recipients, letter in box.mails:
        part = letter.get_body(("plain",))
        assert part is not None
        bodies[recipients[0]] = " ".join(part.get_content().replace("\u202f", " ").replace("\xa0", " ").split())
    assert "24 interviews" in bodies["all@example.com"] or "Interviews: 24" in bodies["all@example.com"]
    assert "Can I work from home?" in bodies["all@example.com"]
    assert "Filters: none: all interviews" in bodies["all@example.com"]
    assert "Entretiens : 12" in bodies["nurses@example.com"]
    assert "Can I work from home?" not in bodies["nurses@example.com"]
    assert "Filtres : Nurse" in bodies["nurses@example.com"]


@pytest.mark.usefixtures("box")
def test_a_week_without_interviews_waits_for_its_log(
    store: Store, box: Mailbox, keep: Keep, now: datetime, request: pytest.FixtureRequest
) -> None:
    """Skipped with a word, not recorded: the digest leaves in the hour after the week is imported."""
    keep()
    (outcome,) = send_due(store, now)
    assert outcome.error is not None
    assert ("skipped", "digest_without_interviews") == (outcome.state, outcome.error.code)
    request.getfixturevalue("log")
    assert ["sent"] == [outcome.state for outcome in send_due(store, now + HOUR)]
    assert 1 == len(box.mails)


@pytest.mark.usefixtures("log")
def test_a_group_too_small_to_be_shown_is_not_sent(
    store: Store, box: Mailbox, keep: Keep, now: datetime, fill: Callable[..., str], held: type
) -> None:
    """Four interviews of a role are nobody's digest; that digest does not keep another from leaving."""
    fill([held(date(2026, 11, 17), "Surgeon", [f"Why {n}?"]) for n in range(4)], "import-2", first=1000)
    keep("few@example.com", name="A", filters=Filters(roles=("Surgeon",)))
    keep("claire@example.com", name="B")
    few, everyone = send_due(store, now)
    assert few.error is not None
    assert ("skipped", "population_too_small", "sent") == (few.state, few.error.code, everyone.state)
    assert ["claire@example.com"] == box.recipients()


@pytest.mark.usefixtures("log", "box")
def test_sending_leaves_what_is_remembered(store: Store, keep: Keep, now: datetime) -> None:
    """Saving a digest and sending it move no figure, so that the screens need not compute theirs anew."""
    before = store.version
    digest = keep("claire@example.com")
    (outcome,) = send_due(store, now)
    assert "sent" == outcome.state
    assert digest.number is not None
    deliveries.again(store, digest.number, outcome.week)
    saved.delete(store, digest.number)
    assert before == store.version


@pytest.mark.usefixtures("log")
def test_a_trial_leaves_no_record(store: Store, box: Mailbox, keep: Keep, now: datetime) -> None:
    """It says that it is one, goes to one address, and the real mail leaves all the same."""
    digest = keep("claire@example.com", name="Été\u2028: soins", language="en")
    sending.send_trial(store, digest, "me@example.com", now)
    assert ["me@example.com"] == box.recipients()
    assert box.mails[0][2]["Subject"].startswith("[Trial] Été : soins: week of 16 November 2026, 1 change")
    assert {} == _states(store)
    assert ["sent"] == [outcome.state for outcome in send_due(store, now)]


@pytest.mark.usefixtures("log")
def test_mail_that_is_not_set_up_is_said_where_something_waits(store: Store, keep: Keep, now: datetime) -> None:
    """Without anything due no settings are needed; with something due their lack is an error, not silence."""
    assert [] == send_due(store, now)
    keep()
    with pytest.raises(ViceVersaError) as refused:
        send_due(store, now)
    assert "mail_not_set" == refused.value.code


def _stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, recipients: tuple[str, ...]) -> Store:
    """A store in a file, with a digest that is due in this very hour and a log of the last full week."""
    url = str(tmp_path / "due.duckdb")
    monkeypatch.setenv("VICE_VERSA_DATABASE", url)
    store, now = open_store(url), datetime.now()
    saved.save(store, Digest("All", recipients, weekday=now.isoweekday(), hour=now.hour), now - timedelta(days=1))
    return store


def _run() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "analytics", "digest", "--due"]
    return subprocess.Popen(command, cwd=ROOT, env=os.environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def _log(day: date) -> bytes:
    rows = [f"{day},Nurse,C{number},What is the salary?" for number in range(12)]
    return "\n".join(["date,role,candidate,question", *rows]).encode()


def _until(so: Callable[[], bool]) -> None:
    """Wait until it is so, and fail where it does not come to be."""
    for _ in range(200):
        if so():
            return
        time.sleep(0.05)
    raise AssertionError


def test_killed_between_the_mail_and_its_record_nothing_is_sent_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, box: Mailbox
) -> None:
    """The process dies while the server says yes: the claim stays, the next run sends nothing, then it is uncertain."""
    store = _stored(tmp_path, monkeypatch, ("claire@example.com",))
    day = sending.newest_week(datetime.now()) + timedelta(days=1)
    imports.confirm(store, imports.prepare(store, _log(day), "log.csv"))
    store.close()
    running = _run()

    def kill(server: object) -> None:
        running.send_signal(signal.SIGKILL)
        running.wait()

    box.on_data = kill
    assert -signal.SIGKILL == running.wait(timeout=120)
    box.on_data = lambda server: None
    _until(lambda: len(box.mails) == 1)  # the server's thread has yet to note what it took

    store = open_store()
    assert [] == send_due(store, datetime.now())
    assert 1 == len(box.mails)
    assert {"claire@example.com": "claimed"} == _states(store)
    deliveries.settle(store, datetime.now() + deliveries.CLAIM_LASTS + HOUR)
    assert {"claire@example.com": "uncertain"} == _states(store)

    # Two runs of cron at the same moment: one works, the other waits outside or finds nothing to do.
    (digest,) = saved.all_saved(store)
    saved.save(store, Digest("Other", ("noe@example.com",), weekday=digest.weekday, hour=digest.hour),
               datetime.now() - timedelta(days=1))  # fmt: skip
    store.close()
    both = [_run(), _run()]
    assert {0} <= {one.wait(timeout=120) for one in both} <= {0, 2}
    assert ["claire@example.com", "noe@example.com"] == box.recipients()
