"""The runs of words that may be one question, and what is noticed about each of them.

Nothing is decided here: ``weighing`` adds up what speaks for a question and what against it. What is noticed is put in
words ("begins fr:combien", "in job"), so that the tables of weights can be read.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from data.transcripts.asking import Verdict
from data.transcripts.rules import Words
from data.transcripts.scene import Scene
from data.transcripts.stretches import Stretch

LONGEST = 36
"""Words of a question at most."""

_FIRST = 5
"""The first words of a stretch, at each of which a question may begin."""

_ASKING = ("indirect", "topic", "direct", "opening")
"""Lists of what asks, lead-ins first."""

_EDGES = (
    *_ASKING, "opening_marked", "stating", "praise", "acknowledging", "supposing", "self_answers", "replies", "closers",
    "thanks", "context", "questioning", "requests", "promises", "aside_from_that", "own_future", "past", "story",
    "asides", "inviting", "introducing",
)  # fmt: skip
"""Lists that are looked for at the first word of a run and at the word after it."""

_INSIDE = (
    *_ASKING, "you", "place", "not_you", "job", "the_job", "own_future", "own", "past", "story", "promises", "asides",
    "praise", "acknowledging", "closers", "reporting", "nods_of_listeners", "nods", "supposing", "context",
    "introducing", "thanks",
)  # fmt: skip
"""Lists that are looked for anywhere in a run."""

_ALIKE = 0.7
"""Share of its words (Dice) that a run has in common with what the rules found, to be nearly the same."""

_MARKS = '?!….;:,«»"(–—'
_STEPS = (0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32)


class Runs:
    """What one stretch of the candidate holds: its ``words``, and the ``spans`` that may ask (first word, end).

    Where the transcript has marks, a question ends at one and has none that asks inside.
    """

    def __init__(self, stretch: Stretch, scene: Scene, judged: Sequence[Verdict]) -> None:
        self.words = Words(stretch.text)
        self._size = len(self.words)
        self._rules, self._scene, self._marked = scene.rules, scene, scene.punctuated
        self._judged = judged
        self._places = {name: self._found(name) for name in dict.fromkeys(_EDGES + _INSIDE)}
        self._cues = set() if self._marked else {self.words.after(at) for at in stretch.breaks()}
        self._joints = [self._follows_joint(index) for index in range(self._size)]
        self._joints_before = [0, *accumulate(self._joints)]
        self._marks = [self._mark(index) for index in range(self._size + 1)]
        self._lead = self._size - len(self._rules.without_start(self.words.joined).split())
        self._asking = sorted({first for name in _ASKING for first, _ in self._places[name]})
        self._lists: dict[int, set[str]] = {}
        for name in _EDGES:
            for first, _ in self._places[name]:
                self._lists.setdefault(first, set()).add(name)
        ends = [index for index in range(1, self._size + 1) if self._may_end(index)]
        self.spans = [
            (first, last)
            for first in range(self._size)
            if self._may_begin(first)
            for last in ends[bisect_right(ends, first) : bisect_right(ends, first + LONGEST)]
            if "?" not in self._marks[first + 1 : last]
        ]

    def _found(self, name: str) -> list[tuple[int, int]]:
        found = self._rules.found(name, self.words.joined)
        return [(self.words.index(match.start()), self.words.index(match.end() - 1) + 1) for match in found]

    def _follows_joint(self, index: int) -> bool:
        before = self.words.between(max(0, index - 4), index)
        return any(self._rules.ends(name, before) for name in ("joints", "fillers"))

    def _precedes_joint(self, index: int) -> bool:
        after = self.words.between(index, index + 4)
        return any(self._rules.starts(name, after) for name in ("joints", "fillers"))

    def _mark(self, index: int) -> str:
        """The strongest mark before a word, "^" before the first."""
        if not index or not self._marked:
            return "" if index else "^"
        spans, text = self.words.spans, self.words.text
        gap = text[spans[index - 1][1] : spans[index][0] if index < self._size else len(text)]
        return next((mark for mark in _MARKS if mark in gap), "-" if " - " in gap else "")

    def _asks_at(self, index: int, *others: str) -> bool:
        return not self._lists.get(index, set()).isdisjoint((*_ASKING, *others))

    def _may_begin(self, index: int) -> bool:
        near = index < _FIRST or self._joints[index] or self._asks_at(index, "stating")
        if self._marked:
            return near or self._marks[index] != ""
        return near or index in self._cues or self.words.tokens[index] in self._rules.beginnings

    def _may_end(self, index: int) -> bool:
        if index == self._size or self._marked:
            return index == self._size or self._marks[index] != ""
        known = index in self._cues or self.words.tokens[index] in self._rules.beginnings
        return known or self._asks_at(index, "stating", "closers", "thanks") or self._precedes_joint(index)

    def _of(self, name: str, at: int, length: int = 1) -> str:
        """Words from a place on, with their language: "fr:vous avez"."""
        tokens = self.words.tokens[max(0, at) : max(0, at + length)]
        return f"{name} {self._rules.language}:{' '.join(tokens)}"

    def noticed_around(self) -> Iterator[str]:
        """What is noticed of every run: the talk around the stretch."""
        scene, language = self._scene, self._rules.language
        before, answer = scene.before.tokens, scene.after.tokens
        yield from ("any", scene.turn, scene.floor, scene.reply, scene.exchange)
        yield from (f"{scene.turn}, {scene.floor}", f"{scene.turn}, {scene.exchange}", f"{scene.floor}, {scene.reply}")
        yield f"{scene.turn}, {scene.floor}, {scene.reply}"
        yield from (f"answer of {_step(len(answer))}", f"{scene.floor}, answer of {_step(len(answer))}")
        yield from (f"stretch of {_step(self._size)}", f"{scene.exchange}, stretch of {_step(self._size)}")
        yield from (f"said last {language}:{' '.join(before[-length:])}" for length in (1, 2))
        yield from (f"said first {language}:{' '.join(before[:length])}" for length in (1, 2))

    def noticed_at_start(self, index: int) -> Iterator[str]:
        """What is noticed of a run for the word that it begins at."""
        where = "inside"
        if index <= self._lead:
            where = "at the start"
        elif index in self._cues:
            where = "in a new cue"
        elif self._joints[index]:
            where = "after a joint"
        yield from (self._of("begins", index, length) for length in (1, 2, 3))
        yield self._of(f"{where} begins", index)
        yield from (self._of("follows", index - 1), self._of("follows", index - 2, 2), self._of("across", index - 1, 2))
        yield from (f"begins {where}", f"begins {where}, {self._scene.exchange}", f"begins at {_step(index)}")
        for name in sorted(self._lists.get(index, ())):
            yield from (f"begins as {name}", f"begins {where} as {name}")
        if any(last == index for _, last in self._places["reporting"]):
            yield "reported"
        if self._marked:
            yield from (f"begins after {self._marks[index]}", f"begins {where} after {self._marks[index]}")

    def noticed_at_end(self, index: int) -> Iterator[str]:
        """What is noticed of a run for the word that it ends before."""
        scene, mark, left = self._scene, self._marks[index], _step(self._size - index)
        lists = self._lists.get(index, set())
        where = "inside"
        if index == self._size:
            where = "at the end"
        elif "closers" in lists:
            where = "before a reason"
        elif index in self._cues:
            where = "before a new cue"
        elif self._precedes_joint(index):
            where = "before a joint"
        another = any(self._asks_at(at) for at in range(index, min(index + 3, self._size)))
        yield from (self._of("ends", index - length, length) for length in (1, 2))
        yield from (self._of("before", index, length) for length in (1, 2))
        yield self._of("over", index - 1, 2)
        yield from (f"ends {where}", f"{left} left", f"ends {where}, {left} left")
        yield from (f"before {name}" for name in sorted(lists))
        if another:
            yield "before another"
        last = where in ("at the end", "before a reason") or mark == "?" or (another and where != "inside")
        yield from (f"{'last' if last else 'not last'}, {one}" for one in self._answers())
        if self._marked:
            yield from (f"ends with {mark}", f"ends {where} with {mark}", f"ends with {mark}, {left} left")
            yield from (f"ends with {mark}, {scene.turn}, {scene.floor}", f"ends with {mark}, {scene.exchange}")

    def _answers(self) -> Iterator[str]:
        """What the interviewer says next."""
        scene, language = self._scene, self._rules.language
        answer, length = scene.after.tokens, _step(len(scene.after))
        yield from (
            scene.turn,
            scene.exchange,
            scene.reply,
            f"answer of {length}",
            f"{scene.exchange}, answer of {length}",
        )
        yield from (f"answered {language}:{' '.join(answer[:length])}" for length in (1, 2))
        yield f"answer ends {language}:{' '.join(answer[-1:])}"
        yield from (f"answer holds {language}:{token}" for token in sorted(set(answer[:12])))

    def noticed_of_word(self, index: int) -> Iterator[str]:
        """What is noticed of a run for each of its words."""
        yield self._of("word", index)
        if index + 1 < self._size:
            yield self._of("words", index, 2)

    def noticed(self, first: int, last: int) -> Iterator[str]:
        """What is noticed of a run as a whole."""
        scene, words = self._scene, _step(last - first)
        inside = {name: count for name in _INSIDE if (count := self._count(name, first, last))}
        yield from (f"in {name}" for name in inside)
        yield from (f"twice in {name}" for name, count in inside.items() if count > 1)
        asking = [at for at in self._asking[bisect_left(self._asking, first) :] if at < last]
        kind = next((name for name in ("indirect", "topic", "direct", "opening") if name in inside), "stated")
        kind = "led in" if kind in ("indirect", "topic") else kind
        offset = _step(asking[0] - first) if asking else "nowhere"
        about = "".join(
            letter
            for letter, names in (("y", ("you", "place")), ("j", ("job",)), ("f", ("own_future",)))
            if not inside.keys().isdisjoint(names)
        )
        own = ("o" if "own" in inside else "") + ("p" if "past" in inside or "story" in inside else "")
        yield from (f"{words} long", kind, f"{kind} at {offset}", f"{kind}, {words} long", f"{kind}, {scene.reply}")
        yield from (f"{kind}, {scene.turn}, {scene.floor}", f"{kind}, {scene.exchange}")
        yield from (f"about {about}", f"about {about}, {scene.floor}", f"about {about}, {scene.turn}")
        yield from (f"about {about}, {scene.exchange}", f"{kind}, about {about}", f"{kind}, own {own}")
        yield f"about {about}, own {own}"
        again = scene.said_again(self.words.tokens[first:last])
        yield f"{again}, {scene.floor}"
        if first <= self._lead:
            yield from (f"from the start, {one}" for one in (scene.floor, kind, scene.exchange, again))
        if last == self._size:
            yield from (
                f"to the end, {one}"
                for one in (scene.floor, kind, f"{kind}, {scene.reply}", f"{kind}, {scene.exchange}")
            )
        if first <= self._lead and last == self._size:
            yield from (f"all of it, {one}" for one in ("", kind, scene.reply, scene.exchange, f"{words} long"))
        if not self._marked:
            yield f"{min(3, sum(first < at < last for at in self._cues))} cues"
        yield f"{min(3, sum(at > first + 2 and self._joints[at] for at in asking))} more asking"
        yield f"{_step(self._joints_before[last] - self._joints_before[first + 1])} joints"
        yield from self._noticed_rules(first, last)
        if self._marked:
            yield from self._noticed_marks(first, last, kind, about)

    def _noticed_rules(self, first: int, last: int) -> Iterator[str]:
        """What the rules made of the same words."""
        for verdict in self._judged:
            part = verdict.part
            shared = min(last, part.last) - max(first, part.first)
            alike = 2 * shared / (last - first + part.last - part.first)
            if verdict.asked and shared > 0:
                yield (
                    "rules: just this"
                    if alike == 1
                    else "rules: nearly this"
                    if alike >= _ALIKE
                    else "rules: some of it"
                )
            elif alike >= _ALIKE:
                yield from ("rules: not this", f"rules: {verdict.reason}")
        if not any(verdict.asked for verdict in self._judged):
            yield "rules: nothing here"

    def _noticed_marks(self, first: int, last: int, kind: str, about: str) -> Iterator[str]:
        before, after = self._marks[first], self._marks[last]
        yield from (f"{before} to {after}", f"{kind} to {after}", f"about {about} to {after}")
        yield f"{kind} to {after}, {self._scene.exchange}"
        for mark in sorted({*self._marks[first + 1 : last]} - {""}):
            yield from (f"over {mark}", f"{before} over {mark}")

    def _count(self, name: str, first: int, last: int) -> int:
        places = self._places[name]
        return sum(end <= last for _, end in places[bisect_left(places, (first, 0)) : bisect_left(places, (last, 0))])


def _step(number: int) -> int:
    """A number cut down to one of a few."""
    return _STEPS[bisect_right(_STEPS, number) - 1]
