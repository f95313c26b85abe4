"""The model bent to a taxonomy: leanings handed on, shared out, and pulled by what people say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pytest

from analytics.themes import editing, shaping
from analytics.themes.editing import Described
from analytics.themes.shaping import Decisions, Understood, shaped
from analytics.themes.taxonomy import Taxonomy, shipped, shipped_ids

Floats = npt.NDArray[np.float32]
AXES = np.eye(8, dtype=np.float32)
WIDTH = len(shipped_ids()) + 1
NO_ANCHORS = np.empty((0, 8), np.float32)


def _leaning(**towards: float) -> Floats:
    row = np.zeros(WIDTH, np.float32)
    for theme, value in towards.items():
        row[shipped_ids().index(theme) if theme != "none" else -1] = value
    return row


def _texts(vectors: Sequence[Floats], *leanings: Floats) -> Understood:
    return Understood(np.array(vectors, np.float32), np.array(leanings, np.float32))


def _unsaid(taxonomy: Taxonomy, examples: Mapping[str, Floats] | None = None) -> shaping.Shape:
    nobody = Understood(np.empty((0, 8), np.float32), np.empty((0, WIDTH), np.float32))
    return shaped(taxonomy, examples or {}, Decisions(nobody, []), NO_ANCHORS)


def _of(shape: shaping.Shape, found: Floats, theme: str) -> float:
    return float(found[shape.columns.index(theme)])


def test_the_shipped_taxonomy_is_the_engine_itself() -> None:
    """Where nobody said anything, every leaning passes through unchanged."""
    text = _texts([AXES[0]], _leaning(team=0.7, role=0.2, none=0.1))
    np.testing.assert_allclose(text.leanings, _unsaid(shipped()).leanings(text))


def test_a_merged_theme_leans_as_its_sources_together() -> None:
    """What leaned to either leans to what they became."""
    shape = _unsaid(editing.merged(shipped(), "team", "culture"))
    found = shape.leanings(_texts([AXES[0]], _leaning(team=0.5, culture=0.3)))[0]
    assert pytest.approx(0.8) == _of(shape, found, "culture")


def test_an_archived_theme_still_claims_its_questions() -> None:
    """Its column stays behind the living ones, so that its questions go to nobody else."""
    shape = _unsaid(editing.archived(shipped(), "team"))
    found = shape.leanings(_texts([AXES[0]], _leaning(team=0.9)))[0]
    assert shape.columns[-1] == "team"
    assert pytest.approx(0.9) == _of(shape, found, "team")


def test_a_split_theme_goes_to_the_part_it_resembles() -> None:
    """The part whose examples are nearest gets the whole leaning, the other next to nothing."""
    parts = [Described(name, "", tuple(f"{name} {n}" for n in range(5))) for name in ("Nights", "Days")]
    taxonomy = editing.split(shipped(), "role", parts)
    shape = _unsaid(taxonomy, {"nights": AXES[:1], "days": AXES[1:2]})
    found = shape.leanings(_texts([AXES[0]], _leaning(role=0.9)))[0]
    assert pytest.approx(0.9) == _of(shape, found, "nights")
    assert _of(shape, found, "days") < 0.01
    assert "role" not in shape.columns


def test_a_decision_pulls_what_resembles_it_and_nothing_else() -> None:
    """The corrected text and one close to it lean to what the person said; a text far away is left alone."""
    decided = _texts([AXES[0]], _leaning(team=0.8))
    shape = shaped(shipped(), {}, Decisions(decided, [["growth"]]), NO_ANCHORS)
    close = (AXES[0] + 0.3 * AXES[1]) / np.linalg.norm(AXES[0] + 0.3 * AXES[1])
    same, near, far = shape.leanings(_texts([AXES[0], close, AXES[5]], *[_leaning(team=0.8)] * 3))
    assert _of(shape, same, "growth") > 0.8 > 0.2 > _of(shape, same, "team")
    assert _of(shape, near, "growth") > _of(shape, near, "team")
    assert pytest.approx(0.8, abs=0.06) == _of(shape, far, "team")


def test_anchors_keep_many_decisions_where_they_were_made() -> None:
    """A hundred decisions for one theme do not draw a text to it that lies among the anchors; without them they do."""
    draw = np.random.default_rng(3)
    about = (AXES[0] + draw.normal(0, 0.25, (100, 8))).astype(np.float32)
    about /= np.linalg.norm(about, axis=1, keepdims=True)
    said = Decisions(Understood(about, np.tile(_leaning(team=0.6), (100, 1))), [["growth"]] * 100)
    elsewhere = (AXES[1] + draw.normal(0, 0.25, (50, 8))).astype(np.float32)
    elsewhere /= np.linalg.norm(elsewhere, axis=1, keepdims=True)
    text = _texts([AXES[1]], _leaning(team=0.6))
    held, drawn = (shaped(shipped(), {}, said, anchors) for anchors in (elsewhere, NO_ANCHORS))
    assert abs(_of(held, held.leanings(text)[0], "growth")) < 0.1 < abs(_of(drawn, drawn.leanings(text)[0], "growth"))
    there = _texts([AXES[0]], _leaning(team=0.6))
    assert _of(held, held.leanings(there)[0], "growth") > _of(held, held.leanings(there)[0], "team")


def test_no_theme_is_a_decision_too() -> None:
    """A text of which a person said that it has no theme leans to none."""
    shape = shaped(shipped(), {}, Decisions(_texts([AXES[0]], _leaning(team=0.8)), [[]]), NO_ANCHORS)
    found = shape.leanings(_texts([AXES[0]], _leaning(team=0.8)))[0]
    assert found[-1] > 0.7


def test_many_decisions_are_projected_and_still_pull(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond what is solved exactly, decisions still win where they were made, and the answer is always the same."""
    monkeypatch.setattr(shaping, "_MOST_SUPPORTS", 40)
    draw = np.random.default_rng(1)
    vectors = (AXES[np.arange(60) % 6] + draw.normal(0, 0.1, (60, 8))).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    texts = Understood(vectors, np.tile(_leaning(team=0.8), (60, 1)))
    shape = shaped(shipped(), {}, Decisions(texts, [["growth"]] * 60), NO_ANCHORS)
    found = shape.leanings(texts)
    growth, team = shape.columns.index("growth"), shape.columns.index("team")
    assert (found[:, growth] > found[:, team]).mean() > 0.95
    again = shaped(shipped(), {}, Decisions(texts, [["growth"]] * 60), NO_ANCHORS).leanings(texts)
    np.testing.assert_array_equal(found, again)
