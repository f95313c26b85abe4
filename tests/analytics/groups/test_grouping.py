"""Texts put into groups: what average linkage would do, share after share."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import pdist

from analytics.groups import grouping


def _texts(count: int, seed: int) -> grouping.Texts:
    """Texts around some middles, of one theme."""
    draw = np.random.default_rng(seed)
    rows = draw.normal(size=(12, 16))[draw.integers(12, size=count)] + draw.normal(size=(count, 16))
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return grouping.Texts(rows.astype(np.float32), np.zeros(count, np.int64), np.zeros(count, bool))


def _same(numbers: grouping.Numbers) -> list[list[bool]]:
    same: list[list[bool]] = (numbers[:, None] == numbers).tolist()
    return same


@pytest.mark.parametrize("alike", [0.2, 0.4, 0.6, 0.8])
def test_among_themselves_is_average_linkage(alike: float) -> None:
    """Looking only at what likely pairs connect finds the groups of the whole tree, numbered by their first text."""
    texts = _texts(200, seed=3)
    tree = linkage(pdist(texts.rows.astype(np.float64), lambda one, other: 1 - one @ other), "average")
    found = grouping.among_themselves(texts, alike)
    assert _same(fcluster(tree, 1 - alike, "distance").astype(np.int64)) == _same(found)
    _, first = np.unique(found, return_index=True)
    assert sorted(first.tolist()) == first.tolist()


@pytest.mark.parametrize("count", [0, 1, 2])
def test_few_texts(count: int) -> None:
    """Nothing, one text, and two that are the same are grouped too."""
    rows = np.ones((count, 1), np.float32)
    texts = grouping.Texts(rows, np.zeros(count, np.int64), np.zeros(count, bool))
    assert [0] * count == grouping.among_themselves(texts, 0.5).tolist()


def test_the_nearest_group_is_that_of_the_highest_mean_likeness() -> None:
    """The landmark counts beside a group's texts, those that came later and those that founded it."""
    texts = _texts(60, seed=5)
    landmark = np.eye(1, 16, dtype=np.float32)
    groups = grouping.Groups(landmark)
    of = np.empty(40, np.int64)
    for start in range(0, 40, 10):
        share = texts[slice(start, start + 10)]
        of[start : start + 10] = grouping.placed(share, grouping.among_themselves(share, 0.6), groups, 0.4)
    assert len(groups) == of.max() + 1 < 40
    asking = texts[slice(40, 60)]
    found, likeness = groups.nearest(asking)
    means = np.array(
        [np.vstack([texts.rows[:40][of == group], landmark, landmark]).mean(axis=0) for group in range(len(groups))]
    )
    assert (asking.rows @ means.T).argmax(axis=1).tolist() == found.tolist()
    assert np.allclose((asking.rows @ means.T).max(axis=1), likeness, atol=1e-6)


def test_no_group_at_all() -> None:
    """The first text of a log finds no group, and founds one."""
    groups = grouping.Groups(np.eye(3, 16, dtype=np.float32))
    assert [-1] == groups.nearest(_texts(1, seed=1))[0].tolist()
    assert [0] == grouping.placed(_texts(1, seed=1), np.zeros(1, np.int64), groups, 0.4).tolist()


def test_a_text_of_a_decided_theme_joins_nothing_of_another() -> None:
    """Two texts that are the same stay apart where a person decided another theme for one of them."""
    rows = np.repeat(np.eye(1, 4, dtype=np.float32), 2, axis=0)
    themes = np.array([0, 1])
    free = grouping.Texts(rows, themes, np.array([False, False]))
    strict = grouping.Texts(rows, themes, np.array([False, True]))
    assert [0, 0] == grouping.among_themselves(free, 0.5).tolist()
    assert [0, 1] == grouping.among_themselves(strict, 0.5).tolist()
