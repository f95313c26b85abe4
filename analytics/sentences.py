"""The first line of a screen: what its frame says, in words.

Pure functions from a query's frame to one or two sentences, for the screens and the printed reports.
They name the figure, the interviews it counts and what it is compared with, and they say so where
nothing changed. They return plain text: names in it may come from files.
"""

from __future__ import annotations

from datetime import date

import pandas as pd
from babel.lists import format_list

from analytics.ads.pay import Pay
from analytics.charts import style
from analytics.statistics import FALSE_DISCOVERY_RATE, adjusted_p, two_proportion_p
from analytics.themes.taxonomy import Taxonomy
from data import language

_SIGNS = {"EUR": "€", "GBP": "£", "USD": "$", "CHF": "CHF "}


def running(label: str) -> str:
    """A label in the case of a running sentence: no capital, unless it starts with an acronym."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def theme_name(theme: str, taxonomy: Taxonomy, lang: str) -> str:
    """A theme's label inside a sentence."""
    return running(taxonomy.label(theme, lang))


def themes_headline(rates: pd.DataFrame, taxonomy: Taxonomy, lang: str) -> str:
    """The theme most asked, with its interval, and the two that follow.

    ``rates``: the frame of ``queries.theme_rates``.
    """
    asked = rates[rates["asked"].fillna(0) > 0].sort_values("rate", ascending=False)
    if asked.empty:
        return language.text("sentences.themes.none", lang)
    first = style.rows_of(asked)[0]
    said = language.text(
        "sentences.themes.first",
        lang,
        theme=theme_name(first.theme, taxonomy, lang),
        rate=language.percent(first.rate, lang),
        interviews=int(first.interviews),
        low=language.percent(first.low, lang),
        high=language.percent(first.high, lang),
    )
    following = [
        language.text(
            "sentences.themes.ranked",
            lang,
            theme=theme_name(row.theme, taxonomy, lang),
            rate=language.percent(row.rate, lang),
        )
        for row in style.rows_of(asked.iloc[1:3])
    ]
    if not following:
        return said
    return f"{said} {language.text('sentences.themes.then', lang, names=format_list(following, locale=lang))}"


def roles_headline(rates: pd.DataFrame, taxonomy: Taxonomy, lang: str) -> str:
    """The largest difference of a role from the other roles that holds; that none does, where none does.

    ``rates``: the frame of ``queries.role_rates``.
    """
    shown = rates[~rates["suppressed"].astype(bool)]
    if shown.empty:
        return language.text("sentences.roles.none", lang)
    if shown["role"].nunique() == 1 and shown["others_interviews"].fillna(0).eq(0).all():
        return language.text("sentences.roles.one_role", lang)
    holding = shown[shown["holds"].fillna(False).astype(bool)]
    if holding.empty:
        return language.text("sentences.roles.same", lang)
    order = holding["difference"].abs().sort_values(ascending=False).index
    first = style.rows_of(holding.loc[order])[0]
    said = language.text(
        "sentences.roles.differs",
        lang,
        role=first.role,
        theme=theme_name(first.theme, taxonomy, lang),
        rate=language.percent(first.rate, lang),
        interviews=int(first.interviews),
        others=language.percent(first.others_rate, lang),
    )
    if len(holding) == 1:
        return said
    return f"{said} {language.text('sentences.roles.others', lang, count=len(holding) - 1)}"


def trends_headline(rates: pd.DataFrame, grain: str, taxonomy: Taxonomy, lang: str) -> str:
    """The theme that moved most surely from the first to the last finished period shown.

    Two-proportion test of the last against the first, over all themes at once (Benjamini-Hochberg
    at 5 %). ``rates``: the frame of ``queries.rates`` with a grain, without attributes.
    """
    finished = rates[rates["finished"].astype(bool) & rates["rate"].notna()]
    periods = sorted(finished["period"].unique())
    if len(periods) < 2:
        return language.text("sentences.trends.none", lang)
    before, after = (finished[finished["period"] == period] for period in (periods[0], periods[-1]))
    both = before.merge(after, on="theme", suffixes=("_before", "_after"))
    both["q"] = adjusted_p(
        two_proportion_p(
            both["asked_after"].astype("int64"),
            both["interviews_after"].astype("int64"),
            both["asked_before"].astype("int64"),
            both["interviews_before"].astype("int64"),
        )
    )
    first, last = (_named(pd.Timestamp(period).date(), grain, lang) for period in (periods[0], periods[-1]))
    moved = both[both["q"] <= FALSE_DISCOVERY_RATE].sort_values("q")
    if moved.empty:
        return language.text("sentences.trends.steady", lang, first=first, last=last)
    row = style.rows_of(moved)[0]
    return language.text(
        "sentences.trends.moved",
        lang,
        theme=theme_name(row.theme, taxonomy, lang),
        before=language.percent(row.rate_before, lang),
        before_interviews=int(row.interviews_before),
        first=first,
        after=language.percent(row.rate_after, lang),
        after_interviews=int(row.interviews_after),
        last=last,
    )


def _named(first: date, grain: str, lang: str) -> str:
    if grain == "week":
        return language.text("sentences.trends.week", lang, day=language.day(first, lang))
    return style.period_name(first, grain, lang)


def questions_headline(size: pd.Series, lang: str) -> str:
    """How many questions in how many interviews, and how many carry a theme. ``size``: ``queries.summary``."""
    return language.text(
        "sentences.questions.size",
        lang,
        questions=int(size["questions"]),
        interviews=int(size["interviews"]),
        classified=language.percent(size["classified"] / max(size["questions"], 1), lang),
    )


def review_headline(queue: pd.DataFrame, lang: str) -> str:
    """How many texts wait for a decision, and how heavy the first is. ``queue``: ``queries.review_queue``."""
    if queue.empty:
        return language.text("sentences.review.none", lang)
    return language.text(
        "sentences.review.waiting", lang, count=len(queue), interviews=int(queue["interviews"].iloc[0])
    )


def taxonomy_headline(size: pd.Series, themes: int, version: int, lang: str) -> str:
    """How many themes there are, what they cover, and which version is in force. ``size``: ``queries.summary``."""
    return language.text(
        "sentences.taxonomy.size",
        lang,
        themes=themes,
        questions=int(size["questions"]),
        classified=language.percent(size["classified"] / max(size["questions"], 1), lang),
        version=version,
    )


def quality_headline(judged: pd.DataFrame, lang: str) -> str:
    """How often the first theme is right, with its interval. ``judged``: the frame of ``quality.main_theme``."""
    row = style.rows_of(judged)[0]
    if not row.texts:
        return language.text("sentences.quality.none", lang)
    shares = {name: language.percent(getattr(row, name), lang) for name in ("rate", "low", "high")}
    return language.text("sentences.quality.measured", lang, texts=int(row.texts), **shares)


def ad_headline(said: pd.DataFrame, role: str, lang: str) -> str:
    """How many themes a role's ad answers, leaves vague, and says nothing of. ``said``: ``ads.saying.themes_said``."""
    counts = said["state"].value_counts()
    told = [
        language.text("sentences.ad.answers", lang, count=int(counts.get("answered", 0)), themes=len(said), role=role)
    ]
    for state in ("vague", "nothing"):
        if count := int(counts.get(state, 0)):
            told.append(language.text(f"sentences.ad.{state}", lang, count=count))
    return " ".join(told)


def pay_said(pay: Pay | None, lang: str) -> str:
    """The pay that an ad tells, in words; that it tells none."""
    if pay is None:
        return language.text("sentences.pay.none", lang)
    if pay.low is None or pay.high is None:
        return language.text(f"sentences.pay.{pay.kind}", lang)
    low, high = (_amount(value, pay.currency, lang) for value in (pay.low, pay.high))
    kept = [
        language.text(f"sentences.pay.{'gross' if pay.gross else 'net'}", lang) if pay.gross is not None else "",
        language.text(f"sentences.pay.{pay.period}", lang),
    ]
    return language.text(f"sentences.pay.{pay.kind}", lang, low=low, high=high, form=" ".join(filter(None, kept)))


def _amount(value: float, currency: str | None, lang: str) -> str:
    """An amount as the language writes it, with cents only where there are some."""
    number = language.number(value, lang, 0 if value == int(value) else 2)
    sign = _SIGNS.get(currency or "", "")
    if lang == "en":
        return f"{sign}{number}"
    return f"{number} {sign}".strip()


def answers_headline(size: pd.Series, listed: pd.DataFrame, lang: str) -> str:
    """The transparency figure, and what is asked most without a valid answer.

    ``size``: the row of ``answered_questions`` over everything; ``listed``: the frame of ``answers.listing.listed``.
    """
    if pd.isna(size["rate"]):
        return language.text("sentences.answers.nothing", lang)
    code = "share" if size["valid"] else "none"
    share = language.percent(size["rate"], lang)
    said = language.text(f"sentences.answers.{code}", lang, rate=share, questions=int(size["questions"]))
    unanswered = listed[listed["open"].fillna(0).gt(0) & listed["name"].notna()]
    if unanswered.empty:
        return f"{said} {language.text('sentences.answers.all', lang)}"
    first = style.rows_of(unanswered)[0]
    return f"{said} {language.text('sentences.answers.first', lang, question=first.name, count=int(first.open))}"
