"""The half-year that new subjects are looked for in: its questions, its texts and the interviews held."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

import numpy as np
import pandas as pd

from analytics.groups.aims import DIMENSIONS
from analytics.population import Filters, Population, population
from analytics.subjects import asked, scanning, space
from analytics.subjects.scanning import Ints, Log
from analytics.subjects.space import Floats
from analytics.themes import calibration, encoding
from analytics.themes.taxonomy import shipped_ids
from data import settings
from data.store import Store

RECENT_WEEKS, WEEKS = 4, 26
"""Weeks in which a subject is new, and weeks looked at in all."""

MOST_INTERVIEWS = 50_000
"""Interviews with questions that are scanned: from here on the work grows faster than what more of them would find."""

FEWEST_QUESTIONS, FEWEST_INTERVIEWS = 8, 5
"""Questions of the recent weeks, and interviews they come from, below which nothing is a subject yet."""


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
    def interviews(self) -> tuple[int, int]:
        """Interviews held in the recent weeks, and in the weeks before."""
        recently = self.held["week"] >= self.recent
        return int(self.held.loc[recently, "interviews"].sum()), int(self.held.loc[~recently, "interviews"].sum())

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
    def aims(self) -> Floats:
        """What the texts are after, as groups of questions know it."""
        kept = np.frombuffer(b"".join(self.texts["aim"]), np.int8)
        return encoding.kept(kept.reshape(len(self.texts), DIMENSIONS))

    @cached_property
    def words(self) -> list[list[str]]:
        """The telling words of each text."""
        stop = space.stop_words()
        searched = zip(self.texts["search"], self.texts["language"], strict=True)
        return [space.telling(search, stop.get(language, frozenset())) for search, language in searched]

    @cached_property
    def stems(self) -> list[list[str]]:
        """Their stems."""
        return [[space.stem(word) for word in words] for words in self.words]

    @cached_property
    def log(self) -> Log:
        """The questions as the scan reads them, of a very large log a fair share: what it finds is counted whole."""
        roles = sorted(set(self.held["role"]) | set(self.questions["role"]))
        number = {role: place for place, role in enumerate(roles)}
        # In an order that does not hang on their ids, which are keyed by a secret of each installation.
        ids = self.questions["interview_id"]
        said = self.questions.groupby(ids)["text"].agg(tuple)
        of = self.questions.drop_duplicates("interview_id").set_index("interview_id")[["week", "role", "stage"]]
        order = of.assign(said=said).sort_values(["week", "role", "stage", "said"], kind="stable").index
        position = pd.Index(order).get_indexer(ids)
        # One interview in so many of each week, role and stage, as the order has them.
        every = -(-len(order) // MOST_INTERVIEWS)
        read = self.questions[position % every == 0]
        interview = position[position % every == 0] // every
        first = np.unique(interview, return_index=True)[1]
        held = self.held.groupby("role")["interviews"].sum()
        lately = self.held.loc[self.held["week"] >= self.recent].groupby("role")["interviews"].sum()
        return Log(
            places=space.places(self.vectors, self.aims, self.stems),
            text=read["text"].to_numpy(np.int64),
            interview=interview.astype(np.int64),
            recent=read["recent"].to_numpy(bool)[first],
            stratum=read["role"].map(number).to_numpy(np.int64)[first],
            held=held.reindex(roles, fill_value=0).to_numpy(np.int64) // every,
            held_recently=lately.reindex(roles, fill_value=0).to_numpy(np.int64) // every,
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
