"""The review of a week as a report: what changed, since when, and everything it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pandas as pd

from analytics import events, queries, reports
from analytics.charts import style
from analytics.digests.document import quotable
from analytics.population import PopulationRefused
from analytics.reports import Block, Card, Figures, Heading, Paragraph, Picture, Report, Table, stills
from analytics.review import Change, Review, words
from analytics.subjects import Subject
from analytics.themes import versions
from analytics.themes.taxonomy import Taxonomy
from data import language
from data.store import Store

TREND_WEEKS = 26
"""Weeks that the trend of what changed goes back."""

_MOST_LINES, _MOST_GROUPS = 6, 3
_EXAMPLES = 3
_SMALLEST_Q = 0.001


def review_report(store: Store, review: Review, subjects: Sequence[Subject], lang: str, *, wordings: bool) -> Report:
    """The report of a review, in ``lang``; without ``wordings``, nothing is in candidates' words."""
    taxonomy = versions.current(store)
    return Report(
        lang=lang,
        kind=language.text("digests.kind", lang),
        title=language.text(
            "digests.title", lang, day=language.day(review.week, lang), number=review.week.isocalendar().week
        ),
        headline=words.headline(review, taxonomy, lang),
        blocks=tuple(_blocks(store, review, subjects, taxonomy, lang, wordings)),
        printed=reports.foundations(review.filters, review.taxonomy_version, review.newest_import, lang),
    )


def _blocks(
    store: Store, review: Review, subjects: Sequence[Subject], taxonomy: Taxonomy, lang: str, wordings: bool
) -> Iterator[Block]:
    yield _size(review, lang)
    yield Heading(language.text("digests.changes", lang))
    if not review.changes:
        yield Paragraph(language.text("digests.unchanged", lang))
    for change in review.changes:
        yield _card(change, taxonomy, lang, wordings)
    if review.standing:
        yield Heading(language.text("digests.standing", lang))
        yield _standing(review.standing, taxonomy, lang)
    yield Heading(language.text("digests.subjects", lang))
    if not subjects:
        yield Paragraph(language.text("digests.no_subject", lang))
    for number, subject in enumerate(subjects, start=1):
        yield _subject_card(subject, number, taxonomy, lang, wordings)
    if trends := list(_trends(store, review, taxonomy, lang)):
        yield Heading(language.text("digests.trend", lang))
        yield from trends
        yield Paragraph(language.text("digests.trend_reading", lang, weeks=TREND_WEEKS), small=True)
    yield Heading(language.text("digests.rates", lang))
    yield Picture(stills.theme_rates(review.rates, taxonomy, lang), language.text("digests.rates_alt", lang))
    yield _rates(review, taxonomy, lang)
    yield Heading(language.text("digests.reading", lang))
    yield Paragraph(
        language.text(
            "digests.reading_rates", lang, interviews=review.interviews, reference=review.reference_interviews,
            weeks=review.reference_weeks,
        ),
        small=True,
    )  # fmt: skip
    yield Paragraph(language.text("digests.reading_changes", lang, tests=review.tests), small=True)
    if wordings:
        yield Paragraph(language.text("digests.reading_wordings", lang), small=True)


def _size(review: Review, lang: str) -> Figures:
    interviews, questions = review.interviews, review.questions
    usual = round(review.reference_interviews / max(1, review.reference_weeks))
    per_interview = language.number(questions / max(1, interviews), lang, 1)
    unclassified = questions - review.classified
    return Figures(
        [
            (
                language.text("week.metric.interviews", lang),
                language.number(interviews, lang),
                language.text("week.metric.usual", lang, count=usual),
            ),
            (
                language.text("week.metric.questions", lang),
                language.number(questions, lang),
                language.text("week.metric.per_interview", lang, number=per_interview),
            ),
            (
                language.text("week.metric.silent", lang),
                language.percent(review.silent / max(1, interviews), lang),
                language.text("week.metric.silent_count", lang, count=review.silent),
            ),
            (
                language.text("week.metric.classified", lang),
                language.percent(review.classified / max(1, questions), lang),
                language.text("week.metric.unclassified", lang, count=unclassified),
            ),
        ]
    )


def _card(change: Change, taxonomy: Taxonomy, lang: str, wordings: bool) -> Card:
    counted = language.text(
        "digests.counted",
        lang,
        asked=change.asked,
        interviews=change.interviews,
        low=language.percent(change.low, lang),
        high=language.percent(change.high, lang),
        reference_asked=change.reference_asked,
        reference=change.reference_interviews,
        q=f"<\u00a0{language.number(_SMALLEST_Q, lang, 3)}"
        if change.q < _SMALLEST_Q
        else f"=\u00a0{language.number(change.q, lang, 3)}",
    )
    return Card(
        title=_named(change, taxonomy, lang),
        beside=_moved(change, lang),
        lines=[_since(change, lang)],
        quotes=[language.text("digests.quote", lang, wording=w) for w in quotable(change.wordings, lang)]
        if wordings
        else [],
        small=counted,
        tone="changed",
    )


def _subject_card(subject: Subject, number: int, taxonomy: Taxonomy, lang: str, wordings: bool) -> Card:
    """A new subject by its most typical wording; where candidates' words are left out, by a number."""
    where = (
        [language.text("digests.subject.corner", lang, theme=taxonomy.label(subject.theme, lang))]
        if (subject.theme in taxonomy.ids)
        else []
    )
    telling = [language.text("digests.subject.words", lang, words=", ".join(subject.telling(lang)))] if wordings else []
    state = [language.text("digests.subject.watched", lang)] if subject.state == "watched" else []
    examples = [str(wording) for wording in subject.examples["wording"].dropna()]
    return Card(
        title=language.text("digests.quote", lang, wording=subject.name(lang))
        if wordings
        else language.text("digests.subject.numbered", lang, number=number),
        beside=language.text("digests.subject.questions", lang, count=subject.questions),
        lines=[*where, *telling, *state],
        quotes=[
            language.text("digests.quote", lang, wording=wording)
            for wording in examples
            if wording != subject.name(lang)
        ][:_EXAMPLES]
        if wordings
        else [],
        small=language.text(
            "digests.subject.counted",
            lang,
            asked=subject.asked,
            interviews=subject.interviews,
            low=language.percent(subject.low, lang),
            high=language.percent(subject.high, lang),
            before=language.percent(subject.before, lang, 1),
            since=language.day(subject.since, lang),
        ),
        tone="changed",
    )


def _named(change: Change, taxonomy: Taxonomy, lang: str) -> str:
    """The theme, and for whom where that is not everybody."""
    theme = taxonomy.label(change.theme, lang)
    return theme if change.group == "all" else f"{theme} · {words.for_whom(change, lang)}"


def _moved(change: Change, lang: str) -> str:
    before, after = (language.percent(share, lang) for share in (change.reference_rate, change.rate))
    return f"{before} → {after}"


def _since(change: Change, lang: str) -> str:
    return language.text(f"digests.since.{change.kind}", lang, since=words.since(change, lang))


def _standing(standing: Sequence[Change], taxonomy: Taxonomy, lang: str) -> Table:
    return Table(
        [language.text(f"digests.column.{name}", lang) for name in ("theme", "group", "moved", "since")],
        [
            [
                taxonomy.label(change.theme, lang),
                words.for_whom(change, lang),
                _moved(change, lang),
                language.short_day(change.since, lang),
            ]
            for change in standing
        ],
    )


def _trends(store: Store, review: Review, taxonomy: Taxonomy, lang: str) -> Iterator[Block]:
    """How what changed went over the last weeks: for everybody on one chart, for each group that is new on its own."""
    everybody = [change for change in (*review.changes, *review.standing) if change.group == "all"][:_MOST_LINES]
    groups = [change for change in review.changes if change.group != "all"]
    alt = language.text("digests.trend_alt", lang)
    for together in ([everybody] if everybody else []) + [[change] for change in groups][:_MOST_GROUPS]:
        lines = [line for change in together if (line := _line(store, review, change, taxonomy, lang))]
        if lines and together is not everybody:
            yield Heading(_named(together[0], taxonomy, lang))
        if lines:
            yield Picture(stills.lines_over_time(lines, lang, marks=_marks(store, review, together)), alt)


def _line(
    store: Store, review: Review, change: Change, taxonomy: Taxonomy, lang: str
) -> tuple[str, style.Mark, pd.DataFrame] | None:
    """The weekly asked rate behind a change, for whom it changed: name, mark, rows."""
    first = review.week - timedelta(weeks=TREND_WEEKS - 1)
    span = replace(change.filters, since=first, until=review.week + timedelta(days=6))
    try:
        rates = queries.rates(store, span, grain="week", subjects=[change.theme])
    except PopulationRefused:
        return None  # a family of small roles: its change may be told, each of its roles may not be chosen
    shown = rates[rates["finished"] & (rates["period"] >= pd.Timestamp(first))].sort_values("period")
    return (
        taxonomy.short(change.theme, lang),
        style.theme_mark(taxonomy.slot(change.theme), "print"),
        shown[shown["period"] <= pd.Timestamp(review.week)],
    )


def _marks(store: Store, review: Review, told: Sequence[Change]) -> list[tuple[date, str]]:
    """What people noted about the themes that changed, and the roles that are let through, on its day."""
    roles = list(review.filters.roles) if review.filters.roles is not None else None
    noted = events.events(store, [change.theme for change in told], roles)
    return [(style.as_day(row.day), row.words) for row in style.rows_of(noted)]


def _rates(review: Review, taxonomy: Taxonomy, lang: str) -> Table:
    """The asked rate of every theme this week, with its interval and its denominator."""
    shown = review.rates.dropna(subset=["rate"]).sort_values("rate", ascending=False)
    columns = ("theme", "rate", "interval", "asked", "before")
    return Table(
        [language.text(f"digests.column.{name}", lang, interviews=review.interviews) for name in columns],
        [
            [
                taxonomy.short(row.theme, lang),
                language.percent(row.rate, lang),
                language.text(
                    "digests.interval", lang, low=language.percent(row.low, lang), high=language.percent(row.high, lang)
                ),
                language.number(int(row.asked), lang),
                "–" if pd.isna(row.reference_rate) else language.percent(row.reference_rate, lang),
            ]
            for row in style.rows_of(shown)
        ],
        frozenset({1, 2, 3, 4}),
    )
