"""From the model's leanings to probabilities that can be believed, and to the themes that are given.

The figures in ``data/themes/calibration.toml`` are found on our own examples, each hand predicted by a model
that has not seen it, so that they hold for wordings of people the model does not know.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

FILE = Path(__file__).parents[2] / "data" / "themes" / "calibration.toml"
MOST_THEMES = 3

Floats = npt.NDArray[np.float32]


def rivals(leanings: Floats) -> Floats:
    """For each column the strongest other one of its row."""
    ordered = np.sort(leanings, axis=-1)
    best, second = ordered[..., -1:], ordered[..., -2:-1]
    found: Floats = np.where(leanings == best, second, best)
    return found


@dataclass(frozen=True)
class Calibration:
    """A logistic curve over a theme's own leaning and the strongest other one, and the least probabilities asked."""

    own: float
    rival: float
    offset: float
    unclassified: float
    beside_main: Mapping[str, float]

    def probabilities(self, leanings: Floats) -> Floats:
        """How likely each column is right: themes, and last that there is none. 0 to 1, to four digits."""
        odds = self.own * leanings + self.rival * rivals(leanings) + self.offset
        rounded: Floats = np.round(1 / (1 + np.exp(-odds)), 4)
        return rounded

    def chosen(self, probabilities: Mapping[str, float], none: float) -> tuple[str, ...]:
        """The themes that are given, likeliest first: none where nothing is likely."""
        ranked = sorted(probabilities, key=lambda theme: -probabilities[theme])
        main, *others = ranked
        if none >= self.unclassified:
            return ()
        beside = [theme for theme in others if probabilities[theme] >= self.beside_main[theme]]
        return (main, *beside)[:MOST_THEMES]


def shipped() -> Calibration:
    """The calibration that ships."""
    return Calibration(**tomllib.loads(FILE.read_text("utf-8")))
