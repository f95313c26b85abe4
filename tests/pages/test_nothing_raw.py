"""Nothing of a person survives an import: planted data is looked for wherever the product leaves something."""

from __future__ import annotations

import csv
import io
import json
import logging
import os
import pickle
import stat
import tempfile
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import xlsxwriter
from streamlit.testing.v1 import AppTest

from analytics import commands, exports, imports, queries
from analytics.population import Filters
from data import cube, settings
from data.errors import ViceVersaError
from data.store import Store, open_store
from ui.jobs import jobs
from ui.shell import SCREENS

Run = Callable[..., AppTest]

PLANTED = (
    "Quatrebarbes", "Zéphyrine", "Oyarzabal", "zephyrine.q@planted.example", "06 39 98 77 10", "2 85 05 78 006 084 91",
    "FR76 3000 6000 0112 3456 7890 189", "avis-tres-secret-7781", "48250 brut actuel", "K-88231-Z", "12 rue Plantée",
)  # fmt: skip
"""What no place may hold after an import. The names are the candidate's and the interviewer's."""

HEADER = (
    "Date",
    "Poste",
    "Candidat",
    "Recruteur",
    "Numéro",
    "Question",
    "Note globale",
    "Salaire actuel",
    "Avis Oyarzabal",
)


def _rows() -> list[tuple[str, ...]]:
    """Six good rows that say everything, and four that are rejected for a reason each."""
    asked = (
        "Zéphyrine Quatrebarbes demande le salaire ?", "Écrire à zephyrine.q@planted.example ou au 06 39 98 77 10 ?",
        "Mon NIR 2 85 05 78 006 084 91 est-il utile ?", "Virement sur FR76 3000 6000 0112 3456 7890 189 ?",
        "J'habite 12 rue Plantée, 75002 Paris, est-ce loin ?", "M. Oyarzabal et quatrebarbes : dossier K-88231-Z ?",
    )  # fmt: skip
    candidate, about = ("Zéphyrine Quatrebarbes", "Iker Oyarzabal"), ("avis-tres-secret-7781", "48250 brut actuel")
    good: list[tuple[str, ...]] = [
        (f"0{number}/09/2026", "Infirmier", *candidate, "K-88231-Z", text, *about, "Quatrebarbes : bien")
        for number, text in enumerate(asked, start=1)
    ]
    bad_dates = ("Zéphyrine Quatrebarbes", "zephyrine.q@planted.example", "06 39 98 77 10", "31/02/2026")
    return good + [(day, *good[0][1:]) for day in bad_dates]


def _csv(rows: list[tuple[str, ...]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([HEADER, *rows])
    return out.getvalue().encode()


def _xlsx(rows: list[tuple[str, ...]]) -> bytes:
    """A workbook whose sheets bear the candidate's name; one of them is no log."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as workbook:
        for name, cells in (
            ("Quatrebarbes", [HEADER, *rows]),
            ("Zéphyrine", [("avis-tres-secret-7781", "x"), ("a", "b")]),
        ):
            sheet = workbook.add_worksheet(name)
            for number, row in enumerate(cells):
                sheet.write_row(number, 0, row)
    return out.getvalue()


def _json(rows: list[tuple[str, ...]]) -> bytes:
    return json.dumps([dict(zip(HEADER, row, strict=True)) for row in rows], ensure_ascii=False).encode()


FILES: dict[str, Callable[[list[tuple[str, ...]]], bytes]] = {"csv": _csv, "xlsx": _xlsx, "json": _json}
"""The planted log in each format that is written here, by the name of the format."""


def _forms(planted: str) -> Iterator[bytes]:
    """A planted string as it could have been written: its accents gone, in small letters, in several encodings."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", planted) if not unicodedata.combining(c))
    for spelled in (planted, planted.lower(), plain, plain.lower()):
        for encoding in ("utf-8", "utf-16-le", "cp1252", "unicode-escape"):
            yield spelled.encode(encoding)


def _found(content: bytes) -> list[str]:
    return [planted for planted in PLANTED if any(form in content for form in _forms(planted))]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store in a file, whose folder and temporary folder are the test's own."""
    opened = open_store(str(tmp_path / "store.duckdb"))
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Whatever is written to a temporary folder is written here."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


def _left_in_files(folder: Path) -> dict[str, list[str]]:
    """What is found in the database, its write-ahead log and any other file of the test's folder."""
    found = {path.name: _found(path.read_bytes()) for path in folder.rglob("*") if path.is_file()}
    return {name: planted for name, planted in found.items() if planted}


def _left_on_screens(store: Store) -> list[str]:
    """What is found in all that the store gives out."""
    frames = [queries.wordings(store, Filters()), queries.import_history(store), queries.questions(store, Filters())]
    return _found("".join(frame.to_csv() + str(exports.to_json(frame)) for frame in frames).encode())


@pytest.mark.parametrize("kind", FILES)
def test_an_import_leaves_nothing(
    kind: str,
    run: Run,
    store: Store,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """After an import and a look at every screen, neither files, logs, output nor session hold what was planted."""
    caplog.set_level(logging.DEBUG)
    app = run("imports", "fr")
    app.file_uploader[0].upload(f"Entretiens Quatrebarbes.{kind}", FILES[kind](_rows()))
    app.run()
    next(button for button in app.button if button.label == "Importer ce fichier").click().run()
    for job in jobs().all():
        assert job.thread is not None
        job.thread.join(120)
    app.run()
    assert [] == _found(_session(app))
    assert store.value("select count(*) from question") == len(_rows()) - 4
    assert store.value("select count(*) from rejected_row") == 4
    for screen in SCREENS:
        app.switch_page(screen.file).run()
        assert not app.exception
    assert {} == _left_in_files(tmp_path)
    assert [] == _left_on_screens(store)
    assert [] == _found(caplog.text.encode() + "".join(capfd.readouterr()).encode())
    assert [] == _found(_session(app))
    store.checkpoint()
    assert {} == _left_in_files(tmp_path)


def _session(app: AppTest) -> bytes:
    """What the session keeps, whole."""
    return b"".join(map(_bytes, app._session_state.filtered_state.values()))


def _bytes(value: object) -> bytes:
    if isinstance(value, list):
        return b"".join(map(_bytes, value))
    return value.getvalue() if isinstance(value, io.BytesIO) else pickle.dumps(value)


def test_a_file_left_unconfirmed_is_forgotten(run: Run, tmp_path: Path) -> None:
    """What was understood of a file is dropped when it is left for another screen."""
    app = run("imports", "fr")
    app.file_uploader[0].upload("Quatrebarbes.csv", _csv(_rows()))
    app.run()
    assert _found(_session(app))
    app.switch_page("pages/questions.py").run()
    assert [] == _found(_session(app))
    assert {} == _left_in_files(tmp_path)


@pytest.mark.parametrize("kind", FILES)
def test_a_failing_import_leaves_nothing(
    kind: str,
    store: Store,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An import that breaks before its last step, and a file that is cut in half, leave no trace and tell nothing."""
    caplog.set_level(logging.DEBUG)
    content = FILES[kind](_rows())
    draft = imports.prepare(store, content, f"Quatrebarbes.{kind}")

    def broken(*_: object) -> None:
        raise RuntimeError("the last step failed")

    monkeypatch.setattr(cube, "refresh", broken)
    job = jobs().start("broken", "log", lambda tell: imports.confirm(store, draft, tell))
    assert job.thread is not None
    job.thread.join(120)
    assert job.result is None
    said = ""
    try:
        imports.prepare(store, content[: len(content) // 2], f"Quatrebarbes.{kind}", encoding="utf-16-le")
    except ViceVersaError as error:
        # The name of the file is the reader's own; what is in it is not repeated.
        said = "".join(vars(error.explain("fr")).values()).replace(f"Quatrebarbes.{kind}", "")
    assert store.value("select count(*) from question") == 0
    assert {} == _left_in_files(tmp_path)
    assert [] == _found((said + caplog.text + "".join(capfd.readouterr())).encode())


def test_the_command_line_repeats_nothing(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The report of an import on the command line tells what was read and rejected without a word of it."""
    monkeypatch.setenv("VICE_VERSA_DATABASE", str(tmp_path / "another.duckdb"))
    folder = tmp_path / "given"
    folder.mkdir()
    path = folder / "log.csv"
    path.write_bytes(_csv(_rows()))
    assert commands.main(["import", str(path), "--json"]) == 1
    path.unlink()
    assert [] == _found("".join(capfd.readouterr()).encode())
    assert {} == _left_in_files(tmp_path)


def test_the_secret_is_outside_the_database_and_private(store: Store, tmp_path: Path) -> None:
    """The key that interviews are hashed with is in a file of its own, for its owner only, and nowhere else."""
    imports.confirm(store, imports.prepare(store, _csv(_rows()), "log.csv"))
    store.checkpoint()
    secret = settings.secret_file()
    assert stat.S_IMODE(os.stat(secret).st_mode) == 0o600
    key = secret.read_text("ascii").strip()
    others = [path for path in tmp_path.rglob("*") if path.is_file() and path != secret]
    assert others
    for path in others:
        content = path.read_bytes()
        assert key.encode() not in content
        assert bytes.fromhex(key) not in content
