"""The model that finds the themes of a wording: what it means, what it says, and what the examples taught.

``analytics.themes.regression`` says how likeness to the examples becomes a leaning towards each theme, and
``analytics.themes.calibration`` how leanings become probabilities and themes.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache, cached_property
from pathlib import Path
from zlib import crc32

import numpy as np
import numpy.typing as npt

from analytics.themes import cache_files, calibration, encoding, features, regression
from analytics.themes.calibration import Calibration
from analytics.themes.examples import Example, digest, examples, fingerprint
from analytics.themes.features import Wording
from analytics.themes.regression import Regression
from analytics.themes.shaping import BESIDE_MAIN, Understood
from analytics.themes.taxonomy import shipped_ids
from data.spelling import folded

Floats = npt.NDArray[np.float32]

_LANDMARKS, _ANCHORS = 3000, 1000
_BATCH = 1024
_SAME, _SHORT = 0.93, 3  # vectors this close say the same, but in up to so many words nearly everything is close


@dataclass(frozen=True)
class Prediction:
    """The themes of one text, main one first (none: unclassified), and how likely each theme is, 0 to 1."""

    themes: tuple[str, ...]
    scores: dict[str, float]


class ThemeModel:
    """A model of the given examples. Reading from it on several threads at once is safe."""

    def __init__(
        self,
        of: Sequence[Example],
        themes: Sequence[str],
        calibrated: Calibration,
        learned: Regression,
        wording: Wording,
        name: str,
    ) -> None:
        self.themes = tuple(themes)
        self.name = name
        self._examples = of
        self._calibration = calibrated
        self._regression = learned
        self._wording = wording

    def predict(self, texts: Sequence[str], progress: encoding.Progress | None = None) -> list[Prediction]:
        """The themes of each text, the same whatever other texts are asked with it."""
        distinct = sorted(set(texts))
        likely = self._calibration.probabilities(self.understood(distinct, progress).leanings)
        decided = {
            text: Prediction(
                tuple(self.themes[place] for place in places if place >= 0),
                dict(zip(self.themes, row.tolist(), strict=False)),
            )
            for text, row, places in zip(
                distinct, likely, self._calibration.chosen(likely, self.themes).tolist(), strict=True
            )
        }
        return [decided[text] for text in texts]

    def understood(self, texts: Sequence[str], progress: encoding.Progress | None = None) -> Understood:
        """The vectors of texts and what the regression makes of them."""
        vectors = encoding.kept(encoding.quantised(encoding.encode(texts, progress)))
        return Understood(vectors, self.leanings(texts, vectors))

    def leanings(self, texts: Sequence[str], vectors: Floats) -> Floats:
        """What the regression says: a column per theme and a last one for none of them."""
        found = np.empty((len(texts), len(self.themes) + 1), np.float32)
        for start in range(0, len(texts), _BATCH):
            part = slice(start, start + _BATCH)
            found[part] = self._regression.leanings(vectors[part], self._wording.of(texts[part]))
        return found

    def likeness(self, vectors: Floats) -> Floats:
        """How much each vector resembles what the model was taught: its cosine with the nearest landmark."""
        parts = [vectors[start : start + _BATCH] for start in range(0, len(vectors), _BATCH)]
        nearest = [(part @ self._regression.landmarks.T).max(axis=1) for part in parts]
        return np.concatenate(nearest) if nearest else np.empty(0, np.float32)

    @cached_property
    def anchors(self) -> Floats:
        """Vectors of a sample of the examples, on which what people decide elsewhere is to change nothing."""
        return self._vectors[_sample([example.text for example in self._examples], _ANCHORS)]

    def nearest(self, vector: Floats, count: int) -> list[tuple[Example, float]]:
        """The examples whose vectors are nearest, and their cosine with it; nearest first."""
        likeness = self._vectors @ vector
        order = np.argsort(-likeness, kind="stable")[: count + 1]
        return [(self._examples[int(place)], float(likeness[place])) for place in order]

    def knows(self, texts: Sequence[str]) -> list[bool]:
        """Whether each text is nearly the same as an example: what the model gets right there, it was told."""
        spelled = {folded(example.text) for example in self._examples}
        return [
            folded(text) in spelled or (len(text.split()) > _SHORT and float((self._vectors @ vector).max()) > _SAME)
            for text, vector in zip(texts, encoding.encode(texts), strict=True)
        ]

    @cached_property
    def _vectors(self) -> Floats:
        return encoding.remembered([example.text for example in self._examples])


def train(of: Sequence[Example], themes: Sequence[str], calibrated: Calibration) -> ThemeModel:
    """A model that learned from the examples, or did so before: what it learned is kept in the cache folder."""
    name = f"model-{encoding.version()}-{_recipe()}-{digest(of)}"
    kept = cache_files.read(name)
    if kept is None:
        texts = [example.text for example in of]
        wording = Wording.learned(texts)
        learned = fitted(encoding.remembered(texts), wording, of, themes)
        kept = {field.name: getattr(learned, field.name) for field in fields(learned)} | {"rarity": wording.rarity}
        cache_files.write(name, kept)
    wording = Wording(kept.pop("rarity"))
    return ThemeModel(of, themes, calibrated, Regression(**kept), wording, name)


def fitted(vectors: Floats, wording: Wording, of: Sequence[Example], themes: Sequence[str]) -> Regression:
    """The regression of the examples' themes. ``vectors``: the examples'."""
    targets = targets_of(of, themes)
    texts = [example.text for example in of]
    sample = _sample(texts, _LANDMARKS)
    return Regression.fitted(vectors, wording.of(texts), targets, vectors[sample])


def _sample(texts: Sequence[str], count: int) -> list[int]:
    """Places of a sample of the texts that stays nearly the same when texts come and go."""
    return sorted(range(len(texts)), key=lambda place: (crc32(texts[place].encode()), texts[place]))[:count]


def targets_of(of: Sequence[Example], themes: Sequence[str]) -> Floats:
    """What the regression is to say of each example: a column per theme, and a last one for none of them."""
    column = {theme: i for i, theme in enumerate(themes)}
    targets = np.zeros((len(of), len(themes) + 1), np.float32)
    for row, example in zip(targets, of, strict=True):
        if not example.themes:
            row[-1] = 1
        for position, theme in enumerate(example.themes):
            row[column[theme]] = BESIDE_MAIN if position else 1
    return targets


@cache
def _recipe() -> str:
    """A hash of how the model is made: one that was made otherwise must not be read from the cache."""
    sources = (Path(str(module.__file__)).read_bytes() for module in (features, regression))
    return hashlib.sha256(b"".join([*sources, Path(__file__).read_bytes()])).hexdigest()[:8]


_loading = threading.Lock()


@cache
def _model(_known: str) -> ThemeModel:
    return train(examples(), shipped_ids(), calibration.shipped())


def load_model() -> ThemeModel:
    """The model of the examples that ship: trained when they changed, else read from the cache folder."""
    with _loading:
        return _model(fingerprint())
