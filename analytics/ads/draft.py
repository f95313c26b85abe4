"""A paragraph for the ad from answers that the company approved: laid out, word for word; nothing is invented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from analytics import groups
from analytics.ads import book as ads
from analytics.answers import book, entries
from analytics.population import Filters
from data.store import Store


@dataclass(frozen=True)
class Approved:
    """An approved answer on a theme, with who approved it and when."""

    theme: str
    text: str
    approved_by: str
    approved_on: date


def approved(
    store: Store, role: str, themes: Sequence[str], filters: Filters, today: date, lang: str
) -> list[Approved]:
    """The answers that stand for a role on these themes, most asked first within a theme, each text once.

    In the language of the role's ad, ``lang`` where it has none; an answer that is not written in it is left out, and
    so is a draft or an answer past its review date.
    """
    ad = ads.current(store, role, today)
    spoken = ad.language if ad else lang
    listed = groups.groups(store, filters, lang=spoken)
    chosen: dict[str, Approved] = {}
    for theme in themes:
        for group_id in listed.loc[listed["theme"] == theme, "group_id"]:
            answer = entries.answer_for(book.of_group(store, int(group_id)), role)
            standing = answer.approved if answer and answer.state(today) == entries.APPROVED else None
            said = standing.content.text(spoken) if standing else ""
            if standing and standing.approved_at and said:
                chosen.setdefault(said, Approved(theme, said, standing.approved_by or "", standing.approved_at.date()))
    return list(chosen.values())


def paragraph(chosen: Sequence[Approved]) -> str:
    """The answers as one text to paste into the ad, a paragraph each."""
    return "\n\n".join(answer.text for answer in chosen)
