"""Which language a wording is written in: the groups of letters that each language prefers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.naive_bayes import MultinomialNB

from analytics.themes.examples import Example, digest, examples

_LETTERS = HashingVectorizer(
    analyzer="char_wb", ngram_range=(1, 4), n_features=2**16, alternate_sign=False, norm=None, dtype=np.float32
)


@cache
def _model(_known: str) -> MultinomialNB:
    of: Sequence[Example] = examples()
    # A priori each language is as likely as its examples are many: most logs are French or English.
    return MultinomialNB(alpha=0.05).fit(_LETTERS.transform([e.text for e in of]), [e.language for e in of])


def language_of(texts: Sequence[str]) -> list[str]:
    """The language of each text: fr, en, de, es, it or pt."""
    if not texts:
        return []
    return [str(found) for found in _model(digest(examples())).predict(_LETTERS.transform(texts))]
