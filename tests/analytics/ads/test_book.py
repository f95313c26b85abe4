"""The book of job ads: versions, their days, roles that people merge, and what goes with the demo."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from analytics import imports, roles
from analytics.ads import book, samples
from data.documents import Kind
from data.errors import ViceVersaError
from data.store import Store

FIRST = b"""# Comptable (H/F)

## Avantages
- Mutuelle
- 35 heures par semaine
Contact : Solveig Kermarrec, solveig@planted.example
"""
SECOND = FIRST.replace(b"- Mutuelle", "- Deux jours de télétravail par semaine\n- Mutuelle".encode())
JANUARY, JUNE = date(2026, 1, 5), date(2026, 6, 1)


def test_versions_are_numbered_by_their_days(store: Store) -> None:
    """An older version filed later takes its place before the newer one, which ends it the day before."""
    newer = book.add(store, "Comptable", JUNE, SECOND, "annonce.md")
    older = book.add(store, "Comptable", JANUARY, FIRST)
    assert (1, 1) == (newer.number, older.number)
    rows = book.versions(store, "Comptable").to_dict("records")
    assert [(1, JANUARY, JUNE - timedelta(days=1)), (2, JUNE, None)] == [
        (row["version"], row["published"], row["until"]) for row in rows
    ]
    assert [older.ad_id, newer.ad_id] == [row["ad_id"] for row in rows]
    assert ("Comptable (H/F)", "fr", "ad_text", "annonce.md") == tuple(
        rows[1][name] for name in ("title", "language", "format", "file_name")
    )


def test_the_version_in_force_on_a_day(store: Store) -> None:
    """Between two versions the first is in force; before it there is none."""
    book.add(store, "Comptable", JANUARY, FIRST)
    book.add(store, "Comptable", JUNE, SECOND)
    in_force = [book.current(store, "Comptable", day) for day in (date(2025, 1, 1), JANUARY, date(2026, 5, 31), JUNE)]
    assert [None, 1, 1, 2] == [version and version.number for version in in_force]
    assert book.current(store, "Nurse") is None


@pytest.mark.parametrize(
    ("role", "day", "content", "code"),
    [
        ("", date(2026, 2, 1), SECOND, "ad_without_role"),
        ("Comptable", date.today() + timedelta(days=1), SECOND, "ad_date"),
        ("Comptable", date(1980, 1, 1), SECOND, "ad_date"),
        ("Comptable", JANUARY, SECOND, "ad_day_taken"),
        ("Comptable", date(2026, 2, 1), FIRST, "ad_unchanged"),
        ("Comptable", date(2025, 12, 1), FIRST, "ad_unchanged"),
    ],
)
def test_what_cannot_be_filed_is_refused(store: Store, role: str, day: date, content: bytes, code: str) -> None:
    """No role, an impossible day, a day that has a version, and the text of the version next to it."""
    book.add(store, "Comptable", JANUARY, FIRST)
    with pytest.raises(ViceVersaError) as refusal:
        book.add(store, role, day, content)
    assert code == refusal.value.code
    assert 1 == len(book.versions(store))


def test_several_ads_are_filed_together_or_not_at_all(store: Store) -> None:
    """Where one of them cannot be filed, none is."""
    draft = book.read(FIRST)
    filings = [book.Filing(draft, "Comptable", JANUARY), book.Filing(draft, "", JUNE)]
    with pytest.raises(ViceVersaError):
        book.file(store, filings)
    assert book.versions(store).empty


def test_nothing_of_the_recruiter_is_kept(store: Store) -> None:
    """The contact's name and address are masked before anything is stored."""
    version = book.add(store, "Comptable", JANUARY, FIRST)
    kept = " ".join(block.text for block in book.blocks(store, version.ad_id))
    passages = " ".join(store.rows("select wording from ad_passage")["wording"])
    for secret in ("Solveig", "Kermarrec", "planted"):
        assert secret not in kept + passages
    assert "[name]" in kept
    assert Kind.HEADING is book.blocks(store, version.ad_id)[0].kind


def test_an_ad_follows_its_role_when_roles_are_merged(store: Store, fill: Callable[..., str], held: type[Any]) -> None:
    """The ad of a role that is put under another counts there, and comes back when they are taken apart."""
    fill([held(JANUARY, role) for role in ("Comptable", "Accountant")])
    book.add(store, "Accountant", JANUARY, FIRST)
    roles.merge(store, ["Accountant"], "Comptable")
    assert ["Comptable"] == book.versions(store)["role"].tolist()
    with pytest.raises(ViceVersaError, match="ad_day_taken"):
        book.add(store, "Accountant", JANUARY, SECOND)
    roles.unmerge(store, "Accountant")
    assert ["Accountant"] == book.versions(store)["role"].tolist()


def test_a_version_is_removed_whole(store: Store) -> None:
    """Nothing is left of it but the readings of passages that another version has."""
    first = book.add(store, "Comptable", JANUARY, FIRST)
    second = book.add(store, "Comptable", JUNE, SECOND)
    book.remove(store, second.ad_id)
    assert [first.ad_id] == book.versions(store)["ad_id"].tolist()
    assert store.value("select count(distinct passage_id) from ad_passage") == store.value(
        "select count(*) from ad_reading"
    )
    with pytest.raises(ViceVersaError, match="ad_unknown"):
        book.remove(store, second.ad_id)
    with pytest.raises(ViceVersaError, match="ad_unknown"):
        book.version(store, "Comptable", 2)


@pytest.mark.parametrize(
    ("title", "file", "role"),
    [
        ("Infirmière de nuit H/F - CDI", "", "Infirmier de nuit"),
        ("Nous recrutons", "annonce_comptable.pdf", "Comptable"),
        ("Nous recrutons", "offre 2026.pdf", None),
        ("Senior data engineer, Paris", "", "Data engineer"),
        ("Boulanger", "", None),
    ],
)
def test_the_role_is_guessed_from_the_title(title: str, file: str, role: str | None) -> None:
    """A title that holds a role's words names it, whatever the gender; where none fits, nothing is guessed."""
    draft = book.Draft("ad_text", file, title, "fr", (), (), {})
    assert role == book.likely_role(["Infirmier de nuit", "Comptable", "Data engineer", "Infirmier"], draft)


def test_a_role_is_known_in_any_spelling(store: Store, fill: Callable[..., str], held: type[Any]) -> None:
    """Case and gender do not matter; an unknown role is refused with those that resemble it."""
    assert "Anything" == book.known_role(store, "Anything")
    fill([held(JANUARY, "Infirmier de nuit"), held(JANUARY, "Comptable")])
    assert "Infirmier de nuit" == book.known_role(store, "INFIRMIÈRE DE NUIT")
    with pytest.raises(ViceVersaError, match="ad_role_unknown") as refusal:
        book.known_role(store, "Comtpable")
    assert "Comptable" in refusal.value.explain("en").advice


def test_the_samples_come_and_go_with_the_demo(store: Store, fill: Callable[..., str], held: type[Any]) -> None:
    """Undoing the demo's import takes its ads out and leaves those that somebody added."""
    fill([held(JANUARY, "Comptable")], import_id="demo-import")
    samples.load(store, "demo-import", date.today())
    samples.load(store, "demo-import", date.today())
    assert 15 == len(book.versions(store))
    assert book.versions(store)["is_demo"].all()
    added = book.add(store, "Comptable", date(2020, 1, 1), FIRST)
    imports.undo(store, "demo-import")
    assert [added.ad_id] == book.versions(store)["ad_id"].tolist()
    assert added.ad_id == store.value("select any_value(ad_id) from ad_passage")
    assert 3 == store.value("select count(*) from ad_reading")
