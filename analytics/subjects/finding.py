"""Which questions of a half-year are a new subject: asked more than chance explains, and not small talk, nor a theme.

What the scan finds is the core of a subject. Around it gather the texts that were never asked before and resemble it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analytics.statistics import two_proportion_p
from analytics.subjects import scanning
from analytics.subjects.scanning import Ints
from analytics.subjects.window import FEWEST_QUESTIONS, Window
from analytics.themes import encoding

GROWTH = 5.0
"""How many times its former rate a subject must be asked: what many asked before is not new, however much it grew."""

_TWIN = 0.5  # share of the recent texts of the smaller of two sets in both from which they are one subject
_NEAR, _ROUNDS = 0.15, 3  # least cosine of a text with the middle of what it joins; how often the middle is drawn anew
_RATHER = 0.3  # a text may be so much nearer to one text asked before: there are many of those, and one is always near
_MOST_JOINING = 1000  # texts that may join a subject: the nearest
_CORNER = 0.6  # share of a subject's questions in one theme from which it is a corner of that theme
_MORE_OF_ITS_THEME = 0.001  # p from which a corner grows within its theme, and not with it
_SMALL_TALK = 0.4  # mean probability of no theme from which questions are not put to an employer


def found(window: Window) -> list[Ints]:
    """The texts of each subject that chance does not explain, strangest first."""
    if not window.comparable:
        return []
    subjects: list[Ints] = []
    for disc in scanning.scanned(window.log, window.groups, window.fewest):
        if any(_shared(window, disc, texts) >= _TWIN for texts in subjects):
            continue
        texts = _grown(window, disc)
        twin = next((place for place, one in enumerate(subjects) if _shared(window, texts, one) >= _TWIN), None)
        whole = texts if twin is None else np.union1d(texts, subjects[twin])
        counts = Counts.of(window, whole)
        if counts.enough(window) and counts.grow and _to_employers(window, whole) and _beyond_theme(window, whole):
            subjects = [*(one for place, one in enumerate(subjects) if place != twin), whole]
    return subjects


def _shared(window: Window, some: Ints, others: Ints) -> float:
    """Share of the recent texts of the smaller of two sets that are in both."""
    mine, theirs = (texts[window.asked_recently[texts]] for texts in (some, others))
    return float(np.isin(mine, theirs).sum()) / max(1, min(len(mine), len(theirs)))


def _grown(window: Window, disc: Ints) -> Ints:
    """A disc with the texts never asked before that resemble it rather than anything asked before."""
    places, recent = window.log.places, window.asked_recently
    fresh = recent & ~window.asked_before
    texts = disc
    for _ in range(_ROUNDS):
        middle = encoding.kept(places[texts[recent[texts]]].mean(axis=0)[None, :])[0]
        near = places @ middle
        candidates = np.flatnonzero(fresh & (near > _NEAR))
        candidates = candidates[np.argsort(-near[candidates], kind="stable")[:_MOST_JOINING]]
        older = places[window.asked_before & ~np.isin(np.arange(len(places)), disc)]
        known_better = (places[candidates] @ older.T).max(axis=1, initial=-1.0)
        texts = np.union1d(disc, candidates[near[candidates] >= known_better - _RATHER])
    return texts


@dataclass(frozen=True)
class Counts:
    """Questions of the recent weeks, interviews they come from (those that may be listed too), and the rates."""

    questions: int
    asked: int
    listed: int
    before: int
    held: int
    held_before: int

    @classmethod
    def of(cls, window: Window, texts: Ints) -> Counts:
        """The counts of these texts."""
        own = window.counted(texts)
        recent = own[own["recent"]]
        held, held_before = window.interviews
        return cls(
            questions=int(own["listed"].sum()),
            asked=recent["interview_id"].nunique(),
            listed=recent.loc[recent["listed"], "interview_id"].nunique(),
            before=own.loc[~own["recent"], "interview_id"].nunique(),
            held=held,
            held_before=held_before,
        )

    def enough(self, window: Window) -> bool:
        """Whether there are questions and interviews enough to call it a subject."""
        return self.questions >= FEWEST_QUESTIONS and self.listed >= window.fewest

    @property
    def grow(self) -> bool:
        """Whether the rate is at least ``GROWTH`` times what it was."""
        return self.asked * self.held_before >= GROWTH * self.before * self.held


def _to_employers(window: Window, texts: Ints) -> bool:
    """Whether it is put to an employer, and not small talk."""
    recent = window.counted(texts).query("recent")
    return bool(window.no_theme[recent["text"].to_numpy()].mean() < _SMALL_TALK)


def theme_of(window: Window, texts: Ints) -> str | None:
    """The theme that holds most of a subject's recent questions; None where none does."""
    recent = window.counted(texts).query("recent")
    themes = window.texts["theme"].to_numpy()[recent["text"].to_numpy()]
    named, times = np.unique(themes[themes != ""], return_counts=True)
    if not len(named) or times.max() < _CORNER * len(themes):
        return None
    return str(named[times.argmax()])


def _beyond_theme(window: Window, texts: Ints) -> bool:
    """Whether a corner of a theme grows within it: where the whole theme grows, the theme is the news."""
    theme = theme_of(window, texts)
    if theme is None:
        return True
    carrying = np.union1d(np.flatnonzero(window.texts["theme"].to_numpy() == theme), texts)
    own, whole = Counts.of(window, texts), Counts.of(window, carrying)
    p = two_proportion_p([own.asked], [whole.asked], [own.before], [whole.before])[0]
    return bool(p <= _MORE_OF_ITS_THEME and own.asked * whole.before >= own.before * whole.asked)
