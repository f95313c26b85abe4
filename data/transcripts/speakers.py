"""Who speaks in a transcript: whom to mask, and who the candidate is likely to be.

The likely candidate is offered to a person, who decides. Nothing of this is kept.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from data.formats.speech import UNKNOWN
from data.introductions import introduced_names, may_introduce
from data.spelling import folded
from data.transcripts.rules import LANGUAGES, Rules, Words, rules, spoken_language

Said = tuple[int, str, str]
"""Number in the file, speaker, words."""

_WORDS = {
    name: frozenset(words.split())
    for name, words in tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8")).items()
}
_NAME_WORD = re.compile(r"[^\W\d_]+")
_BRACKETS = re.compile(r"[(\[]([^)\]]*)[)\]]?")
_FIRST_PERSON = frozenset({"i", "my", "me", "je", "j", "mon", "ma", "mes", "moi"})


def people_named(said: Iterable[Said], there: Iterable[str]) -> tuple[str, ...]:
    """The names of people in a transcript: speakers, those listed as present, and those who say their name.

    Labels such as "Speaker 1" and "Candidat" are no names: their words may stand in any question.
    """
    found: dict[str, None] = {}
    for name in [*(speaker for _, speaker, _ in said), *there]:
        for part in (_BRACKETS.sub(" ", name), *_BRACKETS.findall(name)):
            kept = [word for word in _NAME_WORD.findall(part) if folded(word) not in _WORDS["labels"]]
            if kept:
                found[_named_alone(part, kept)] = None
    for _, _, text in said:
        if may_introduce(frozenset(Words(text).tokens)):
            names = (text[start:end].strip(" .,") for start, end in introduced_names(text))
            found |= dict.fromkeys(name for name in names if all(word[:1].isupper() for word in name.split()))
    return tuple(found)


def _named_alone(name: str, kept: list[str]) -> str:
    """A name as it is written, where nothing in it is a label; else the words that are none."""
    return " ".join(name.split()) if len(kept) == len(_NAME_WORD.findall(name)) else " ".join(kept)


def likely_candidate(said: Sequence[Said], file_name: str = "") -> str:
    """The speaker who is most likely the candidate."""
    speakers = list(dict.fromkeys(speaker for _, speaker, _ in said))
    language = spoken_language(" ".join(Words(text).joined for _, _, text in said[:200]))
    about = {speaker: _about_oneself(speaker, said) + _by_name(speaker, file_name) for speaker in speakers}
    for speaker, points in _by_turns(said, rules(language)).items():
        about[speaker] += points
    return max(speakers, key=lambda speaker: (speaker != UNKNOWN, about[speaker]))


def _by_name(speaker: str, file_name: str) -> float:
    """What a speaker's label says, and the name of the file where it names one."""
    words = {folded(word) for word in _NAME_WORD.findall(speaker)}
    names = {word for word in words - _WORDS["labels"] if len(word) > 2}
    points = 3.0 * (not words.isdisjoint(_WORDS["outside"]))
    points += 10.0 * (not words.isdisjoint(_WORDS["candidate"])) - 10.0 * (not words.isdisjoint(_WORDS["interviewer"]))
    return points + 6.0 * (not names.isdisjoint(folded(word) for word in _NAME_WORD.findall(file_name)))


def _about_oneself(speaker: str, said: Sequence[Said]) -> float:
    """Who talks most, and most of himself."""
    own = [token for _, who, text in said if who == speaker for token in Words(text).tokens]
    total = sum(len(text.split()) for _, _, text in said) or 1
    first_person = sum(token in _FIRST_PERSON for token in own)
    return 4 * len(own) / total + 20 * first_person / (len(own) + 30)


def _by_turns(said: Sequence[Said], own: Rules) -> Counter[str]:
    """Who is given the floor and takes it, and who gives it or asks for things."""
    points: Counter[str] = Counter()
    invited_by = ""
    for position, (_, speaker, text) in enumerate(said):
        words = Words(text).joined
        if invited_by and speaker != invited_by:
            points[speaker] += 3
            invited_by = ""
        if any(rules(language).has("inviting", words) for language in LANGUAGES):
            points[speaker] -= 4
            invited_by = speaker
        points[speaker] -= min(own.has("requests", words), 1)
        if any(rules(language).has("introducing", words) for language in LANGUAGES):
            points[speaker] += 3
        if "?" in text and position > 0.7 * len(said):
            points[speaker] += 1
        elif "?" in text and position < 0.4 * len(said):
            points[speaker] -= 1
    return points


def named_speaker(name: str, speakers: Sequence[str]) -> str | None:
    """The speaker that a person means by a name: spelled alike, or the only one whose name holds all its words."""
    wanted = folded(name)
    alike = [speaker for speaker in speakers if folded(speaker) == wanted]
    words = set(Words(name).tokens)
    holding = [speaker for speaker in speakers if words and words <= set(Words(speaker).tokens)]
    return alike[0] if alike else holding[0] if len(holding) == 1 else None
