"""How well the model does on a labelled file, and its themes for a file without labels."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analytics.themes.engine import ThemeModel, load_model
from analytics.themes.taxonomy import shipped, shipped_ids
from data import language
from data.errors import UnreadableFile, ViceVersaError

_LABELLED = ("text", "language", "themes", "also_acceptable")
_DELIMITERS = ",;\t"
_NONE_OF_THEM = "other"  # how labellers say that a text belongs to no theme


@dataclass(frozen=True)
class Judged:
    """One text with the themes that people agree on, those that one of them accepts, and the model's, main first."""

    language: str
    themes: frozenset[str]
    also_acceptable: frozenset[str]
    found: tuple[str, ...]

    @property
    def right(self) -> frozenset[str]:
        """The themes that a prediction may name."""
        return self.themes | self.also_acceptable


def evaluate(content: bytes, name: str, model: ThemeModel | None = None) -> dict[str, Any]:
    """The figures of ``themes evaluate`` for a CSV with text, language, themes and also_acceptable.

    Raises UnreadableFile where it is no CSV and ViceVersaError where a column is missing or a theme unknown.
    """
    _, rows = _read(content, name, _LABELLED)
    model = model or load_model()
    texts = [row["text"] for row in rows]
    predictions = model.predict(texts)
    judged = [
        Judged(row["language"], _themes(row["themes"], name), _themes(row["also_acceptable"], name), p.themes)
        for row, p in zip(rows, predictions, strict=True)
    ]
    spoken = sorted({one.language for one in judged})
    return {
        **figures(judged),
        "near_duplicates": sum(model.knows(texts)),
        "by_language": {lang: figures([one for one in judged if one.language == lang]) for lang in spoken},
        "by_theme": {theme: theme_figures(judged, theme) for theme in shipped_ids()},
    }


def figures(judged: Sequence[Judged]) -> dict[str, float | int | None]:
    """Overall figures, 0 to 1; None where nothing can be divided by.

    ``top1``: the first theme is right. ``precision``: of the themes given, those that are right.
    ``recall``: of the themes agreed on, those that were given. ``coverage``: texts given a theme. ``top1`` and
    ``coverage`` are of the texts that carry a theme; ``unclassified_right``: of the others, those given none.
    """
    subject = [one for one in judged if one.right]
    noise = [one for one in judged if not one.right]
    precision = _share(
        sum(len(one.right.intersection(one.found)) for one in judged), sum(len(one.found) for one in judged)
    )
    recall = _share(
        sum(len(one.themes.intersection(one.found)) for one in judged), sum(len(one.themes) for one in judged)
    )
    return {
        "texts": len(judged),
        "top1": _share(sum(one.found[:1] != () and one.found[0] in one.right for one in subject), len(subject)),
        "precision": precision,
        "recall": recall,
        "f1": _f1(precision, recall),
        "coverage": _share(sum(bool(one.found) for one in subject), len(subject)),
        "unclassified_right": _share(sum(not one.found for one in noise), len(noise)),
    }


def theme_figures(judged: Sequence[Judged], theme: str) -> dict[str, float | int | None]:
    """Precision, recall and F1 of one theme; ``support``: texts that people agree carry it."""
    given = [one for one in judged if theme in one.found]
    carried = [one for one in judged if theme in one.themes]
    precision = _share(sum(theme in one.right for one in given), len(given))
    recall = _share(sum(theme in one.found for one in carried), len(carried))
    return {"precision": precision, "recall": recall, "f1": _f1(precision, recall), "support": len(carried)}


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _f1(precision: float | None, recall: float | None) -> float | None:
    if precision is None or recall is None:
        return None
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def predicted_file(content: bytes, name: str) -> bytes:
    """The CSV with two columns more: ``themes`` (main first, separated by ``|``) and ``scores`` (JSON, 0 to 1).

    Columns of these names are replaced. Raises as ``evaluate`` does; only the column ``text`` is needed.
    """
    columns, rows = _read(content, name, ("text",))
    for row, prediction in zip(rows, load_model().predict([row["text"] for row in rows]), strict=True):
        row["themes"] = "|".join(prediction.themes)
        row["scores"] = json.dumps(prediction.scores)
    out = io.StringIO()
    writer = csv.DictWriter(out, list(dict.fromkeys([*columns, "themes", "scores"])), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def table(measured: Mapping[str, Any], lang: str) -> str:
    """The figures of ``evaluate`` as lines of text for a person."""
    overall = ("top1", "precision", "recall", "f1", "coverage")
    lines = [_line(language.text("evaluation.group", lang), [language.text(f"evaluation.{k}", lang) for k in overall])]
    groups = {language.text("evaluation.all", lang): measured, **measured["by_language"]}
    lines += [_line(name, [_percent(group[key], lang) for key in overall]) for name, group in groups.items()]
    of_theme = ("precision", "recall", "f1")
    lines += [
        "",
        _line(language.text("evaluation.theme", lang), [language.text(f"evaluation.{k}", lang) for k in of_theme]),
    ]
    lines += [
        _line(shipped().short(theme, lang), [_percent(group[key], lang) for key in of_theme])
        for theme, group in measured["by_theme"].items()
    ]
    near = language.text("evaluation.near_duplicates", lang, count=measured["near_duplicates"], texts=measured["texts"])
    return "\n".join([*lines, "", near])


def _line(name: str, cells: Sequence[str]) -> str:
    return name.ljust(24) + "".join(cell.rjust(14) for cell in cells)


def _percent(share: float | None, lang: str) -> str:
    return "–" if share is None else language.percent(share, lang)


def _themes(cell: str, name: str) -> frozenset[str]:
    themes = frozenset(filter(None, (theme.strip() for theme in cell.split("|")))) - {_NONE_OF_THEM}
    unknown = themes - set(shipped_ids())
    if unknown:
        raise ViceVersaError("labelled_unknown_theme", file=name, theme=sorted(unknown)[0])
    return themes


def _read(content: bytes, name: str, needed: Sequence[str]) -> tuple[list[str], list[dict[str, str]]]:
    """Columns and rows of a CSV in UTF-8, delimited by comma, semicolon or tab."""
    try:
        text = content.decode("utf-8-sig")
        header = text.partition("\n")[0]
        delimiter = max(_DELIMITERS, key=header.count)
        reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, restval="", strict=True)
        columns = list(reader.fieldnames or ())
        rows = list(reader)
    except (UnicodeDecodeError, csv.Error) as error:
        raise UnreadableFile("labelled_unreadable", file=name) from error
    missing = [column for column in needed if column not in columns]
    if missing:
        raise ViceVersaError("labelled_missing_column", file=name, column=missing[0], columns=", ".join(needed))
    if any(None in row for row in rows):
        raise UnreadableFile("labelled_unreadable", file=name)
    return columns, rows
