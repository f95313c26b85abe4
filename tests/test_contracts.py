from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from analytics import queries
from analytics.ads import book, outcomes, saying
from analytics.answers import figures as answers_figures
from analytics.briefing import figures as briefing_figures
from analytics.groups import figures as groups_figures
from analytics.subjects import asked as subjects_asked

ROOT = Path(__file__).parents[1]
SQL = ROOT / "analytics" / "sql"
NOT_FROM_QUERIES = {"population_weeks", "population_values", "cube_difference", "logged_languages"}
"""Files asked by population.py, operations.py and imports.py."""

files = sorted(SQL.glob("*.sql"))

ASKED_OF_ADS: dict[str, Callable[..., object]] = {
    "versions": book.versions,
    "passages": saying.passages,
    "marks": saying.marked,
    "reading_basis": saying.reading_basis,
    "role_weeks": outcomes.role_weeks,
    "course": outcomes.course,
}
"""What is asked of the job ads, and of interviews around their changes: the files of ``analytics/ads/sql`` and their
functions."""
ad_files = sorted((ROOT / "analytics" / "ads" / "sql").glob("*.sql"))

ASKED_IN = {
    queries: "test_queries.py",
    groups_figures: "groups",
    answers_figures: "answers",
    briefing_figures: "briefing",
    subjects_asked: "subjects",
}
"""The modules that ask questions of the data, and where under ``tests/analytics`` they are tested."""


def _public(module: ModuleType) -> set[str]:
    return {
        name
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    }


@pytest.mark.parametrize("path", [*files, *ad_files], ids=lambda path: path.stem)
def test_a_sql_file_says_what_a_row_is(path: Path) -> None:
    """The first line of every query says what one row of its result is."""
    assert path.read_text("utf-8").startswith("-- One row")


def test_one_question_is_one_file_and_one_function() -> None:
    """Every SQL file is asked by one function of its name, and every public query has its file.

    The packages' own figures may derive more from a question; ``queries`` holds nothing but questions.
    """
    asked = sorted(name for module in ASKED_IN for name in _public(module) if (SQL / f"{name}.sql").exists())
    assert asked == sorted({path.stem for path in files} - NOT_FROM_QUERIES)
    assert not {name for name in _public(queries) if name not in asked}


def test_every_query_has_a_test_of_its_name() -> None:
    """Beside each module's tests there is one that starts with the name of each of its questions."""
    missing = []
    for module, place in ASKED_IN.items():
        path = ROOT / "tests" / "analytics" / place
        tests = "\n".join(file.read_text("utf-8") for file in ([path] if path.is_file() else path.glob("*.py")))
        missing += [
            name
            for name in _public(module)
            if (SQL / f"{name}.sql").exists() and not re.search(rf"def test_{name}", tests)
        ]
    assert [] == missing


def test_what_is_asked_of_ads_is_one_file_and_one_function() -> None:
    """Every SQL file of the job ads has its function, which reads it, and none of them reads facts of interviews."""
    assert set(ASKED_OF_ADS) == {path.stem for path in ad_files}
    for name, function in ASKED_OF_ADS.items():
        assert f'"{name}.sql"' in Path(inspect.getfile(function)).read_text("utf-8")
    facts = re.compile(r"\b(from|join)\s+(cube|interview|question|text)\b")
    assert [] == [path.stem for path in ad_files if facts.search(path.read_text("utf-8"))]


def test_what_is_asked_of_interviews_around_an_ad_has_a_test_of_its_name() -> None:
    """A query of the ads' that counts interviews has a test that starts with its name."""
    tests = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests" / "analytics" / "ads").glob("test_*.py"))
    counting = [path for path in ad_files if "filtered_counts(" in path.read_text("utf-8")]
    assert {"role_weeks", "course"} <= {path.stem for path in counting}
    assert [] == [path.stem for path in counting if f"def test_{path.stem}" not in tests]


def test_facts_are_read_through_the_population_only() -> None:
    """No query reads interviews, questions or counts around the macros that take every filter."""
    whole_store = NOT_FROM_QUERIES | {"rates", "filter_values", "calendar", "import_history", "import_marks", "roles"}
    whole_store |= {"judgements"}  # figures about the model, of no interview
    offenders = [
        path.stem
        for path in files
        if path.stem not in whole_store
        and re.search(r"\b(from|join)\s+(cube|interview|question|text)\b", path.read_text("utf-8"))
    ]
    assert [] == offenders


def test_no_sql_is_built_from_strings() -> None:
    """SQL is never put together with an f-string or a format call."""
    pattern = re.compile(r"execute\(\s*f[\"']|\.rows\(\s*f[\"']")
    offenders = [
        str(path.relative_to(ROOT))
        for floor in ("data", "analytics", "ui", "pages")
        for path in (ROOT / floor).rglob("*.py")
        if pattern.search(path.read_text("utf-8"))
    ]
    assert [] == offenders


@pytest.mark.parametrize("path", sorted((ROOT / "data" / "schema").glob("[0-9]*.sql")), ids=lambda path: path.name)
def test_a_migration_is_numbered_once(path: Path) -> None:
    """Migrations are named NNNN_words.sql and no number comes twice."""
    assert re.fullmatch(r"\d{4}_[a-z_]+\.sql", path.name)
    assert 1 == len(list(path.parent.glob(f"{path.name[:4]}_*.sql")))
