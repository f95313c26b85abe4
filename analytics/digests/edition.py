"""One edition of a digest: the review of a week under a digest's own filters, as a report and as JSON.

An edition is made for its filters, language and wordings alone, never for who asks for it: what is suppressed on the
screens is suppressed here, by the same queries.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta

from analytics import reports
from analytics.digests.document import iso_week, review_document
from analytics.digests.printing import review_report
from analytics.population import Filters
from analytics.reports import Report
from analytics.review import weekly_review
from analytics.subjects import new_subjects
from data import language
from data.errors import ViceVersaError
from data.store import Store

FORMATS = ("html", "pdf", "json")
"""What an edition can be written as, by the suffix of its file."""


@dataclass(frozen=True)
class Edition:
    """What a digest says of a week: how many changes and new subjects, the whole as a report and as JSON."""

    week: date
    changes: int
    subjects: int
    report: Report
    document: dict[str, object]

    def written(self, suffix: str) -> bytes:
        """The edition as a file of one of ``FORMATS``."""
        if suffix == "json":
            return json.dumps(self.document, ensure_ascii=False, indent=2).encode()
        return reports.FORMATS[suffix](self.report)


def file_name(week: date, lang: str, suffix: str) -> str:
    """The name of an edition as a file; nothing in it comes from a log."""
    return f"vice-versa-{language.text('digests.file', lang)}-{iso_week(week)}.{suffix}"


def edition(store: Store, filters: Filters, week: date, lang: str, today: date, *, wordings: bool = True) -> Edition:
    """The edition of the week that starts on ``week``; the period of the filters plays no part.

    Without ``wordings`` it says themes and figures and nothing in candidates' words. Raises ``digest_week_unfinished``,
    ``digest_without_interviews``, and PopulationRefused where the filters choose, or leave out, too few interviews.
    """
    day = language.day(week, lang)
    if week + timedelta(days=7) > today:
        raise ViceVersaError("digest_week_unfinished", day=day)
    review = weekly_review(store, filters, week)
    if not review.interviews:
        raise ViceVersaError("digest_without_interviews", day=day)
    subjects = new_subjects(store, filters, week)
    return Edition(
        week=week,
        changes=len(review.changes),
        subjects=len(subjects),
        report=review_report(store, review, subjects, lang, wordings=wordings),
        document=review_document(review, subjects, lang, wordings=wordings),
    )
