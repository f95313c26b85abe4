"""Which of the candidate's questions are genuine questions to the employer. Each verdict has its reason."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from data.transcripts.parts import Part, parts_of, stated
from data.transcripts.rules import Rules, Words, rules, spoken_language
from data.transcripts.stretches import Stretch

_STEM = 4
_SHORT = 16
_LONG = 24
_HEART = 9
_REST = 6
_NEAR = 40
_MARKED_EVERY = 60
"""Words per mark above which a transcript counts as written without punctuation."""

_MARK = re.compile(r"[.?!…](?=\s|$)")
_PERSONS = frozenset("i my me you your je j mon ma mes moi me m we on nous vous votre vos tu ton ta tes te t".split())


@dataclass(frozen=True)
class Verdict:
    """What was decided of one part, and why: ``reason`` is "asked", or why it is no question to the employer."""

    part: Part
    number: int
    reason: str

    @property
    def asked(self) -> bool:
        """Whether it is a genuine question to the employer."""
        return self.reason == "asked"


def is_punctuated(stretches: list[Stretch]) -> bool:
    """Whether a transcript has the marks of sentences."""
    text = " ".join(stretch.text for stretch in stretches)
    return len(_MARK.findall(text)) * _MARKED_EVERY >= len(text.split())


def verdicts(stretches: list[Stretch], candidate: str) -> list[Verdict]:
    """What was decided of everything that the candidate might have asked, in order."""
    punctuated = is_punctuated(stretches)
    language = spoken_language(" ".join(Words(stretch.text).joined for stretch in stretches))
    found: list[Verdict] = []
    invited = chained = False
    for position, stretch in enumerate(stretches):
        words = Words(stretch.text).joined
        own = rules(spoken_language(words, language))
        if stretch.speaker != candidate:
            invited = invited or own.has("invites", words)
            continue
        before = next((one.text for one in reversed(stretches[:position]) if one.speaker != candidate), "")
        after = next((one.text for one in stretches[position + 1 :]), "")
        scene = _Scene(own, before, after, invited=invited, chained=chained, punctuated=punctuated)
        judged = [Verdict(part, stretch.number(part.position), scene.verdict(part)) for part in scene.parts(stretch)]
        chained = any(verdict.asked for verdict in judged)
        found += judged
    return found


class _Scene:
    """Where a stretch of the candidate stands: what was said before it, what answers it, whose turn it is to ask.

    ``invited``: an interviewer gave the floor; ``chained``: the candidate's last words asked something.
    """

    def __init__(self, own: Rules, before: str, after: str, *, invited: bool, chained: bool, punctuated: bool) -> None:
        self._rules, self._punctuated = own, punctuated
        self._before, self._after = Words(before), Words(after)
        self._asking = invited or chained
        self._inviting = own.has("invites", self._before.joined)
        self._answering = bool(before) and not self._inviting and self._asks(before)
        self._asking = invited or (chained and not self._answering)
        asks = "?" in after or any(own.has(name, self._after.joined) for name in ("direct", "requests"))
        self._is_answer = bool(after) and not asks
        self._asking_freely = not self._answering and (self._asking or self._is_answer)
        self._dismissed = self._is_dismissed(after)
        self._stems = [_stem(token) for token in self._before.tokens]

    def _asks(self, said: str) -> bool:
        """Whether an interviewer's words ask for something."""
        if self._punctuated:
            sentences = _MARK.split(said)
            last = Words(" ".join(sentences[-3:])).joined
            return "?" in said[-160:] or any(self._rules.has(name, last) for name in ("requests", "of_the_candidate"))
        said = self._before.joined
        return (
            any(self._rules.has(name, said) for name in ("requests", "of_the_candidate", "direct"))
            or self._rules.starts("questioning", self._rules.without_start(said)) > 0
            or (not self._asking and self._rules.has("you", said))
        )

    def parts(self, stretch: Stretch) -> list[Part]:
        """What might ask something, without "I have a question about …" where that question follows."""
        parts = parts_of(stretch, self._rules, punctuated=self._punctuated)
        if not parts and not self._punctuated and (whole := stated(stretch, self._rules)) and self._is_answered(whole):
            return [whole]
        kept = [one for one, other in pairwise(parts) if one.form != "topic" or other.first - one.last > _NEAR]
        return kept + parts[-1:]

    def _is_answered(self, part: Part) -> bool:
        """Whether a statement without a mark is taken for a question by who speaks next."""
        own, words = self._rules, part.words
        if len(words.split()) > _SHORT or self._answering or not self._after.joined or own.has("acknowledging", words):
            return False
        if own.has("praise", words) or own.ends("nods", words):
            return False
        if own.has("own", words) and not own.has("own_future", words):
            return False
        content = self._content(part)
        if sum(stem in self._stems for stem in content) > len(content) / 2:
            return False
        if own.starts("replies", self._after.joined):
            return own.has("job", words) or own.has("you", words) or own.starts("stating", words) > 0
        about = any(own.has(name, words) for name in ("job", "own_future", "you")) or own.starts("stating", words) > 0
        return self._asking_freely and about

    def verdict(self, part: Part) -> str:
        """ "asked", or why a part is no genuine question to the employer."""
        own, words = self._rules, part.words
        if own.has("asides", words):
            return "aside"
        if part.reported:
            return "reported"
        if part.form in ("indirect", "topic"):
            lead = own.found(part.form, words)
            words = words[lead[0].end() :].strip() if lead else words
            if not words:
                return "nothing asked"
        reasons = own.found("closers", words)
        main = words[: reasons[0].start()] if reasons else words
        whole = len(words.split())
        heart = main if self._punctuated else " ".join(main.split()[:_HEART])
        if part.form == "direct" and not self._punctuated:
            words = main = " ".join(main.split()[:_SHORT])
        you = (own.has("you", words) and not own.has("not_you", words)) or own.has("place", words)
        about = you or own.has("job", words) or own.has("own_future", words)
        if self._repeats(part):
            return "repeated"
        told = own.has("past", heart) or (own.has("story", heart) and part.form in ("direct", "marked") and not self._asking_freely)
        if told and not you:
            return "past"
        if own.has("own", main) and not about and not self._asking_freely:
            return "own"
        last = part.rest <= _REST and not own.starts("self_answers", part.following)
        last_reason = own.starts("closers", part.following) > 0
        last = last or last_reason
        if part.form in ("indirect", "topic"):
            polite = own.has("you", part.words.removesuffix(words))
            return "asked" if about or polite or self._asking or (last and not self._answering) else "indirect"
        if not self._asking:
            if self._answering and own.starts("supposing", words):
                return "supposed"
            if self._dismissed:
                return "no answer"
            if not self._punctuated and whole >= _LONG or (part.rest > 2 and not last_reason):
                return "talking on"
        if self._answering and not self._asking:
            introduced = own.has("aside_from_that", words)
            if not self._punctuated:
                about = you or own.has("the_job", words) or (about and self._is_answer and len(self._after) > 2)
            elif part.form == "direct" and part.rest == 0 and self._is_answer and len(self._after) > 3:
                about = True
            return "asked" if about and (last or introduced) else "answer"
        short = part.form == "direct" and part.first <= _SHORT and self._is_answer
        if not about and not self._punctuated and not self._asking and not short:
            return "not about the job"
        if last or about or (self._asking and part.form == "direct" and part.rest <= 3 * _SHORT):
            return "asked"
        return "talking on"

    def _repeats(self, part: Part) -> bool:
        """Whether a part gives the interviewer's own words back, before an answer or in surprise."""
        if self._inviting or not part.leading:
            return False
        content = self._content(part)
        known = [stem for stem in content if stem in self._stems]
        if not self._answering:
            return (part.form == "marked" or not (self._punctuated or self._asking)) and 0 < len(content) <= 3 and len(known) == len(content)
        if self._same_words(part.words.split()[:4]):
            return True
        if not self._punctuated:
            return content[:1] == known[:1]
        return len(known) >= 0.6 * len(content) if content else len(part.words.split()) <= 5

    def _is_dismissed(self, after: str) -> bool:
        """Whether the interviewer answers with a word or two and asks the next question."""
        sentences = [sentence for sentence in re.split(r"(?<=[.?!…])\s+", after) if sentence]
        asked = next((number for number, sentence in enumerate(sentences) if "?" in sentence), -1)
        return self._punctuated and asked >= 0 and len(Words(" ".join(sentences[:asked]))) <= 3

    def _content(self, part: Part) -> list[str]:
        return [_stem(token) for token in part.words.split() if token not in self._rules.common]

    def _same_words(self, tokens: list[str]) -> bool:
        """Whether the interviewer said the same of "you": "what would I do" after "what would you do"."""
        stems = [_stem(token) for token in tokens]
        spans = (self._stems[at : at + len(stems)] for at in range(len(self._stems)))
        return len(stems) > 2 and stems in spans


def _stem(token: str) -> str:
    return "you" if token in _PERSONS else token[:_STEM]
