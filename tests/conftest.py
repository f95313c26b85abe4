"""Fixtures that several floors share: an empty store, and a store filled with interviews written out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from data import cube, facts, identity
from data.log import Log
from data.store import Store, open_store


@dataclass(frozen=True)
class Held:
    """One interview written out for a test; each question is a wording, or a wording and its themes.

    ``hidden``: its questions reveal what GDPR art. 9 protects.
    """

    day: date
    role: str = "Nurse"
    asked: Sequence[str | tuple[str, Sequence[str]]] = ()
    stage: str = ""
    seniority: str = ""
    department: str = ""
    location: str = ""
    language: str = "en"
    hidden: bool = False


Fill = Callable[..., str]


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test has a database folder of its own and the settings' defaults."""
    monkeypatch.setenv("VICE_VERSA_DATABASE", str(tmp_path / "store.duckdb"))
    for name in ("MINIMUM_GROUP", "RETENTION_MONTHS", "LANGUAGE", "SECRET_FILE", "MAX_FILE_MB", "REVIEWERS"):
        monkeypatch.delenv(f"VICE_VERSA_{name}", raising=False)
    for name in [name for name in os.environ if name.startswith("VICE_VERSA_SMTP_")]:
        monkeypatch.delenv(name)


@pytest.fixture(scope="session", autouse=True)
def shared_model_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The theme model's vectors are prepared once for all tests, in the project's own cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VICE_VERSA_CACHE", str(Path(__file__).parents[1] / ".cache"))
        yield


@pytest.fixture
def store() -> Iterator[Store]:
    """An empty store in memory."""
    opened = open_store(":memory:")
    yield opened
    opened.close()


@pytest.fixture
def held() -> type[Held]:
    """One interview written out."""
    return Held


@pytest.fixture
def fill(store: Store) -> Fill:
    """A function that stores interviews as one import, without reading a file; it returns the import's id."""

    def filled(interviews: Sequence[Held], import_id: str = "import-1", first: int = 0) -> str:
        rows, asked, labels = [], [], []
        for number, interview in enumerate(interviews, start=first):
            attributes = {name: getattr(interview, name) for name in facts.ATTRIBUTES}
            day = pd.Timestamp(interview.day)
            rows.append({"interview_id": number, "day": day, "interviewer": "", **attributes})
            for question in interview.asked:
                wording, themes = (question, ()) if isinstance(question, str) else question
                text_id = identity.text_id(wording)
                asked.append((number, text_id, "", wording, interview.hidden))
                labels += [(text_id, theme, 0.9, position) for position, theme in enumerate(themes, start=1)]
        questions = pd.DataFrame(asked, columns=["interview_id", "text_id", "answered", "wording", "hidden"]).astype(
            {"interview_id": "int64", "text_id": "int64", "hidden": bool}
        )
        texts = questions[["text_id", "wording", "hidden"]].drop_duplicates("text_id").assign(language="en")
        labelled = pd.DataFrame(labels, columns=["text_id", "theme", "score", "position"]).drop_duplicates()
        log = Log(
            interviews=pd.DataFrame(rows),
            questions=questions,
            texts=texts,
            rejected=[],
            preview=pd.DataFrame(),
            columns_read={},
            columns_not_read={},
            named_interviews=True,
            masked={},
            warnings=[],
        )
        with store.transaction() as cursor:
            new = facts.add(cursor, import_id, log, texts, labelled.astype({"text_id": "int64"}))
            cursor.execute(
                "insert into import values ($id, $id, 'log.csv', 'csv', now()::timestamp, null, $interviews,"
                " $questions, 0, true, false, '{}')",
                {"id": import_id, "interviews": new[0], "questions": new[1]},
            )
        return import_id

    return filled


@pytest.fixture
def recount(store: Store) -> Callable[[], None]:
    """A function that counts the whole cube anew."""

    def counted() -> None:
        with store.transaction() as cursor:
            cube.refresh(cursor)

    return counted
