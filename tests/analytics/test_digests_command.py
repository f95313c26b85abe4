"""The saved digests without a browser."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from analytics.commands import main
from analytics.digests import saved
from analytics.digests.saved import Digest
from analytics.population import Filters
from data.store import Store

ADD = ("add", "--name", "Care", "--to", "Claire <claire@example.com>", "--to", "noe@example.com")


@pytest.fixture(autouse=True)
def opened(store: Store, fill: Callable[..., str], held: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command line opens the test's store and leaves it open: two large roles and one that is too small."""
    fill([held(date.today() - timedelta(weeks=2), role) for role in ["Nurse"] * 12 + ["Chef"] * 12 + ["Cook"] * 3])
    monkeypatch.setattr(store, "close", lambda: None)
    monkeypatch.setattr("analytics.commands.scheduling.open_store", lambda: store)
    monkeypatch.setenv("VICE_VERSA_LANGUAGE", "en")


def _json(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any]:
    capsys.readouterr()
    status = main(["digests", *arguments, "--json"])
    return status, json.loads(capsys.readouterr().out)


def test_a_digest_is_added_as_on_the_screen(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    """Every field of the form has an option; what is left out is what the form proposes."""
    assert 0 == _json(capsys, *ADD)[0]
    options = ("--day", "friday", "--hour", "17", "--in", "fr", "--pdf", "--no-wordings", "--role", "Nurse")
    status, told = _json(capsys, "add", "--name", "Nurses", "--to", "claire@example.com", *options)
    plain, nurses = saved.all_saved(store)
    assert (("claire@example.com", "noe@example.com"), Filters(), "en", 1, 7, True, False, True) == (
        plain.recipients, plain.filters, plain.language, plain.weekday, plain.hour, plain.wordings, plain.pdf,
        plain.enabled,
    )  # fmt: skip
    assert (Filters(roles=("Nurse",)), "fr", 5, 17, False, True) == (
        nurses.filters, nurses.language, nurses.weekday, nurses.hour, nurses.wordings, nurses.pdf,
    )  # fmt: skip
    assert (0, "saved", nurses.number) == (status, told["status"], told["digest"]["number"])


def test_digests_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """To whom, what and when, with the number that the other actions take; in words where there is none."""
    main(["digests", "list"])
    assert "Nobody gets the weekly review by mail yet." in capsys.readouterr().out
    number = _json(capsys, *ADD, "--role", "Nurse", "--hour", "9")[1]["digest"]["number"]
    (told,) = _json(capsys, "list")[1]["digests"]
    assert (number, {"roles": ["Nurse"]}, "monday", 9) == (told["number"], told["filters"], told["day"], told["hour"])
    assert 9 == datetime.fromisoformat(told["next"]).hour
    main(["digests", "list"])
    said = capsys.readouterr().out
    assert f"{number}  Care\n   claire@example.com, noe@example.com\n   Nurse · English" in said
    assert "Every Monday at 9:00" in said


def test_a_change_leaves_the_rest(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    """Only what is said changes, filters as a whole; a digest can be suspended and sent again."""
    number = str(_json(capsys, *ADD, "--role", "Nurse", "--pdf")[1]["digest"]["number"])
    assert None is _json(capsys, "change", number, "--no-enabled", "--day", "sunday")[1]["digest"]["next"]
    (changed,) = saved.all_saved(store)
    assert ("Care", Filters(roles=("Nurse",)), True, False, 7) == (
        changed.name, changed.filters, changed.pdf, changed.enabled, changed.weekday,
    )  # fmt: skip
    _json(capsys, "change", number, "--no-filters", "--enabled", "--name", "All")
    (changed,) = saved.all_saved(store)
    assert ("All", Filters(), True) == (changed.name, changed.filters, changed.enabled)


def test_a_digest_is_removed(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    """That one only."""
    first, _ = (_json(capsys, *ADD)[1]["digest"]["number"] for _ in range(2))
    assert "removed" == _json(capsys, "remove", str(first))[1]["status"]
    assert first not in [digest.number for digest in saved.all_saved(store)]
    assert 1 == len(saved.all_saved(store))


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("remove", "99"), "digest_unknown"),
        (("change", "99", "--pdf"), "digest_unknown"),
        (("add", "--name", " ", "--to", "a@example.com"), "digest_without_name"),
        (("add", "--name", "A", "--to", "nobody"), "mail_address_invalid"),
        (("add", "--name", "A", "--to", "a@example.com", "--hour", "24"), "digest_hour_unknown"),
        (("add", "--name", "A", "--to", "a@example.com", "--role", "Cook"), "population_too_small"),
        (("add", "--name", "A", "--to", "a@example.com", "--role", "Nurze"), "digest_chooses_nobody"),
    ],
)
def test_what_makes_no_sense_is_refused(
    store: Store, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], code: str
) -> None:
    """With a sentence and status 2, and nothing is kept: a group under the minimum cannot be chosen here either."""
    status, told = _json(capsys, *arguments)
    assert (2, code) == (status, told["error"]["code"])
    assert [] == saved.all_saved(store)


def test_a_digest_whose_filters_became_too_small_can_be_suspended(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    """It chose enough once, and nothing now: nobody needs to mend its filters to stop it."""
    kept = saved.save(store, Digest("Old", ("a@example.com",), Filters(roles=("Surgeon",))), datetime.now())
    assert 0 == _json(capsys, "change", str(kept.number), "--no-enabled")[0]
    assert not saved.all_saved(store)[0].enabled
