"""The review of a week as JSON, for other programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

import pandas as pd

from analytics import exports
from analytics.review import Change, Review
from analytics.subjects import Subject, digest_entries
from data import language

_RATES = ["theme", "asked", "interviews", "rate", "low", "high", "reference_rate"]


def iso_week(monday: date) -> str:
    """A week as ISO 8601 writes it: ``2026-W46``."""
    year, number, _ = monday.isocalendar()
    return f"{year}-W{number:02}"


def review_document(review: Review, subjects: Sequence[Subject], lang: str, *, wordings: bool) -> dict[str, object]:
    """The review with the keys that other programs rely on; rates are shares, 0 to 1.

    ``group`` of a change is ``all`` or a name; ``group_kind`` says of what. Without ``wordings``, nothing is in
    candidates' words, and a new subject, which is known by them, is only counted. ``lang`` is that of the sentence
    which stands for a hidden wording, and of the subjects' names where they were asked in it.
    """
    newest = review.newest_import
    return {
        "week": iso_week(review.week),
        "filters": review.filters.chosen,
        "interviews": review.interviews,
        "questions": review.questions,
        "silent_interviews": review.silent,
        "classified_questions": review.classified,
        "reference": {"weeks": review.reference_weeks, "interviews": review.reference_interviews},
        "comparisons": review.tests,
        "taxonomy_version": review.taxonomy_version,
        "newest_import": None if newest is None else newest.isoformat(timespec="seconds"),
        "changes": [_change(change, lang, wordings) for change in review.changes],
        "standing": [_change(change, lang, wordings) for change in review.standing],
        "new_subjects": [
            entry if wordings else entry | {"name": "", "examples": []} for entry in digest_entries(subjects, lang)
        ],
        "rates": json.loads(exports.to_json(review.rates[_RATES].astype({"asked": "Int64", "interviews": "Int64"}))),
    }


def _change(change: Change, lang: str, wordings: bool) -> dict[str, object]:
    told: dict[str, object] = {"theme": change.theme, "group": change.name or change.group, "group_kind": change.group}
    told |= {name: getattr(change, name) for name in ("direction", "kind")}
    told |= {
        name: exports.plain(getattr(change, name))
        for name in ("rate", "reference_rate", "interviews", "asked", "reference_interviews", "reference_asked",
                     "low", "high", "q")
    }  # fmt: skip
    told |= {name: getattr(change, name).isoformat() for name in ("since", "found")}
    if wordings:
        told["wordings"] = quotable(change.wordings, lang)
    return told


def quotable(wordings: pd.DataFrame, lang: str) -> list[str]:
    """The wordings as they may leave: a hidden one as its fixed sentence, one that is deleted not at all.

    ``wordings``: the frame of ``queries.wordings``.
    """
    told = wordings["wording"].where(~wordings["hidden"].astype(bool), language.text("questions.hidden", lang))
    return [str(wording) for wording in told.dropna()]
