"""Finds the figures of ``data/themes/calibration.toml`` again: ``python -m analytics.themes.calibrate``.

Each hand's examples are judged by a model made of all the other hands'. What comes out on standard error is the
honest estimate of how the model does on wordings of people it does not know. Minutes, not seconds.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from analytics.themes import calibration, encoding
from analytics.themes.calibration import Calibration, rivals
from analytics.themes.engine import fitted
from analytics.themes.evaluation import Judged, figures
from analytics.themes.examples import Example, examples
from analytics.themes.features import Wording
from analytics.themes.taxonomy import shipped_ids

Floats = npt.NDArray[np.float32]

_MOST_QUESTIONS_LOST = 0.015  # share of real questions that may be taken for small talk
_GRID = np.round(np.arange(0.2, 0.8, 0.02), 2)


def unseen_leanings(of: Sequence[Example], themes: Sequence[str]) -> Floats:
    """What the model leans to for each example when it was made without any example of the same hand."""
    vectors = encoding.remembered([example.text for example in of])
    hands = np.array([example.hand for example in of])
    found = np.empty((len(of), len(themes) + 1), np.float32)
    for hand in sorted(set(hands)):
        held, others = np.flatnonzero(hands == hand).tolist(), np.flatnonzero(hands != hand).tolist()
        known = [of[i] for i in others]
        wording = Wording.learned([example.text for example in known])
        learned = fitted(vectors[others], wording, known, themes)
        found[held] = learned.leanings(vectors[held], wording.of([of[i].text for i in held]))
    return found


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


def main() -> None:
    """Write the calibration and tell the figures that it was found with."""
    of, themes = examples(), shipped_ids()
    leanings = unseen_leanings(of, themes)
    found = calibrated(of, leanings, themes)
    _write(found)
    judged = []
    for example, places in zip(of, found.chosen(found.probabilities(leanings), themes).tolist(), strict=True):
        given = tuple(themes[place] for place in places if place >= 0)
        judged.append((example, Judged(example.language, frozenset(example.themes), frozenset(), given)))
    for name, value in {"all": "", **{e.hand: e.hand for e in of}, **{e.language: e.language for e in of}}.items():
        group = [one for example, one in judged if value in ("", example.hand, example.language)]
        told = {key: round(share, 3) for key, share in figures(group).items() if share is not None}
        sys.stderr.write(f"{name} {told}\n")


if __name__ == "__main__":
    main()
