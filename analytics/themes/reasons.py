"""Why a text has its themes: the words that weighed, and the examples that it resembles most."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from analytics.themes.engine import load_model
from analytics.themes.shaping import Floats, Shape
from data.spelling import folded

MOST_WORDS, MOST_EXAMPLES = 4, 3

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_WORDS_TRIED = 40
_WEIGHS = 0.02  # a word that moves the leaning by less than this says nothing


@dataclass(frozen=True)
class Resembled:
    """An example, its themes, and how much a text resembles it (cosine of their vectors, up to 1)."""

    text: str
    themes: tuple[str, ...]
    likeness: float


@dataclass(frozen=True)
class Reason:
    """The words without which the theme would be less likely, heaviest first, and the nearest examples."""

    words: tuple[str, ...]
    examples: tuple[Resembled, ...]


def reason(shape: Shape, wording: str, theme: str) -> Reason:
    """Why the model leans a wording to a theme; ``theme`` is one of the shape's columns, or "" for none of them.

    A word weighs what the leaning loses without it (occlusion: Zeiler and Fergus 2014; Li, Monroe and Jurafsky 2016).
    """
    column = shape.columns.index(theme) if theme else len(shape.columns)
    model = load_model()
    places = list(_WORD.finditer(wording))[:_WORDS_TRIED]
    without = [" ".join((wording[: word.start()] + wording[word.end() :]).split()) for word in places]
    read = model.understood([wording, *without])
    leanings = shape.leanings(read)[:, column]
    lost = leanings[0] - leanings[1:]
    heaviest = [int(place) for place in np.argsort(-lost, kind="stable")[:MOST_WORDS] if lost[place] > _WEIGHS]
    words = dict.fromkeys(places[place].group() for place in heaviest)
    return Reason(tuple(words), _nearest(shape, wording, read.vectors[0]))


def _nearest(shape: Shape, wording: str, vector: Floats) -> tuple[Resembled, ...]:
    """The examples that mean most nearly the same, those of the taxonomy's users among them."""
    found = [
        Resembled(example.text, tuple(filter(None, map(shape.taxonomy.shown_as, example.themes))), likeness)
        for example, likeness in load_model().nearest(vector, MOST_EXAMPLES)
    ]
    for theme in shape.taxonomy.living:
        likest = shape.examples[theme.id] @ vector if theme.examples else ()
        found += [
            Resembled(text, (theme.id,), float(likeness)) for text, likeness in zip(theme.examples, likest, strict=True)
        ]
    same = folded(wording)
    others = [one for one in found if folded(one.text) != same] or found
    return tuple(sorted(others, key=lambda one: -one.likeness)[:MOST_EXAMPLES])
