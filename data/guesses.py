"""What the columns of a sheet seem to hold, by their names and then by their content.

Names come first (``headers.recognised``); what they leave open is settled by content: the share of dates,
of question marks, of words that are typical of a field. Everything found can be changed by the user.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from data import headers
from data.dates import is_date
from data.headers import FIELDS, SEVERAL
from data.names import looks_like_name
from data.passages import has_passage
from data.sheets import Sheet, cell_text
from data.spelling import folded

if TYPE_CHECKING:
    from data.layouts import Layout


_SHORTEST_NOTE = 20
"""Characters of the shortest note: a heading and a question."""


@dataclass(frozen=True)
class Profile:
    """What a column holds, in shares of its filled cells."""

    filled: int
    dates: float
    marks: float
    numbers: float
    people: float
    words: float
    distinct: float
    passages: float
    typical: dict[str, float] = field(default_factory=dict)

    @property
    def may_be_question(self) -> bool:
        """Question marks, or texts that are long and hardly ever the same."""
        return self.marks >= 0.3 or (self.words >= 4 and self.distinct >= 0.5 and self.dates < 0.3)

    @property
    def is_prose(self) -> bool:
        """Sentences that ask little: a note about somebody rather than what somebody asked."""
        return self.words >= 8 and self.marks < 0.3

    @property
    def may_be_category(self) -> bool:
        """Values of few words that ask nothing."""
        return 0 < self.words <= 6 and max(self.dates, self.numbers) < 0.3 and self.marks < 0.1


def profile(sheet: Sheet, column: int) -> Profile:
    """What the sample of a column holds."""
    cells = [row[column] for row in sheet.sample if row[column] is not None]
    texts = [cell_text(cell) for cell in cells]
    filled = len(cells)
    if not filled:
        return Profile(0, 0, 0, 0, 0, 0, 0, 0)
    lists = [frozenset(folded(text).replace("/", " ").replace("(", " ").split()) for text in texts]
    return Profile(
        filled=filled,
        dates=sum(map(is_date, cells)) / filled,
        marks=sum("?" in text for text in texts) / filled,
        numbers=sum(text.replace(".", "").replace(",", "").replace(" ", "").isdigit() for text in texts) / filled,
        people=sum(map(looks_like_name, texts)) / filled,
        words=sum(len(text.split()) for text in texts) / filled,
        distinct=len(set(texts)) / filled,
        passages=sum(len(text) > _SHORTEST_NOTE and has_passage(text) for text in texts) / filled,
        typical={
            name: sum(not known.values.isdisjoint(words) for words in lists) / filled
            for name, known in FIELDS.items()
            if known.values
        },
    )


@dataclass(frozen=True)
class Guess:
    """What the columns of one sheet seem to hold: field by column; ``tied`` are equally good as the question."""

    fields: dict[str, str]
    tied: tuple[str, ...]


def guess(sheet: Sheet) -> Guess:
    """What the columns of a sheet seem to hold, by their names and then by their content."""
    names = list(sheet.used)
    profiles = {name: profile(sheet, sheet.columns.index(name)) for name in names}
    seen = {name: _seen_as(sheet, name) for name in names}
    if sheet.layout:
        return _as_laid_out(sheet.layout, sheet, profiles, seen)
    taken = dict.fromkeys(_notes(profiles, seen), "notes")
    for name in FIELDS:
        whole = [column for column in names if seen[column] == headers.Recognition(name, "whole")]
        part = [column for column in names if seen[column] == headers.Recognition(name, "part")]
        for column in _chosen(name, whole or part, profiles):
            taken[column] = name
    for column, name in taken.items():
        # "Recruteur" may say who, or in what function; functions are kept, names never are.
        if (
            name == "names"
            and profiles[column].typical.get("interviewer", 0) >= 0.6
            and "interviewer" not in taken.values()
        ):
            taken[column] = "interviewer"
    left = [name for name in names if name not in taken and not seen[name].refused]
    tied = _by_content(left, profiles, taken, named=sheet.header_row is not None)
    return Guess({name: taken[name] for name in names if name in taken}, tied)


def _as_laid_out(
    layout: Layout, sheet: Sheet, profiles: dict[str, Profile], seen: dict[str, headers.Recognition]
) -> Guess:
    """What a known report says of its columns, then what the other ones plainly call themselves."""
    held = layout.held(sheet)
    taken = {name: field_name for name, field_name in held.items() if field_name}
    left = {name: found for name, found in seen.items() if name not in held}
    taken |= dict.fromkeys(_notes({name: profiles[name] for name in left}, left), "notes")
    for name, found in left.items():
        asks = headers.asks_candidate(name)
        if found.field == "question" and (asks or found.strength == "whole"):
            taken[name] = "question"
        elif found.strength == "whole" and found.field not in taken.values() and profiles[name].filled:
            taken[name] = found.field
    return Guess({name: taken[name] for name in seen if name in taken}, ())


def _notes(profiles: dict[str, Profile], seen: dict[str, headers.Recognition]) -> list[str]:
    """The columns of free text in which passages list what the candidate asked."""
    return [
        name
        for name, found in seen.items()
        if profiles[name].passages > 0
        and profiles[name].passages >= profiles[name].marks / 2
        and (found.strength == "weak" or not found.field)
        and headers.may_be_read(name, "notes")
    ]


def _seen_as(sheet: Sheet, name: str) -> headers.Recognition:
    return headers.recognised(name) if sheet.header_row is not None else headers.Recognition()


def _chosen(field_name: str, candidates: list[str], profiles: dict[str, Profile]) -> list[str]:
    """The columns of a field among those whose name says so."""
    if field_name == "question":
        # A column of numbers counts questions, it does not hold them.
        candidates = [name for name in candidates if profiles[name].numbers < 0.9]
        explicit = [name for name in candidates if "candid" in headers.header_words(name)]
        siblings = {headers.sibling_name(name) for name in candidates}
        if len(siblings) > 1 and explicit:
            # "Q1 candidat", "Q2 candidat" and "Question 3" are one series; a second "Question 1" is another.
            numbers = set(map(headers.number, explicit))
            others = [n for n in candidates if n not in explicit and headers.number(n) not in (*numbers, "")]
            return explicit + (others if "" not in numbers else [])
        return candidates if len(siblings) <= 1 else []
    if field_name in SEVERAL:
        return candidates
    if field_name == "answered" and len(candidates) > 1 and len({headers.sibling_name(n) for n in candidates}) == 1:
        return []  # one answer per question of a wide log, where an answer is that of the whole row
    return sorted(candidates, key=lambda name: -profiles[name].filled)[:1]


def _by_content(
    left: list[str], profiles: dict[str, Profile], taken: dict[str, str], *, named: bool
) -> tuple[str, ...]:
    """Give the fields that names left open to the columns that hold them; returns a tie of question columns."""
    tied: tuple[str, ...] = ()

    def take(field_name: str, candidates: list[str]) -> None:
        free = [name for name in candidates if name not in taken]
        if free and field_name not in taken.values():
            taken[free[0]] = field_name

    take("date", sorted((name for name in left if profiles[name].dates >= 0.6), key=lambda name: -profiles[name].dates))
    if not {"question", "notes"} & set(taken.values()):
        prose = [name for name in left if "notes" in headers.may_be(name) and profiles[name].is_prose]
        tied = _question_by_content([name for name in left if name not in (*taken, *prose)], profiles, taken)
        if not tied and "question" not in taken.values():
            taken |= dict.fromkeys(prose, "notes")
    take("interview", [n for n in left if "interview" in headers.may_be(n) and profiles[n].distinct < 0.95])
    typical = [
        (share, field_name, name)
        for name in left
        if profiles[name].may_be_category and name not in tied
        for field_name, share in profiles[name].typical.items()
        # "Oui" and "non" answer many questions: the header must speak of an answer, if only weakly.
        if share >= 0.5
        and (field_name != "answered" or field_name in headers.may_be(name))
        # "En" and "de" name languages, and are small words of sentences.
        and (field_name != "language" or profiles[name].words <= 2)
    ]
    for _, field_name, name in sorted(typical, key=lambda found: -found[0]):
        take(field_name, [name])
    take("candidate", [n for n in left if profiles[n].people >= 0.7 and profiles[n].distinct > 0.5])
    categories = [n for n in left if n not in taken and profiles[n].may_be_category and 0 < profiles[n].distinct <= 0.5]
    if not named and len(categories) == 1:
        take("role", categories)
    return tied


def _question_by_content(left: list[str], profiles: dict[str, Profile], taken: dict[str, str]) -> tuple[str, ...]:
    """Take the column that holds the questions; where two hold as many, take none and return them."""
    likely = sorted((n for n in left if profiles[n].may_be_question), key=lambda n: -_question_score(n, profiles[n]))
    if not likely:
        return ()
    best = _question_score(likely[0], profiles[likely[0]])
    tied = tuple(name for name in likely if best - _question_score(name, profiles[name]) <= 0.15)
    if len(tied) > 1 and len({headers.sibling_name(name) for name in tied}) > 1:
        return tuple(sorted(tied, key=left.index))
    for name in tied:
        taken[name] = "question"
    return ()


def _question_score(name: str, held: Profile) -> float:
    return held.marks + min(held.words, 10) / 50 + (0.1 if "question" in headers.may_be(name) else 0)
