"""What rules say: which of the candidate's questions are genuine ones to the employer. Each verdict has its reason.

``REFUSALS`` is the list of reasons why something that sounds like a question is none; what no line of it refuses is
asked. The words that decide are in ``fr.toml`` and ``en.toml``. ``weighing`` has the last word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from data.transcripts.parts import LEADS, Part, parts_of, stated
from data.transcripts.rules import Words, rules, spoken_language
from data.transcripts.scene import SHORT, Scene
from data.transcripts.stretches import Stretch

ASKED = "asked"

_MARKED_EVERY = 60
"""Words per mark above which a transcript counts as written without punctuation."""

_HEART = 9
"""The first words of a question without marks: what follows may be talk."""

_LONG = 24
_REST = 6
"""Words after a question that may still belong to asking it: "I've heard it is a lot"."""

_NEAR = 40
_TAKEN_BACK = 2
"""Answers in a row after which the floor is the interviewers' again."""

_MARK = re.compile(r"[.?!…](?=\s|$)")


@dataclass(frozen=True)
class Verdict:
    """What was decided of one part, and why: ``reason`` is ``ASKED``, or the line of ``REFUSALS`` that refused it."""

    part: Part
    number: int
    reason: str

    @property
    def asked(self) -> bool:
        """Whether it is a genuine question to the employer."""
        return self.reason == ASKED


def is_punctuated(texts: Iterable[str]) -> bool:
    """Whether texts have the marks of sentences."""
    text = " ".join(texts)
    return len(_MARK.findall(text)) * _MARKED_EVERY >= len(text.split())


class Judged(NamedTuple):
    """One stretch of the candidate, where it stands, and what the rules decided of its parts."""

    stretch: Stretch
    scene: Scene
    verdicts: list[Verdict]


def verdicts(stretches: list[Stretch], candidate: str) -> list[Verdict]:
    """What was decided of everything that the candidate might have asked, in order."""
    return [verdict for one in judged(stretches, candidate) for verdict in one.verdicts]


def judged(stretches: list[Stretch], candidate: str) -> Iterator[Judged]:
    """Every stretch of the candidate with what was decided of it, in order."""
    punctuated = is_punctuated(stretch.text for stretch in stretches)
    language = spoken_language(" ".join(Words(stretch.text).joined for stretch in stretches))
    before = ""
    invited = chained = False
    answers = position = 0
    for stretch, following in pairwise([*stretches, Stretch("")]):
        words = Words(stretch.text).joined
        own = rules(spoken_language(words, language))
        if stretch.speaker != candidate:
            before = stretch.text
            invited = invited or own.has("invites", words)
            continue
        scene = Scene(
            own, before, following.text, position=position, invited=invited, chained=chained, punctuated=punctuated
        )
        found = [Verdict(part, stretch.number(part.position), verdict(part, scene)) for part in _parts(stretch, scene)]
        chained = any(one.asked for one in found)
        answers = 0 if chained else answers + scene.answering
        invited = invited and answers < _TAKEN_BACK
        position += 1
        yield Judged(stretch, scene, found)


def _parts(stretch: Stretch, scene: Scene) -> list[Part]:
    """What might ask something, without "I have a question about …" where that question follows."""
    parts = parts_of(stretch, scene.rules, punctuated=scene.punctuated)
    if not scene.punctuated and all(verdict(part, scene) != ASKED for part in parts):
        parts += [tail for tail in stated(stretch, scene.rules) if scene.takes_for_question(tail)][:1]
    kept = [one for one, other in pairwise(parts) if one.form != "topic" or other.first - one.last > _NEAR]
    return kept + parts[-1:]


def verdict(part: Part, scene: Scene) -> str:
    """``ASKED``, or why a part is no genuine question to the employer."""
    heard = _Heard(part, scene)
    return next((reason for reason, refuses in REFUSALS if refuses(part, scene, heard)), ASKED)


class _Heard:
    """What a part's words say.

    ``words`` are what is asked, without its lead-in; ``main`` leaves out the reason given for it. ``about`` says that
    they speak of the employer (``you``), of the job or of the candidate's days there; ``last`` that nothing but a
    reason or a few words follow.
    """

    def __init__(self, part: Part, scene: Scene) -> None:
        own, words = scene.rules, part.words
        if part.form in LEADS and (lead := own.found(part.form, words)):
            words = words[lead[0].end() :].strip()
        reasons = [match.start() for match in own.found("closers", words) if match.start()]
        main = words[: reasons[0]] if reasons else words
        self.heart = main if scene.punctuated else " ".join(main.split()[:_HEART])
        self.length = len(words.split())
        if part.form == "direct" and not scene.punctuated:
            words = main = " ".join(main.split()[:SHORT])
        self.words, self.main = words, main
        self.you = (own.has("you", words) and not own.has("not_you", words)) or own.has("place", words)
        self.about = self.you or own.has("job", words) or own.has("own_future", words)
        self.reasoned = own.starts("closers", part.following) > 0
        self.last = self.reasoned or (part.rest <= _REST and not own.starts("self_answers", part.following))


def _is_aside(part: Part, scene: Scene, heard: _Heard) -> bool:
    return scene.rules.has("asides", part.words)


def _is_reported(part: Part, scene: Scene, heard: _Heard) -> bool:
    return part.reported


def _asks_nothing(part: Part, scene: Scene, heard: _Heard) -> bool:
    return not heard.words


def _is_repeated(part: Part, scene: Scene, heard: _Heard) -> bool:
    return scene.repeats(part)


def _tells_the_past(part: Part, scene: Scene, heard: _Heard) -> bool:
    story = part.form in ("direct", "marked") and not scene.free and scene.rules.has("story", heard.heart)
    return not heard.you and (story or scene.rules.has("past", heard.heart))


def _is_about_oneself(part: Part, scene: Scene, heard: _Heard) -> bool:
    return not heard.about and not scene.free and scene.rules.has("own", heard.main)


def _only_sounds_like_asking(part: Part, scene: Scene, heard: _Heard) -> bool:
    """ "I wanted to know who does what, so I …" in the middle of an answer."""
    polite = scene.rules.has("you", part.words.removesuffix(heard.words))
    due = heard.about or polite or scene.asking or (heard.last and not scene.answering)
    return part.form in LEADS and not due


def _is_supposed(part: Part, scene: Scene, heard: _Heard) -> bool:
    return _is_out_of_turn(part, scene) and scene.answering and scene.rules.starts("supposing", heard.words) > 0


def _is_not_answered(part: Part, scene: Scene, heard: _Heard) -> bool:
    return _is_out_of_turn(part, scene) and (scene.dismissed or not (scene.punctuated or scene.answered))


def _is_followed_by_talk(part: Part, scene: Scene, heard: _Heard) -> bool:
    runs_on = not scene.punctuated and heard.length >= _LONG
    return _is_out_of_turn(part, scene) and (runs_on or (part.rest > 0 and not heard.reasoned))


def _is_part_of_an_answer(part: Part, scene: Scene, heard: _Heard) -> bool:
    """While the candidate is asked, only what speaks of the employer, at the end or after "by the way", is asked."""
    if not (_is_out_of_turn(part, scene) and scene.answering):
        return False
    if scene.punctuated:
        about = heard.about or (part.form == "direct" and part.rest == 0 and scene.words_of_answer > 3)
    else:
        about = heard.you or scene.rules.has("the_job", heard.words) or (heard.about and scene.words_of_answer > 2)
    return not (about and (heard.last or scene.rules.has("aside_from_that", heard.words)))


def _is_not_about_the_job(part: Part, scene: Scene, heard: _Heard) -> bool:
    """Without marks, a question that comes early and is answered needs no word of the job."""
    if scene.punctuated or scene.answering or part.form == "stated" or not _is_out_of_turn(part, scene):
        return False
    return not heard.about and not (part.form == "direct" and part.first <= SHORT and scene.answered)


def _goes_on_talking(part: Part, scene: Scene, heard: _Heard) -> bool:
    meant = scene.asking and part.form == "direct" and part.rest <= 3 * SHORT
    return part.form not in LEADS and not (heard.last or heard.about or meant)


def _is_out_of_turn(part: Part, scene: Scene) -> bool:
    """Whether nobody gave the floor, and the words alone must say that something is asked."""
    return part.form not in LEADS and not scene.asking


REFUSALS: tuple[tuple[str, Callable[[Part, Scene, _Heard], bool]], ...] = (
    ("aside", _is_aside),
    ("reported", _is_reported),
    ("nothing asked", _asks_nothing),
    ("repeated", _is_repeated),
    ("past", _tells_the_past),
    ("about oneself", _is_about_oneself),
    ("only sounds like asking", _only_sounds_like_asking),
    ("supposed", _is_supposed),
    ("not answered", _is_not_answered),
    ("followed by talk", _is_followed_by_talk),
    ("part of an answer", _is_part_of_an_answer),
    ("not about the job", _is_not_about_the_job),
    ("goes on talking", _goes_on_talking),
)
"""Why something is no question to the employer, the first that holds. To add a reason, add a function and a line."""
