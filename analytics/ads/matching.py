"""Which themes a passage of an ad answers, and which it only mentions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from analytics.ads import vagueness
from analytics.ads.reading import Read
from analytics.themes import calibration
from analytics.themes.shaping import Shape

_MENTIONED = 0.5


@dataclass(frozen=True)
class Matched:
    """What one passage says: the themes that it answers, and those that it only mentions with the rule that says so."""

    answered: tuple[str, ...]
    vague: Mapping[str, str]


def matched(texts: Sequence[str], found: Read, shape: Shape) -> list[Matched]:
    """What each passage says in the taxonomy of ``shape``."""
    likely = [calibration.shipped().probabilities(shape.leanings(half)) for half in (found.said, found.asked)]
    mentions = np.maximum(*likely)[:, : len(shape.taxonomy.ids)] >= _MENTIONED
    result = []
    for text, row in zip(texts, mentions, strict=True):
        themes = [theme for theme, mentioned in zip(shape.columns, row, strict=False) if mentioned]
        reasons = {theme: rule for theme in themes if (rule := vagueness.vague(text, theme))}
        result.append(Matched(tuple(theme for theme in themes if theme not in reasons), reasons))
    return result
