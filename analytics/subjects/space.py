"""Where texts that ask the same lie close: what they mean, told apart more finely, beside the words they use.

The kept vectors serve twelve broad themes: most of their length is what all questions of candidates share. Whitened
on the shipped examples (Mu and Viswanath 2018; Su et al. 2021, "Whitening sentence representations") they tell one
subject from the next. What texts are after (``analytics/groups/aims.py``) brings together wordings of one question
that share no word, also of a question that is none of the common ones. Words add what no encoder of this size knows,
a word that nobody used before; they are hashed into a fixed number of columns (Weinberger et al. 2009), rare ones
weighing more.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from zlib import crc32

import numpy as np
import numpy.typing as npt

from analytics.themes import cache_files, encoding
from analytics.themes.examples import examples, fingerprint

Floats = npt.NDArray[np.float32]

MEANING, COLUMNS = 256, 256
"""Dimensions kept of the meaning, and columns that words are hashed into."""

_AIMS_SHARE, _WORDS_SHARE = np.float32(0.5), np.float32(0.15)  # of a likeness; found on the tuned half of the tests
_STEM = 6  # letters that tell a word: "electrique", "electriques" and "electric" are one
_WORD = re.compile(r"[^\W\d_]{2,}")
_STOP_WORDS = Path(__file__).parents[2] / "data" / "subjects" / "stop_words.toml"


def stop_words() -> dict[str, frozenset[str]]:
    """The words that tell no subject, by language."""
    return {lang: frozenset(words.split()) for lang, words in tomllib.loads(_STOP_WORDS.read_text("utf-8")).items()}


def telling(search: str, stop: frozenset[str] = frozenset()) -> list[str]:
    """The words of a text that may tell a subject, as texts are searched: small letters, no accents."""
    return [word for word in _WORD.findall(search) if word not in stop]


def stem(word: str) -> str:
    """What tells a word in whatever form it takes."""
    return word[:_STEM]


@cache
def _whitening(known: str) -> tuple[Floats, Floats]:
    """The middle of the shipped examples' vectors and what to multiply by, kept in the cache folder."""
    name = f"whitening-{encoding.version()}-{MEANING}-{known}"
    kept = cache_files.read(name)
    if kept is None:
        vectors = encoding.remembered([example.text for example in examples()])
        middle = vectors.mean(axis=0)
        spread, axes = np.linalg.eigh(np.cov((vectors - middle).T))
        widest = slice(None, -MEANING - 1, -1)
        kept = {"middle": middle, "axes": (axes[:, widest] / np.sqrt(spread[widest])).astype(np.float32)}
        cache_files.write(name, kept)
    return kept["middle"], kept["axes"]


def places(vectors: Floats, aims: Floats, stems: Sequence[Sequence[str]]) -> Floats:
    """The place of each text, a row of length 1.

    ``vectors`` and ``aims``: as the store keeps them; ``stems``: of its words.
    """
    middle, axes = _whitening(fingerprint())
    meaning = encoding.kept(((vectors - middle) @ axes).astype(np.float32))
    words = encoding.kept(_hashed(stems))
    shares = np.sqrt([1 - _AIMS_SHARE - _WORDS_SHARE, _AIMS_SHARE, _WORDS_SHARE], dtype=np.float32)
    return encoding.kept(np.hstack([share * part for share, part in zip(shares, (meaning, aims, words), strict=True)]))


def _hashed(stems: Sequence[Sequence[str]]) -> Floats:
    met: dict[str, int] = {}
    for words in stems:
        for word in set(words):
            met[word] = met.get(word, 0) + 1
    column, weight = {}, {}
    for word, times in met.items():
        code = crc32(word.encode())
        column[word] = code % COLUMNS
        weight[word] = (1 if code >> 31 else -1) * np.log(1 + len(stems) / times)
    hashed = np.zeros((len(stems), COLUMNS), np.float32)
    for row, words in zip(hashed, stems, strict=True):
        for word in sorted(set(words)):
            row[column[word]] += weight[word]
    return hashed
