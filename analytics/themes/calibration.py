"""From the model's leanings to probabilities that can be believed, and to the themes that are given.

The figures in ``data/themes/calibration.toml`` are found on our own examples, each hand predicted by a model
that has not seen it, so that they hold for wordings of people the model does not know.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

FILE = Path(__file__).parents[2] / "data" / "themes" / "calibration.toml"
MOST_THEMES = 3

Floats = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]


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

    def chosen(self, probabilities: Floats, themes: Sequence[str]) -> Places:
        """The themes that are given to each row, likeliest first: places in ``themes``, -1 where there is none more.

        ``probabilities`` has a column per theme and a last one for none. A theme that did not ship asks as much
        beside the main one as a middling theme that did.
        """
        middling = float(np.median(list(self.beside_main.values())))
        least = np.array([self.beside_main.get(theme, middling) for theme in themes], np.float32)
        likely = probabilities[:, :-1]
        places = np.argsort(-likely, axis=1, kind="stable")[:, :MOST_THEMES]
        given = np.take_along_axis(likely, places, 1) >= least[places]
        given[:, 0] = True
        given[probabilities[:, -1] >= self.unclassified] = False
        # Those given come first, in their order.
        order = np.argsort(~given, axis=1, kind="stable")
        found: Places = np.take_along_axis(np.where(given, places, -1), order, 1)
        return found


def shipped() -> Calibration:
    """The calibration that ships."""
    return Calibration(**tomllib.loads(FILE.read_text("utf-8")))
