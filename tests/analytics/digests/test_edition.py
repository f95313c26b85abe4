from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date, timedelta
from email.message import EmailMessage
from typing import Any

import pypdf
import pytest

from analytics import events
from analytics.digests.edition import Edition, edition, file_name
from analytics.digests.letter import enclosures, letter
from analytics.mail import Server
from analytics.population import Filters, PopulationRefused
from analytics.reports.text import to_text
from data import language
from data.errors import ViceVersaError
from data.store import Store

TODAY = date(2026, 11, 23)
SERVER = Server("localhost", 25, "none", "Vice Versa <robot@example.com>")


@pytest.fixture
def made(log: None, store: Store, week: date) -> Callable[..., Edition]:
    """A function that makes the edition of the log's last week."""

    def make(lang: str = "en", filters: Filters | None = None, **options: Any) -> Edition:
        return edition(store, filters or Filters(), options.pop("week", week), lang, TODAY, **options)

    return make


def _text(made: Edition) -> str:
    """The whole edition as one line, its spaces plain."""
    return " ".join(to_text(made.report).decode().split())


def test_the_json_has_the_keys_that_others_rely_on(made: Callable[..., Edition]) -> None:
    """Week, filters, changes with figures and since, counts; the planted change is the only one."""
    document = json.loads(made(filters=Filters(roles=("Nurse", "Cook"))).written("json"))
    assert ("2026-W47", {"roles": ["Nurse", "Cook"]}, 24) == tuple(
        document[key] for key in ("week", "filters", "interviews")
    )
    (change,) = document["changes"]
    assert ("remote_work", "all", 1.0, 24, 24, "2026-11-16") == tuple(
        change[key] for key in ("theme", "group", "rate", "asked", "interviews", "since")
    )
    assert change["reference_rate"] < 0.2 < change["low"] < change["high"]
    assert change["q"] < 0.05
    assert ["Can I work from home?"] == change["wordings"]
    assert [] == document["new_subjects"]
    assert 24 + 8 == document["questions"]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ["Week of 16 November 2026 (W47)", "remote work", "100% of this week", "Filters: none: all interviews"]),
        (
            "fr",
            ["Semaine du 16 novembre 2026 (S47)", "télétravail", "100 % des 24 entretiens", "Taxonomie : version 1"],
        ),
    ],
)
def test_every_format_says_the_change_and_what_it_rests_on(
    made: Callable[..., Edition], lang: str, said: list[str]
) -> None:
    """HTML, PDF and text in the digest's language: the finding, its figures, filters, taxonomy and newest import."""
    one = made(lang)
    page = one.written("html").decode()
    pdf = " ".join(part.extract_text() for part in pypdf.PdfReader(io.BytesIO(one.written("pdf"))).pages)
    for whole in (page, pdf, _text(one)):
        plain = " ".join(whole.replace("\u202f", " ").replace("\xa0", " ").split())
        for words in (*said, language.day(date.today(), lang)):
            assert words in plain
    assert 2 == page.count("data:image/svg+xml")
    assert f"vice-versa-{'revue-de-la-semaine' if lang == 'fr' else 'weekly-review'}-2026-W47.pdf" == file_name(
        one.week, lang, "pdf"
    )


def test_a_quiet_week_says_so(made: Callable[..., Edition], week: date) -> None:
    """The week before the change: nothing changed, no card, one chart."""
    quiet = made(week=week - timedelta(weeks=1))
    assert (0, 0, []) == (quiet.changes, quiet.subjects, quiet.document["changes"])
    assert "Nothing that chance alone would not explain." in _text(quiet)
    assert 1 == quiet.written("html").count(b"data:image/svg+xml")


def test_without_wordings_nothing_is_in_candidates_words(made: Callable[..., Edition]) -> None:
    """Neither in the report nor in the JSON; the figures are the same."""
    told, silent = made(), made(wordings=False)
    for one, quoted in ((told, True), (silent, False)):
        written = b"".join(one.written(suffix) for suffix in ("html", "json")).decode() + _text(one)
        assert quoted == ("Can I work from home?" in written)
    assert [change["rate"] for change in told.document["changes"]] == [  # type: ignore[attr-defined]
        change["rate"]
        for change in silent.document["changes"]  # type: ignore[attr-defined]
    ]


def test_a_hidden_wording_stays_hidden(
    store: Store, fill: Callable[..., str], held: type[Any], log: None, week: date
) -> None:
    """A question that reveals what art. 9 protects is counted, its words are nowhere in the edition."""
    asked = [("Is there a prayer room for me?", ["remote_work"])]
    fill([held(week, "Nurse", asked, hidden=True) for _ in range(12)], "import-2", first=1000)
    one = edition(store, Filters(), week, "en", TODAY)
    written = b"".join(one.written(suffix) for suffix in ("html", "json")).decode() + _text(one)
    assert "prayer" not in written
    assert language.text("questions.hidden", "en") in written


def test_what_may_not_be_shown_is_refused(made: Callable[..., Edition], week: date) -> None:
    """A week that is not over, a week without interviews, a group that is too small."""
    for later, code in (
        (week + timedelta(weeks=1), "digest_week_unfinished"),
        (date(2020, 1, 6), "digest_without_interviews"),
    ):
        with pytest.raises(ViceVersaError) as refused:
            made(week=later)
        assert code == refused.value.code


def test_a_small_group_is_refused(
    store: Store, fill: Callable[..., str], held: type[Any], log: None, week: date
) -> None:
    """Four interviews of a role make no edition."""
    fill([held(week, "Surgeon", ["Why?"]) for _ in range(4)], "import-2", first=1000)
    with pytest.raises(PopulationRefused):
        edition(store, Filters(roles=("Surgeon",)), week, "en", TODAY)


def test_notes_stand_on_the_trend(made: Callable[..., Edition], store: Store, week: date) -> None:
    """A note about the theme that changed is a mark on its chart; one about another theme is not."""
    before = made().written("html")
    events.note(store, week - timedelta(weeks=2), "Salary grid published", theme="compensation")
    assert before == made().written("html")
    events.note(store, week - timedelta(weeks=2), "Two days from home", theme="remote_work")
    assert before != made().written("html")


def test_a_letter_says_it_in_words_with_pictures_and_the_report(made: Callable[..., Edition]) -> None:
    """Plain text, HTML with a PNG per chart by its cid, the report attached; headers hold whatever the name is."""
    one = made("fr")
    name = "Été\r\nBcc: x@example.com " + "très " * 30
    mail = letter(one, enclosures(one, pdf=True), " ".join(name.split()), SERVER, "claire@example.com")
    assert mail.get_all("Bcc") is None
    assert ("Vice Versa <robot@example.com>", "claire@example.com") == (mail["From"], mail["To"])
    assert "semaine du 16 novembre 2026, 1 changement" in mail["Subject"]
    assert "auto-generated" == mail["Auto-Submitted"]

    plain, shown = (mail.get_body((kind,)) for kind in ("plain", "html"))
    assert isinstance(plain, EmailMessage)
    assert isinstance(shown, EmailMessage)
    assert "Can I work from home?" in plain.get_content()
    page = shown.get_content()
    pictures = [part for part in mail.walk() if part.get_content_type() == "image/png"]
    assert 2 == len(pictures)
    assert {f"cid:{part['Content-ID'][1:-1]}" for part in pictures} == {
        start.split('"')[0] for start in page.split('src="')[1:]
    }
    assert "<script" not in page
    assert ["text/html", "application/pdf"] == [part.get_content_type() for part in mail.iter_attachments()]
    report, _ = mail.iter_attachments()
    assert one.written("html").decode() == report.get_content().replace("\r\n", "\n")
    assert mail.as_bytes().isascii()


def test_a_hostile_name_stays_text(
    store: Store, fill: Callable[..., str], held: type[Any], log: None, week: date
) -> None:
    """A role and a wording that would be markup are escaped in the mail and in the report."""
    role = "<img src=x onerror=alert(1)>"
    asked = [("<script>alert(1)</script> & co?", ["remote_work"])]
    rows = [held(week - timedelta(weeks=back), role, asked if not back else []) for back in range(9) for _ in range(15)]
    fill(rows, "import-2", first=1000)
    one = edition(store, Filters(roles=(role, "Nurse")), week, "en", TODAY)
    mail = letter(one, enclosures(one, pdf=False), "<b>bold</b>", SERVER, "claire@example.com")
    shown = mail.get_body(("html",))
    assert isinstance(shown, EmailMessage)
    for page in (one.written("html").decode(), shown.get_content()):
        assert "&lt;script&gt;alert(1)" in page
        assert not [raw for raw in ("<script>alert", "<img src=x", "<b>bold") if raw in page]
