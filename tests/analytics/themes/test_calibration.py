"""From leanings to probabilities and themes."""

import numpy as np

from analytics.themes import calibration
from analytics.themes.calibration import Calibration, rivals
from analytics.themes.taxonomy import shipped_ids

PLAIN = Calibration(own=10, rival=-5, offset=-2, unclassified=0.6, beside_main={"a": 0.4, "b": 0.3, "c": 0.9, "d": 0.1})


def test_rivals() -> None:
    """The strongest column meets the second, every other one meets the strongest."""
    np.testing.assert_array_equal(rivals(np.array([[1, 7, 4]], np.float32)), [[7, 4, 7]])


def test_probabilities_grow_with_the_leaning_and_fall_with_the_rival() -> None:
    """A theme is likelier the more the model leans to it and the less to another one."""
    close, clear = PLAIN.probabilities(np.array([[0.6, 0.5, 0], [0.6, 0.1, 0]], np.float32))[:, 0]
    assert 0 < close < clear < 1


def _chosen(*likely: float) -> list[str]:
    """The themes given to a text with these probabilities of a, b, c, d and none."""
    places = PLAIN.chosen(np.array([likely], np.float32), ["a", "b", "c", "d"])[0]
    return ["abcd"[place] for place in places if place >= 0]


def test_themes_beside_the_main_one_need_their_own_certainty() -> None:
    """The likeliest theme is always given, others from their threshold on, at most three, likeliest first."""
    assert _chosen(0.2, 0.1, 0.1, 0.05, 0.1) == ["a"]
    assert _chosen(0.35, 0.5, 0.6, 0.05, 0.0) == ["c", "b"]
    assert _chosen(0.8, 0.7, 0.95, 0.9, 0.0) == ["c", "d", "a"]


def test_small_talk_stays_unclassified() -> None:
    """No theme is given where it is likely enough that there is none."""
    assert _chosen(0.2, 0.1, 0.1, 0.05, 0.7) == []
    assert _chosen(0.2, 0.1, 0.1, 0.05, 0.5) == ["a"]


def test_a_theme_of_its_users_asks_as_much_as_a_middling_one() -> None:
    """A theme that did not ship is given beside another from the middle of the known thresholds on."""
    likely = np.array([[0.9, 0.36, 0.0], [0.9, 0.34, 0.0]], np.float32)
    assert PLAIN.chosen(likely, ["c", "new"])[:, 1].tolist() == [1, -1]


def test_the_shipped_calibration_covers_the_taxonomy() -> None:
    """Every theme has its threshold, and leanings push the right way."""
    shipped = calibration.shipped()
    assert list(shipped.beside_main) == shipped_ids()
    assert shipped.own > 0 > shipped.rival
    assert all(0 < least < 1 for least in (shipped.unclassified, *shipped.beside_main.values()))
