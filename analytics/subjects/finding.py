"""New subjects of a week: what is asked more than before, put together, counted, named, and told again.

The latest four weeks are compared with the 22 before them, so that a subject of the season is not new each time
and eight questions are enough to be sure. Only wordings that may be listed are read, for counts as well as for names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.population import Filters, Population, population
from analytics.statistics import two_proportion_p, wilson_interval
from analytics.subjects import asked, known, naming, scanning, space
from analytics.subjects.known import Known, State
from analytics.subjects.scanning import Ints, Log
from analytics.subjects.space import Floats
from analytics.suppression import protected
from analytics.themes import calibration, encoding
from analytics.themes.taxonomy import shipped_ids
from data import settings
from data.store import Store

RECENT_WEEKS, WEEKS = 4, 26
"""Weeks in which a subject is new, and weeks looked at in all."""

FEWEST_QUESTIONS, FEWEST_INTERVIEWS = 8, 5
"""Questions of the recent weeks, and interviews they come from, below which nothing is a subject yet."""

GROWTH = 2.0
"""How many times its former rate a subject must be asked."""

_TWIN = 0.5  # share of the recent texts of a disc or a subject in another from which the two are one
_NEAR, _ROUNDS = 0.15, 3  # least cosine of a text with the middle of what it joins; how often the middle is drawn anew
_RATHER = 0.3  # a text may be so much nearer to one text asked before: there are many of those, and one is always near
_CORNER = 0.6  # share of a subject's questions in one theme from which it is a corner of that theme
_MORE_OF_ITS_THEME = 0.001  # p from which a corner grows within its theme, and not with it
_SMALL_TALK = 0.4  # mean probability of no theme from which questions are not put to an employer
_AGAIN = 0.05  # p from which a dismissed subject is asked more than when it was dismissed


@dataclass(frozen=True, eq=False)
class Subject:
    """Questions that resemble each other and are asked more than before.

    ``names``: its most typical wording by language. ``words``: what sets it apart, likewise. ``questions`` of
    ``asked`` interviews out of ``interviews`` held in the recent weeks; ``rate``, ``low`` and ``high`` of these;
    ``before``: its rate in the weeks before. ``theme``: the theme that it is a corner of, None where no theme holds it.
    ``examples``: wording, language, times. ``weeks``, ``roles`` and ``stages``: week, role or stage, asked, interviews,
    suppressed. ``returned``: it was dismissed and is asked clearly more since.
    """

    id: str
    state: State
    since: date
    names: dict[str, str]
    words: dict[str, tuple[str, ...]]
    questions: int
    asked: int
    interviews: int
    rate: float
    low: float
    high: float
    before: float
    theme: str | None
    examples: pd.DataFrame
    weeks: pd.DataFrame
    roles: pd.DataFrame
    stages: pd.DataFrame
    returned: bool = False

    def name(self, lang: str) -> str:
        """Its most typical wording, in the reader's language where it was asked in it."""
        return self.names.get(lang) or next(iter(self.names.values()))

    def telling(self, lang: str) -> tuple[str, ...]:
        """The words that set it apart, the reader's language first."""
        ordered = sorted(self.words, key=lambda one: one != lang)
        return tuple(dict.fromkeys(word for one in ordered for word in self.words[one]))[: naming.MOST_WORDS + 1]


def new_subjects(store: Store, filters: Filters, week: date) -> tuple[Subject, ...]:
    """The new subjects of the four weeks that end with the one starting on ``week``, most asked first.

    New and watched ones, and dismissed ones that are asked clearly more since. The period of the filters does not
    count. A subject met for the first time is remembered, so that it keeps its id and first week from then on.
    Raises PopulationRefused where the filters choose, or leave out, too few interviews.
    """
    return tuple(one for one in _subjects(store, filters, week) if one.state in ("new", "watched") or one.returned)


def decided_subjects(store: Store, filters: Filters, week: date) -> tuple[Subject, ...]:
    """Those that would be new but were dismissed or accepted, so that the decision can be taken back."""
    shown = {one.id for one in new_subjects(store, filters, week)}
    return tuple(one for one in _subjects(store, filters, week) if one.id not in shown)


def digest_entries(subjects: Sequence[Subject], lang: str) -> list[dict[str, object]]:
    """The digest's ``new_subjects``: name, questions, interviews (that asked) and examples (wordings)."""
    return [
        {
            "name": one.name(lang),
            "questions": one.questions,
            "interviews": one.asked,
            "examples": one.examples["wording"].tolist(),
        }
        for one in subjects
    ]


def _subjects(store: Store, filters: Filters, week: date) -> tuple[Subject, ...]:
    attributes = replace(filters, since=None, until=None)
    key = ("new subjects", attributes, week, settings.minimum_group())

    def read() -> tuple[Subject, ...]:
        window = Window.read(store, attributes, week)
        return _told_again(store, window, found(window))

    return store.remembered(key, read)


@dataclass(frozen=True, eq=False)
class Window:
    """The questions of the weeks looked at, by position.

    ``questions``: interview_id, text (position), week, role, stage, recent, listed (recent, and may be shown).
    ``texts``: the frame of ``asked.subject_texts``. ``held``: week, role, stage, interviews.
    """

    questions: pd.DataFrame
    texts: pd.DataFrame
    held: pd.DataFrame
    week: date
    minimum: int

    @classmethod
    def read(cls, store: Store, filters: Filters, week: date) -> Window:
        """The window that ends with a week, as far as the filters let it be seen."""
        last = week + timedelta(days=6)
        recent = _chosen(store, replace(filters, since=week - timedelta(weeks=RECENT_WEEKS - 1), until=last))
        whole = _chosen(store, replace(filters, since=week - timedelta(weeks=WEEKS - 1), until=last))
        texts = asked.subject_texts(store, whole)
        # What may be shown is what the recent weeks alone may list: a role can be too small in them.
        listed = asked.subject_questions(store, recent)[["interview_id", "text_id"]].assign(listed=True)
        questions = asked.subject_questions(store, whole).merge(listed, on=["interview_id", "text_id"], how="left")
        questions["week"] = questions["week"].dt.date
        questions["recent"] = questions["week"] >= recent.filters.since
        questions["listed"] = questions["listed"].notna() & questions["recent"]
        questions["text"] = np.searchsorted(texts["text_id"], questions["text_id"])
        held = asked.subject_weeks(store, whole)
        held["week"] = held["week"].dt.date
        return cls(questions, texts, held, week, settings.minimum_group())

    @property
    def first(self) -> date:
        """Monday of the first week looked at."""
        return self.week - timedelta(weeks=WEEKS - 1)

    @property
    def recent(self) -> date:
        """Monday of the first recent week."""
        return self.week - timedelta(weeks=RECENT_WEEKS - 1)

    @property
    def fewest(self) -> int:
        """Interviews below which nothing is a subject, nor may be shown."""
        return max(FEWEST_INTERVIEWS, self.minimum)

    @property
    def comparable(self) -> bool:
        """Whether there is something to look at, and weeks before to compare it with."""
        before = self.held.loc[self.held["week"] < self.recent]
        weeks_before = before.groupby("week")["interviews"].sum()
        return bool(self.questions["listed"].any()) and int((weeks_before >= self.minimum).sum()) >= RECENT_WEEKS

    @cached_property
    def asked_recently(self) -> scanning.Bools:
        """Of each text, whether it was asked in the recent weeks."""
        return np.bincount(self.questions["text"], self.questions["recent"], len(self.texts)) > 0

    @cached_property
    def asked_before(self) -> scanning.Bools:
        """Of each text, whether it was asked in the weeks before."""
        return np.bincount(self.questions["text"], ~self.questions["recent"], len(self.texts)) > 0

    @cached_property
    def vectors(self) -> Floats:
        """The kept vectors of the texts."""
        kept = np.frombuffer(b"".join(self.texts["vector"]), np.int8)
        return encoding.kept(kept.reshape(len(self.texts), encoding.DIMENSIONS))

    @cached_property
    def words(self) -> list[list[str]]:
        """The telling words of each text."""
        searched = zip(self.texts["search"], self.texts["language"], strict=True)
        return [space.telling(search, language) for search, language in searched]

    @cached_property
    def stems(self) -> list[list[str]]:
        """Their stems."""
        return [[space.stem(word) for word in words] for words in self.words]

    @cached_property
    def log(self) -> Log:
        """The questions as the scan reads them."""
        roles = sorted(set(self.held["role"]) | set(self.questions["role"]))
        number = {role: place for place, role in enumerate(roles)}
        ids = self.questions["interview_id"]
        position = np.unique(ids, return_inverse=True)[1]
        first = np.unique(ids, return_index=True)[1]
        held = self.held.groupby("role")["interviews"].sum()
        lately = self.held.loc[self.held["week"] >= self.recent].groupby("role")["interviews"].sum()
        return Log(
            places=space.places(self.vectors, self.stems),
            text=self.questions["text"].to_numpy(np.int64),
            interview=position.astype(np.int64),
            recent=self.questions["recent"].to_numpy(bool)[first],
            stratum=self.questions["role"].map(number).to_numpy(np.int64)[first],
            held=held.reindex(roles, fill_value=0).to_numpy(np.int64),
            held_recently=lately.reindex(roles, fill_value=0).to_numpy(np.int64),
        )

    @cached_property
    def groups(self) -> list[Ints]:
        """The texts that share a word, a group per word: their middles are where subjects are looked for."""
        sharing: dict[str, list[int]] = {}
        for text, stems in enumerate(self.stems):
            for one in set(stems):
                sharing.setdefault(one, []).append(text)
        most = max(2, len(self.texts) // 10)
        return [np.array(texts, np.int64) for _, texts in sorted(sharing.items()) if len(texts) <= most]

    @cached_property
    def no_theme(self) -> Floats:
        """How likely it is that each text is put to no employer: small talk."""
        width = len(shipped_ids()) + 1
        leanings = np.frombuffer(b"".join(self.texts["leanings"]), np.float32).reshape(len(self.texts), width)
        return calibration.shipped().probabilities(leanings)[:, -1]

    def counted(self, texts: Ints) -> pd.DataFrame:
        """The questions of these texts."""
        return self.questions[np.isin(self.questions["text"], texts)]


def _chosen(store: Store, filters: Filters) -> Population:
    """The population of exactly these weeks."""
    chosen = population(store, filters, whole_blocks=False)
    return Population(filters, chosen.interviews, False)


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
        counts = _Counts.of(window, whole)
        if counts.enough(window) and counts.grow and _to_employers(window, whole) and _beyond_theme(window, whole):
            subjects = [*(one for place, one in enumerate(subjects) if place != twin), whole]
    return subjects


def _shared(window: Window, some: Ints, others: Ints) -> float:
    """Share of the recent texts of one set that are in another."""
    return float(np.isin(some[window.asked_recently[some]], others).mean())


def _grown(window: Window, disc: Ints) -> Ints:
    """A disc with the texts never asked before that resemble it rather than anything asked before."""
    places, recent = window.log.places, window.asked_recently
    fresh = recent & ~window.asked_before
    texts = disc
    for _ in range(_ROUNDS):
        middle = encoding.kept(places[texts[recent[texts]]].mean(axis=0)[None, :])[0]
        near = places @ middle
        candidates = np.flatnonzero(fresh & (near > _NEAR))
        older = places[window.asked_before & ~np.isin(np.arange(len(places)), disc)]
        known_better = (places[candidates] @ older.T).max(axis=1, initial=-1.0)
        texts = np.union1d(disc, candidates[near[candidates] >= known_better - _RATHER])
    return texts


@dataclass(frozen=True)
class _Counts:
    """Questions of the recent weeks, interviews they come from (those that may be listed too), and the rates."""

    questions: int
    asked: int
    listed: int
    before: int
    held: int
    held_before: int

    @classmethod
    def of(cls, window: Window, texts: Ints) -> _Counts:
        """The counts of these texts."""
        own = window.counted(texts)
        recent = own[own["recent"]]
        held = int(window.log.held_recently.sum())
        return cls(
            questions=int(own["listed"].sum()),
            asked=recent["interview_id"].nunique(),
            listed=recent.loc[recent["listed"], "interview_id"].nunique(),
            before=own.loc[~own["recent"], "interview_id"].nunique(),
            held=held,
            held_before=int(window.log.held.sum()) - held,
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


def _theme(window: Window, texts: Ints) -> str | None:
    """The theme that holds most of a subject's recent questions; None where none does."""
    recent = window.counted(texts).query("recent")
    themes = window.texts["theme"].to_numpy()[recent["text"].to_numpy()]
    named, times = np.unique(themes[themes != ""], return_counts=True)
    if not len(named) or times.max() < _CORNER * len(themes):
        return None
    return str(named[times.argmax()])


def _beyond_theme(window: Window, texts: Ints) -> bool:
    """Whether a corner of a theme grows within it: where the whole theme grows, the theme is the news."""
    theme = _theme(window, texts)
    if theme is None:
        return True
    carrying = np.union1d(np.flatnonzero(window.texts["theme"].to_numpy() == theme), texts)
    own, whole = _Counts.of(window, texts), _Counts.of(window, carrying)
    p = two_proportion_p([own.asked], [whole.asked], [own.before], [whole.before])[0]
    return bool(p <= _MORE_OF_ITS_THEME and own.asked * whole.before >= own.before * whole.asked)


def _told_again(store: Store, window: Window, found: Sequence[Ints]) -> tuple[Subject, ...]:
    """The subjects found, each with what is known of it; those met for the first time are noted."""
    before = known.known(store) if found else []
    subjects, met = [], []
    for texts in found:
        recent = np.unique(window.counted(texts).query("listed")["text"])
        middle = encoding.kept(window.vectors[recent].mean(axis=0)[None, :])[0]
        ids = [int(one) for one in window.texts["text_id"].to_numpy()[recent]]
        again = known.told_again(ids, middle, before)
        if again is None:
            order = np.argsort(-(window.vectors[recent] @ middle), kind="stable")[: known.MOST_TEXTS]
            told_by = [ids[place] for place in order.tolist()]
            since = _since(window, texts)
            again = Known(known.new_id(told_by), since, "new", None, frozenset(told_by), middle)
            met.append((again.id, since, told_by))
        else:
            before = [one for one in before if one.id != again.id]
        subjects.append(_described(window, texts, recent, again))
    if met:
        known.note(store, met)
    return tuple(sorted(subjects, key=lambda one: (-one.asked, -one.questions, one.id)))


def _described(window: Window, texts: Ints, recent: Ints, of: Known) -> Subject:
    own = window.counted(texts)
    listed = own[own["listed"]]
    counts = _Counts.of(window, texts)
    low, high = wilson_interval([counts.listed], [counts.held])
    times = listed["text"].value_counts().reindex(recent).astype(int).tolist()
    wordings = window.texts["wording"].to_numpy()[recent]
    spoken = window.texts["language"].to_numpy()[recent]
    middle = encoding.kept(window.log.places[recent].mean(axis=0)[None, :])[0]
    order = naming.typical(window.log.places[recent], middle, list(wordings), times)
    examples = pd.DataFrame({"wording": wordings[order], "language": spoken[order], "times": np.array(times)[order]})
    names = examples.drop_duplicates("language").set_index("language")["wording"]
    by_size = examples.groupby("language")["times"].sum().sort_values(ascending=False, kind="stable").index
    return Subject(
        id=of.id,
        state=of.state,
        since=of.since,
        names={lang: str(names[lang]) for lang in by_size},
        words={lang: words_of(window, recent, lang) for lang in by_size},
        questions=counts.questions,
        asked=counts.listed,
        interviews=counts.held,
        rate=counts.listed / counts.held,
        low=float(low[0]),
        high=float(high[0]),
        before=counts.before / max(1, counts.held_before),
        theme=_theme(window, texts),
        examples=examples,
        weeks=_series(window, own, "week"),
        roles=_series(window, listed, "role"),
        stages=_series(window, listed, "stage"),
        returned=of.state == "dismissed" and _clearly_more(window, own, of),
    )


def words_of(window: Window, recent: Ints, lang: str) -> tuple[str, ...]:
    """The words that tell a subject in one language, against all other texts in it."""
    speaks = window.texts["language"].to_numpy() == lang
    mine = np.isin(np.arange(len(speaks)), recent)
    own, others = ([window.words[text] for text in np.flatnonzero(speaks & side).tolist()] for side in (mine, ~mine))
    return naming.telling_words(own, others)


def _series(window: Window, own: pd.DataFrame, dimension: str) -> pd.DataFrame:
    """Interviews that asked, of those held, by week (all weeks looked at), role or stage (the recent weeks)."""
    held = window.held if dimension == "week" else window.held[window.held["week"] >= window.recent]
    frame = held.groupby(dimension)["interviews"].sum().reset_index()
    asked_in = own.groupby(dimension)["interview_id"].nunique()
    frame["asked"] = frame[dimension].map(asked_in).fillna(0).astype("int64")
    frame = protected(frame, (dimension,), window.minimum)
    if dimension == "week":
        return frame
    return frame[frame["asked"].fillna(0) > 0].sort_values("asked", ascending=False, kind="stable", ignore_index=True)


def _since(window: Window, texts: Ints) -> date:
    """The week from which a subject is asked as it is now: where its weeks fall apart best.

    The break with the highest likelihood of two rates, one before and one after (Hinkley 1970).
    """
    own = window.counted(texts)
    weeks = sorted(window.held["week"].unique())
    held = window.held.groupby("week")["interviews"].sum().reindex(weeks).to_numpy(np.float64)
    times = own.groupby("week")["interview_id"].nunique().reindex(weeks, fill_value=0).to_numpy(np.float64)
    starts = [place for place, monday in enumerate(weeks) if place and times[place]]
    fits = [
        _fit(times[:place].sum(), held[:place].sum()) + _fit(times[place:].sum(), held[place:].sum())
        for place in starts
    ]
    first: date = weeks[starts[int(np.argmax(fits))]] if starts else window.recent
    return first


def _fit(asked_in: float, held: float) -> float:
    """Log-likelihood of a rate at its best."""
    rate = asked_in / held
    inside: npt.NDArray[np.float64] = np.array([rate, 1 - rate])
    return float(np.sum(np.array([asked_in, held - asked_in]) * np.log(np.maximum(inside, 1e-12))))


def _clearly_more(window: Window, own: pd.DataFrame, of: Known) -> bool:
    """Whether a dismissed subject is asked at twice the rate of the four weeks that it was dismissed in, beyond chance.

    A decision older than the weeks looked at was about another time.
    """
    assert of.decided is not None
    start = of.decided - timedelta(weeks=RECENT_WEEKS - 1)
    if start < window.first:
        return True
    then = own[(own["week"] >= start) & (own["week"] <= of.decided)]["interview_id"].nunique()
    held_then = int(window.held.loc[window.held["week"].between(start, of.decided), "interviews"].sum())
    now = own.loc[own["recent"], "interview_id"].nunique()
    held = int(window.log.held_recently.sum())
    p = two_proportion_p([now], [held], [then], [held_then])[0]
    return bool(now * held_then >= GROWTH * then * held and p <= _AGAIN)
