"""Which of the demo's planted changes a review can be asked to find."""

from __future__ import annotations

from data.demo import Change, Plan

CLEAR = 4.0
"""Standard deviations by which a quarter of interviews must move for a change to be asked for."""


def can_be_seen(plan: Plan, planted: Change) -> bool:
    """Whether a quarter of its roles' interviews could show a change; a small role's hardly could."""
    weekly = sum(role.weekly for role in plan.roles if not planted.roles or role.id in planted.roles)
    first, last = planted.steps[0][0], planted.steps[1][0] if len(planted.steps) > 1 else 0
    moved = max(abs(rate - planted.before) for _, rate in planted.steps)
    spread = max(planted.before, 0.01) * (1 - planted.before)
    return bool(moved * (weekly * min(13, first - last) / spread) ** 0.5 >= CLEAR)
