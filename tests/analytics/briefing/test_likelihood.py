from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.briefing.likelihood import Fitted, factors, moves, smoothed, strength


def _cells(counts: dict[tuple[str, str], tuple[int, dict[int, int]]]) -> pd.DataFrame:
    """Cells written out: (role, stage) -> interviews and how often each group was asked."""
    rows = []
    for (role, stage), (interviews, asked) in counts.items():
        for group_id, times in asked.items() or {None: 0}.items():
            rows.append((role, stage, interviews, group_id, "remote_work" if group_id == 1 else "team", times))
    columns = ["role", "stage", "interviews", "group_id", "theme", "asked"]
    return pd.DataFrame(rows, columns=columns)


def _probability(fitted: Fitted, role: str | None, stage: str | None, group_id: int) -> float:
    return float(fitted.at(role, stage).frame.set_index("group_id")["probability"][group_id])


LARGE = {
    ("Nurse", "Phone"): (400, {1: 40, 2: 200}),
    ("Nurse", "Manager"): (400, {1: 40, 2: 200}),
    ("Driver", "Phone"): (400, {1: 240, 2: 20}),
    ("Driver", "Manager"): (400, {1: 240, 2: 20}),
    ("Cook", "Phone"): (3, {1: 0, 2: 1}),
}


def test_a_role_with_many_interviews_keeps_its_own_shares() -> None:
    """Roles that differ much, with much data, are hardly smoothed."""
    fitted = Fitted(_cells(LARGE), {}, {})
    assert pytest.approx(0.10, abs=0.01) == _probability(fitted, "Nurse", "Phone", 1)
    assert pytest.approx(0.60, abs=0.01) == _probability(fitted, "Driver", "Manager", 1)


def test_a_thin_role_is_drawn_towards_all_roles() -> None:
    """Three interviews say little: the share lies between the role's own and that of all."""
    likely = _probability(Fitted(_cells(LARGE), {}, {}), "Cook", "Phone", 1)
    everywhere = 560 / 1603
    assert 0.0 < likely < everywhere
    interval = Fitted(_cells(LARGE), {}, {}).at("Cook", "Phone").frame.set_index("group_id")
    known = Fitted(_cells(LARGE), {}, {}).at("Nurse", "Phone").frame.set_index("group_id")
    assert interval["high"][1] - interval["low"][1] > known["high"][1] - known["low"][1]


@pytest.mark.parametrize(
    ("role", "stage", "level", "interviews"),
    [
        ("Nurse", "Phone", "stage", 400),
        ("Nurse", None, "role", 800),
        ("Nurse", "Final", "role", 800),
        (None, None, "all", 1603),
        ("Baker", "Phone", "all", 1603),
    ],
)
def test_where_there_is_no_cell_the_level_above_answers(
    role: str | None, stage: str | None, level: str, interviews: int
) -> None:
    """The level and its interviews are told."""
    found = Fitted(_cells(LARGE), {}, {}).at(role, stage)
    assert (level, interviews) == (found.level, found.interviews)


def test_the_theme_of_a_group_moves_it_with_stage_and_time() -> None:
    """A stage that leans to a theme, and a theme that moved, shift what a thin cell expects."""
    counts = {(role, stage): (200, {1: 20, 2: 20}) for role in ("Nurse", "Driver") for stage in ("Phone", "Manager")}
    plain = Fitted(_cells(counts), {}, {})
    leaning = Fitted(_cells(counts | {("Cook", "Phone"): (5, {})}), {("Phone", "remote_work"): 1.5}, {})
    moved = Fitted(_cells(counts), {}, {"remote_work": 2.0})
    assert pytest.approx(0.1, abs=0.01) == _probability(plain, "Nurse", "Phone", 1)
    assert _probability(leaning, "Cook", "Phone", 1) > _probability(leaning, "Cook", "Phone", 2) * 1.3
    assert pytest.approx(0.2, abs=0.01) == _probability(moved, "Nurse", None, 1)
    assert pytest.approx(0.1, abs=0.01) == _probability(moved, "Nurse", None, 2)


def test_intervals_hold_the_truth_about_as_often_as_they_say() -> None:
    """On simulated roles whose true shares are known, 95 % intervals hold at least nine in ten of them."""
    draw = np.random.default_rng(5)
    truth = draw.beta(4, 36, (30, 40))
    held = draw.integers(8, 120, 30)
    counts = {
        (f"role {role:02}", "Phone"): (
            int(held[role]),
            {group: int(asked) for group, asked in enumerate(draw.binomial(held[role], truth[role]))},
        )
        for role in range(30)
    }
    fitted = Fitted(_cells(counts), {}, {})
    inside, error, plain_error = [], [], []
    for role in range(30):
        found = fitted.at(f"role {role:02}", None).frame.sort_values("group_id")
        inside.append((found["low"].to_numpy() <= truth[role]) & (truth[role] <= found["high"].to_numpy()))
        error.append((found["probability"].to_numpy() - truth[role]) ** 2)
        plain_error.append((found["role_asked"].to_numpy() / held[role] - truth[role]) ** 2)
    assert 0.90 <= np.mean(inside) <= 0.99
    assert np.mean(error) < 0.6 * np.mean(plain_error)


def test_the_weight_of_the_level_above_is_found_again() -> None:
    """Counts drawn with a known weight give about that weight."""
    draw = np.random.default_rng(7)
    weight, mean = 60.0, 0.2
    truth = draw.beta(weight * mean, weight * (1 - mean), (200, 10))
    held = np.full(200, 100.0)
    asked = draw.binomial(100, truth).astype(float)
    assert 45 < strength(asked, held, np.full(asked.shape, mean)) < 80
    assert pytest.approx(0.3) == smoothed(np.array([10.0]), 20.0, np.array([0.25]), 80.0)[0]


def test_stages_lean_to_themes_by_their_smoothed_rates() -> None:
    """A stage with twice the rate leans to the theme; a suppressed stage leans to nothing."""
    rates = pd.DataFrame(
        {
            "stage": ["Phone", "Manager", "Final"],
            "theme": "team",
            "asked": [100, 400, None],
            "interviews": [1000, 1000, None],
        }
    )
    found = factors(rates, {"team": 0.25})
    assert found[("Phone", "team")] < 0.6
    assert found[("Manager", "team")] > 1.4
    assert ("Final", "team") not in found
    assert {} == factors(rates[2:], {"team": 0.25})


def test_a_theme_that_rose_lately_moves_up() -> None:
    """Newer weeks weigh more; a steady theme stays where it is."""
    weeks = pd.DataFrame(
        [
            (theme, pd.Timestamp("2026-01-05") + pd.Timedelta(weeks=week), asked, 100)
            for week in range(40)
            for theme, asked in (("steady", 20), ("risen", 10 if week < 32 else 40))
        ],
        columns=["theme", "period", "asked", "interviews"],
    )
    found = moves(weeks)
    assert pytest.approx(1.0, abs=0.01) == found["steady"]
    assert found["risen"] > 1.4
    assert {} == moves(weeks.assign(asked=None))
