"""A briefing as a report: one or two pages to print, to edit, or to send."""

from __future__ import annotations

from datetime import date

from analytics.answers import entries
from analytics.answers.entries import Version
from analytics.briefing.contents import Briefing, Expected
from analytics.population import Filters
from analytics.reports import Block, Card, Heading, Paragraph, Report, foundations
from analytics.review import words
from analytics.sentences import theme_name
from data import language

_NEARLY_ALL, _MOST, _HALF, _LEAST = 0.95, 0.6, 0.4, 0.001


def report(briefing: Briefing) -> Report:
    """The briefing as a report in its language."""
    lang = briefing.lang
    blocks: list[Block] = [
        Paragraph(basis(briefing), small=True),
        *(_card(place, one, briefing) for place, one in enumerate(briefing.expected, start=1)),
    ]
    told = [*differences(briefing), *changes(briefing)]
    if told:
        blocks += [Heading(language.text("briefing.also", lang)), *map(Paragraph, told)]
    blocks.append(Paragraph(language.text("briefing.method", lang), small=True))
    filters = Filters(roles=(briefing.role,), stages=(briefing.stage,) if briefing.stage else None)
    return Report(
        lang=lang,
        kind=language.text("briefing.kind", lang),
        title=title(briefing),
        headline=headline(briefing),
        blocks=blocks,
        printed=foundations(filters, briefing.version, briefing.newest_import, lang),
    )


def title(briefing: Briefing) -> str:
    """Role, stage and day."""
    parts = [briefing.role, briefing.stage, language.day(briefing.day, briefing.lang)]
    return " · ".join(part for part in parts if part)


def headline(briefing: Briefing) -> str:
    """The likeliest question, and how many of those to expect have no valid answer."""
    lang = briefing.lang
    if not briefing.expected:
        return language.text("briefing.nothing", lang)
    first = briefing.expected[0]
    said = language.text(
        "briefing.first",
        lang,
        question=question(first, lang),
        probability=often(first.probability, lang),
    )
    missing, count = len(briefing.missing), len(briefing.expected)
    code = "all_answered" if not missing else "none_answered" if missing == count else "missing"
    return f"{said} {language.text(f'briefing.{code}', lang, count=missing, expected=count)}"


def question(expected: Expected, lang: str) -> str:
    """The question by its most typical wording, or what stands for one that may not be shown."""
    return expected.name or language.text("questions.hidden", lang)


def basis(briefing: Briefing) -> str:
    """What the probabilities are counted in, and why it is not this stage of this role where it is not."""
    return language.text(
        f"briefing.basis.{briefing.level if briefing.stage or briefing.level != 'role' else 'whole_role'}",
        briefing.lang,
        role=briefing.role,
        stage=briefing.stage or "",
        interviews=briefing.interviews,
    )


def chance(expected: Expected, lang: str) -> str:
    """How likely the question is, in words, with its interval."""
    ends = {name: language.percent(getattr(expected, name), lang) for name in ("low", "high")}
    return language.text("briefing.chance", lang, probability=often(expected.probability, lang), **ends)


def often(probability: float, lang: str) -> str:
    """A probability as people count (Gigerenzer and Hoffrage 1995, *Psychological Review* 102): 1 interview in 5."""
    if probability >= _NEARLY_ALL:
        return language.text("briefing.often.nearly_all", lang)
    if probability >= _MOST:
        return language.text("briefing.often.in_ten", lang, count=round(probability * 10))
    if probability >= _HALF:
        return language.text("briefing.often.half", lang)
    return language.text("briefing.often.one_in", lang, count=round(1 / max(probability, _LEAST)))


def counted(expected: Expected, lang: str) -> str:
    """In how many interviews it was asked, at the stage and for the role."""
    said = language.text("briefing.counted", lang, count=expected.asked, interviews=expected.interviews)
    if expected.interviews == expected.role_interviews:
        return said
    whole = {"asked": expected.role_asked, "interviews": expected.role_interviews}
    return f"{said} {language.text('briefing.counted_of_role', lang, **whole)}"


def answer_lines(expected: Expected, lang: str) -> tuple[str, ...]:
    """The answer that stands, in the language or else in the one it is written in, and its facts; nothing if none."""
    standing = expected.answer.approved if expected.answer and expected.state == entries.APPROVED else None
    if standing is None:
        return ()
    content = standing.content
    said = content.text(lang)
    lines = [said] if said else [language.text("briefing.other_language", lang), content.in_any_language(lang)]
    return (*lines, *(_fact(fact.said, fact.source) for fact in content.facts))


def _fact(said: str, source: str) -> str:
    return f"– {said} ({source})" if said and source else f"– {said or source}"


def stands_by(standing: Version, lang: str) -> str:
    """Who answers for an approved version, who approved it and when, and until when it is valid."""
    content = standing.content
    assert standing.approved_at
    assert content.review_by
    return language.text(
        "briefing.stands_by",
        lang,
        owner=content.owner or standing.saved_by,
        approver=standing.approved_by or "",
        since=language.day(standing.approved_at.date(), lang),
        until=language.day(content.review_by, lang),
    )


def warning(expected: Expected, lang: str) -> str:
    """Why there is no answer to give, and what to say instead; nothing where there is one."""
    if expected.state == entries.APPROVED:
        return ""
    answer = expected.answer
    if answer is None:
        return language.text("briefing.warning.none", lang)
    content = (answer.approved or answer.latest).content
    owner = content.owner or answer.latest.saved_by
    day = content.review_by or date.max
    return language.text(f"briefing.warning.{expected.state}", lang, owner=owner, day=language.day(day, lang))


def differences(briefing: Briefing) -> list[str]:
    """What candidates for this role ask more than others, a sentence each."""
    lang = briefing.lang
    return [
        language.text(
            "briefing.difference",
            lang,
            theme=theme_name(one.theme, briefing.taxonomy, lang),
            rate=language.percent(one.rate, lang),
            others=language.percent(one.others, lang),
        )
        for one in briefing.differences
    ]


def changes(briefing: Briefing) -> list[str]:
    """What changed lately for this role and stage, in the words of the weekly review."""
    return [words.sentence(change, briefing.taxonomy, briefing.lang) for change in briefing.changes]


def _card(place: int, expected: Expected, briefing: Briefing) -> Card:
    lang = briefing.lang
    title = f"{place}. {question(expected, lang)}"
    missing = warning(expected, lang)
    if missing:
        return Card(title, chance(expected, lang), (missing,), small=counted(expected, lang), tone="warning")
    assert expected.answer
    assert expected.answer.approved
    small = f"{stands_by(expected.answer.approved, lang)} {counted(expected, lang)}"
    return Card(title, chance(expected, lang), answer_lines(expected, lang), small=small)
