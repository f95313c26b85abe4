"""The figures of a labelled file, checked against a table worked out by hand."""

import csv
import io
import json
from collections.abc import Sequence

import pytest

from analytics.themes import evaluation
from analytics.themes.engine import Prediction
from analytics.themes.evaluation import evaluate, predicted_file, table
from analytics.themes.taxonomy import shipped_ids
from data.errors import ViceVersaError

# text, language, themes, also acceptable, what the model says
TABLE = [
    ("one", "fr", "growth", "", "growth"),
    ("two", "fr", "growth|company", "", "growth"),
    ("three", "fr", "team", "culture", "culture|team"),
    ("four", "en", "team", "", "culture"),
    ("five", "en", "role", "", ""),
    ("six", "en", "", "", ""),
    ("seven", "en", "other", "", "role"),
]


class Told:
    """A model that says what the table says."""

    def predict(self, texts: Sequence[str]) -> list[Prediction]:
        """The last column of the table."""
        said = {row[0]: tuple(filter(None, row[4].split("|"))) for row in TABLE}
        return [Prediction(said[text], dict.fromkeys(shipped_ids(), 0.5)) for text in texts]

    def knows(self, texts: Sequence[str]) -> list[bool]:
        """Only the first text."""
        return [text == "one" for text in texts]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The model of the table in place of the real one."""
    monkeypatch.setattr(evaluation, "load_model", Told)


def _file(rows: Sequence[Sequence[str]] = TABLE, delimiter: str = ",") -> bytes:
    lines = ["text,language,themes,also_acceptable".replace(",", delimiter)]
    return "\n".join([*lines, *(delimiter.join(row[:4]) for row in rows)]).encode()


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_figures_are_those_of_the_definition(delimiter: str) -> None:
    """Overall, per language and per theme, as counted by hand."""
    measured = evaluate(_file(delimiter=delimiter), "t.csv")

    assert measured["texts"] == 7
    assert measured["top1"] == pytest.approx(3 / 5)  # one, two, three of the five that carry a theme
    assert measured["precision"] == pytest.approx(4 / 6)  # growth, growth, culture, team of six themes given
    assert measured["recall"] == pytest.approx(3 / 6)  # growth, growth, team of six agreed on
    assert measured["f1"] == pytest.approx(2 * (4 / 6) * (3 / 6) / (4 / 6 + 3 / 6))
    assert measured["coverage"] == pytest.approx(4 / 5)
    assert measured["unclassified_right"] == pytest.approx(1 / 2)
    assert measured["near_duplicates"] == 1
    assert measured["by_language"]["fr"]["top1"] == 1
    assert measured["by_language"]["en"]["coverage"] == pytest.approx(1 / 2)
    assert measured["by_theme"]["team"] == {"precision": 1, "recall": 0.5, "f1": pytest.approx(2 / 3), "support": 2}
    assert measured["by_theme"]["culture"] == {"precision": 0.5, "recall": None, "f1": None, "support": 0}
    assert json.loads(json.dumps(measured)) == measured


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_table_for_people_has_every_group(lang: str) -> None:
    """One line per language and theme, in the language of the reader, and a dash where nothing was to be found."""
    shown = table(evaluate(_file(), "t.csv"), lang)
    assert len(shown.splitlines()) == 1 + 3 + 1 + 1 + len(shipped_ids()) + 2
    assert "–" in shown


@pytest.mark.usefixtures("told")
def test_prediction_keeps_the_file_and_adds_two_columns() -> None:
    """The file's own columns stay as they are; themes and scores of an earlier run are replaced."""
    made = predicted_file(b"text,themes,note\none,culture,=1+1\n", "t.csv")
    (row,) = csv.DictReader(io.StringIO(made.decode()))
    assert (row["text"], row["note"], row["themes"]) == ("one", "=1+1", "growth")
    assert set(json.loads(row["scores"])) == set(shipped_ids())


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "labelled_missing_column"),
        (b"text,themes\none,growth\n", "labelled_missing_column"),
        (b"text,language,themes,also_acceptable\none,fr,growing,\n", "labelled_unknown_theme"),
        (b"text,language,themes,also_acceptable\none,fr,growth,,,more\n", "labelled_unreadable"),
        (b'text,language,themes,also_acceptable\n"one,fr,growth,\n', "labelled_unreadable"),
        (b"text,language,themes,also_acceptable\n\xff\xfe,fr,growth,\n", "labelled_unreadable"),
    ],
)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_bad_file_is_refused_in_words(content: bytes, code: str, lang: str) -> None:
    """What cannot be measured is refused with a sentence that names the file."""
    with pytest.raises(ViceVersaError) as caught:
        evaluate(content, "mine.csv")
    assert caught.value.code == code
    assert "mine.csv" in caught.value.explain(lang).message
