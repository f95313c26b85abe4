from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest

from analytics import queries
from analytics.groups import figures
from analytics.subjects import asked

ROOT = Path(__file__).parents[1]
SQL = ROOT / "analytics" / "sql"
NOT_FROM_QUERIES = {"population_weeks", "population_values", "cube_difference", "logged_languages"}
"""Files asked by population.py, operations.py and imports.py."""

ASKING = {queries: "test_queries.py", figures: "groups/test_figures.py", asked: "subjects/test_asked.py"}
"""The modules that ask the data, and where their tests are."""

TESTS = [ROOT / "tests" / "analytics" / name for name in ASKING.values()]

OF_OTHERS = {"trend"}
"""Functions that ask another one's question for some of what it answers."""

files = sorted(SQL.glob("*.sql"))


@pytest.mark.parametrize("path", files, ids=lambda path: path.stem)
def test_a_sql_file_says_what_a_row_is(path: Path) -> None:
    """The first line of every query says what one row of its result is."""
    assert path.read_text("utf-8").startswith("-- One row")


def test_one_question_is_one_file_and_one_function() -> None:
    """Every SQL file is asked by the function of its name, and every public query has its file."""
    functions = {
        name
        for module in ASKING
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    }
    assert functions - OF_OTHERS == {path.stem for path in files} - NOT_FROM_QUERIES


def test_every_query_has_a_test_of_its_name() -> None:
    """The tests of the modules that ask have a test that starts with each query's name."""
    tests = "".join(path.read_text("utf-8") for path in TESTS)
    missing = [
        path.stem for path in files if path.stem not in NOT_FROM_QUERIES and f"def test_{path.stem}" not in tests
    ]
    assert [] == missing


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
