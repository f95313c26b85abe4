"""The regression behind the themes."""

import numpy as np
from scipy.sparse import csr_matrix

from analytics.themes.regression import MEANING, STIFFNESS, WORDING, Regression


def test_it_solves_the_kernel_ridge_system() -> None:
    """With every example a landmark, the fit is the exact solution of (likeness + stiffness) weights = targets."""
    random = np.random.default_rng(7)
    vectors = random.normal(size=(12, 4)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    wording = csr_matrix(random.random((12, 6)).astype(np.float32) * (random.random((12, 6)) < 0.5))
    targets = random.random((12, 3)).astype(np.float32)

    learned = Regression.fitted(vectors, wording, targets, vectors)

    likeness = MEANING * np.exp(2 * (vectors @ vectors.T - 1)) + WORDING * (wording @ wording.T).toarray()
    exact = likeness @ np.linalg.solve(likeness + STIFFNESS * np.eye(12), targets - targets.mean(0)) + targets.mean(0)
    np.testing.assert_allclose(learned.leanings(vectors, wording), exact, atol=2e-3)
