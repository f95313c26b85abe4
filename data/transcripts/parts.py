"""The parts of a stretch that ask something, cut out of sentences or, where none are marked, out of running speech.

Nothing is said here of who is asked and about what: ``asking`` decides that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from data.transcripts.rules import Rules, Words
from data.transcripts.stretches import Stretch

Form = Literal["indirect", "topic", "direct", "marked", "stated"]
"""By what a part asks: "I was wondering …", "a question about …", its own words, or nothing but a mark or its place."""

LEADS: tuple[Form, ...] = ("topic", "indirect")
"""The forms in which a lead-in asks, named like its list in the rules."""

_END = re.compile(r"[.?!…;]+[\"»”')\]]*(?=\s|$)")
_ABBREVIATED = re.compile(r"(?:^|[\s(])(?:[A-ZÀ-Þ]|Mme|Mlle|Mr|Mrs|Ms|Dr|St|Ste|etc|vs|no|e\.g|i\.e|cf)$")
_QUOTED = re.compile(r"[«“\"][^«»“”\"]*\?\s*[»”\"]")
_INVERSION = re.compile(
    r"\b(?!rendez|asseyez|servez|installez|excusez|est-ce)[^\W\d_]{2,}[-‑](?:t[-‑])?(?:je|tu|ils?|elles?|on|nous|vous|ce)\b",
    re.IGNORECASE,
)
_COMMA = re.compile(r"[,;:–—(]|\s-\s")
_I = frozenset({"i", "je", "j"})

_LATE = 12
"""Words before a question's opening that are context: it then begins at the nearest comma."""

_LONG = 30
"""Words of a sentence that asks by its mark or its place alone: of a longer one, its last clause asks."""

_FEWEST = 2
_NEXT = 4
"""Words that a question takes before another one may begin."""

_LONGEST_FRONT = 9
"""Words that may stand before a question word at the very end: "les heures sup, elles sont payées comment"."""


@dataclass(frozen=True)
class Part:
    """Words that ask something.

    ``text`` is as written, ``words`` folded and without the fillers before them; ``position`` is where the text
    stands in the stretch. ``leading`` says that nothing but fillers comes before, ``rest`` how many words come
    after that ask nothing, ``following`` which ones; ``reported`` says that somebody else asks.
    """

    text: str
    words: str
    form: Form
    marked: bool
    reported: bool
    position: int
    first: int
    last: int
    leading: bool
    rest: int
    following: str


class _Cut(NamedTuple):
    """First word and the one after the last, and how they ask."""

    first: int
    last: int
    form: Form
    marked: bool = False
    reported: bool = False


def parts_of(stretch: Stretch, rules: Rules, *, punctuated: bool) -> list[Part]:
    """The parts of a stretch that ask something, in order."""
    words = Words(stretch.text)
    if punctuated:
        cuts = [cut for sentence in _sentences(words) for cut in _Sentence(words, rules, *sentence).cuts()]
    else:
        cuts = list(_Speech(words, rules, stretch.breaks()).cuts())
    return [_part(words, rules, cut, cuts) for cut in cuts if cut.first < cut.last]


def stated(stretch: Stretch, rules: Rules) -> Iterator[Part]:
    """What a stretch states last, as something that may ask: the whole of a short one without its fillers, or less."""
    words = Words(stretch.text)
    speech = _Speech(words, rules, stretch.breaks())
    praised = [end for _, end in speech.matches("praise")]
    last = range(max(speech.first, len(words) - _LONG), len(words))
    begins = [at for at in last if at in praised or speech.begins(at)]
    lengths = [len(rules.without_start(words.between(at, len(words))).split()) for at in begins]
    for length in dict.fromkeys(lengths):
        if length >= _FEWEST:
            cut = _Cut(len(words) - length, len(words), "stated")
            yield _part(words, rules, cut, [cut])


def _part(words: Words, rules: Rules, cut: _Cut, cuts: list[_Cut]) -> Part:
    # A joint between two questions belongs to neither.
    ends = {other.last for other in cuts}
    later = sum(other.last - other.first + (other.first - 1 in ends) for other in cuts if other.first >= cut.last)
    folded = words.between(cut.first, cut.last)
    return Part(
        text=wording(words, cut.first, cut.last),
        words=rules.without_start(folded) or folded,
        form=cut.form,
        marked=cut.marked,
        reported=cut.reported,
        position=words.spans[cut.first][0],
        first=cut.first,
        last=cut.last,
        leading=cut.first <= _Clauses(words, rules, 0, len(words)).first,
        rest=len(words) - cut.last - later,
        following=words.between(cut.last, cut.last + 6),
    )


def wording(words: Words, first: int, last: int) -> str:
    """Some words as written, with the mark that ends their sentence."""
    end = words.spans[last - 1][1]
    after = words.spans[last][0] if last < len(words) else len(words.text)
    mark = _END.match(words.text[end:after].lstrip())
    return words.original(first, last) + (words.text[end:after].rstrip() if mark else "")


def _sentences(words: Words) -> Iterator[tuple[int, int, bool, bool]]:
    """First word and the one after the last of each sentence, whether it has a question mark, and in a quotation."""
    text, start = words.text, 0
    ends = [
        match
        for match in _END.finditer(text)
        if match.group() != "." or not _ABBREVIATED.search(text[max(0, match.start() - 6) : match.start()])
    ]
    for position, mark in [*((match.end(), match.group()) for match in ends), (len(text), "")]:
        first, last = words.after(start), words.after(position)
        if first < last:
            yield first, last, "?" in mark, _QUOTED.search(text[start:position]) is not None
        start = position


class _Clauses:
    """Some words of a stretch, and where in them a clause may begin."""

    def __init__(self, words: Words, rules: Rules, first: int, last: int) -> None:
        self.words, self.rules, self.last = words, rules, last
        bare = rules.without_start(words.between(first, last))
        self.first = last - len(bare.split())
        self._found: dict[str, list[tuple[int, int]]] = {}

    def new_clause(self, index: int) -> bool:
        """Whether a comma, a colon or a dash stands before a word."""
        spans = self.words.spans
        return index == self.first or _COMMA.search(self.words.text[spans[index - 1][1] : spans[index][0]]) is not None

    def begins(self, index: int) -> bool:
        """Whether a clause may begin at a word."""
        return self.new_clause(index) or self._joint(index) > 0

    def _joint(self, index: int) -> int:
        """How many words just before this one join clauses or mean nothing."""
        before = self.words.between(max(0, index - 4), index)
        found = [self.rules.ends(name, before) for name in ("joints", "fillers")]
        return max((len(match.group().split()) for match in found if match), default=0)

    def before_joints(self, index: int) -> int:
        """The end of what stands before a word and the joints before it."""
        while index > self.first and (length := self._joint(index)):
            index -= length
        return max(index, self.first)

    def matches(self, name: str) -> list[tuple[int, int]]:
        """The entries of a list among these words, as first word and the one after the last."""
        if name not in self._found and self.first < self.last:
            found = self.rules.found(name, self.words.joined, *self.words.span(self.first, self.last))
            self._found[name] = [(self.words.index(m.start()), self.words.index(m.end() - 1) + 1) for m in found]
        return self._found.get(name, [])

    def openings(self, *, marked: bool, alone: bool = False) -> list[int]:
        """Where words ask in their own right; before a mark, or ``alone`` at the very start, less is enough."""
        direct = {start for start, _ in self.matches("direct")} | self._inversions()
        weak = {start for start, _ in self.matches("opening") if self.begins(start)}
        weaker = {
            start
            for start, _ in self.matches("opening_marked")
            if (marked and self.begins(start)) or (alone and self.before_joints(start) == self.first)
        }
        return sorted(direct | weak | weaker)

    def _inversions(self) -> set[int]:
        """Where a pronoun hangs on its verb: "construit-elle", "me soutiendra-t-on"."""
        hung = (self.words.after(match.start()) for match in _INVERSION.finditer(self.words.text))
        return {at for at in hung if self.first <= at < self.last}

    def is_reported(self, index: int) -> bool:
        """Whether a verb of saying, asking or knowing stands just before a word, or anywhere before a colon."""
        verbs = [end for _, end in self.matches("reporting") if end <= index]
        spans = self.words.spans
        colon = bool(verbs) and ":" in self.words.text[spans[verbs[-1] - 1][1] : spans[index][0]]
        if not verbs or (not colon and verbs[-1] < index):
            return False
        return self.words.tokens[index - 1] not in ("and", "et") and self._joint(index) < 2


class _Sentence(_Clauses):
    """A sentence with its marks."""

    def __init__(self, words: Words, rules: Rules, first: int, last: int, marked: bool, quoted: bool) -> None:
        super().__init__(words, rules, first, last)
        self._marked, self._quoted = marked, quoted
        if marked:
            self._leave_out_nod()

    def _leave_out_nod(self) -> None:
        """Ends the sentence before "you know?", which asks for nothing."""
        said = self.words.between(self.first, self.last)
        nod = self.rules.ends("nods", said)
        start = self.last - len(nod.group().split()) if nod else self.first
        if start > self.first and self.new_clause(start):
            self._marked = self.rules.ends("checks", said) is not None
            self.last = start

    def cuts(self) -> Iterator[_Cut]:
        """What asks something in this sentence."""
        if self.first >= self.last:
            return
        for form in LEADS:
            if leads := self.matches(form):
                opening, end = leads[0]
                said_after = self._after_colon(end) if form == "topic" else None
                yield from self._divided(said_after or self._back(opening), said_after or opening, form)
                return
        openings = self.openings(marked=self._marked)
        free = [at for at in openings if not self.is_reported(at) and (at == openings[0] or self.begins(at))]
        if self._marked and free:
            start = self.first if free[0] - self.first < _LATE else self._back(free[0])
            yield from self._divided(start, free[0], "direct")
        elif self._marked:
            start = self.first if self.last - self.first < _LONG else self._back(self.last - 1)
            yield _Cut(start, self.last, "direct" if openings else "marked", True, bool(openings) or self._quoted)
        elif free and free[0] == self.first:
            yield _Cut(self.first, self.last, "direct")

    def _after_colon(self, index: int) -> int | None:
        """Where the question begins that a subject announces: "a question about the hours: are they fixed?"."""
        spans, text = self.words.spans, self.words.text
        found = (at for at in range(index, self.last - _FEWEST) if ":" in text[spans[at - 1][1] : spans[at][0]])
        return next(found, None)

    def _back(self, index: int) -> int:
        """The nearest beginning of a clause, at a word or before it."""
        near = self.first if index - self.first < _LATE else index
        return next((at for at in range(index, self.first, -1) if self.new_clause(at)), near)

    def _divided(self, start: int, opening: int, form: Form) -> Iterator[_Cut]:
        """One cut per question, where "and" joins two that could stand alone."""
        tokens = self.words.tokens
        others = [
            at
            for at in self.openings(marked=False)
            if at > opening + _FEWEST
            and tokens[at - 1] in ("and", "et")
            and self.last - at >= _NEXT
            and tokens[at : at + 2] != tokens[opening : opening + 2]
        ]
        reasons = [at for at, _ in self.matches("closers") if at - start > _FEWEST and self.new_clause(at)]
        end = min(reasons, default=self.last)
        for first, last in zip([start, *others], [*(at - 1 for at in others), self.last], strict=True):
            yield _Cut(first, min(last, end) if end > first else last, form, self._marked, self._quoted)


class _Speech(_Clauses):
    """Running speech without marks; a clause may begin where a cue does, and often none does."""

    def __init__(self, words: Words, rules: Rules, breaks: list[int]) -> None:
        super().__init__(words, rules, 0, len(words))
        self._soft = {words.after(position) for position in breaks}

    def new_clause(self, index: int) -> bool:
        return index in self._soft or index == self.first

    def cuts(self) -> Iterator[_Cut]:
        """What asks something in this stretch."""
        starts = {
            at: _Cut(at, at + 1, "direct", reported=self.is_reported(at))
            for at in self.openings(marked=False, alone=True)
        }
        for form in LEADS[::-1]:
            starts |= {start: _Cut(start, end, form) for start, end in self.matches(form)}
        chosen: list[_Cut] = []
        for at in sorted(starts):
            if not chosen or self._opens_another(chosen[-1], at):
                chosen.append(starts[at])
            elif self.words.tokens[at] in _I and at - chosen[-1].first < _NEXT:
                chosen[-1] = starts[at]  # "yes I do, I was wondering"
        ends = [self.before_joints(cut.first) for cut in chosen[1:]] + [self.last]
        for cut, end in zip(chosen, ends, strict=False):
            yield cut._replace(first=self._fronted(cut.first), last=self._closed(cut.first, end))

    def _opens_another(self, before: _Cut, at: int) -> bool:
        """Whether a new question begins, rather than the one before going on."""
        if self._closed(before.first, at) < at:
            return True
        least = before.last + (_NEXT - 1 if before.form == "topic" else 1)
        if at <= least or at - before.first < _NEXT:
            return False
        return self.words.tokens[at - 1] not in ("ou", "or") and self.begins(at)

    def _fronted(self, opening: int) -> int:
        """Back to a subject that stands before its question."""
        at_the_end = self.last - opening <= _FEWEST  # "vous me prenez quand"
        far = max(self.first, opening - (_LONGEST_FRONT if at_the_end else self.rules.front))
        begins = (at for at in range(opening - at_the_end, far - 1, -1) if self.begins(at))
        if at_the_end:
            return next(begins, far)
        begin = next(begins, opening)
        return opening if self.rules.has("context", self.words.between(begin, opening)) else begin

    def _closed(self, start: int, end: int) -> int:
        """Where a question ends: before a reason, or before thanks in a new cue."""
        thanks = [at for at, _ in self.matches("thanks") if at in self._soft]
        closing = [at for at, _ in self.matches("closers")] + thanks
        return min((at for at in closing if start + _FEWEST <= at < end), default=end)
