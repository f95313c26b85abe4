"""Which themes a passage of an ad answers, and which it only mentions.

Two regressions upon what the theme engine makes of a passage (``reading``), both kernel ridge regressions (Saunders,
Gammerman and Vovk 1998) taught by the labelled passages (``examples``): one says which themes a passage speaks of,
the other how much it leaves open. The rules of ``vagueness`` and the pay that is found have the last word. What a
passage speaks of is handed on to the taxonomy in force as the engine's own leanings are, corrections included.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.linalg import solve

from analytics.ads import pay, reading, vagueness
from analytics.ads.examples import Labelled, digest, examples
from analytics.ads.reading import Read
from analytics.themes import cache_files, features
from analytics.themes.engine import load_model
from analytics.themes.features import Wording
from analytics.themes.shaping import Shape, Understood
from analytics.themes.taxonomy import Taxonomy, shipped_ids
from data.spelling import folded

Floats = npt.NDArray[np.float32]

_SPEAKS, _OPEN = 0.35, 0.4
"""From which a passage speaks of a theme, or leaves it open: found on labelled passages, never those of the figures."""

_SPEAKS_ANYWAY = 0.75
"""From which a passage speaks of a theme under a heading such as "Your profile"."""

_STIFFNESS = np.float32(0.2)
_SAID, _ASKED, _WORDED, _LEANT, _CUED = (np.float32(weight) for weight in (0.3, 0.3, 0.3, 0.6, 0.5))
_OPEN_SAID, _OPEN_WORDED, _OPEN_CUED = (np.float32(weight) for weight in (0.3, 0.4, 1.0))

_COUNTED = re.compile(
    r"\b(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|quinze|vingt|trente|chaque|par (?:an|mois|semaine|jour)"
    r"|two|three|four|five|six|seven|eight|nine|ten|twelve|each|every|a (?:week|month|year)|per|weekly|monthly"
    r"|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|(?:mon|tues|wednes|thurs|fri|satur|sun)day)s?\b"
)
_NAMED = re.compile(r"(?<=[a-zà-ÿ,;] )[A-Z]\w+")
_WORD = re.compile(r"\w+")
_MOST_NAMES, _MANY_WORDS, _FEW_WORDS = 3, 20, 4


@dataclass(frozen=True)
class Matched:
    """What one passage says: the themes that it answers, and those that it only mentions with the rule that says so.

    ``strength``: how much it speaks of each of them; the passage that is quoted for a theme is the strongest.
    """

    answered: tuple[str, ...]
    vague: Mapping[str, str]
    strength: Mapping[str, float]


class Matcher:
    """What the labelled passages taught."""

    def __init__(self, of: Sequence[Labelled], kept: cache_files.Arrays) -> None:
        self._wording = Wording(kept["rarity"])
        self._texts = [one.text for one in of]
        self._worded = self._wording.of(self._texts)
        self._kept = kept

    def speaks(self, texts: Sequence[str], found: Read) -> Floats:
        """How much each text speaks of each shipped theme, about 0 to 1."""
        kept = self._kept
        alike = _alike(found.said.vectors, kept["said"]) * _SAID + _alike(found.asked.vectors, kept["asked"]) * _ASKED
        alike += self._worded_alike(texts) * _WORDED
        alike += _leant(found) @ kept["leant"].T * _LEANT + _cues(texts) @ kept["cues"].T * _CUED
        spoken: Floats = alike @ kept["by_speaking"] + kept["mean_speaking"]
        return spoken

    def leaves_open(self, texts: Sequence[str], found: Read) -> Floats:
        """How much each text leaves open of what it speaks of, about 0 to 1."""
        kept = self._kept
        alike = _alike(found.said.vectors, kept["said"]) * _OPEN_SAID + self._worded_alike(texts) * _OPEN_WORDED
        alike += _cues(texts) @ kept["cues"].T * _OPEN_CUED
        opened: Floats = alike @ kept["by_openness"] + kept["mean_openness"]
        return opened

    def _worded_alike(self, texts: Sequence[str]) -> Floats:
        product: Floats = (self._wording.of(texts) @ self._worded.T).toarray()
        return product


def matched(
    texts: Sequence[str],
    found: Read,
    shape: Shape,
    headings: Sequence[str] = (),
    matcher: Matcher | None = None,
) -> list[Matched]:
    """What each passage says in the taxonomy of ``shape``; ``headings``: the one above each, where they are known."""
    if not texts:
        return []
    matcher = matcher or load_matcher()
    spoken = matcher.speaks(texts, found)
    nothing = 1 - spoken.max(axis=1, keepdims=True)
    speaks = shape.leanings(Understood(found.said.vectors, np.hstack([spoken, nothing])))
    opened = matcher.leaves_open(texts, found) >= _OPEN
    least = [_SPEAKS_ANYWAY if vagueness.asks_of_candidate(heading) else _SPEAKS for heading in headings]
    return [
        _matched(text, dict(zip(shape.taxonomy.ids, row.tolist(), strict=False)), bool(is_open), enough, shape)
        for text, row, is_open, enough in zip(texts, speaks, opened, least or [_SPEAKS] * len(texts), strict=True)
    ]


def _matched(text: str, speaks: dict[str, float], is_open: bool, enough: float, shape: Shape) -> Matched:
    paid = pay.found(text) is not None
    answered: list[str] = []
    vague: dict[str, str] = {}
    for theme, strength in speaks.items():
        shipped = origins(shape.taxonomy, theme)
        if paid and pay.THEME in shipped:
            answered.append(theme)
        elif strength >= enough:
            rule = next((rule for one in shipped if (rule := vagueness.vague(text, one))), None)
            concrete = any(vagueness.concrete(text, one) for one in shipped)
            if rule or (is_open and not concrete):
                vague[theme] = rule or vagueness.missing(shipped[0] if shipped else theme)
            else:
                answered.append(theme)
    said = {theme: speaks[theme] for theme in (*answered, *vague)}
    return Matched(tuple(sorted(answered, key=lambda theme: -speaks[theme])), vague, said)


def origins(taxonomy: Taxonomy, theme: str) -> tuple[str, ...]:
    """The shipped themes that a theme of the taxonomy is made of, or is a part of."""
    known = taxonomy.theme(theme)
    return (*known.base, *(one for whole in known.within for one in origins(taxonomy, whole)))


def _alike(some: Floats, others: Floats) -> Floats:
    """Likeness of meaning of vectors of length 1, 0 to 1: exp(-distance²)."""
    likeness: Floats = np.exp(2 * (some @ others.T - 1))
    return likeness


def _leant(found: Read) -> Floats:
    leant: Floats = np.hstack([found.said.leanings, found.asked.leanings])
    return leant


def _cues(texts: Sequence[str]) -> Floats:
    """Signs of something concrete, 0 to 1: digits, words that count, names; and how long a text is."""
    rows = []
    for text in texts:
        words = len(_WORD.findall(text))
        names = min(len(_NAMED.findall(text)), _MOST_NAMES) / _MOST_NAMES
        counted = _COUNTED.search(folded(text)) is not None
        rows.append(
            (any(map(str.isdigit, text)), counted, names, min(words, _MANY_WORDS) / _MANY_WORDS, words <= _FEW_WORDS)
        )
    return np.array(rows, np.float32).reshape(len(texts), 5)


def train(of: Sequence[Labelled]) -> Matcher:
    """A matcher that learned from labelled passages, or did so before: what it learned is kept in the cache folder."""
    name = f"ads-{hashlib.sha256(f'{load_model().name} {_recipe()} {digest(of)}'.encode()).hexdigest()[:24]}"
    kept = cache_files.read(name)
    if kept is None:
        kept = _learned(of)
        cache_files.write(name, kept)
    return Matcher(of, kept)


def _learned(of: Sequence[Labelled]) -> cache_files.Arrays:
    texts = [one.text for one in of]
    found = reading.read(texts)
    wording = Wording.learned(texts)
    themes = shipped_ids()
    speaking = np.array([[theme in one.answered | one.vague for theme in themes] for one in of], np.float32)
    spoken = np.array([max(len(one.answered | one.vague), 1) for one in of], np.float32)
    openness = (np.array([len(one.vague) for one in of], np.float32) / spoken)[:, None]
    worded = wording.of(texts)
    product: Floats = (worded @ worded.T).toarray()
    cues, leant, meaning = _cues(texts), _leant(found), _alike(found.said.vectors, found.said.vectors)
    alike = meaning * _SAID + _alike(found.asked.vectors, found.asked.vectors) * _ASKED + product * _WORDED
    alike += leant @ leant.T * _LEANT + cues @ cues.T * _CUED
    open_alike = meaning * _OPEN_SAID + product * _OPEN_WORDED + cues @ cues.T * _OPEN_CUED
    # How much a passage leaves open is only taught by those that speak of something.
    speaks = speaking.any(axis=1)
    by_openness = np.zeros((len(of), 1), np.float32)
    by_openness[speaks] = _weights(open_alike[np.ix_(speaks, speaks)], openness[speaks])
    return {
        "rarity": wording.rarity,
        "said": found.said.vectors,
        "asked": found.asked.vectors,
        "leant": leant,
        "cues": cues,
        "by_speaking": _weights(alike, speaking),
        "mean_speaking": speaking.mean(axis=0),
        "by_openness": by_openness[:, 0],
        "mean_openness": openness[speaks].mean(axis=0),
    }


def _weights(alike: Floats, targets: Floats) -> Floats:
    stiff = alike + _STIFFNESS * np.eye(len(alike), dtype=np.float32)
    weights: Floats = solve(stiff, targets - targets.mean(axis=0), assume_a="pos").astype(np.float32)
    return weights


@lru_cache(maxsize=1)
def _recipe() -> str:
    """A hash of how the matcher is made: one that was made otherwise must not be read from the cache."""
    sources = (Path(str(module.__file__)).read_bytes() for module in (features, reading))
    return hashlib.sha256(b"".join([*sources, Path(__file__).read_bytes()])).hexdigest()[:8]


@lru_cache(maxsize=1)
def _matcher(_known: str) -> Matcher:
    return train(examples())


def load_matcher() -> Matcher:
    """The matcher of the labelled passages that ship."""
    return _matcher(digest(examples()))
