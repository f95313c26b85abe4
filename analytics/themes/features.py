"""What the model sees of a wording beside its meaning: its words, pairs of words, and the letters they are made of.

Letters find the words that a telegram shortens or a typo bends, and their relatives in other languages. Each
word's groups of letters are taken apart once and remembered, since most words of a log come back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack

from data.spelling import folded

Floats = npt.NDArray[np.float32]

SIZE = 2**18
"""Columns of each half (letters, then words): a group's column is a hash of it."""

_GROUPS = range(2, 6)
_WORD = re.compile(r"\w+|[^\w\s]")


def words(text: str) -> list[str]:
    """The words and the single marks of a text, as the model compares them."""
    return _WORD.findall(folded(text))


@lru_cache(maxsize=100_000)
def letters(word: str) -> tuple[int, ...]:
    """The columns of a word's groups of 2 to 5 letters, its beginning and end marked."""
    padded = f" {word} "
    groups = {padded[i : i + n] for n in _GROUPS for i in range(max(1, len(padded) - n + 1))}
    return tuple(crc32(group.encode()) % SIZE for group in sorted(groups))


@lru_cache(maxsize=100_000)
def _column(phrase: str) -> int:
    return crc32(phrase.encode()) % SIZE


def _of_letters(split: Sequence[str]) -> list[int]:
    return list(chain.from_iterable(map(letters, split)))


def _of_words(split: Sequence[str]) -> list[int]:
    return [*map(_column, split), *(_column(f"{one} {following}") for one, following in pairwise(split))]


def _counts(texts: Sequence[Sequence[str]], columns: Callable[[Sequence[str]], list[int]]) -> csr_matrix[Any]:
    rows = [columns(split) for split in texts]
    ends = np.cumsum([0, *map(len, rows)])
    indices = np.fromiter(chain.from_iterable(rows), np.int32, ends[-1])
    counts = csr_matrix((np.ones(len(indices), np.float32), indices, ends), (len(texts), SIZE))
    counts.sum_duplicates()
    return counts


class Wording:
    """Rows of weighted columns: rare groups of letters and rare words weigh more.

    ``rarity`` has a weight per column; ``learned`` makes it from the examples.
    """

    def __init__(self, rarity: Floats) -> None:
        self.rarity = rarity

    @classmethod
    def learned(cls, texts: Sequence[str]) -> Wording:
        """The weights that the texts give: inverse document frequency, and nothing for what occurs once."""
        counts = cls(np.ones(2 * SIZE, np.float32)).of(texts)
        met = np.bincount(counts.indices, minlength=2 * SIZE)
        rarity = 1 + np.log((1 + len(texts)) / (1 + met))
        return cls(np.where(met > 1, rarity, 0).astype(np.float32))

    def of(self, texts: Sequence[str]) -> csr_matrix[Any]:
        """One row per text; the inner product of two rows says how alike they are worded, from 0 to 1."""
        split = [words(text) for text in texts]
        halves = []
        for half, columns in enumerate((_of_letters, _of_words)):
            counts = _counts(split, columns)
            counts.data = (1 + np.log(counts.data)) * self.rarity[half * SIZE + counts.indices]
            lengths = np.sqrt(np.asarray(counts.multiply(counts).sum(axis=1)).ravel())
            counts.data /= np.repeat(np.maximum(lengths, 1e-9) * np.sqrt(2), np.diff(counts.indptr)).astype(np.float32)
            halves.append(counts)
        return hstack(halves, "csr", np.float32)
