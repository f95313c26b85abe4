"""What a reader can do on a screen: search, correct a theme, merge roles, import and undo."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data.store import Store
from ui.jobs import jobs

Run = Callable[..., AppTest]
SAMPLES = Path(__file__).parents[1] / "samples"


def _button(app: AppTest, label: str) -> Any:
    return next(button for button in app.button if button.label == label)


def _finish_jobs() -> None:
    """Wait for the imports that go on in the background."""
    for job in jobs().all():
        assert job.thread is not None
        job.thread.join(120)


@pytest.mark.usefixtures("log")
def test_search(run: Run) -> None:
    """A search ignores case; what is not found is said in words."""
    app = run("questions", "en", q="SALARY", period="all")
    assert list(app.dataframe[0].value["wording"]) == ["What is the salary?"]
    app.text_input(key="q").set_value("zebra").run()
    assert app.info
    assert not app.dataframe


@pytest.mark.usefixtures("log")
def test_the_certainty_of_a_theme_is_a_word_and_a_number(run: Run) -> None:
    """The model's score is shown as words with the figure behind it."""
    table = run("questions", "en", period="all").dataframe[0].value.set_index("wording")
    assert table.at["What is the salary?", "sure"] == "Sure (90%)"
    assert table.at["And the moon?", "sure"] == "To classify"


@pytest.mark.usefixtures("log")
def test_a_correction_and_back(run: Run, store: Store) -> None:
    """A theme set by hand is kept, said to be so, and can be left to the model again."""
    app = run("questions", "en", q="moon", period="all")
    app.selectbox(key="correct_row").set_value(0).run()
    themes = next(box for box in app.multiselect if box.key and box.key.startswith("correct_themes"))
    themes.set_value(["company"])
    _button(app, "Save").click().run()
    assert "12 questions change theme" in app.success[0].value
    assert app.dataframe[0].value["sure"].tolist() == ["Corrected by hand"]
    assert store.value("select themes from correction") == ["company"]
    _button(app, "Back to the model").click().run()
    assert store.value("select count(*) from correction") == 0


@pytest.mark.usefixtures("log")
def test_merging_roles_and_taking_them_apart(run: Run, store: Store) -> None:
    """Merged roles are counted as one from then on, and apart again after the undo."""
    app = run("roles", "en", period="all")
    app.multiselect(key="roles_moved").set_value(["Nurse"])
    app.selectbox(key="roles_target").set_value("Accountant").run()
    _button(app, "Merge").click().run()
    assert "1 role is now counted" in app.success[0].value
    assert "Nurse" not in app.selectbox(key="role_looked_at.en").options
    _button(app, "Take apart").click().run()
    assert "Nurse" in app.selectbox(key="role_looked_at.en").options
    assert store.value("select count(*) from role_merge") == 0


@pytest.mark.usefixtures("log")
def test_roles_side_by_side(run: Run) -> None:
    """Roles in the address are drawn side by side on one theme."""
    app = run("trends", "en", side_by_side=["Nurse", "Accountant"], theme="compensation", grain="month", period="all")
    chart = app.get("plotly_chart")[0].proto.spec
    assert "Nurse" in chart
    assert "Accountant" in chart


FRENCH_LOG = (
    "Date;Poste;Étape;Candidat;Question;Salaire actuel\r\n"
    + "".join(
        f"{day:02d}/09/2026;Infirmier de nuit (H/F);RH;Candidat {day};Combien de jours de télétravail ?;30000\r\n"
        for day in range(1, 29)
    )
    + "30/09/2026;Comptable\r\n"
).encode("cp1252")


def test_import_from_upload_to_undo(run: Run, store: Store) -> None:
    """A French log is understood, confirmed, reported with its rejected row, and taken out again."""
    app = run("imports", "fr")
    app.file_uploader[0].upload("journal.csv", FRENCH_LOG)
    app.run()
    assert not app.error
    assert [metric.value for metric in app.metric] == ["28", "28", "0", "1"]
    _button(app, "Importer ce fichier").click().run()
    _finish_jobs()
    app.run()
    assert not app.error
    assert "Importé, sauf les lignes rejetées." in app.success[0].value
    assert store.value("select count(*) from interview") == 28
    app.selectbox(key="import_undone").set_value(store.value("select import_id from import")).run()
    _button(app, "Annuler cet import").click().run()
    assert not app.error
    assert store.value("select count(*) from interview") == 0


@pytest.mark.parametrize(("lang", "cancel", "said"), [("en", "Cancel", "nothing"), ("fr", "Annuler", "rien")])
def test_an_import_under_way_can_be_cancelled(run: Run, lang: str, cancel: str, said: str) -> None:
    """Beside the bar of an import stands a button that stops it; afterwards the screen says that nothing was kept."""
    asked = threading.Event()

    def work(tell: Callable[[float, str], None]) -> None:
        while not asked.wait(0.01):
            tell(0.3, "themes")
        tell(0.3, "themes")

    job = jobs().start("slow", "journal.csv", work)
    app = run("imports", lang)
    _button(app, cancel).click().run()
    asked.set()
    _finish_jobs()
    assert job.cancelled
    app.run()
    assert said in next(info.value for info in app.info)
    jobs().forget("slow")


def test_the_mapping_can_be_changed(run: Run) -> None:
    """A column set to "do not read" leaves the preview at once."""
    app = run("imports", "en")
    app.file_uploader[0].upload("journal.csv", FRENCH_LOG)
    app.run()
    stage = next(box for box in app.selectbox if box.label == "Étape")
    stage.set_value("").run()
    assert not app.error
    assert "stage" not in app.dataframe[0].value


def test_an_open_question_is_asked_and_answered(run: Run) -> None:
    """Dates with two readings are asked about in plain words; the answer leads to the preview."""
    rows = "".join(f"0{1 + n % 9}/0{1 + (n + 1) % 9}/2026,Nurse,What is the salary?\n" for n in range(9))
    app = run("imports", "en")
    app.file_uploader[0].upload("us.csv", b"Interview date,Role,Question\n" + rows.encode())
    app.run()
    assert not app.metric
    app.radio[0].set_value("month_first").run()
    assert not app.error
    assert app.metric


def test_a_report_asks_for_its_role_and_goes_in(run: Run, store: Store) -> None:
    """Scorecards are known for what they are, ask for the role, list what is refused, and are stored."""
    app = run("imports", "fr")
    app.file_uploader[0].upload("scorecards.json", (SAMPLES / "greenhouse_scorecards.json").read_bytes())
    app.run()
    assert not app.metric
    assert any("fiches d'entretien de Greenhouse" in caption.value for caption in app.caption)
    assert "Le poste n'est dit nulle part" in app.warning[0].value
    app.text_input[0].set_value("Infirmier").run()
    assert [metric.value for metric in app.metric] == ["12", "15", "0", "0"]
    reasons = next(frame.value for frame in app.dataframe if "reason" in frame.value and "column" in frame.value)
    refused = reasons.set_index("column")["reason"]
    assert "jamais lue" in refused["Private Notes"]
    assert "jamais lue" in refused["overall_recommendation"]
    _button(app, "Importer ce fichier").click().run()
    _finish_jobs()
    app.run()
    assert not app.error
    assert store.value("select count(*) from interview") == 12


def test_several_columns_answer_which_hold_the_questions(run: Run) -> None:
    """Where two columns may hold the questions, one or both of them can be chosen."""
    rows = "".join(f"2026-09-{day:02d},Nurse,What is the pay?,Where is the office?\n" for day in range(1, 9))
    app = run("imports", "en")
    app.file_uploader[0].upload("log.csv", b"Date,Role,Said first,Said last\n" + rows.encode())
    app.run()
    assert not app.metric
    app.multiselect[0].set_value(["Said first", "Said last"]).run()
    _button(app, "Read these columns").click().run()
    assert not app.error
    assert [metric.value for metric in app.metric][:2] == ["8", "16"]


def test_a_role_that_no_column_gives_can_be_told(run: Run) -> None:
    """A list of interviews held asks for its role; one word answers for the whole file, and so does "nobody knows"."""
    rows = "".join(f"2026-09-{day:02d},I-{day}\n" for day in range(1, 20))
    app = run("imports", "en")
    app.file_uploader[0].upload("held.csv", b"Interview date,Interview ID\n" + rows.encode())
    app.run()
    app.checkbox[0].check().run()
    assert not app.metric
    _button(app, "Nobody knows").click().run()
    assert app.metric[0].value == "19"
    app.text_input[0].set_value("Nurse").run()
    assert not app.error
    assert set(app.dataframe[0].value["role"]) == {"Nurse"}


def test_a_column_nobody_recognises_can_be_named(run: Run) -> None:
    """A log whose date column has no known name shows the error and the mapping; naming the column settles it."""
    rows = "".join(f"2026-09-{day:02d},Nurse,What is the salary?\n" for day in range(1, 20))
    app = run("imports", "en")
    app.file_uploader[0].upload("log.csv", b"Xyz,Role,Question\n" + rows.encode())
    app.run()
    if app.error:
        next(box for box in app.selectbox if box.label == "Xyz").set_value("date").run()
    assert not app.error
    assert app.metric


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_bad_file_does_not_stop_a_good_one(run: Run, lang: str) -> None:
    """An image among the files is refused with a sentence; the log beside it can still be imported."""
    app = run("imports", lang)
    app.file_uploader[0].upload("photo.csv", b"\x89PNG\r\n\x1a\n" + b"0" * 50)
    app.file_uploader[0].upload("journal.csv", FRENCH_LOG)
    app.run()
    assert len(app.error) == 1
    assert "photo.csv" in app.text[0].value
    assert app.metric
