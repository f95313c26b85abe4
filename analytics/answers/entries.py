"""What an answer is: its texts and facts, its versions, its state on a day, and which one is for a role."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

NONE, DRAFT, APPROVED, EXPIRED = "none", "draft", "approved", "expired"
STATES = (NONE, EXPIRED, DRAFT, APPROVED)
"""What can be said of a group's answer, from the worst to the best. Expired is approved, past its review date."""

LONGEST_TEXT, LONGEST_NAME = 5_000, 80
"""Characters of an answer in one language, and of a name or a fact's source."""


_LINE_END = re.compile(r"\r\n?|[\v\f\u2028\u2029]")
"""What ends a line in what is pasted: Word writes a vertical tab."""


@dataclass(frozen=True)
class Fact:
    """One fact that an answer rests on, and where it can be looked up."""

    said: str
    source: str


@dataclass(frozen=True)
class Content:
    """What an answer says: everything that a version keeps. No roles: it is for all of them."""

    french: str = ""
    english: str = ""
    facts: tuple[Fact, ...] = ()
    roles: tuple[str, ...] = ()
    owner: str = ""
    review_by: date | None = None

    def text(self, lang: str) -> str:
        """The answer in a language, "" where it is not written in it."""
        return self.french if lang == "fr" else self.english

    def in_any_language(self, lang: str) -> str:
        """The answer in a language, or in the one it is written in."""
        return self.text(lang) or self.french or self.english

    def tidy(self) -> Content:
        """The same without stray spaces, empty facts and repeated roles: what two contents are compared by."""
        facts = (Fact(one_line(fact.said), one_line(fact.source)) for fact in self.facts)
        return replace(
            self,
            french=_paragraphs(self.french),
            english=_paragraphs(self.english),
            facts=tuple(fact for fact in facts if fact.said or fact.source),
            roles=tuple(sorted({role for role in map(one_line, self.roles) if role})),
            owner=one_line(self.owner),
        )


@dataclass(frozen=True)
class Version:
    """One version of an answer."""

    number: int
    content: Content
    saved_by: str
    saved_at: datetime
    approved_by: str | None = None
    approved_at: datetime | None = None


@dataclass(frozen=True)
class Answer:
    """An answer with its versions, newest first."""

    answer_id: str
    group_id: int
    versions: tuple[Version, ...]
    archived_by: str | None = None
    archived_at: datetime | None = None

    @property
    def latest(self) -> Version:
        """The version that the next one is written upon."""
        return self.versions[0]

    @property
    def approved(self) -> Version | None:
        """The version that stands, expired or not."""
        return next((version for version in self.versions if version.approved_at), None)

    @property
    def waiting(self) -> Version | None:
        """The draft that waits for an approval."""
        return None if self.latest.approved_at else self.latest

    def state(self, today: date) -> str:
        """One of ``STATES``, as of a day."""
        standing = self.approved
        if standing is None:
            return DRAFT
        return EXPIRED if past(standing.content.review_by, today) else APPROVED

    def holds_for(self, role: str | None) -> bool:
        """Whether the version that stands, else the draft, is for a role; ``None`` asks for all roles."""
        roles = (self.approved or self.latest).content.roles
        return not roles or (role is not None and role in roles)


def answer_for(found: Sequence[Answer], role: str | None) -> Answer | None:
    """The most specific of a group's answers for a role: one for the role before one for all roles.

    A draft never stands before an approved answer; of two alike the one approved, else saved, last.
    """
    fitting = [answer for answer in found if answer.holds_for(role)]
    return max(
        fitting,
        key=lambda answer: (
            answer.approved is not None,
            bool((answer.approved or answer.latest).content.roles),
            (answer.approved or answer.latest).approved_at or answer.latest.saved_at,
            answer.answer_id,
        ),
        default=None,
    )


def overlap(roles: Sequence[str], others: Sequence[str]) -> bool:
    """Whether two answers to a group would be for one role, or both for all of them."""
    return bool(set(roles) & set(others)) or not (roles or others)


def past(review_by: date | None, today: date) -> bool:
    """Whether a review date has passed; none never does."""
    return review_by is not None and review_by < today


def one_line(typed: str) -> str:
    """A name, role or fact as it is kept: one line, no invisible characters."""
    return " ".join(_visible(typed).split())


def _paragraphs(typed: str) -> str:
    """A text as it is kept: lines without trailing spaces, no empty ones at the ends."""
    return "\n".join(line.rstrip() for line in _visible(typed).split("\n")).strip()


def _visible(typed: str) -> str:
    """Text without control, invisible and direction characters; lines end with ``\\n``, typographic spaces stay."""
    plain = unicodedata.normalize("NFC", _LINE_END.sub("\n", typed).replace("\t", " "))
    return "".join(c for c in plain if c == "\n" or not unicodedata.category(c).startswith("C"))
