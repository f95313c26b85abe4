"""Where a stretch of the candidate stands in the interview: what came before it, and what answers it."""

from __future__ import annotations

import re

from data.transcripts.parts import Part
from data.transcripts.rules import Rules, Words

SHORT = 16
"""Words of a question and of what leads to it, in speech without marks."""

_STEM = 4
_LEAST_REPEATED = 0.6
_FEW = 3
"""Words of an answer that says no more than "I see"."""

_TAIL = 160
"""The last letters of an interviewer's words, in which he asks what he asks."""

_LAST = 12
"""The same in words, where there are no marks."""

_EARLY = 2
"""Stretches of the candidate that open an interview: greetings, the connection."""

_MARK = re.compile(r"[.?!…](?=\s|$)")
_SENTENCE = re.compile(r"(?<=[.?!…])\s+")
_PERSONS = frozenset({
    "i", "my", "me", "you", "your", "we", "je", "j", "mon", "ma", "mes", "moi", "m", "on", "nous", "vous", "votre",
    "vos", "tu", "ton", "ta", "tes", "te", "t",
})  # fmt: skip
"""Who speaks or is spoken to: "I" answers where "you" asked."""


class Scene:
    """What is known of the talk around one stretch.

    ``inviting``: the interviewer just asked for questions; ``answering``: he asked the candidate something else;
    ``asking``: it is the candidate's turn to ask; ``answered``: what follows asks nothing back; ``dismissed``: it is a
    word or two before the next question. ``turn``, ``floor``, ``reply`` and ``exchange`` say the same in a word or two.
    """

    def __init__(
        self, rules: Rules, before: str, after: str, *, position: int, invited: bool, chained: bool, punctuated: bool
    ) -> None:
        self.rules, self.punctuated = rules, punctuated
        self.before, self.after = Words(before), Words(after)
        self._stems = [_stem(token) for token in self.before.tokens]
        self.inviting = rules.has("invites", self.before.joined)
        self.answering = bool(before) and not self.inviting and self._asks(before, expected=invited or chained)
        self.asking = invited or (chained and not self.answering)
        asks_back = "?" in after or any(rules.has(name, self.after.joined) for name in ("direct", "requests"))
        self.answered = bool(after) and not asks_back
        self.dismissed = punctuated and _dismisses(after)
        self.turn = "invited" if invited else "early" if position < _EARLY else "uninvited"
        self.floor = "answering" if self.answering else "inviting" if self.inviting else "free"
        self.reply = "asked back" if after and asks_back else "answered" if after else "unanswered"
        if rules.starts("replies", self.after.joined):
            self.reply = "yes or no"
        asked = self._is_asked(before[-_TAIL:], " ".join(self.before.tokens[-_LAST:]))
        asks = self._is_asked(after, self.after.joined)
        self.exchange = f"{'asked' if asked else 'told'} then {'asked' if asks else 'told'}"

    @property
    def free(self) -> bool:
        """Whether the candidate is asked nothing, and answered where it is not his turn to ask."""
        return not self.answering and (self.asking or self.answered)

    @property
    def words_of_answer(self) -> int:
        """How long the answer is; 0 where the interviewer asks back."""
        return len(self.after) if self.answered else 0

    def _asks(self, said: str, *, expected: bool) -> bool:
        """Whether an interviewer asks for something; without marks "you" alone does, unless questions are due."""
        if self.punctuated:
            last = Words(" ".join(_MARK.split(said)[-3:])).joined
            return "?" in said[-_TAIL:] or any(self.rules.has(name, last) for name in ("requests", "of_the_candidate"))
        words = self.before.joined
        return (
            any(self.rules.has(name, words) for name in ("requests", "of_the_candidate", "direct"))
            or self.rules.starts("questioning", self.rules.without_start(words)) > 0
            or (not expected and self.rules.has("you", words) and not self.rules.has("promises", words))
        )

    def _is_asked(self, said: str, words: str) -> bool:
        """Whether something is asked in some words of an interviewer."""
        names = ("direct", "requests", "of_the_candidate")
        return "?" in said if self.punctuated else any(self.rules.has(name, words) for name in names)

    def said_again(self, tokens: list[str]) -> str:
        """How much of what some words are about the interviewer had just said, in quarters."""
        content = [_stem(token) for token in tokens if token not in self.rules.common]
        if not content:
            return "nothing to say again"
        return f"{4 * sum(one in self._stems for one in content) // len(content)}/4 said again"

    def repeats(self, part: Part) -> bool:
        """Whether a part gives the interviewer's own words back, before an answer or in surprise."""
        if self.inviting or not part.leading:
            return False
        content = self._content(part)
        known = [stem for stem in content if stem in self._stems]
        if not self.answering:
            surprised = part.form == "marked" or not (self.punctuated or self.asking)
            return surprised and 0 < len(content) <= _FEW and len(known) == len(content)
        if self._says_the_same(part.words.split()[:4]):
            return True
        if not self.punctuated:
            return content[:1] == known[:1]
        return len(known) >= _LEAST_REPEATED * len(content) if content else len(part.words.split()) <= _FEW + 2

    def takes_for_question(self, part: Part) -> bool:
        """Whether a statement without a mark is taken for a question by who speaks next."""
        rules, words = self.rules, part.words
        if not self.after.joined or len(words.split()) > SHORT or rules.ends("nods", words):
            return False
        if self.answering and (part.leading or not any(rules.has(name, words) for name in ("you", "the_job"))):
            return False
        if any(rules.has(name, words) for name in ("acknowledging", "praise")):
            return False
        if rules.has("own", words) and not rules.has("own_future", words):
            return False
        content = self._content(part)
        if sum(stem in self._stems for stem in content) > len(content) / 2:
            return False
        about = any(rules.has(name, words) for name in ("job", "you")) or rules.starts("stating", words) > 0
        if rules.starts("replies", self.after.joined):
            return about
        return (
            not self.answering
            and self.answered
            and self.asking
            and len(words.split()) > _FEW
            and (about or rules.has("own_future", words))
        )

    def _content(self, part: Part) -> list[str]:
        """The words of a part that carry a subject, cut to compare them."""
        return [_stem(token) for token in part.words.split() if token not in self.rules.common]

    def _says_the_same(self, tokens: list[str]) -> bool:
        """Whether the interviewer said it of "you": "what would I do" after "what would you do"."""
        stems = [_stem(token) for token in tokens]
        spans = (self._stems[at : at + len(stems)] for at in range(len(self._stems)))
        return len(stems) > 2 and stems in spans


def _dismisses(said: str) -> bool:
    """Whether somebody says a word or two and asks the next question: "True. And what do you think of …?"."""
    sentences = [sentence for sentence in _SENTENCE.split(said) if sentence]
    asked = next((number for number, sentence in enumerate(sentences) if "?" in sentence), None)
    return asked is not None and len(Words(" ".join(sentences[:asked]))) <= _FEW


def _stem(token: str) -> str:
    return "you" if token in _PERSONS else token[:_STEM]
