"""From leanings to probabilities and themes."""

import numpy as np

from analytics.themes import calibration
from analytics.themes.calibration import Calibration, rivals
from analytics.themes.taxonomy import theme_ids

PLAIN = Calibration(own=10, rival=-5, offset=-2, unclassified=0.6, beside_main={"a": 0.4, "b": 0.3, "c": 0.9, "d": 0.1})


def test_rivals() -> None:
    """The strongest column meets the second, every other one meets the strongest."""
    np.testing.assert_array_equal(rivals(np.array([[1, 7, 4]], np.float32)), [[7, 4, 7]])


def test_probabilities_grow_with_the_leaning_and_fall_with_the_rival() -> None:
    """A theme is likelier the more the model leans to it and the less to another one."""
    close, clear = PLAIN.probabilities(np.array([[0.6, 0.5, 0], [0.6, 0.1, 0]], np.float32))[:, 0]
    assert 0 < close < clear < 1


def test_themes_beside_the_main_one_need_their_own_certainty() -> None:
    """The likeliest theme is always given, others from their threshold on, at most three, likeliest first."""
    assert PLAIN.chosen({"a": 0.2, "b": 0.1, "c": 0.1, "d": 0.05}, 0.1) == ("a",)
    assert PLAIN.chosen({"a": 0.35, "b": 0.5, "c": 0.6, "d": 0.05}, 0.0) == ("c", "b")
    assert PLAIN.chosen({"a": 0.8, "b": 0.7, "c": 0.95, "d": 0.9}, 0.0) == ("c", "d", "a")


def test_small_talk_stays_unclassified() -> None:
    """No theme is given where it is likely enough that there is none."""
    assert PLAIN.chosen({"a": 0.2, "b": 0.1, "c": 0.1, "d": 0.05}, 0.7) == ()
    assert PLAIN.chosen({"a": 0.2, "b": 0.1, "c": 0.1, "d": 0.05}, 0.5) == ("a",)


def test_the_shipped_calibration_covers_the_taxonomy() -> None:
    """Every theme has its threshold, and leanings push the right way."""
    shipped = calibration.shipped()
    assert list(shipped.beside_main) == theme_ids()
    assert shipped.own > 0 > shipped.rival
    assert all(0 < least < 1 for least in (shipped.unclassified, *shipped.beside_main.values()))
