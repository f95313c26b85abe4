from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FLOORS = ("data", "analytics", "ui", "pages")


def _imported(path: Path) -> set[str]:
    """First names of the modules that a file imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("floor", FLOORS)
def test_imports_go_down_only(floor: str) -> None:
    """No module imports from a floor above its own."""
    above = {"app", *FLOORS[FLOORS.index(floor) + 1 :]}
    offenders = {
        str(path.relative_to(ROOT)): sorted(found)
        for path in (ROOT / floor).rglob("*.py")
        if (found := _imported(path) & above)
    }
    assert {} == offenders


@pytest.mark.parametrize("floor", ["data", "analytics"])
def test_lower_floors_know_no_interface(floor: str) -> None:
    """Nothing below ui/ imports Streamlit."""
    offenders = [str(path) for path in (ROOT / floor).rglob("*.py") if "streamlit" in _imported(path)]
    assert [] == offenders


def test_the_command_line_starts_without_an_interface() -> None:
    """Streamlit is not even loaded indirectly by the command line."""
    code = "import sys, analytics.commands; sys.exit('streamlit' in sys.modules)"
    assert 0 == subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode


def test_only_the_store_knows_duckdb_by_name() -> None:
    """Only data/store.py connects to a database; other modules get a cursor."""
    offenders = [
        str(path.relative_to(ROOT))
        for floor in FLOORS
        for path in (ROOT / floor).rglob("*.py")
        if "duckdb.connect" in path.read_text("utf-8") and path.name != "store.py"
    ]
    assert [] == offenders


@pytest.mark.parametrize("path", sorted((ROOT / "pages").glob("*.py")), ids=lambda path: path.stem)
def test_a_page_is_a_short_script_without_sql(path: Path) -> None:
    """A page has at most 120 lines, says the question it answers, and neither queries nor aggregates by itself."""
    source = path.read_text("utf-8")
    assert 120 >= len(source.splitlines())
    assert ast.get_docstring(ast.parse(source))
    assert not any(word in source for word in ("duckdb", "groupby(", "select ", ".execute(", "unsafe_allow_html"))
