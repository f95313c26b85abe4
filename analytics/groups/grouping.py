"""Putting texts that ask the same into groups, a share at a time, so that groups which are there stay as they are.

A text joins the group whose texts it resembles most on the average, where that is enough; those that join none are
grouped among themselves by average linkage (Sokal and Michener 1958). Groups never merge, split or lose a text by
themselves: the same texts in the same order give the same groups, and what comes later changes none of them.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]

_SHARE = 1000
"""Texts placed at a time: within a share they are compared with each other, beyond it with groups only."""


def placed(new: Floats, known: Floats, groups: Numbers, alike: float) -> Numbers:
    """The group of each new text: a number of ``groups``, or the next free ones for groups that it founds.

    ``new`` and ``known``: a row per text, whose inner products say how alike texts are. ``groups``: the numbers, from
    0 and without gaps, of the groups that the known texts are in. ``alike``: the least likeness within a group, on
    the average.
    """
    count = int(groups.max(initial=-1)) + 1
    sums = np.zeros((count, new.shape[1]), np.float32)
    np.add.at(sums, groups, known)
    sizes = np.bincount(groups, minlength=count).astype(np.float32)
    found = np.empty(len(new), np.int64)
    for start in range(0, len(new), _SHARE):
        part = slice(start, start + _SHARE)
        found[part] = _share(new[part], sums / sizes[:, None], alike)
        more = int(found[part].max(initial=-1)) + 1 - len(sums)
        if more > 0:
            sums = np.vstack([sums, np.zeros((more, sums.shape[1]), np.float32)])
            sizes = np.append(sizes, np.zeros(more, np.float32))
        np.add.at(sums, found[part], new[part])
        np.add.at(sizes, found[part], np.float32(1))
    return found


def _share(new: Floats, means: Floats, alike: float) -> Numbers:
    found = np.full(len(new), -1, np.int64)
    if len(means):
        likeness = new @ means.T
        nearest = likeness.argmax(axis=1)
        joins = likeness[np.arange(len(new)), nearest] >= alike
        found[joins] = nearest[joins]
    left = np.flatnonzero(found < 0)
    found[left] = len(means) + among_themselves(new[left], alike)
    return found


def among_themselves(texts: Floats, alike: float) -> Numbers:
    """Texts grouped with each other only: numbers from 0, in the order of each group's first text."""
    if len(texts) < 2:
        return np.zeros(len(texts), np.int64)
    distances = 1 - texts @ texts.T
    np.fill_diagonal(distances, 0)
    tree = linkage(squareform(np.maximum(distances, 0), checks=False), "average")
    cut = fcluster(tree, 1 - alike, "distance")
    _, first, number = np.unique(cut, return_index=True, return_inverse=True)
    return np.argsort(np.argsort(first))[number]


def typical(texts: Floats) -> Floats:
    """How near each text of a group is to all of them: its cosine with their mean."""
    mean = texts.sum(axis=0)
    return texts @ (mean / max(float(np.linalg.norm(mean)), 1e-9))
