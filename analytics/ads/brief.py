"""One page per role for the hiring manager and whoever writes the ad: what is asked, and what the ad does not say."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
from babel.lists import format_list

from analytics import queries
from analytics.ads import gap, outcomes, words
from analytics.ads.gap import LEAVES_OPEN
from analytics.population import Filters, PopulationRefused
from analytics.reports import Block, Card, Figures, Heading, Paragraph, Report, Table, foundations
from analytics.sentences import theme_name
from analytics.themes import versions
from analytics.themes.taxonomy import Taxonomy
from data import language, settings
from data.errors import ViceVersaError
from data.store import Store

_THEMES, _QUOTED, _WORDINGS, _CHANGES = 5, 3, 2, 2
"""What fits one page: themes in the table, themes quoted, wordings of each, changes told."""

_LONGEST = 60
"""Characters of a passage of the ad beside its theme."""


def last_quarter(store: Store, today: date) -> Filters:
    """The 13 full weeks that a brief covers unless told otherwise; the whole log where it holds none."""
    last = queries.calendar(store, today)["last_full_week"]
    if last is None:
        return Filters()
    return Filters(last - timedelta(weeks=gap.QUARTER - 1), last + timedelta(days=6))


def role_gaps(store: Store, role: str, filters: Filters) -> pd.DataFrame:
    """The rows of ``gap.gaps`` of one role, as ``gap.of_role`` orders them.

    Raises ``gap_no_interview`` where the period holds none of its interviews, PopulationRefused where it holds too few.
    """
    gaps = gap.gaps(store, filters)
    if role not in set(gaps["role"]):
        raise ViceVersaError("gap_no_interview", role=role)
    rows = gap.of_role(gaps, role)
    if rows["suppressed"].any():
        raise PopulationRefused("population_too_small", minimum=settings.minimum_group())
    return rows


def report(store: Store, role: str, filters: Filters, today: date, lang: str) -> Report:
    """The brief of a role over the period of the filters. Raises what ``role_gaps`` raises."""
    taxonomy = versions.current(store)
    rows = role_gaps(store, role, filters)
    size = queries.summary(store, filters)
    span = language.text(
        "effect.span", lang, since=language.day(size["since"], lang), until=language.day(size["until"], lang)
    )
    left_open = rows[rows["state"].isin(LEAVES_OPEN)]
    of_role = Filters(filters.since, filters.until, roles=(role,))
    return Report(
        lang=lang,
        kind=language.text("gap.brief.kind", lang),
        title=role,
        headline=words.gap_headline(rows, taxonomy, lang),
        blocks=[
            _figures(rows, left_open, lang),
            *_left_open(left_open, taxonomy, lang),
            *_quotes(store, of_role, left_open, taxonomy, lang),
            *_answered(rows, taxonomy, lang),
            *_changes(store, role, today, taxonomy, lang),
            *_elsewhere(rows, lang),
        ],
        printed=(
            (language.text("gap.brief.period", lang), span),
            *foundations(Filters(roles=(role,)), versions.number(store), size["newest_import"], lang),
        ),
    )


def _figures(rows: pd.DataFrame, left_open: pd.DataFrame, lang: str) -> Figures:
    published = rows["published"].iloc[0]
    return Figures(
        [
            (
                language.text("gap.brief.interviews", lang),
                language.number(int(rows["interviews"].iloc[0]), lang),
                language.text("gap.brief.over_the_period", lang),
            ),
            (
                language.text("gap.brief.open", lang),
                language.number(len(left_open), lang),
                language.text("gap.brief.of_themes", lang, themes=len(rows)),
            ),
            (
                language.text("gap.brief.ad", lang),
                language.short_day(published, lang) if published else "–",
                language.text("gap.brief.published" if published else "gap.said.no_ad", lang),
            ),
        ]
    )


def _left_open(left_open: pd.DataFrame, taxonomy: Taxonomy, lang: str) -> list[Block]:
    if left_open.empty:
        return []
    columns = ["theme", "rate", "interval", "others_rate", "state", "spared"]
    cells = [
        [
            taxonomy.label(row["theme"], lang),
            language.percent(row["rate"], lang),
            f"{language.percent(row['low'], lang)} – {language.percent(row['high'], lang)}",
            "–" if pd.isna(row["others_rate"]) else language.percent(row["others_rate"], lang),
            f"{words.state(row, lang)}{language.text('gap.brief.quoted', lang, passage=_cut(row['passage']))}"
            if row["passage"]
            else words.state(row, lang),
            language.number(int(row["spared"]), lang),
        ]
        for row in left_open.head(_THEMES).to_dict("records")
    ]
    return [
        Heading(language.text("gap.brief.left_open", lang)),
        Table([language.text(f"gap.column.{column}", lang) for column in columns], cells, frozenset({1, 2, 3, 5})),
        Paragraph(language.text("gap.brief.spared", lang), small=True),
    ]


def _cut(passage: str) -> str:
    return passage if len(passage) <= _LONGEST else passage[: _LONGEST - 1].rstrip() + "…"


def _quotes(store: Store, of_role: Filters, left_open: pd.DataFrame, taxonomy: Taxonomy, lang: str) -> list[Block]:
    cards: list[Block] = []
    for row in left_open.head(_QUOTED).to_dict("records"):
        wordings = queries.wordings(store, of_role, row["theme"], limit=4 * _WORDINGS)
        shown = wordings.loc[~wordings["hidden"].astype(bool), "wording"].dropna().head(_WORDINGS)
        if len(shown):
            stages = words.stages_line(gap.stages_of(store, of_role, row["theme"]), lang)
            cards.append(Card(taxonomy.label(row["theme"], lang), quotes=tuple(shown), small=stages))
    return [Heading(language.text("gap.brief.quotes", lang)), *cards] if cards else []


def _answered(rows: pd.DataFrame, taxonomy: Taxonomy, lang: str) -> list[Block]:
    answered = rows[~rows["state"].isin(LEAVES_OPEN)]
    if answered.empty:
        return []
    names = [
        f"{theme_name(row['theme'], taxonomy, lang)} ({language.percent(row['rate'], lang)})"
        for row in answered.to_dict("records")
    ]
    return [Paragraph(language.text("gap.brief.answered", lang, names=format_list(names, locale=lang)))]


def _changes(store: Store, role: str, today: date, taxonomy: Taxonomy, lang: str) -> list[Block]:
    frame = outcomes.outcomes(store, today)
    # The surest finding first; among those without one, the newest.
    of_role = frame[frame["role"] == role].sort_values("q", kind="stable").head(_CHANGES).to_dict("records")
    if not of_role:
        return []
    said = [Paragraph(words.outcome_line(outcome, taxonomy, lang)) for outcome in of_role]
    return [Heading(language.text("shell.page.effect", lang)), *said]


def _elsewhere(rows: pd.DataFrame, lang: str) -> list[Block]:
    said = words.surveys_line(str(rows["theme"].iloc[0]), lang)
    return [Paragraph(said, small=True)] if said else []
