"""What a review says in words: its first line, and each change. Plain text: names in it may come from files."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
from babel.lists import format_list

from analytics.charts import style
from analytics.review.comparison import Period
from analytics.review.weekly import RECENT, Change, Review
from analytics.sentences import theme_name
from analytics.themes.taxonomy import Taxonomy
from data import language


def headline(review: Review, taxonomy: Taxonomy, lang: str) -> str:
    """What changed in a week, surest first; that nothing did, and over how many interviews, where nothing is found."""
    day = language.day(review.week, lang)
    if not review.interviews:
        return language.text("weekly.none", lang, day=day)
    if not review.changes:
        return language.text("weekly.unchanged", lang, day=day, interviews=review.interviews)
    first, *others = review.changes
    said = sentence(first, taxonomy, lang)
    if not others:
        return f"{said} {language.text('weekly.nothing_else', lang)}"
    names = _listed(others, taxonomy, lang)
    return f"{said} {language.text('weekly.others', lang, count=len(others), names=names)}"


def sentence(change: Change, taxonomy: Taxonomy, lang: str) -> str:
    """One change with its group, rate, interviews, what it was before and since when."""
    told = "drifted" if change.kind == "drift" else "at_once" if change.since == change.found else "jumped"
    said = language.text(
        f"weekly.{told}_{change.direction}",
        lang,
        theme=theme_name(change.theme, taxonomy, lang),
        rate=language.percent(change.rate, lang),
        interviews=change.interviews,
        reference=language.percent(change.reference_rate, lang),
        since=language.day(change.since, lang),
        weeks=RECENT,
    )
    if change.group == "all":
        return said[:1].upper() + said[1:]
    return f"{for_whom(change, lang)}{language.text('weekly.colon', lang)}{said}"


def standing(review: Review, taxonomy: Taxonomy, lang: str) -> str:
    """The changes that were found in earlier weeks and still hold, by name; nothing where there is none."""
    if not review.standing:
        return ""
    names = _listed(review.standing, taxonomy, lang)
    return language.text("weekly.standing", lang, count=len(review.standing), names=names)


def for_whom(change: Change, lang: str) -> str:
    """Whose interviews a change is about: everybody's, a role's, a family's of small roles, those at a stage."""
    return language.text(f"weekly.group.{change.group}", lang, name=change.name)


def since(change: Change, lang: str) -> str:
    """When a change began, and between which weeks that may have been."""
    day, earliest, latest = (language.day(monday, lang) for monday in (change.since, change.earliest, change.latest))
    if change.earliest == change.latest:
        return language.text("weekly.since", lang, day=day)
    return language.text("weekly.since_about", lang, day=day, earliest=earliest, latest=latest)


def compared(rates: pd.DataFrame, period: Period, taxonomy: Taxonomy, lang: str) -> str:
    """What differs from another period, surest first. ``rates``: the frame of ``comparison.compared``."""
    named = period_name(period, lang)
    differing = rates[rates["changed"]].sort_values("q")
    if differing.empty:
        return language.text("weekly.same_as", lang, period=named)
    names = format_list(
        [
            language.text(
                "weekly.against",
                lang,
                theme=theme_name(row.theme, taxonomy, lang),
                rate=language.percent(row.rate, lang),
                reference=language.percent(row.reference_rate, lang),
            )
            for row in style.rows_of(differing)
        ],
        locale=lang,
    )
    return language.text("weekly.differs_from", lang, count=len(differing), names=names, period=named)


def period_name(period: Period, lang: str) -> str:
    """A period by its first and last day."""
    first, last = (language.short_day(day, lang) for day in period)
    return language.text("weekly.period", lang, first=first, last=last)


def _listed(changes: Iterable[Change], taxonomy: Taxonomy, lang: str) -> str:
    names = [
        language.text("weekly.named", lang, theme=theme_name(change.theme, taxonomy, lang))
        if change.group == "all"
        else language.text(
            "weekly.named_for",
            lang,
            theme=theme_name(change.theme, taxonomy, lang),
            whom=for_whom(change, lang),
        )
        for change in changes
    ]
    return str(format_list(names, locale=lang))
