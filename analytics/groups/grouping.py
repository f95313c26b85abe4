"""Putting texts that ask the same into groups, a share at a time, so that groups which are there stay as they are.

A text joins the group whose texts it resembles most on the average, where that is enough; those that join none are
grouped among themselves by average linkage (Sokal and Michener 1958). Groups never merge, split or lose a text by
themselves: the same texts in the same order give the same groups, and what comes later changes none of them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial.distance import squareform

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]

_SHARE = 1000
"""Texts placed at a time: within a share they are compared with each other, beyond it with groups only."""

_LOOKED_IN = 4
"""Cells in whose groups a text looks for its own: nearly every text finds it in the first."""


@dataclass(frozen=True)
class Texts:
    """Texts to group, a row each: ``rows`` of length 1 whose inner products say how alike they are, and a theme.

    ``strict``: its theme was decided by a person, so that it joins nothing of another theme.
    """

    rows: Floats
    themes: Numbers
    strict: npt.NDArray[np.bool_]

    def __getitem__(self, part: slice | Numbers) -> Texts:
        return Texts(self.rows[part], self.themes[part], self.strict[part])

    def __len__(self) -> int:
        return len(self.rows)


class Groups:
    """The groups so far: the sum of their texts' rows, and the cell, that is the nearest of the landmarks, of each."""

    def __init__(self, known: Floats, of: Numbers, themes: Numbers, landmarks: Floats) -> None:
        """``of``: the group of each known text, from 0 without gaps; ``themes``: of each group."""
        self._landmarks = landmarks
        self.themes = themes
        self.sums = _summed(known, of, len(themes))
        self.sizes = np.bincount(of, minlength=len(themes)).astype(np.float32)
        self.cells = self._nearest(self.sums, 1)[:, 0]

    def _nearest(self, rows: Floats, count: int) -> Numbers:
        likeness = rows @ self._landmarks.T
        return np.argpartition(-likeness, count - 1, axis=1)[:, :count].astype(np.int64)

    def nearest(self, texts: Texts) -> tuple[Numbers, Floats]:
        """The nearest group of each text among those of its nearest cells, and their mean likeness; -1: none."""
        found = np.full(len(texts), -1, np.int64)
        best = np.full(len(texts), -np.inf, np.float32)
        if not len(self.themes):
            return found, best
        looked_in = self._nearest(texts.rows, min(_LOOKED_IN, len(self._landmarks)))
        asking = np.argsort(looked_in, axis=None, kind="stable")
        cells, starts = np.unique(looked_in.ravel()[asking], return_index=True)
        in_order = np.argsort(self.cells, kind="stable")
        bounds = np.searchsorted(self.cells[in_order], np.arange(len(self._landmarks) + 1))
        for cell, those in zip(cells, np.split(asking // looked_in.shape[1], starts[1:]), strict=True):
            groups = in_order[bounds[cell] : bounds[cell + 1]]
            if not len(groups):
                continue
            likeness = texts.rows[those] @ self.sums[groups].T
            likeness /= self.sizes[groups]
            apart = texts.strict[those, None] & (texts.themes[those, None] != self.themes[groups])
            likeness[apart] = -np.inf
            place = likeness.argmax(axis=1)
            value = likeness[np.arange(len(those)), place]
            better = value > best[those]
            found[those[better]], best[those[better]] = groups[place[better]], value[better]
        return found, best

    def take(self, texts: Texts, groups: Numbers) -> None:
        """Put texts into groups, new ones among them."""
        more = max(0, int(groups.max(initial=-1)) + 1 - len(self.themes))
        first = np.unique(groups, return_index=True)
        founders = first[1][first[0] >= len(self.themes)]
        self.themes = np.append(self.themes, texts.themes[founders])
        self.sums = np.vstack([self.sums, np.zeros((more, self.sums.shape[1]), np.float32)])
        self.sizes = np.append(self.sizes, np.zeros(more, np.float32))
        changed, place = np.unique(groups, return_inverse=True)
        self.sums[changed] += _summed(texts.rows, place, len(changed))
        self.sizes[changed] += np.bincount(place)
        self.cells = np.append(self.cells, self._nearest(self.sums[len(self.cells) :], 1)[:, 0])


def placed(new: Texts, groups: Groups, alike: float, nearly_one: float) -> Numbers:
    """The group of each new text: a number of ``groups``, or the next free ones for groups that it founds.

    ``alike``: the least likeness within a group, on the average. ``nearly_one``: that from which new texts look for
    their group together, which finds it more surely than each for itself.
    """
    found = np.empty(len(new), np.int64)
    for start in range(0, len(new), _SHARE):
        part = slice(start, start + _SHARE)
        share = new[part]
        bundle = among_themselves(share, nearly_one)
        bundles = _together(share, bundle)
        number, likeness = groups.nearest(bundles)
        left = np.flatnonzero(likeness < alike)
        number[left] = len(groups.themes) + among_themselves(bundles[left], alike)
        found[part] = number[bundle]
        groups.take(share, found[part])
    return found


def _summed(rows: Floats, numbers: Numbers, count: int) -> Floats:
    """The sum of the rows of each number."""
    member = csr_matrix((np.ones(len(rows), np.float32), (numbers, np.arange(len(rows)))), (count, len(rows)))
    return np.asarray(member @ rows, np.float32)


def _together(texts: Texts, bundle: Numbers) -> Texts:
    """Each bundle as one text: the mean of its rows, and its first text's theme."""
    count = int(bundle.max(initial=-1)) + 1
    sums = _summed(texts.rows, bundle, count)
    _, first = np.unique(bundle, return_index=True)
    strict = np.bincount(bundle, texts.strict, minlength=count) > 0
    sums /= np.bincount(bundle, minlength=count)[:, None]
    return Texts(sums, texts.themes[first], strict)


def among_themselves(texts: Texts, alike: float) -> Numbers:
    """Texts grouped with each other only: numbers from 0, in the order of each group's first text.

    A group's mean likeness is at most that of its likest pair, so only texts that such pairs connect are compared.
    """
    likeness = texts.rows @ texts.rows.T
    either = texts.strict[:, None] | texts.strict
    likeness[either & (texts.themes[:, None] != texts.themes)] = -1
    _, connected = connected_components(csr_matrix(likeness >= alike), directed=False)
    number = connected.astype(np.int64)
    order = np.argsort(connected, kind="stable")
    parts = np.split(order, np.flatnonzero(np.diff(connected[order])) + 1)
    free = len(texts)
    for part in parts:
        if len(part) > 2:
            distances = np.maximum(1 - likeness[np.ix_(part, part)], 0)
            np.fill_diagonal(distances, 0)
            tree = linkage(squareform(distances, checks=False), "average")
            number[part] = free + fcluster(tree, 1 - alike, "distance")
            free += len(part) + 1
    _, first, number = np.unique(number, return_index=True, return_inverse=True)
    return np.argsort(np.argsort(first))[number]


def typical(texts: Floats) -> Floats:
    """How near each text of a group is to all of them: its cosine with their mean."""
    mean = texts.sum(axis=0)
    nearness: Floats = texts @ (mean / max(float(np.linalg.norm(mean)), 1e-9))
    return nearness
