"""What texts are compared by: what they are after, their theme, and the common question that each is surely near.

Two questions may lie close ("how many days at home", "which days") and yet want another answer. Where it is plain
which common question a text is near, texts near the same one are more alike, and texts near two of them less.
"""

from __future__ import annotations

import numpy as np

from analytics.groups import aims
from analytics.groups.grouping import Floats, Numbers

# Beside what texts are after, whose likeness counts 1 (``python -m benchmarks groups``).
_THEME_SAYS = 0.12
_QUESTION_SAYS = 0.3
_SURE = 0.5
"""How much nearer the nearest common question must be than the next, to count in full."""

_MARK = 96
"""Numbers that stand for a common question: enough for eight hundred random ones to be nearly at right angles."""


class Comparison:
    """Makes aims into rows of length 1 whose inner products say how alike texts are. ``themes``: how many there are."""

    def __init__(self, themes: int) -> None:
        self._themes = themes
        self._questions = aims.load().questions
        marks = np.random.default_rng(1).standard_normal((len(self._questions), _MARK)).astype(np.float32)
        self._marks = marks / np.linalg.norm(marks, axis=1, keepdims=True)

    def rows(self, after: Floats, themes: Numbers) -> Floats:
        """The rows of texts: ``after`` are their aims, rows of length 1, and ``themes`` numbers below the count."""
        width = after.shape[1]
        nearest, surely = self._near(after)
        rows = np.zeros((len(after), width + self._themes + _MARK), np.float32)
        rows[:, :width] = after
        rows[np.arange(len(after)), width + themes] = np.sqrt(_THEME_SAYS)
        rows[:, width + self._themes :] = self._marks[nearest] * np.sqrt(_QUESTION_SAYS * surely)[:, None]
        rows /= np.sqrt(1 + _THEME_SAYS + _QUESTION_SAYS * surely)[:, None]
        return rows

    def _near(self, after: Floats) -> tuple[Numbers, Floats]:
        """The nearest common question of each text, and how surely it is that one, from 0 to 1."""
        likeness = after @ self._questions.T
        every = np.arange(len(after))
        nearest = likeness.argmax(axis=1)
        best = likeness[every, nearest]
        likeness[every, nearest] = -np.inf
        return nearest, np.clip((best - likeness.max(axis=1, initial=-1)) / _SURE, 0, 1, dtype=np.float32)
