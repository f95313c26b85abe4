"""The model bent to the taxonomy in force: what its users merged, split, added, taught and corrected.

The shipped examples lean a text towards the shipped themes (``analytics.themes.engine``). Those leanings are handed
on to the themes of the taxonomy, a split theme's shared out by likeness to the parts' examples; then what people
said themselves pulls texts that mean the same towards it. That pull is the posterior mean of a Gaussian process
whose prior mean are the leanings (Rasmussen and Williams 2006, "Gaussian Processes for Machine Learning", section
2.7; beyond some thousand decisions, projected onto a subset of them, section 8.3.1): none where nobody said
anything, and no training of the whole. Anchors, a sample of the shipped examples on which nothing is to change, keep
it near to what was said: without them a hundred decisions for one theme would draw every text to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import numpy.typing as npt
from scipy.linalg import cho_factor, cho_solve

from analytics.themes.taxonomy import Taxonomy, shipped_ids

Floats = npt.NDArray[np.float32]

BESIDE_MAIN = np.float32(0.6)
"""What a second theme counts for, so that the main one comes first."""

_REACH = np.float32(1.5)  # how fast likeness falls with distance
_DOUBT = np.float32(0.1)  # how far a person's word on a text may be from the truth of texts like it
_DOUBT_OF_ANCHORS = np.float32(0.5)
_TOO_CLOSE = 0.6  # cosine with an example of a theme that did not ship, from which an anchor might belong to it
_SHARING = np.float32(16.0)  # how sharply the parts of a split theme divide its questions
_MOST_SUPPORTS = 1500
_BATCH = 8192


@dataclass(frozen=True)
class Understood:
    """What the engine makes of texts, a row each: their vectors, of length 1, and their leanings.

    A column of ``leanings`` per shipped theme, and a last one towards none of them.
    """

    vectors: Floats
    leanings: Floats

    def __len__(self) -> int:
        return len(self.vectors)


@dataclass(frozen=True)
class Decisions:
    """Texts with the themes that people gave them, main one first; none of them: the text belongs to no theme."""

    texts: Understood
    themes: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Shape:
    """The leanings of a taxonomy's own themes, with what was learned from its users.

    ``columns``: the living themes, then archived ones that still claim their questions, so that these go to nobody
    else. ``examples``: vectors of the themes' examples.
    """

    taxonomy: Taxonomy
    columns: tuple[str, ...]
    examples: Mapping[str, Floats]
    supports: Floats
    pull: Floats

    def leanings(self, texts: Understood) -> Floats:
        """A column per theme of ``columns`` and a last one towards none, for each text."""
        found = _handed_on(self.taxonomy, self.columns, self.examples, texts)
        if len(self.supports):
            for start in range(0, len(texts), _BATCH):
                part = slice(start, start + _BATCH)
                found[part] += _likeness(texts.vectors[part], self.supports) @ self.pull
        return found


def shaped(taxonomy: Taxonomy, examples: Mapping[str, Floats], said: Decisions, anchors: Floats) -> Shape:
    """The shape of a taxonomy.

    ``examples``: vectors of its themes' examples. ``said``: those and the corrections. ``anchors``: vectors of texts
    on which nothing is to change.
    """
    divided = {whole for theme in taxonomy.living for whole in theme.within}
    claiming = [theme.id for theme in taxonomy.themes if theme.archived and theme.id not in divided]
    columns = (*taxonomy.ids, *claiming)
    nothing = np.empty((0, len(columns) + 1), np.float32)
    shape = Shape(taxonomy, columns, examples, said.texts.vectors[:0], nothing)
    if not len(said.texts):
        return shape
    new = [examples[theme.id] for theme in taxonomy.living if theme.examples and not theme.base]
    if new:
        anchors = anchors[(anchors @ np.concatenate(new).T).max(axis=1) < _TOO_CLOSE]
    vectors = np.concatenate([said.texts.vectors, anchors])
    missed = np.zeros((len(vectors), len(columns) + 1), np.float32)
    missed[: len(said.texts)] = _targets(columns, said.themes) - shape.leanings(said.texts)
    doubt = np.where(np.arange(len(vectors)) < len(said.texts), _DOUBT, _DOUBT_OF_ANCHORS)
    # A sample that stays nearly the same when decisions come and go.
    sample = sorted(range(len(said.texts)), key=lambda i: crc32(vectors[i].tobytes()))[:_MOST_SUPPORTS]
    supports = np.concatenate([vectors[sample], anchors])
    among = _likeness(supports, supports)
    if len(supports) == len(vectors):
        order = [*sample, *range(len(said.texts), len(vectors))]
        among.flat[:: len(among) + 1] += doubt[order]
        pull = cho_solve(cho_factor(among, overwrite_a=True, check_finite=False), missed[order], check_finite=False)
    else:
        towards = _likeness(vectors, supports)
        weighed = towards.T / doubt
        normal = weighed @ towards + among
        normal.flat[:: len(normal) + 1] += np.float32(1e-2)
        pull = cho_solve(cho_factor(normal, overwrite_a=True, check_finite=False), weighed @ missed)
    return Shape(taxonomy, columns, examples, supports, pull.astype(np.float32))


def _targets(columns: Sequence[str], themes: Sequence[Sequence[str]]) -> Floats:
    """1 for a text's main theme, a little less for those beside it, 1 in the last column where it has none."""
    place = {theme: column for column, theme in enumerate(columns)}
    targets = np.zeros((len(themes), len(columns) + 1), np.float32)
    for row, given in zip(targets, themes, strict=True):
        if not given:
            row[-1] = 1
        for position, theme in enumerate(given):
            row[place[theme]] = BESIDE_MAIN if position else 1
    return targets


def _handed_on(taxonomy: Taxonomy, columns: Sequence[str], examples: Mapping[str, Floats], texts: Understood) -> Floats:
    """The shipped themes' leanings as those of the taxonomy's themes."""
    shipped = {theme: column for column, theme in enumerate(shipped_ids())}
    parts: dict[str, list[str]] = {}
    for theme in taxonomy.living:
        for whole in theme.within:
            parts.setdefault(whole, []).append(theme.id)
    known: dict[str, Floats] = {}
    shares: dict[str, dict[str, Floats]] = {}

    def lean(theme: str) -> Floats:
        if theme not in known:
            total = np.zeros(len(texts), np.float32)
            for base in taxonomy.theme(theme).base:
                total += texts.leanings[:, shipped[base]]
            for whole in taxonomy.theme(theme).within:
                if whole not in shares:
                    shares[whole] = _shares(parts[whole], examples, texts.vectors)
                total += lean(whole) * shares[whole][theme]
            known[theme] = total
        return known[theme]

    return np.column_stack([*(lean(theme) for theme in columns), texts.leanings[:, -1]]).astype(np.float32)


def _shares(parts: Sequence[str], examples: Mapping[str, Floats], vectors: Floats) -> dict[str, Floats]:
    """What each part of a split theme gets of it: the part whose examples a text resembles most gets the whole."""
    likest = np.column_stack([(vectors @ examples[part].T).max(axis=1) for part in parts])
    odds = np.exp(_SHARING * (likest - likest.max(axis=1, keepdims=True)))
    return {part: odds[:, column] for column, part in enumerate(parts)}


def _likeness(some: Floats, others: Floats) -> Floats:
    """Likeness of meaning, 0 to 1, of vectors of length 1: exp(-reach · distance²)."""
    product: Floats = some @ others.T
    product -= 1
    product *= 2 * _REACH
    return np.exp(product, out=product)
