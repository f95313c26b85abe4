from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from analytics.digests import deliveries, saved
from analytics.digests.saved import Digest
from analytics.digests.schedule import due_week, next_due
from analytics.population import Filters
from data.errors import ViceVersaError
from data.store import Store


def test_a_digest_is_kept_as_it_was_saved(store: Store, now: datetime) -> None:
    """Everything comes back; the name on one line, recipients as addresses, filters without a period."""
    digest = Digest(
        " Care\r\nBcc: x@example.com ",
        ("Claire <claire@example.com>; noe@example.com",),
        Filters(since=date(2026, 1, 1), roles=("Nurse", "Cook"), languages=("fr",)),
        "en", 5, 18, wordings=False, pdf=True, enabled=False,
    )  # fmt: skip
    kept = saved.save(store, digest, now)
    assert [kept] == saved.all_saved(store)
    assert ("Care Bcc: x@example.com", ("claire@example.com", "noe@example.com")) == (kept.name, kept.recipients)
    assert Filters(roles=("Nurse", "Cook"), languages=("fr",)) == kept.filters
    assert ("en", 5, 18, False, True, False) == (
        kept.language, kept.weekday, kept.hour, kept.wordings, kept.pdf, kept.enabled,
    )  # fmt: skip


def test_a_digest_is_changed_and_deleted_with_its_record(store: Store, now: datetime) -> None:
    """A change keeps its number; deleting takes the addresses of its mails along and leaves other digests."""
    first, other = (saved.save(store, Digest(name, ("a@example.com",)), now) for name in ("One", "Two"))
    changed = saved.save(store, replace(first, name="Three", recipients=("b@example.com",)), now)
    assert first.number == changed.number
    assert ["Three", "Two"] == [digest.name for digest in saved.all_saved(store)]
    for digest in (changed, other):
        assert digest.number is not None
        assert deliveries.claim(store, digest.number, date(2026, 11, 16), "b@example.com", now)
    assert changed.number is not None
    saved.delete(store, changed.number)
    assert ["Two"] == [digest.name for digest in saved.all_saved(store)]
    assert [other.number] == store.rows("select digest_id from digest_delivery")["digest_id"].tolist()


@pytest.mark.parametrize(
    ("digest", "code"),
    [
        (Digest(" \n", ("a@example.com",)), "digest_without_name"),
        (Digest("One", ("", " , ")), "digest_without_recipient"),
        (Digest("One", ("a@example.com, nobody",)), "mail_address_invalid"),
        (Digest("One", ("a@example.com\nBcc: b@example.com",)), "mail_address_invalid"),
        (Digest("One", ("a@example.com",), weekday=8), "digest_hour_unknown"),
        (Digest("One", ("a@example.com",), hour=24), "digest_hour_unknown"),
    ],
)
def test_a_digest_that_cannot_be_sent_is_not_saved(store: Store, now: datetime, digest: Digest, code: str) -> None:
    """Each mistake has its sentence, and nothing is kept."""
    with pytest.raises(ViceVersaError) as refused:
        saved.save(store, digest, now)
    assert code == refused.value.code
    assert [] == saved.all_saved(store)


def test_a_digest_is_due_from_its_hour_on_for_the_week_before(now: datetime) -> None:
    """Not before its hour, six days after it still, then no more; a digest on Friday tells about the same week."""
    monday = Digest("One", ("a@example.com",))
    seven = datetime(2026, 11, 23, 7)
    assert date(2026, 11, 16) == due_week(monday, seven)
    assert date(2026, 11, 16) == due_week(monday, seven + timedelta(days=6))
    assert due_week(monday, seven + timedelta(days=6, minutes=1)) is None
    assert due_week(monday, seven - timedelta(minutes=1)) is None
    friday = replace(monday, weekday=5, hour=18)
    assert date(2026, 11, 16) == due_week(friday, datetime(2026, 11, 27, 18))
    assert date(2026, 11, 9) == due_week(friday, datetime(2026, 11, 23, 7))
    assert datetime(2026, 11, 27, 18) == next_due(friday, now)
    assert datetime(2026, 11, 30, 7) == next_due(monday, seven)
    assert due_week(replace(monday, enabled=False), now) is None


def test_nothing_is_due_for_an_hour_before_it_was_scheduled(store: Store, now: datetime) -> None:
    """New, switched on again or moved to another hour: the first is the next; other changes leave the hour alone."""
    digest = saved.save(store, Digest("One", ("a@example.com",)), now)
    assert due_week(digest, now) is None
    assert due_week(digest, now + timedelta(weeks=1)) is not None

    earlier = saved.save(store, replace(digest, number=None), now - timedelta(weeks=2))
    renamed = saved.save(store, replace(earlier, name="Two", recipients=("b@example.com",)), now)
    assert due_week(renamed, now) == date(2026, 11, 16)
    moved = saved.save(store, replace(renamed, hour=6), now)
    assert due_week(moved, now) is None
    off = saved.save(store, replace(earlier, enabled=False), now - timedelta(days=1))
    on = saved.save(store, replace(off, enabled=True), now)
    assert due_week(on, now) is None
