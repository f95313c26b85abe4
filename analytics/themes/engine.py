"""The model that finds the themes of a wording.

A wording is compared with every example, by meaning (sentence vectors) and by its words and letters, and takes
the themes of the examples it resembles: kernel ridge regression (Saunders, Gammerman and Vovk 1998), one linear
system for all themes at once. It learns in seconds, knows no chance, and each example counts from the moment it is added.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.linalg import cho_factor, cho_solve

from analytics.themes import encoding
from analytics.themes.calibration import Calibration, calibration
from analytics.themes.encoding import Vectors
from analytics.themes.examples import Example, digest, examples
from analytics.themes.features import Wording
from analytics.themes.taxonomy import theme_ids
from data import settings
from data.spelling import folded

Floats = npt.NDArray[np.float32]

MEANING, WORDING = 0.6, 0.4  # how much each likeness weighs
SHARPNESS = 2.0  # how fast likeness of meaning falls with distance
STIFFNESS = 0.3  # how far the model stays from repeating each example's label
BESIDE_MAIN = 0.6  # what a second theme of an example counts for, so that the main one comes first
_BATCH = 1024
_SAME, _SHORT = 0.93, 3  # vectors this close say the same, but in up to so many words nearly everything is close


@dataclass(frozen=True)
class Prediction:
    """The themes of one text, main one first (none: unclassified), and how likely each theme is, 0 to 1."""

    themes: tuple[str, ...]
    scores: dict[str, float]


class ThemeModel:
    """A model of the given examples. Reading from it on several threads at once is safe."""

    def __init__(self, of: Sequence[Example], themes: Sequence[str], calibrated: Calibration) -> None:
        self.themes = tuple(themes)
        self._calibration = calibrated
        self._spelled = {folded(example.text) for example in of}
        self._wording = Wording([example.text for example in of])
        known = digest(of)
        folder = settings.cache_folder()
        self._vectors: Vectors = encoding.kept(
            folder / f"vectors-{encoding.VERSION}-{known}.npz",
            lambda: {"vectors": encoding.encode([example.text for example in of])},
        )["vectors"]
        wording = self._wording.of([example.text for example in of])
        targets = _targets(of, self.themes)
        self._mean = targets.mean(axis=0)
        solved = encoding.kept(
            folder / f"weights-{encoding.VERSION}-{known}.npz",
            lambda: {"weights": _weights(self._vectors, wording, targets - self._mean)},
        )
        self._by_example: Floats = MEANING * solved["weights"]
        self._by_wording: Floats = WORDING * (wording.T @ solved["weights"])

    def predict(self, texts: Sequence[str], progress: Callable[[float], None] | None = None) -> list[Prediction]:
        """The themes of each text, the same whatever other texts are asked with it."""
        distinct = sorted(set(texts))
        raw = self.leanings(distinct, progress)
        chosen = dict(zip(distinct, self._decided(raw), strict=True))
        return [chosen[text] for text in texts]

    def leanings(self, texts: Sequence[str], progress: Callable[[float], None] | None = None) -> Floats:
        """What the regression says: a column per theme and one for none of them, about 0 to 1, not yet calibrated."""
        vectors = encoding.encode(texts, progress)
        out = np.empty((len(texts), len(self.themes) + 1), np.float32)
        for start in range(0, len(texts), _BATCH):
            part = slice(start, start + _BATCH)
            out[part] = _likeness(vectors[part], self._vectors) @ self._by_example
            out[part] += self._wording.of(texts[part]) @ self._by_wording
        return out + self._mean

    def knows(self, texts: Sequence[str]) -> list[bool]:
        """Whether each text is nearly the same as an example: what the model gets right there, it knew."""
        vectors = encoding.encode(texts)
        return [
            folded(text) in self._spelled
            or (len(text.split()) > _SHORT and bool((self._vectors @ vector).max() > _SAME))
            for text, vector in zip(texts, vectors, strict=True)
        ]

    def _decided(self, leanings: Floats) -> list[Prediction]:
        decided = []
        for *likely, none in self._calibration.probabilities(leanings).tolist():
            scores = dict(zip(self.themes, likely, strict=True))
            decided.append(Prediction(self._calibration.chosen(scores, none), scores))
        return decided


def _targets(of: Sequence[Example], themes: Sequence[str]) -> Floats:
    column = {theme: i for i, theme in enumerate(themes)}
    targets = np.zeros((len(of), len(themes) + 1), np.float32)
    for row, example in zip(targets, of, strict=True):
        if not example.themes:
            row[-1] = 1
        for position, theme in enumerate(example.themes):
            row[column[theme]] = BESIDE_MAIN if position else 1
    return targets


def _likeness(some: Vectors, others: Vectors) -> Floats:
    """Likeness of meaning, 0 to 1: a Gaussian of the distance between vectors of length 1."""
    product = some @ others.T
    product -= 1
    product *= 2 * SHARPNESS
    return np.exp(product, out=product)


def _weights(vectors: Vectors, wording: Any, targets: Floats) -> Floats:
    """The weight of each example for each theme: solves (likeness + stiffness) weights = targets."""
    likeness = _likeness(vectors, vectors)
    likeness *= MEANING
    for start in range(0, len(vectors), _BATCH):
        likeness[start : start + _BATCH] += WORDING * (wording[start : start + _BATCH] @ wording.T).toarray()
    likeness.flat[:: len(vectors) + 1] += STIFFNESS
    factor = cho_factor(likeness, lower=True, overwrite_a=True, check_finite=False)
    weights: Floats = cho_solve(factor, targets, check_finite=False)
    return weights


_loading = threading.Lock()


@cache
def _model(_known: str) -> ThemeModel:
    return ThemeModel(examples(), theme_ids(), calibration())


def load_model() -> ThemeModel:
    """The model of the examples that ship: trained when they changed, else read from the cache folder."""
    with _loading:
        return _model(digest(examples()))
