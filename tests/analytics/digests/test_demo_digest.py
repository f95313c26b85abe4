"""The demo log's planted changes are in the digest of their weeks, in both languages, not before."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from analytics.digests.edition import Edition, edition
from analytics.population import Filters
from analytics.reports.text import to_text
from analytics.themes import taxonomy
from data import language
from data.demo import Change, load_plan
from data.store import Store
from tests.analytics.planted import can_be_seen

LAST = date.today() - timedelta(days=date.today().weekday() + 7)
PLAN = load_plan()
THEMES = {subject.id: subject.theme for subject in PLAN.subjects}
ROLES = {role.id: role.name for role in PLAN.roles}

RECENT = 20
"""Weeks back that are looked at: a digest costs seconds."""

PATIENCE = 8
"""Digests after a jump, its own week's included, of which one tells it: a role's takes weeks to be sure of."""

JUMPS = [
    change
    for change in PLAN.changes
    if not change.drift and THEMES[change.subject] and change.steps[0][0] <= RECENT and can_be_seen(PLAN, change)
]


def _edition(store: Store, back: int, lang: str) -> Edition:
    return edition(store, Filters(), LAST - timedelta(weeks=back - 1), lang, date.today())


def _tells(document: Any, change: Change) -> bool:
    group = ROLES[change.roles[0]] if change.roles else "all"
    return any((THEMES[change.subject], group) == (one["theme"], one["group"]) for one in document["changes"])


@pytest.mark.parametrize("change", JUMPS, ids=lambda change: f"{change.subject}-{change.steps[0][0]}")
def test_a_planted_jump_is_told_in_its_weeks(demo: Store, change: Change) -> None:
    """One digest of the weeks from the jump on tells it, with its theme and its role, in French and in English."""
    weeks = [back for back in range(change.steps[0][0], change.steps[0][0] - PATIENCE, -1) if back >= 1]
    telling = next((back for back in weeks if _tells(_edition(demo, back, "fr").document, change)), None)
    assert telling is not None
    assert not _tells(_edition(demo, change.steps[0][0] + 1, "fr").document, change)
    for lang in language.LANGUAGES:
        said = " ".join(to_text(_edition(demo, telling, lang).report).decode().split())
        assert taxonomy.shipped().label(THEMES[change.subject], lang) in said
        assert all(ROLES[role] in said for role in change.roles)
