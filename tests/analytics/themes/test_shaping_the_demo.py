"""Shaping themes on the demo log: a theme added, a question labelled anew, and the way back, by its own figures."""

from __future__ import annotations

import pandas as pd

from analytics import queries
from analytics.population import Filters
from analytics.themes import editing, labels, reshaping, versions
from analytics.themes.editing import Described
from data.store import Store

NIGHTS = Described(
    "Travail de nuit",
    "Les nuits : combien, comment elles tournent, si on peut les refuser",
    (
        "Est-ce qu'on travaille la nuit ?",
        "Combien de nuits par mois ?",
        "On enchaîne combien de nuits d'affilée ?",
        "Peut-on refuser le travail de nuit ?",
        "Are there night shifts?",
        "Who covers the nights?",
    ),
)


def _labels(store: Store) -> pd.DataFrame:
    return store.rows("select text_id, theme, score, position from label order by all")


def _asked(store: Store) -> dict[str, int]:
    rates = queries.theme_rates(store, Filters())
    return {str(theme): int(asked) for theme, asked in zip(rates["theme"], rates["asked"], strict=True)}


def test_a_theme_is_added_on_every_screen_and_taken_back(demo: Store) -> None:
    """Night work is found in questions about nights, mostly taken from work-life balance; back, all is as it was."""
    first, before = _labels(demo), _asked(demo)
    moved = reshaping.apply(demo, editing.added(versions.current(demo), NIGHTS), {"action": "added", "theme": "Nuit"})
    after = _asked(demo)
    assert 0 < moved < 60
    won = queries.wordings(demo, Filters(), "travail_de_nuit")["wording"].dropna().str.lower()
    assert len(won) >= 3
    assert won.str.contains("nuit|night").mean() >= 0.8
    assert after["travail_de_nuit"] > 0
    assert before["work_life_balance"] - after["work_life_balance"] > 0
    far = ("compensation", "growth", "company", "tools_methods")
    assert all(abs(after[theme] - before[theme]) <= 0.02 * before[theme] + 2 for theme in far)

    reshaping.go_back(demo, versions.SHIPPED)
    pd.testing.assert_frame_equal(first, _labels(demo))
    assert before == _asked(demo)


def test_labelling_a_question_anew_moves_its_interviews(demo: Store) -> None:
    """The interviews of the corrected question change their theme, few others do, and undoing restores every label."""
    first, before = _labels(demo), _asked(demo)
    heaviest = queries.wordings(demo, Filters(), "compensation", limit=1).iloc[0]
    moved = labels.correct(demo, int(heaviest["text_id"]), ["growth"])
    after = _asked(demo)
    assert moved < 60
    assert after["growth"] > before["growth"]
    assert after["compensation"] < before["compensation"]
    labels.uncorrect(demo, int(heaviest["text_id"]))
    pd.testing.assert_frame_equal(first, _labels(demo))
