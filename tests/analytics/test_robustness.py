"""Every hostile file has the outcome that is written beside it, and leaves the store sound."""

from __future__ import annotations

import csv
import io

import pytest

from analytics import exports, imports, queries
from analytics.population import Filters
from analytics.themes.taxonomy import shipped
from data import language
from data.errors import ViceVersaError
from data.store import Store
from tests.analytics.hostile_files import INERT, TABLE, Case, asking


@pytest.fixture(autouse=True)
def small_groups_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a file brought can be read back, however little it is."""
    monkeypatch.setenv("VICE_VERSA_MINIMUM_GROUP", "1")


def _outcome(store: Store, case: Case) -> str | tuple[int, int]:
    try:
        draft = imports.prepare(store, case.raw(), "journal.csv")
        if draft.needs:
            raise draft.needs
    except ViceVersaError as error:
        return error.code
    assert draft.log is not None
    return imports.confirm(store, draft).questions, len(draft.log.rejected)


@pytest.mark.parametrize("case", TABLE, ids=lambda case: case.name)
def test_a_file_has_the_outcome_wanted(store: Store, case: Case, caplog: pytest.LogCaptureFixture) -> None:
    """Refused in a sentence of both languages and nothing stored, or imported with its bad rows counted.

    The program's own log tells nothing of what the file holds.
    """
    assert case.wanted == _outcome(store, case)
    assert not [word for word in ("salaire", "ENTITY", "Traceback") if word in caplog.text]
    if isinstance(case.wanted, str):
        assert 0 == store.value("select count(*) from import")
        assert all(language.text(f"errors.{case.wanted}.title", lang) for lang in language.LANGUAGES)
    if case.wordings is not None:
        assert list(case.wordings) == store.rows("select wording from text order by all")["wording"].tolist()
    if case.roles is not None:
        assert list(case.roles) == store.rows("select role from named_segment order by all")["role"].tolist()


def test_questions_that_try_to_be_more_are_text(store: Store) -> None:
    """Formulas, markup, SQL, templates and orders to a model are kept, found and exported as the text they are."""
    text = asking(*('"' + question.replace('"', '""') + '"' for question in INERT))
    imports.confirm(store, imports.prepare(store, text.encode(), "journal.csv"))
    kept = set(queries.wordings(store, Filters())["wording"])
    linkless = {question for question in INERT if "//" not in question and "@" not in question}
    assert linkless <= kept
    assert all("http" not in wording for wording in kept)
    for question in linkless:
        assert question in set(queries.wordings(store, Filters(), search=question)["wording"])
    exported = exports.to_csv(exports.listed(queries.questions(store, Filters()), "en"), shipped(), "en").decode(
        "utf-8-sig"
    )
    told = [row["Question"] for row in csv.DictReader(io.StringIO(exported))]
    assert len(told) == len(INERT)
    assert not [cell for cell in told if cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))]
    assert len(INERT) == store.value("select count(*) from question")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("journal\0.csv", "journal.csv"),
        ("x" * 5_000, "x" * 79 + "…"),
        ("journal\u202evsc.exe", "journalvsc.exe"),
        ("<img src=x onerror=alert(1)>.csv", "<img src=x onerror=alert(1)>.csv"),
    ],
)
def test_a_name_is_kept_without_tricks(store: Store, name: str, shown: str) -> None:
    """What the history shows of a file's name has no folder, no control character and an end."""
    imports.confirm(store, imports.prepare(store, asking("Où ?").encode(), name))
    assert [shown] == queries.import_history(store)["file_name"].tolist()
