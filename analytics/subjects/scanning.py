"""Which neighbourhoods of questions are asked more than chance explains: a scan statistic over meanings.

Kulldorff (1997, "A spatial scan statistic") looks for a place where cases come too thick, over discs of every size.
Here a place is a meaning, a disc the interviews that asked near to it, and a case an interview of the latest weeks.
Discs are drawn around the middle of the texts that share a word, whenever these were asked. How far the strangest of
all discs may be from its expectation by chance alone is found by dealing the weeks out anew among the interviews of
each role: whatever is asked by how many, a rise in interviews, or in those of one role, makes nothing new.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, vstack
from scipy.stats import hypergeom

from analytics.subjects.space import Floats
from analytics.themes import encoding

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

FALSE_ALARMS = 0.03
"""Share of weeks without any new subject in which one may seem to be there."""

REACHES = (0.25, 0.30, 0.35, 0.40, 0.45, 0.50)
"""Sizes of a disc: the least cosine with its middle."""

_DEALS = 199
_SEED = 20260
_BROAD = 0.10  # a disc that holds more of all interviews is no subject of its own
_BATCH = 256


@dataclass(frozen=True)
class Log:
    """Questions to scan, by position.

    ``places``: a row per text. ``text`` and ``interview``: of each question. ``recent``: of each interview that
    asked, whether it is of the latest weeks. ``stratum``: its role. ``held`` and ``held_recently``: interviews of
    each stratum, with or without a question.
    """

    places: Floats
    text: Ints
    interview: Ints
    recent: Bools
    stratum: Ints
    held: Ints
    held_recently: Ints

    @property
    def asked(self) -> csr_matrix[Any]:
        """Texts × interviews."""
        ones = np.ones(len(self.text), np.float32)
        return csr_matrix((ones, (self.text, self.interview)), (len(self.places), len(self.recent)))

    def improbable(self, recently: npt.NDArray[Any], ever: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
        """How improbable at least so many recent interviews among so many are, all weeks being alike."""
        return np.asarray(hypergeom.sf(recently - 1, self.held.sum(), self.held_recently.sum(), ever))


def scanned(log: Log, groups: Sequence[Ints], fewest: int) -> list[Ints]:
    """The texts of each disc that chance does not explain, strangest first.

    ``groups``: texts that share a word, a group per word. ``fewest``: interviews below which nothing is new.
    """
    asked = log.asked
    middles = encoding.kept(np.stack([log.places[group].mean(axis=0) for group in groups])) if groups else None
    if middles is None or not log.recent.any():
        return []
    most = _BROAD * log.held.sum()
    members: list[csr_matrix[Any]] = []
    holders: list[csr_matrix[Any]] = []
    for start in range(0, len(middles), _BATCH):
        near = middles[start : start + _BATCH] @ log.places.T
        near[near <= REACHES[0]] = 0
        disc = csr_matrix(near)
        for reach in REACHES:
            disc.data[disc.data <= reach] = 0
            disc.eliminate_zeros()
            holding = (disc @ asked).tocsr()
            ever = np.diff(holding.indptr)
            kept = np.flatnonzero((ever >= fewest) & (ever <= most))
            members.append(disc[kept])
            holders.append(holding[kept])
    member, holder = vstack(members).tocsr(), vstack(holders).tocsr()
    holder.data[:] = 1
    ever = np.diff(holder.indptr)
    if not len(ever):
        return []
    found = _improbable(log, holder, ever, log.recent[:, None], fewest)[:, 0]
    by_chance = np.sort(_improbable(log, holder, ever, _dealt(log), fewest).min(axis=0))
    least = float(by_chance[int(FALSE_ALARMS * (1 + _DEALS)) - 1])
    strange = np.flatnonzero(found < least)
    order = strange[np.argsort(found[strange], kind="stable")]
    return [np.sort(member[place].indices).astype(np.int64) for place in order.tolist()]


def _improbable(
    log: Log, holder: csr_matrix[Any], ever: npt.NDArray[Any], recent: Bools, fewest: int
) -> npt.NDArray[np.float64]:
    """``Log.improbable`` of each disc if ``recent`` were the recent interviews (a column each); 1 where none rise."""
    recently = np.rint(holder @ recent.astype(np.float32)).astype(np.int64)
    found = np.ones(recently.shape)
    rising = (recently >= fewest) & (recently * log.held.sum() > ever[:, None] * log.held_recently.sum())
    pairs = np.column_stack([recently[rising], np.broadcast_to(ever[:, None], recently.shape)[rising]])
    distinct, which = np.unique(pairs, axis=0, return_inverse=True)
    found[rising] = log.improbable(distinct[:, 0], distinct[:, 1])[which.ravel()]
    return found


def _dealt(log: Log) -> Bools:
    """The recent interviews as chance might deal them out within each stratum: a column per deal."""
    draw = np.random.default_rng(_SEED)
    dealt = np.zeros((len(log.recent), _DEALS), bool)
    for stratum, (held, recently) in enumerate(zip(log.held.tolist(), log.held_recently.tolist(), strict=True)):
        own = np.flatnonzero(log.stratum == stratum)
        cards = np.arange(max(held, len(own))) < recently
        for deal in range(_DEALS):
            dealt[own, deal] = draw.permutation(cards)[: len(own)]
    return dealt
