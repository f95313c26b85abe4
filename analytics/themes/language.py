"""Which language a wording is written in: the groups of letters that each language prefers (naive Bayes)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt

from analytics.themes.examples import LANGUAGES, examples, fingerprint
from analytics.themes.features import SIZE, letters, words

_ENOUGH = 1500  # examples of a language: more cost time at the start and change nothing
_UNMET = 0.1  # what a group of letters counts for in a language that it was not met in


@cache
def _preference(_known: str) -> npt.NDArray[np.float32]:
    """Logarithms of how often each language uses each group of letters: a row per group, a column per language."""
    counts = np.full((SIZE, len(LANGUAGES)), _UNMET, np.float32)
    for column, lang in enumerate(LANGUAGES):
        texts = [example.text for example in examples() if example.language == lang][:_ENOUGH]
        met = [group for text in texts for word in words(text) for group in letters(word)]
        counts[:, column] += np.bincount(met, minlength=SIZE)
    preference: npt.NDArray[np.float32] = np.log(counts / counts.sum(axis=0))
    return preference


@lru_cache(maxsize=100_000)
def _of_word(word: str, known: str) -> npt.NDArray[np.float32]:
    preferred: npt.NDArray[np.float32] = _preference(known)[list(letters(word))].sum(axis=0)
    return preferred


def language_of(texts: Sequence[str]) -> list[str]:
    """The language of each text: fr, en, de, es, it or pt; the first where a text has no words."""
    known = fingerprint()
    nothing = np.zeros(len(LANGUAGES), np.float32)
    return [LANGUAGES[int(sum((_of_word(word, known) for word in words(text)), nothing).argmax())] for text in texts]
