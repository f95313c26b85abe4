"""A saved digest in words: what is in it, and when it goes."""

from __future__ import annotations

from datetime import datetime

from analytics.digests.saved import Digest
from analytics.digests.schedule import next_due
from data import language


def content(digest: Digest, lang: str) -> str:
    """Filters, language and what goes with it."""
    values = [value for values in digest.filters.chosen.values() for value in values]
    told = [
        ", ".join(values) or language.text("digests.no_filter", lang),
        language.text(f"shell.languages.{digest.language}", lang),
        language.text("digests.with_wordings" if digest.wordings else "digests.without_wordings", lang),
        *([language.text("digests.with_pdf", lang)] if digest.pdf else []),
    ]
    return " · ".join(told)


def schedule(digest: Digest, now: datetime, lang: str) -> str:
    """Day and hour, and the next time or that it is off."""
    day = language.text(f"digests.day.{digest.weekday}", lang)
    when = language.text("digests.when", lang, day=day, hour=str(digest.hour))
    if not digest.enabled:
        return f"{when} · {language.text('digests.off', lang)}"
    due = language.moment(next_due(digest, max(now, digest.scheduled_at)), lang)
    return f"{when} · {language.text('digests.next', lang, due=due)}"
