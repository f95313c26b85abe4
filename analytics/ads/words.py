"""What the ads' screens, briefs and commands find, in words: plain text, since roles come from files."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from analytics.ads import outcomes, saying, vagueness
from analytics.ads.gap import LEAVES_OPEN
from analytics.charts import style
from analytics.sentences import theme_name
from analytics.themes.taxonomy import Taxonomy
from data import language
from data.surveys import surveys


def gap_headline(rows: pd.DataFrame, taxonomy: Taxonomy, lang: str) -> str:
    """What an answer in the ad would spare most, and how much. ``rows``: ``gap.of_role``, at least one."""
    first = style.rows_of(rows)[0]
    if bool(rows["suppressed"].all()):
        return language.text("gap.headline.hidden", lang, role=first.role)
    count = math.floor(first.spared)
    if first.state not in LEAVES_OPEN or count < 1:
        return language.text("gap.headline.answered", lang, role=first.role)
    said = language.text(
        f"gap.headline.{first.state}",
        lang,
        role=first.role,
        theme=theme_name(first.theme, taxonomy, lang),
        rate=language.percent(first.rate, lang),
    )
    return f"{said} {language.text('gap.headline.spared', lang, count=count)}"


def stages_line(stages: pd.DataFrame, lang: str) -> str:
    """At which stage a theme is asked, "" where there is nothing to tell apart. ``stages``: ``gap.stages_of``."""
    shown = [
        language.text("gap.stage", lang, stage=row.stage, rate=language.percent(row.rate, lang))
        for row in style.rows_of(stages)
        if not row.suppressed and row.stage
    ]
    return language.text("gap.by_stage", lang, stages=", ".join(shown)) if shown else ""


def surveys_line(theme: str, lang: str) -> str:
    """What published surveys say on a theme, with the caveat; "" where the project knows none."""
    lines = [
        language.text(
            "gap.survey",
            lang,
            share=language.percent(survey.share, lang),
            said=survey.said[lang],
            source=survey.source,
            year=str(survey.year),
            base=survey.base[lang],
        )
        for survey in surveys(theme)
    ]
    if not lines:
        return ""
    return language.text("gap.surveys", lang, lines=language.text("gap.and_survey", lang).join(lines))


def outcome_line(outcome: Mapping[Any, Any], taxonomy: Taxonomy, lang: str) -> str:
    """What became of one theme after a change. ``outcome``: one row of ``outcomes.outcomes``."""
    verdict = outcome["verdict"]
    values: dict[str, object] = {
        "role": outcome["role"],
        "theme": theme_name(outcome["theme"], taxonomy, lang),
        "day": language.day(outcome["published"], lang),
        "before": _share(outcome["rate_before"], lang),
        "after": _share(outcome["rate_after"], lang),
    }
    if verdict == outcomes.WAITING:
        if math.isnan(outcome["more"]) or math.isnan(outcome["rate_after"]):
            return language.text("effect.says.waiting", lang, **_only(values, "role", "theme", "day"))
        return language.text("effect.says.waiting_more", lang, count=int(outcome["more"]), **values)
    if verdict in (outcomes.NEVER, outcomes.ALONE):
        return language.text(f"effect.says.rest.{verdict}", lang, **values)
    if verdict in (outcomes.FELL, outcomes.ROSE):
        ends = sorted(abs(outcome[end]) for end in ("change_low", "change_high"))
        values["fewer"] = language.percent(abs(outcome["change"]), lang)
    else:
        ends = [outcome["change_low"], outcome["change_high"]]
    values["low"], values["high"] = (
        _signed(end, lang) if verdict == outcomes.SAME else language.percent(end, lang) for end in ends
    )
    return language.text(f"effect.says.{verdict}", lang, others=_others(outcome, lang), **values)


def outcome_short(outcome: Mapping[Any, Any], lang: str) -> str:
    """The same in a few words, for a table."""
    verdict = outcome["verdict"]
    if verdict == outcomes.WAITING and not math.isnan(outcome["more"]):
        return language.text("effect.short.waiting", lang, count=int(outcome["more"]))
    if verdict in (outcomes.FELL, outcomes.ROSE):
        share = language.percent(abs(outcome["change"]), lang)
        return language.text(f"effect.short.{verdict}", lang, share=share)
    return language.text(f"effect.verdict.{verdict}", lang)


def outcomes_headline(frame: pd.DataFrame, taxonomy: Taxonomy, lang: str) -> str:
    """The surest effect of all changes, that none shows one, and how many others there are."""
    claimed = frame[frame["verdict"].isin([outcomes.FELL, outcomes.ROSE])].sort_values("q")
    if claimed.empty:
        return language.text("effect.headline.nothing_seen", lang)
    said = outcome_line(claimed.to_dict("records")[0], taxonomy, lang)
    others = frame.drop_duplicates(["role", "version"]).shape[0] - 1
    return said if not others else f"{said} {language.text('effect.headline.more', lang, count=others)}"


def step(outcome: Mapping[Any, Any], lang: str) -> str:
    """What the change did to the ad."""
    return language.text(f"effect.step.{outcome['said_before']}_{outcome['said_after']}", lang)


def state(row: Mapping[Any, Any], lang: str) -> str:
    """What the ad says on a theme, in a word."""
    return language.text(f"gap.said.{row['state']}", lang)


def reason(row: Mapping[Any, Any], lang: str) -> str:
    """Why a mention is no answer; "" where it is not a mere mention."""
    return vagueness.reason(row["reason"], lang) if row["state"] == saying.VAGUE and row["reason"] else ""


def _others(outcome: Mapping[Any, Any], lang: str) -> str:
    moved = {0: "same", 1: "up", -1: "down"}[int(outcome["others_moved"])]
    if moved == "same":
        return language.text("effect.others.same", lang)
    rates = {side: language.percent(outcome[f"others_{side}"], lang) for side in ("before", "after")}
    return language.text(f"effect.others.{moved}", lang, **rates)


def _share(rate: float, lang: str) -> str:
    return "–" if pd.isna(rate) else language.percent(rate, lang)


def _signed(share: float, lang: str) -> str:
    return f"{'+' if share > 0 else '−' if share < 0 else ''}{language.percent(abs(share), lang)}"


def _only(values: Mapping[str, object], *names: str) -> dict[str, object]:
    return {name: values[name] for name in names}
