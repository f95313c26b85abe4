"""What the model sees of a text beside its sentence vector: its words and the letters they are made of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from data.spelling import folded


class Wording:
    """Weighted words, pairs of words and groups of 2 to 5 letters, learned from the examples.

    Letters find the words that a telegram shortens or a typo bends, and relatives in the other languages.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        common = {"min_df": 2, "sublinear_tf": True, "dtype": np.float32, "lowercase": False}
        self._parts = (
            TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), **common),
            TfidfVectorizer(ngram_range=(1, 2), token_pattern=r"\b\w+\b", **common),
        )
        for part in self._parts:
            part.fit([folded(text) for text in texts])

    def of(self, texts: Sequence[str]) -> csr_matrix[Any]:
        """One row per text; the inner product of two rows says how alike they are worded, from 0 to 1."""
        spelled = [folded(text) for text in texts]
        found = hstack([part.transform(spelled) for part in self._parts], "csr", np.float32)
        return cast("csr_matrix[Any]", found / np.sqrt(len(self._parts), dtype=np.float32))
