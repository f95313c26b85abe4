"""New subjects of a week: found, told again, counted, named, and what was decided about them.

The latest four weeks are compared with the 22 before them, so that a subject of the season is not new each time
and eight questions are enough to be sure. Only wordings that may be listed are read, for counts as well as for names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import pandas as pd
from scipy.special import xlogy

from analytics.population import Filters
from analytics.statistics import two_proportion_p, wilson_interval
from analytics.subjects import finding, known, naming
from analytics.subjects.finding import Counts, theme_of
from analytics.subjects.known import Known, State
from analytics.subjects.scanning import Ints
from analytics.subjects.window import RECENT_WEEKS, Window
from analytics.suppression import protected
from analytics.themes import encoding
from data import settings
from data.store import Store

_TWICE = 2.0  # times the rate at its dismissal from which a dismissed subject returns
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
        return _told_again(store, window, finding.found(window))

    return store.remembered(key, read)


def _told_again(store: Store, window: Window, found: Sequence[Ints]) -> tuple[Subject, ...]:
    """The subjects found, each with what is known of it; those met for the first time are noted.

    What was one subject when it was met is one still, in however many pieces it is found now.
    """
    before = known.known(store) if found else []
    told: dict[str, tuple[Known, Ints]] = {}
    met = []
    for texts in found:
        recent = _shown(window, texts)
        middle = encoding.kept(window.vectors[recent].mean(axis=0)[None, :])[0]
        ids = window.texts["text_id"].to_numpy()[recent]
        again = known.told_again(ids.tolist(), middle, before)
        if again is None:
            nearest = np.argsort(-(window.vectors[recent] @ middle), kind="stable")[: known.MOST_TEXTS]
            told_by = ids[nearest].tolist()
            again = Known(known.new_id(told_by), _since(window, texts), "new", None, frozenset(told_by), middle)
            met.append((again.id, again.since, told_by))
        whole = np.union1d(texts, told[again.id][1]) if again.id in told else texts
        told[again.id] = (again, whole)
    if met:
        known.note(store, met)
    described = [_described(window, texts, one) for one, texts in told.values()]
    return tuple(sorted(described, key=lambda one: (-one.asked, -one.questions, one.id)))


def _shown(window: Window, texts: Ints) -> Ints:
    """Those of the texts that may be shown: asked in the recent weeks, by no group that is too small in them."""
    return np.unique(window.counted(texts).query("listed")["text"]).astype(np.int64)


def _described(window: Window, texts: Ints, of: Known) -> Subject:
    own, recent = window.counted(texts), _shown(window, texts)
    listed = own[own["listed"]]
    counts = Counts.of(window, texts)
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
        theme=theme_of(window, texts),
        examples=examples,
        weeks=_series(window, own[own["listed"] | ~own["recent"]], "week"),
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
    return float(xlogy(asked_in, asked_in / held) + xlogy(held - asked_in, 1 - asked_in / held))


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
    held, _ = window.interviews
    p = two_proportion_p([now], [held], [then], [held_then])[0]
    return bool(now * held_then >= _TWICE * then * held and p <= _AGAIN)
