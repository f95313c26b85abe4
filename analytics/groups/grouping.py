"""Putting texts that ask the same into groups, a share at a time, so that groups which are there stay as they are.

A text joins the group whose texts it resembles most on the average, where that is enough; those that join none are
grouped among themselves by average linkage (Sokal and Michener 1958). It looks only in groups near the same landmarks
as itself, which keeps it fast, and keeps apart what is not after the same. Groups never merge, split or lose a text by
themselves: the same texts in the same order give the same groups, and what comes later changes none of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy.cluster.hierarchy import linkage
from scipy.linalg.blas import ssyrk
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]

SHARE = 2000
"""Texts to place at a time: within a share they are compared with each other, beyond it with groups only."""

_LOOKED_IN = 3
"""Cells in whose groups a text looks for its own: more find no more of them, and more wrong ones."""

_LANDMARK_SAYS = np.float32(2)
"""Texts that a group's landmark counts as beside its own: what founded it says little of how others ask the same."""


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


class _Cell:
    """Groups that lie near one another, and the sum of each one's rows. There is room for more than ``count``."""

    def __init__(self, width: int) -> None:
        self.count = 0
        self._groups = np.empty(0, np.int64)
        self._sums = np.empty((0, width), np.float32)

    @property
    def groups(self) -> Numbers:
        return self._groups[: self.count]

    @property
    def sums(self) -> Floats:
        return self._sums[: self.count]

    def add(self, groups: Numbers, sums: Floats) -> None:
        count = self.count + len(groups)
        if count > len(self._groups):
            room = 2 * count - self.count
            self._groups = np.append(self.groups, np.empty(room, np.int64))
            self._sums = np.vstack([self.sums, np.empty((room, sums.shape[1]), np.float32)])
        self._groups[self.count : count] = groups
        self._sums[self.count : count] = sums
        self.count = count


class Groups:
    """The groups so far, each in the cell of the landmark that is nearest to the texts that founded it."""

    def __init__(self, landmarks: Floats) -> None:
        """``landmarks``: rows around which texts lie, a cell each."""
        self._landmarks = landmarks
        self._cells = [_Cell(landmarks.shape[1]) for _ in self._landmarks]
        self._cell, self._place = np.empty((2, 0), np.int64)  # of each group, and its place there
        self._sizes = np.empty(0, np.float32)
        self.themes = np.empty(0, np.int64)

    def __len__(self) -> int:
        return len(self.themes)

    def nearest(self, texts: Texts) -> tuple[Numbers, Floats]:
        """The nearest group of each text among those of its nearest cells, and their mean likeness; -1: none."""
        strict = bool(texts.strict.any())
        looked_in = self._nearest_cells(texts.rows, min(_LOOKED_IN, len(self._cells)))
        every = np.arange(len(texts))
        asking, groups, best = [every], [np.full(len(texts), -1)], [np.full(len(texts), -np.inf, np.float32)]
        for number, those in _by_number(looked_in):
            cell = self._cells[number]
            if not cell.count:
                continue
            those = those % len(texts)
            likeness = texts.rows[those] @ cell.sums.T
            likeness /= self._sizes[cell.groups]
            if strict:
                apart = texts.themes[those, None] != self.themes[cell.groups]
                likeness[apart & texts.strict[those, None]] = -np.inf
            place = likeness.argmax(axis=1)
            asking.append(those)
            groups.append(cell.groups[place])
            best.append(likeness[np.arange(len(those)), place])
        by, found, value = np.concatenate(asking), np.concatenate(groups), np.concatenate(best)
        order = np.lexsort((-value, by))
        first = order[np.searchsorted(by[order], every)]
        return found[first], value[first]

    def _nearest_cells(self, rows: Floats, count: int) -> Numbers:
        """The nearest cell of each row, then the second of each, and so on."""
        likeness = rows @ self._landmarks.T
        found = np.empty((count, len(rows)), np.int64)
        for rank in range(count):
            likeness.argmax(axis=1, out=found[rank])
            likeness[np.arange(len(rows)), found[rank]] = -np.inf
        return found.ravel()

    def take(self, groups: Numbers, sums: Floats, sizes: Numbers, themes: Numbers) -> None:
        """Put texts into groups, each named once and in order: the sum and the number of its rows.

        Those from ``len(self)`` on are new, and have their first text's ``themes``.
        """
        old = int(np.searchsorted(groups, len(self)))
        for number, those in _by_number(self._cell[groups[:old]]):
            self._cells[number].sums[self._place[groups[those]]] += sums[those]
        self._found(groups[old:], sums[old:])
        self.themes = np.append(self.themes, themes[old:])
        self._sizes = np.append(self._sizes, np.full(len(groups) - old, _LANDMARK_SAYS))
        self._sizes[groups] += sizes

    def _found(self, groups: Numbers, sums: Floats) -> None:
        cells = (sums @ self._landmarks.T).argmax(axis=1)
        places = np.empty(len(groups), np.int64)
        sums = sums + _LANDMARK_SAYS * self._landmarks[cells]
        for number, those in _by_number(cells):
            cell = self._cells[number]
            places[those] = cell.count + np.arange(len(those))
            cell.add(groups[those], sums[those])
        self._cell, self._place = np.append(self._cell, cells), np.append(self._place, places)


def placed(share: Texts, bundle: Numbers, groups: Groups, alike: float) -> Numbers:
    """The group of each text of a share: a number of ``groups``, which take them, or of one that it founds.

    ``bundle``: new texts that are nearly one, of the same number (``among_themselves``). They look for their group
    together, which finds it more surely than each for itself. ``alike``: the least likeness within a group, on the
    average.
    """
    bundles = _together(share, bundle)
    number, likeness = groups.nearest(bundles)
    left = np.flatnonzero(likeness < alike)
    number[left] = len(groups) + among_themselves(bundles[left], alike)
    found = number[bundle]
    changed, first, place = np.unique(found, return_index=True, return_inverse=True)
    groups.take(changed, summed(share.rows, place, len(changed)), np.bincount(place), share.themes[first])
    return found


def _by_number(numbers: Numbers) -> Iterator[tuple[int, Numbers]]:
    """Each number that occurs, in order, and its places."""
    order = np.argsort(numbers, kind="stable")
    cuts = np.flatnonzero(np.diff(numbers[order])) + 1
    for start, end in pairwise([0, *cuts.tolist(), len(order)] if len(order) else []):
        those = order[start:end]
        yield int(numbers[those[0]]), those


def summed(rows: Floats, numbers: Numbers, count: int) -> Floats:
    """The sum of the rows of each number."""
    member = csr_matrix((np.ones(len(rows), np.float32), (numbers, np.arange(len(rows)))), (count, len(rows)))
    return np.asarray(member @ rows, np.float32)


def _together(texts: Texts, bundle: Numbers) -> Texts:
    """Each bundle as one text: the mean of its rows, and its first text's theme."""
    count = int(bundle.max(initial=-1)) + 1
    sums = summed(texts.rows, bundle, count)
    _, first = np.unique(bundle, return_index=True)
    strict = np.bincount(bundle, texts.strict, minlength=count) > 0
    sums /= np.bincount(bundle, minlength=count)[:, None]
    return Texts(sums, texts.themes[first], strict)


def among_themselves(texts: Texts, alike: float) -> Numbers:
    """Texts grouped with each other only: numbers from 0, in the order of each group's first text. ``alike``: above 0.

    A group's mean likeness is at most that of its likest pair, so only texts that such pairs connect are compared.
    """
    likeness = ssyrk(1, texts.rows.T, trans=True).T  # each pair once: only the half below the diagonal is filled
    if texts.strict.any():
        either = texts.strict[:, None] | texts.strict
        likeness[either & (texts.themes[:, None] != texts.themes)] = -1
    number = _connected(*np.divmod(np.flatnonzero(likeness >= alike), max(len(texts), 1)), len(texts))
    more = np.flatnonzero(np.bincount(number)[number] > 2)
    if len(more):
        above = np.triu_indices(len(more), 1)
        apart = np.maximum(1 - likeness[more[above[1]], more[above[0]]], 0)
        tree = linkage(apart, "average")
        # What lies beneath a merge low enough is one group.
        low = np.flatnonzero(tree[:, 2] <= 1 - alike)
        merged = np.tile(len(more) + low, 2)
        beneath = tree[low, :2].T.ravel().astype(np.int64)
        number[more] = len(texts) + _connected(merged, beneath, 2 * len(more) - 1)[: len(more)]
    _, first, number = np.unique(number, return_index=True, return_inverse=True)
    return np.argsort(np.argsort(first))[number]


def _connected(some: Numbers, others: Numbers, count: int) -> Numbers:
    """A number for each of ``count`` things, the same for those that pairs connect."""
    pairs = csr_matrix((np.ones(len(some), np.int8), (some, others)), (count, count))
    numbers: Numbers = connected_components(pairs, directed=False)[1].astype(np.int64)
    return numbers
