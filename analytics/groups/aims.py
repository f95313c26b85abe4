"""What a wording is after, so that wordings of one question lie close though they share no word.

Sentence vectors alone put "TT ?" far from "How many days can I work from home?". So a ridge regression is taught
some hundred questions that candidates commonly ask, each in several wordings of both languages
(``data/groups/common_questions.csv``), from a text's vector (Gaussian kernel on landmarks) and the letters of its
words; what it answers, that is how far a text is after each of them, is compared beside the vector itself. A question
that is none of the common ones is still near to the same of them in all its wordings.
"""

from __future__ import annotations

import csv
import hashlib
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt
from scipy.linalg import cho_factor, cho_solve, cholesky, solve_triangular
from scipy.linalg.blas import ssyrk
from scipy.sparse import csr_matrix, diags

from analytics.themes import cache_files, encoding
from analytics.themes.features import SIZE, letters
from data.spelling import folded

Floats = npt.NDArray[np.float32]

FILE = Path(__file__).parents[2] / "data" / "groups" / "common_questions.csv"
FRAMINGS = FILE.with_name("framings.toml")
_AFTER, _MEANT = 384, 128
DIMENSIONS = _AFTER + _MEANT
"""Most of them say what a text is after, the others keep what its vector says."""

_LANDMARKS = 3000
_REACH = np.float32(1.8)  # how fast a landmark's say falls with distance
_LETTERS_SAY = 0.5  # beside the vector's
_STIFFNESS = 0.5
_VECTOR_SAYS = 0.4  # beside what the text is after
_BATCH = 1024
_BLOCK = 256  # texts whose letters are compared with all others at a time
_WRAPPED = 8  # one wording in so many is learned in a wrapping too: learning takes the cube of their number
_WORD = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True)
class Common:
    """One wording of a question that candidates commonly ask."""

    text: str
    question: str


def common() -> tuple[Common, ...]:
    """Every wording that ships, some a second time as a note or a polite candidate would wrap it."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    framings = tomllib.loads(FRAMINGS.read_text("utf-8"))
    plain = [Common(row["text"], f"{row['theme']}.{row['question']}") for row in rows]
    wrapped = [
        _framed(one, framings[row["language"]])
        for one, row in zip(plain, rows, strict=True)
        if crc32(one.text.encode()) % _WRAPPED == 0
    ]
    return (*plain, *wrapped)


def _framed(one: Common, framings: Sequence[str]) -> Common:
    framing = framings[crc32(one.text.encode()) % len(framings)]
    return Common(f"{framing} {one.text[:1].lower()}{one.text[1:]}", one.question)


@dataclass(frozen=True)
class Aims:
    """What was learned. Reading from it on several threads at once is safe."""

    landmarks: Floats
    of_landmarks: Floats
    columns: npt.NDArray[np.int64]  # the groups of letters that the wordings hold, by their hash, in order
    rarity: Floats
    of_letters: Floats
    main_axes: Floats  # of sentence vectors, as columns
    questions: Floats  # the mean of each common question's wordings
    names: npt.NDArray[np.str_]  # of the common questions: theme.question

    def read(self, wordings: Sequence[str], vectors: Floats) -> Floats:
        """A row of length 1 per text; the inner product of two says how far they ask the same. ``vectors``: theirs."""
        found = np.zeros((len(wordings), DIMENSIONS), np.float32)
        texts, words = _spelled(wordings, self.columns, self.rarity)
        by_word = words @ self.of_letters
        for start in range(0, len(wordings), _BATCH):
            part = slice(start, start + _BATCH)
            after = _kernel(vectors[part], self.landmarks) @ self.of_landmarks
            after += texts[part] @ by_word
            found[part, : after.shape[1]] = encoding.kept(after)
            np.matmul(vectors[part], self.main_axes, out=found[part, _AFTER:])
        found[:, _AFTER:] *= np.float32(np.sqrt(_VECTOR_SAYS))
        return encoding.kept(found)


def _kernel(vectors: Floats, landmarks: Floats) -> Floats:
    """A Gaussian of the distance of unit vectors."""
    nearness = vectors @ landmarks.T
    nearness -= 1
    nearness *= 2 * _REACH
    kernel: Floats = np.exp(nearness, out=nearness)
    return kernel


def _split(wording: str) -> list[str]:
    return _WORD.findall(folded(wording))


def _spelled(
    wordings: Sequence[str], columns: npt.NDArray[np.int64], rarity: Floats
) -> tuple[csr_matrix[Any], csr_matrix[Any]]:
    """What words texts hold, and what groups of letters these hold: the product has rows of length about 1.

    Each word is taken apart once.
    """
    split = [_split(wording) for wording in wordings]
    known: dict[str, int] = {}
    flat = [known.setdefault(word, len(known)) for word in chain.from_iterable(split)]
    words = _lettered(list(known), columns, rarity)
    ends = np.cumsum([0, *map(len, split)])
    texts = csr_matrix((np.ones(len(flat), np.float32), np.array(flat, np.int32), ends), (len(split), len(known)))
    sizes = np.asarray(words.multiply(words).sum(axis=1)).ravel()
    lengths = np.sqrt(np.maximum(texts @ sizes, 1e-9))
    return (diags(1 / lengths).astype(np.float32) @ texts).tocsr(), words


def _lettered(words: Sequence[str], columns: npt.NDArray[np.int64], rarity: Floats) -> csr_matrix[Any]:
    groups = [letters(word) for word in words]
    ends = np.cumsum([0, *map(len, groups)])
    hashed = np.fromiter(chain.from_iterable(groups), np.int64, ends[-1])
    places = np.minimum(np.searchsorted(columns, hashed), len(columns) - 1)
    weights = np.where(columns[places] == hashed, rarity[places], 0).astype(np.float32)
    found = csr_matrix((weights, places.astype(np.int32), ends), (len(words), len(columns)))
    found.sum_duplicates()
    found.eliminate_zeros()
    return found


def learned(of: Sequence[Common]) -> Aims:
    """What the wordings teach: ridge regression on both kernels together, seen along its main answers."""
    texts = [one.text for one in of]
    vectors = encoding.kept(encoding.quantised(encoding.encode(texts)))
    order = sorted(range(len(texts)), key=lambda place: (crc32(texts[place].encode()), texts[place]))
    landmarks = vectors[sorted(order[:_LANDMARKS])]
    met = np.zeros(SIZE, np.int64)
    for text in texts:
        met[list({column for word in _split(text) for column in letters(word)})] += 1
    columns = np.flatnonzero(met)
    rarity = (1 + np.log((1 + len(texts)) / (1 + met[columns]))).astype(np.float32)
    spelled, words = _spelled(texts, columns, rarity)
    # The Gaussian kernel projected onto the landmarks (Nyström: Williams and Seeger 2001), as inner products.
    among = _kernel(landmarks, landmarks).astype(np.float64) + 1e-6 * np.eye(len(landmarks))
    root = cholesky(among, lower=True, overwrite_a=True).astype(np.float32)
    projected = solve_triangular(root, _kernel(vectors, landmarks).T, lower=True, overwrite_b=True)
    kernel = _kernels(projected, spelled, words)
    kernel[np.diag_indices(len(texts))] += _STIFFNESS
    names, asked = np.unique([one.question for one in of], return_inverse=True)
    target = np.zeros((len(texts), len(names)), np.float32)
    target[np.arange(len(texts)), asked] = 1
    centred = target - target.mean(axis=0)
    dual = cho_solve(cho_factor(kernel, lower=True, overwrite_a=True, check_finite=False), centred, check_finite=False)
    del kernel
    answers = centred - np.float32(_STIFFNESS) * dual  # what the kernel makes of it
    # What it answers, along the axes on which its answers differ most: inner products stay as they are.
    _, axes = np.linalg.eigh((answers.T @ answers).astype(np.float64))
    dual = dual @ axes[:, : -_AFTER - 1 : -1].astype(np.float32)
    _, main_axes = np.linalg.eigh((vectors.T @ vectors).astype(np.float64))
    aims = Aims(
        landmarks=landmarks,
        of_landmarks=solve_triangular(root, projected @ dual, lower=True, trans="T"),
        columns=columns,
        rarity=rarity,
        of_letters=np.float32(_LETTERS_SAY) * (words.T @ (spelled.T @ dual)),
        main_axes=np.ascontiguousarray(main_axes[:, : -_MEANT - 1 : -1]).astype(np.float32),
        questions=np.empty((0, DIMENSIONS), np.float32),
        names=names,
    )
    return replace(aims, questions=encoding.kept(target.T @ aims.read(texts, vectors)))


def _kernels(projected: Floats, spelled: csr_matrix[Any], words: csr_matrix[Any]) -> Floats:
    """How alike two texts are by both kernels: the lower half of a square that only that half of is filled.

    ``projected``: a column per text. Nothing else as large is made on the way.
    """
    kernel: Floats = ssyrk(1, projected, trans=True, lower=True)
    letters_of = (spelled @ words).tocsr()
    for start in range(0, kernel.shape[1], _BLOCK):
        part = slice(start, start + _BLOCK)
        by_word = words @ letters_of[part].T.toarray()
        kernel[start:, part] += _LETTERS_SAY * (spelled[start:] @ by_word)
    return kernel


@cache
def name() -> str:
    """What the aims are known by: those of another name cannot be compared with these."""
    recipe = hashlib.sha256(b"".join(path.read_bytes() for path in (Path(__file__), FILE, FRAMINGS))).hexdigest()[:8]
    return f"aims-{encoding.version()}-{recipe}"


@cache
def load() -> Aims:
    """What the wordings that ship teach: learned now, or before and kept in the cache folder."""
    kept = cache_files.read(name())
    if kept is None:
        aims = learned(common())
        cache_files.write(name(), {field.name: getattr(aims, field.name) for field in fields(aims)})
        return aims
    return Aims(**kept)
