"""The texts of the interface: the same in every language, none missing, none left over."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from data import language

ROOT = Path(__file__).parents[2]
FILES = sorted({path.stem for path in (ROOT / "data/texts").glob("*/*.toml")})

PLURALS = {"one", "other"}


def _flat(table: dict[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield before + name, value


def _texts(lang: str, file: str) -> dict[str, str]:
    return dict(_flat(tomllib.loads((ROOT / f"data/texts/{lang}/{file}.toml").read_text("utf-8"))))


def _placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


@pytest.mark.parametrize("file", FILES)
def test_languages_say_the_same(file: str) -> None:
    """Every language has the same keys, and each text the same placeholders."""
    first, *others = (_texts(lang, file) for lang in language.LANGUAGES)
    for other in others:
        assert first.keys() == other.keys()
        for key in first:
            # "one" may name what "other" counts.
            if key.rsplit(".", 1)[-1] not in PLURALS:
                assert _placeholders(first[key]) == _placeholders(other[key]), key


def _sources() -> str:
    folders = ("ui", "pages", "analytics", "data")
    files = [ROOT / "app.py", *(path for folder in folders for path in (ROOT / folder).rglob("*.py"))]
    return "\n".join(path.read_text("utf-8") for path in files)


# What is written from the screens' point of view; other files are held by tests of their own.
SCREENS = (
    "shell", "filters", "week", "by_theme", "roles", "trends", "questions", "review", "taxonomy", "quality", "imports",
    "charts", "sentences", "weekly", "notes", "subjects", "digests", "ads", "gap", "effect",
    "answers", "briefing", "grouping",
)  # fmt: skip


@pytest.mark.parametrize("file", SCREENS)
def test_no_text_is_left_over(file: str) -> None:
    """Every key is asked for somewhere, whole or by the fixed start of a key that is put together."""
    sources = _sources()
    starts = set(re.findall(rf"\"({file}\.[\w.]*?)\{{", sources)) | set(re.findall(rf"'({file}\.[\w.]*?)\{{", sources))
    unused = []
    for key in _texts(language.LANGUAGES[0], file):
        whole = f"{file}.{key}"
        whole = whole.rsplit(".", 1)[0] if whole.rsplit(".", 1)[-1] in PLURALS else whole
        if not re.search(rf"[\"']{re.escape(whole)}[\"']", sources) and not any(whole.startswith(s) for s in starts):
            unused.append(whole)
    assert not unused


def test_no_text_is_missing() -> None:
    """Every key that is written out whole in the code exists in every language."""
    asked = set(re.findall(rf"[\"']((?:{'|'.join(FILES)})\.[a-z_]+(?:\.[a-z_]+)*)[\"']", _sources()))
    names = {f"{file}.{key}" for file in FILES for key in _texts(language.LANGUAGES[0], file)}
    names |= {name.rsplit(".", 1)[0] for name in names}
    assert not {key for key in asked if key not in names and key.split(".")[-1] not in ("py", "toml", "sql")}


@pytest.mark.parametrize("lang", language.LANGUAGES)
def test_titles_of_errors_hold_no_values(lang: str) -> None:
    """A title is shown as Markdown, so nothing that comes from a file may be in it."""
    titles = {key: text for key, text in _texts(lang, "errors").items() if key.endswith(".title")}
    assert not {key for key, text in titles.items() if _placeholders(text)}


def test_french_typography() -> None:
    """French texts of the screens have their unbreakable spaces and typographic apostrophes."""
    wrong = [
        f"{file}.{key}"
        for file in SCREENS
        for key, text in _texts("fr", file).items()
        if re.search(r"(?<=\w)'(?=\w)| [:;?!»]|« ", text)
    ]
    assert not wrong
