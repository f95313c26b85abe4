"""Measures the engine on wordings of people it does not know, and finds its calibration: ``make evaluate``.

The hands that wrote our examples are dealt into folds, and each fold is judged by models made of all the others:
the engine, and beside it, on the same texts, what simpler means would do. The tables go into ``docs/themes.md``, the
calibration into ``data/themes/calibration.toml``. Minutes, not seconds.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression, Ridge

from analytics.themes import calibration, encoding
from analytics.themes.calibration import Calibration, rivals
from analytics.themes.engine import fitted, targets_of
from analytics.themes.evaluation import Judged, figures, theme_figures
from analytics.themes.examples import Example, examples
from analytics.themes.features import Wording
from analytics.themes.taxonomy import shipped, shipped_ids

Floats = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]

DOCUMENT = Path(__file__).parents[2] / "docs" / "themes.md"

_FOLDS = 6
_MOST_QUESTIONS_LOST = 0.02  # share of real questions that may be taken for small talk
_GRID = np.round(np.arange(0.2, 0.8, 0.02), 2)
_START, _END = "<!-- figures of make evaluate -->", "<!-- end of figures -->"


def folds(of: Sequence[Example]) -> list[list[int]]:
    """The examples in folds of whole hands, about as many in each: nobody is judged by a model that knows her."""
    hands = [example.hand for example in of]
    dealt: list[list[int]] = [[] for _ in range(_FOLDS)]
    for hand in sorted(set(hands), key=lambda hand: (-hands.count(hand), hand)):
        smallest = min(dealt, key=len)
        smallest += [place for place, other in enumerate(hands) if other == hand]
    return dealt


def unseen(of: Sequence[Example], themes: Sequence[str]) -> tuple[Floats, dict[str, Places]]:
    """For each example, what models made without its hand say of it.

    The engine's leanings, a column per theme and one for none; and the column that each of the simpler means chooses.
    """
    vectors = encoding.remembered([example.text for example in of])
    targets = targets_of(of, themes)
    leanings = np.empty_like(targets)
    simple: dict[str, Places] = {name: np.empty(len(of), np.int64) for name in _SIMPLE}
    for held in folds(of):
        known = np.setdiff1d(np.arange(len(of)), held)
        wording = Wording.learned([of[i].text for i in known])
        learned = fitted(vectors[known], wording, [of[i] for i in known], themes)
        asked = wording.of([of[i].text for i in held])
        leanings[held] = learned.leanings(vectors[held], asked)
        taught = wording.of([of[i].text for i in known])
        for name, choose in _SIMPLE.items():
            simple[name][held] = choose((vectors[known], taught), targets[known], (vectors[held], asked))
    return leanings, simple


def _by_wording(known: tuple[Floats, object], targets: Floats, asked: tuple[Floats, object]) -> Places:
    """TF-IDF of words and letters alone, ridge regression."""
    model = Ridge(alpha=0.3, solver="sparse_cg", max_iter=30).fit(known[1], targets)
    chosen: Places = model.predict(asked[1]).argmax(axis=1)
    return chosen


def _by_vectors(known: tuple[Floats, object], targets: Floats, asked: tuple[Floats, object]) -> Places:
    """Sentence vectors alone, logistic regression on the main theme."""
    model = LogisticRegression(C=10, max_iter=40).fit(known[0], targets.argmax(axis=1))
    chosen: Places = model.predict(asked[0])
    return chosen


def _by_neighbour(known: tuple[Floats, object], targets: Floats, asked: tuple[Floats, object]) -> Places:
    """The main theme of the example whose vector is nearest."""
    parts = [asked[0][start : start + 1024] for start in range(0, len(asked[0]), 1024)]
    nearest = np.concatenate([(part @ known[0].T).argmax(axis=1) for part in parts])
    chosen: Places = targets.argmax(axis=1)[nearest]
    return chosen


_SIMPLE: dict[str, Callable[..., Places]] = {
    "words and letters alone (TF-IDF)": _by_wording,
    "sentence vectors alone": _by_vectors,
    "nearest example": _by_neighbour,
}
"""What the engine is measured against."""


def calibrated(of: Sequence[Example], leanings: Floats, themes: Sequence[str]) -> Calibration:
    """The calibration that suits these leanings best."""
    carried = np.array([[theme in example.themes for theme in themes] + [not example.themes] for example in of])
    curve = LogisticRegression(C=1e6).fit(
        np.column_stack([leanings.ravel(), rivals(leanings).ravel()]), carried.ravel()
    )
    own, rival = (round(float(weight), 3) for weight in curve.coef_[0])
    start = Calibration(own, rival, round(float(curve.intercept_[0]), 3), 1.0, dict.fromkeys(themes, 1.0))
    likely = start.probabilities(leanings)
    # The least certainty of small talk that costs few real questions.
    unclassified = round(float(np.quantile(likely[~carried[:, -1], -1], 1 - _MOST_QUESTIONS_LOST)), 2)
    main = likely[:, :-1].argmax(axis=1)
    beside = {}
    for column, theme in enumerate(themes):
        second = main != column
        right, given = carried[second, column], likely[second, column]
        sure = carried[~second, column].sum()
        # F1 of the theme, over what it wins as main theme and what it is given beside another.
        scores = [
            2
            * (sure + (right & (given >= least)).sum())
            / (carried[:, column].sum() + (~second).sum() + (given >= least).sum())
            for least in _GRID
        ]
        beside[theme] = float(_GRID[int(np.argmax(scores))])
    return Calibration(own, rival, start.offset, unclassified, beside)


def _write(found: Calibration) -> None:
    head = calibration.FILE.read_text("utf-8").partition("\n\n")[0]
    lines = [f"{name} = {getattr(found, name)}" for name in ("own", "rival", "offset", "unclassified")]
    lines += ["", "[beside_main]", *(f"{theme} = {least}" for theme, least in found.beside_main.items())]
    calibration.FILE.write_text("\n".join([head, "", *lines, ""]), "utf-8")


def _judged(of: Sequence[Example], themes: Sequence[str], places: Places) -> list[Judged]:
    """What was given to each example, by its places in the themes (-1, or beyond them: none)."""
    rows = places.reshape(len(of), -1).tolist()
    return [
        Judged(
            example.language,
            frozenset(example.themes),
            frozenset(),
            tuple(themes[place] for place in row if 0 <= place < len(themes)),
        )
        for example, row in zip(of, rows, strict=True)
    ]


def _tables(of: Sequence[Example], by_means: Mapping[str, list[Judged]], themes: Sequence[str]) -> str:
    """The figures as Markdown: the engine beside simpler means, then the engine by language and by theme."""
    engine = by_means["the engine"]
    spoken = sorted({example.language for example in of}, key=[example.language for example in of].count, reverse=True)
    lines = [
        f"{len(of):,} examples of {len({example.hand for example in of})} hands, {_FOLDS} folds of whole hands.",
        "",
        "| means | top-1 | precision | recall | F1 | small talk left unclassified |",
        "|---|---|---|---|---|---|",
    ]
    keys = ("top1", "precision", "recall", "f1", "unclassified_right")
    lines += [_row(name, figures(judged), keys) for name, judged in by_means.items()]
    lines += ["", "| language | top-1 | precision | recall | F1 | coverage |", "|---|---|---|---|---|---|"]
    for lang in spoken:
        of_language = [one for one in engine if one.language == lang]
        lines.append(_row(lang, figures(of_language), ("top1", "precision", "recall", "f1", "coverage")))
    lines += [
        "",
        "| theme | " + " | ".join(f"precision {lang} | recall {lang} | F1 {lang}" for lang in ("fr", "en")) + " |",
    ]
    lines.append("|---|" + "---|" * 6)
    for theme in themes:
        of_languages = [theme_figures([one for one in engine if one.language == lang], theme) for lang in ("fr", "en")]
        cells = [_share(found[key]) for found in of_languages for key in ("precision", "recall", "f1")]
        lines.append(f"| {shipped().label(theme, 'en')} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _row(name: str, found: Mapping[str, float | int | None], keys: Sequence[str]) -> str:
    return f"| {name} | " + " | ".join(_share(found[key]) for key in keys) + " |"


def _share(value: float | int | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def main() -> None:
    """Measure, write the calibration and the tables, and show them."""
    of, themes = examples(), shipped_ids()
    leanings, simple = unseen(of, themes)
    found = calibrated(of, leanings, themes)
    _write(found)
    by_means = {"the engine": _judged(of, themes, found.chosen(found.probabilities(leanings), themes))}
    by_means |= {name: _judged(of, themes, places) for name, places in simple.items()}
    tables = _tables(of, by_means, themes)
    sys.stdout.write(tables + "\n")
    before, _, rest = DOCUMENT.read_text("utf-8").partition(_START)
    DOCUMENT.write_text(f"{before}{_START}\n{tables}\n{_END}{rest.partition(_END)[2]}", "utf-8")


if __name__ == "__main__":
    main()
