"""New subjects: how often a planted one is found, how often a quiet log shows one, and how long it takes."""

from __future__ import annotations

import time
import tomllib
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.demo import planned_volumes, simulate
from analytics.groups import aims
from analytics.subjects import finding
from analytics.subjects.subject import words_of
from analytics.subjects.window import RECENT_WEEKS, WEEKS, Window
from analytics.themes import calibration, encoding
from analytics.themes.engine import load_model
from data.demo import load_plan, load_wordings
from data.facts import folded

WORDINGS = Path(__file__).parents[1] / "tests" / "analytics" / "subjects" / "wordings.toml"
WEEK = date(2026, 11, 16)
MINIMUM = 5


@dataclass(frozen=True)
class Planted:
    """A subject or a piece of small talk written for the tests. ``words``: one of them is wanted in its name."""

    id: str
    half: str
    words: frozenset[str]
    wordings: tuple[tuple[str, str], ...]
    small_talk: bool


def planted() -> list[Planted]:
    """What ``wordings.toml`` holds."""
    content = tomllib.loads(WORDINGS.read_text("utf-8"))
    return [
        Planted(
            one["id"],
            one["half"],
            frozenset(one.get("words", ())),
            tuple((wording, lang) for lang in ("fr", "en") for wording in one[lang]),
            kind == "small_talk",
        )
        for kind in ("subject", "small_talk")
        for one in content[kind]
    ]


@cache
def _texts() -> pd.DataFrame:
    """Every wording of the demo and of the planted subjects as the store would keep it, read once."""
    every = [(one.text, one.language, one.subject) for one in load_wordings()]
    every += [(wording, lang, one.id) for one in planted() for wording, lang in one.wordings]
    frame = pd.DataFrame(every, columns=["wording", "language", "subject"]).drop_duplicates(
        "wording", ignore_index=True
    )
    model = load_model()
    read = model.understood(frame["wording"].tolist())
    likely = calibration.shipped().probabilities(read.leanings)
    places = calibration.shipped().chosen(likely, model.themes)[:, 0]
    return frame.assign(
        text_id=np.arange(len(frame)),
        search=[folded(wording) for wording in frame["wording"]],
        theme=[model.themes[place] if place >= 0 else "" for place in places.tolist()],
        score=likely[np.arange(len(frame)), places],
        vector=[row.tobytes() for row in encoding.quantised(read.vectors)],
        leanings=[row.tobytes() for row in read.leanings],
        aim=[row.tobytes() for row in encoding.quantised(aims.load().read(frame["wording"].tolist(), read.vectors))],
    )


@cache
def _quiet(seed: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    return quiet(seed)


def quiet(seed: int, times: float | npt.NDArray[np.float64] = 1.0) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Interviews and questions of 26 weeks of the demo's plan in which nothing changes.

    ``times``: how many times the plan's interviews, in all or by role and week before the end.

    Interviews: interview_id, week, role, stage, language. Questions: interview_id, text_id.
    """
    plan = replace(load_plan(), changes=(), seasons=(), weeks=WEEKS)
    made = simulate(plan, WEEK + timedelta(days=6), volumes=times * planned_volumes(plan), seed=seed)
    week = made.interviews["day"] - pd.to_timedelta(made.interviews["day"].dt.day_of_week, unit="D")
    interviews = made.interviews.assign(week=week.dt.date).astype({"role": str, "stage": str, "language": str})
    number = _texts().drop_duplicates("wording").set_index("wording")["text_id"]
    asked = made.questions["wording"].astype(str).map(number)
    questions = pd.DataFrame({"interview_id": made.questions["interview_id"], "text_id": asked.to_numpy(np.int64)})
    interviews = interviews[interviews["week"] > WEEK - timedelta(weeks=WEEKS)]
    return interviews, questions[questions["interview_id"].isin(interviews["interview_id"])]


def with_mentions(
    log: tuple[pd.DataFrame, pd.DataFrame], subject: str, mentions: int, seed: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The log with a subject asked in so many more interviews of the last four weeks, in their language.

    The first wordings of a subject are asked most, as in the demo.
    """
    interviews, questions = log
    draw = np.random.default_rng(seed)
    recent = interviews[interviews["week"] > WEEK - timedelta(weeks=RECENT_WEEKS)]
    chosen = recent.iloc[draw.choice(len(recent), mentions, replace=False)]
    texts = _texts()
    asked = []
    for language in chosen["language"]:
        pool = texts[(texts["subject"] == subject) & (texts["language"] == language)]["text_id"].to_numpy()
        odds = 1 / np.arange(3, 3 + len(pool))
        asked.append(int(draw.choice(pool, p=odds / odds.sum())))
    more = pd.DataFrame({"interview_id": chosen["interview_id"].to_numpy(), "text_id": asked})
    return interviews, pd.concat([questions, more], ignore_index=True)


def window(log: tuple[pd.DataFrame, pd.DataFrame]) -> Window:
    """The log as new subjects are looked for in it."""
    interviews, questions = log
    rows = questions.merge(interviews[["interview_id", "week", "role", "stage"]], on="interview_id")
    rows = rows.sort_values(["interview_id", "text_id"], ignore_index=True)
    asked = np.unique(rows["text_id"])
    rows["text"] = np.searchsorted(asked, rows["text_id"])
    rows["recent"] = rows["week"] > WEEK - timedelta(weeks=RECENT_WEEKS)
    rows["listed"] = rows["recent"]
    held = interviews.groupby(["week", "role", "stage"], as_index=False).size().rename(columns={"size": "interviews"})
    return Window(rows, _texts().iloc[asked].reset_index(drop=True), held, WEEK, MINIMUM)


def truth(of: Window, texts: npt.NDArray[np.int64]) -> pd.Series[int]:
    """What a subject's recent questions are really about, most frequent first."""
    own = of.counted(texts)
    about: pd.Series[str] = of.texts["subject"].iloc[own.loc[own["recent"], "text"].to_numpy()]
    return about.value_counts()


MENTIONS, SEEDS, QUIET, LARGE = (4, 8, 16), range(4), 200, 100_000


def run() -> None:
    """Print how often each subject is found and named, how often a quiet log shows one, and seconds at size."""
    print("New subjects")
    shown = [len(finding.found(window(quiet(1000 + seed)))) for seed in range(QUIET)]
    print(f"  quiet half-years that show any          {sum(map(bool, shown)):>6} of {QUIET}     wanted <= 5 %")
    print(f"  {'found in':<26}" + "".join(f"{mentions:>7} asked" for mentions in MENTIONS) + "   named   pure")
    for one in planted():
        _planted(one.id, one.half, one.words, one.small_talk)
    for subject, words in (
        ("ai_at_work", {"ia", "ai", "chatgpt"}),
        ("takeover", {"rachat", "vente", "sale", "fusion"}),
    ):
        _planted(subject, "demo", frozenset(words), False)
    _at_size()


def _planted(subject: str, half: str, words: frozenset[str], small_talk: bool) -> None:
    """One line of the table: how often it is found, of the found ones how many are well named, and how pure."""
    found = dict.fromkeys(MENTIONS, 0)
    named, pure = [], []
    for mentions in MENTIONS:
        for seed in SEEDS:
            of = window(with_mentions(_quiet(seed), subject, mentions, seed))
            own = [texts for texts in finding.found(of) if truth(of, texts).index[0] == subject]
            found[mentions] += bool(own)
            for texts in own:
                about, recent = truth(of, texts), texts[of.asked_recently[texts]]
                pure.append(about.iloc[0] / about.sum())
                told = {word for lang in ("fr", "en") for word in words_of(of, recent, lang)}
                named.append(bool(told & words))
    name = f"{subject} ({'small talk' if small_talk else half})"
    counts = "".join(f"{found[mentions]:>7} of {len(SEEDS)} " for mentions in MENTIONS)
    means = f"{np.mean(named):8.2f}{np.mean(pure):7.2f}" if named else ""
    print(f"  {name:<26}{counts}{means}", flush=True)


def _at_size() -> None:
    """Seconds to find the subjects of a log of many distinct texts: the demo's, shaken, each asked once."""
    draw = np.random.default_rng(1)
    interviews, _ = quiet(1, LARGE / 5_000)
    texts = _texts()
    usual = texts[~texts["subject"].isin([one.id for one in planted()])]
    chosen = draw.integers(0, len(usual), LARGE)
    many = usual.iloc[chosen].reset_index(drop=True)
    shaken = np.frombuffer(b"".join(many["vector"]), np.int8).reshape(LARGE, -1).astype(np.float32)
    shaken += draw.normal(0, 12, shaken.shape).astype(np.float32)
    many["vector"] = [row.tobytes() for row in encoding.quantised(shaken)]
    rows = interviews.iloc[np.sort(draw.integers(0, len(interviews), LARGE))].reset_index(drop=True)
    rows = rows[["interview_id", "week", "role", "stage"]].assign(text=np.arange(LARGE))
    rows["recent"] = rows["week"] > WEEK - timedelta(weeks=RECENT_WEEKS)
    rows["listed"] = rows["recent"]
    held = interviews.groupby(["week", "role", "stage"], as_index=False).size().rename(columns={"size": "interviews"})
    of = Window(rows, many, held, WEEK, MINIMUM)
    started = time.perf_counter()
    found = finding.found(of)
    spent = time.perf_counter() - started
    print(f"  {LARGE:,} texts of {len(interviews):,} interviews in 26 weeks: {spent:.1f} s, {len(found)} found")
