"""The regression behind the themes: ridge regression over likeness of meaning and of wording.

Likeness of meaning is a Gaussian of the distance between sentence vectors, taken to landmarks among the examples
(Williams and Seeger 2001), which are centres of k-means (Zhang and Kwok 2008). Likeness of wording is the inner
product of weighted words and letters. One linear system serves all themes; nothing is left to chance.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.linalg import cho_factor, cho_solve, cholesky, solve_triangular
from scipy.linalg.blas import ssyrk
from scipy.sparse import csr_matrix

Floats = npt.NDArray[np.float32]

MEANING, WORDING = np.float32(0.6), np.float32(0.4)  # how much each likeness weighs
STIFFNESS = np.float32(0.3)  # how far the model stays from repeating each example's label
_PASSES = 20
_ROUNDS = 2
_EASE = np.float32(1e-3)  # added to the likeness of landmarks that nearly coincide, so that it can be taken apart


@dataclass(frozen=True)
class Regression:
    """Weights for texts given by their vectors and by the columns of their wording, a column per target."""

    landmarks: Floats
    by_landmark: Floats
    columns: npt.NDArray[np.int32]  # of the wording that weigh anything
    by_column: Floats
    mean: Floats

    @classmethod
    def fitted(cls, vectors: Floats, wording: csr_matrix[Any], targets: Floats, sample: Floats) -> Regression:
        """The regression of the targets (a row per example). ``sample``: vectors that the landmarks start from."""
        landmarks = _centres(vectors, sample)
        columns = np.unique(wording.indices).astype(np.int32)
        mean = targets.mean(axis=0)
        # Likeness to the landmarks, turned so that its inner products are likeness again.
        among = _likeness(landmarks, landmarks)
        among.flat[:: len(among) + 1] += _EASE
        root = cholesky(among, lower=True, overwrite_a=True, check_finite=False)
        dense = _likeness(vectors, landmarks)
        dense *= np.sqrt(MEANING)
        dense = solve_triangular(root, dense.T, lower=True, overwrite_b=True, check_finite=False).T
        by_dense, by_column = _ridge(dense, wording[:, columns] * np.sqrt(WORDING), targets - mean)
        by_landmark = solve_triangular(root, by_dense, lower=True, trans="T", check_finite=False) * np.sqrt(MEANING)
        return cls(landmarks, by_landmark, columns, by_column * np.sqrt(WORDING), mean)

    def leanings(self, vectors: Floats, wording: csr_matrix[Any]) -> Floats:
        """The fitted targets of other texts: about 0 to 1, not yet probabilities."""
        found: Floats = _likeness(vectors, self.landmarks) @ self.by_landmark
        found += wording[:, self.columns] @ self.by_column
        found += self.mean
        return found


def _centres(vectors: Floats, centres: Floats) -> Floats:
    """The centres of the groups of vectors around each of the given ones, after a few rounds of k-means."""
    for _ in range(_ROUNDS):
        nearest = np.concatenate([(part @ centres.T).argmax(axis=1) for part in _parts(vectors)])
        member = csr_matrix((np.ones(len(vectors), np.float32), (nearest, np.arange(len(vectors)))))
        sums = np.zeros_like(centres)
        sums[: member.shape[0]] = member @ vectors
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        centres = np.where(lengths > 0, sums / np.maximum(lengths, np.float32(1e-9)), centres)
    return centres


def _parts(vectors: Floats) -> list[Floats]:
    return [vectors[start : start + 1024] for start in range(0, len(vectors), 1024)]


def _likeness(some: Floats, others: Floats) -> Floats:
    """Likeness of meaning, 0 to 1, of vectors of length 1: exp(-distance²)."""
    product: Floats = some @ others.T
    product -= 1
    product *= 2
    return np.exp(product, out=product)


def _ridge(dense: Floats, sparse: csr_matrix[Any], targets: Floats) -> tuple[Floats, Floats]:
    """Weights of the dense and the sparse columns that minimise squared errors plus stiffness times squared weights.

    Conjugate gradients on the normal equations (Hestenes and Stiefel 1952), all targets side by side, preconditioned
    by the solution over the dense columns alone and by the diagonal over the sparse ones.
    """
    width = dense.shape[1]
    turned = sparse.T.tocsr()
    gram = ssyrk(1, dense.T, lower=True)  # half the work of a plain product, whose other half nobody reads
    gram.flat[:: width + 1] += STIFFNESS
    factor = cho_factor(gram, lower=True, overwrite_a=True, check_finite=False)
    diagonal = np.asarray(sparse.multiply(sparse).sum(axis=0)).reshape(-1, 1) + STIFFNESS

    def curved(weights: Floats) -> Floats:
        fitted = dense @ weights[:width] + sparse @ weights[width:]
        bent: Floats = np.vstack([dense.T @ fitted, turned @ fitted]) + STIFFNESS * weights
        return bent

    def eased(rest: Floats) -> Floats:
        solved: Floats = np.vstack([cho_solve(factor, rest[:width], check_finite=False), rest[width:] / diagonal])
        return solved

    rest = np.vstack([dense.T @ targets, turned @ targets])
    weights = np.zeros_like(rest)
    direction = step = eased(rest)
    size = (rest * step).sum(axis=0)
    for _ in range(_PASSES):
        bent = curved(direction)
        length = size / (direction * bent).sum(axis=0)
        weights += length * direction
        rest -= length * bent
        step = eased(rest)
        size, before = (rest * step).sum(axis=0), size
        direction = step + (size / before) * direction
    return weights[:width], weights[width:]
