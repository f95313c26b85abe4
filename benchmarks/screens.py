"""Each screen's server time at a thousand and at a million interviews, beside one scan of the questions."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
from streamlit.testing.v1 import AppTest

from analytics.answers import book
from analytics.answers.entries import Content
from analytics.demo import planned_volumes, simulate
from analytics.groups import keeping
from analytics.themes import labels
from data import cube, facts, identity
from data.demo import load_plan
from data.log import Log
from data.store import Store, open_store

RUNS = 7
PERIODS = ("13", "all")
"""The period that a screen opens with, in weeks, and the whole log."""

ANSWERED = 100
"""Groups of questions with an answer, the most asked: a book that a company has kept for a year or two."""

SCAN = "select role, count(*) from question join segment using (segment_id) group by role"
ROOT = Path(__file__).parents[1]


def filled_store(url: str, interviews: int) -> Store:
    """A store with about so many interviews, drawn from the demo's plan, with an answer book.

    The themes are the planted ones; whether a question was answered in the interview is noted for two in three.
    """
    plan = replace(load_plan(), seasons=(), again=0.33)  # three questions an interview, no thin weeks
    volumes = planned_volumes(plan)
    made = simulate(plan, date.today(), volumes=volumes * interviews / volumes.sum())
    questions = made.questions.astype({"wording": str, "theme": str})
    ids = {wording: identity.text_id(wording) for wording in questions["wording"].unique()}
    questions["text_id"] = questions["wording"].map(ids)
    asked = questions.drop_duplicates(["interview_id", "text_id"])
    asked = asked.assign(answered=np.resize(["yes", "no", ""], len(asked)))
    texts = asked[["text_id", "wording"]].drop_duplicates("text_id").assign(language="fr", hidden=False)
    planted = asked.loc[asked["theme"] != "", ["text_id", "theme"]].drop_duplicates("text_id")
    held = made.interviews.astype(dict.fromkeys(facts.ATTRIBUTES, str)).assign(interviewer="")
    log = Log(
        interviews=held,
        questions=asked,
        texts=texts,
        rejected=[],
        preview=pd.DataFrame(),
        columns_read={},
        columns_not_read={},
        named_interviews=True,
        masked={},
        warnings=[],
    )
    store = open_store(url)
    with store.transaction() as cursor:
        cursor.execute(
            "insert into import values ('bench', 'bench', 'bench.csv', 'csv', now()::timestamp, null, $interviews,"
            " $questions, 0, true, false, '{}')",
            {"interviews": len(held), "questions": len(asked)},
        )
        facts.add(cursor, "bench", log, texts, planted.assign(score=0.9, position=1))
        labels.keep(cursor, labels.understood(texts))
        keeping.catch_up(cursor)
        # The scan for new subjects has a benchmark of its own (``subjects``): without vectors it finds nothing to do.
        cursor.execute("delete from text_vector")
        _answer(cursor)
    store.checkpoint()
    return store


def _answer(cursor: duckdb.DuckDBPyConnection) -> None:
    """Approved answers to the groups asked most."""
    groups = cursor.execute(
        "select group_id from question join text_group using (text_id) group by group_id"
        " order by count(*) desc, group_id limit $limit",
        {"limit": ANSWERED},
    ).fetchall()
    content = Content(french="Deux jours.", english="Two days.", review_by=date.today() + timedelta(days=90))
    for (group_id,) in groups:
        saved = book.put(cursor, group_id, content, "bench")
        book.stamp(cursor, saved.answer_id, 1, "bench", datetime.now())


def _forget(store: Store) -> None:
    """A new version of the store, so that nothing remembered is served."""
    with store.transaction():
        pass


def _screen_times(interviews: int) -> dict[tuple[str, str], float]:
    """Median seconds of each screen's script by period, nothing remembered, and of one scan of the questions."""
    # After the store's module: the app opens the store by its setting.
    from ui.shell import SCREENS, database

    with tempfile.TemporaryDirectory() as folder:
        url = str(Path(folder) / "bench.duckdb")
        filled_store(url, interviews).close()
        os.environ["VICE_VERSA_DATABASE"] = url
        database.clear()
        store = database()
        held = store.value("select count(*) from interview")
        asked = store.value("select count(*) from question")
        rows = store.value("select count(*) from cube")
        print(f"  {held:,} interviews, {asked:,} questions, {rows:,} rows in the cube")
        started = time.perf_counter()
        with store.rehearsal() as trial, trial.transaction() as cursor:
            cube.refresh(cursor)
        print(f"  the whole cube counted anew in {time.perf_counter() - started:.2f} s")
        times = {}
        for period in PERIODS:
            for screen in SCREENS:
                times[period, screen.name] = _median_run(store, screen.file, period)
        scans = [_timed(lambda: store.rows(SCAN)) for _ in range(RUNS)]
        store.close()
        return times | {("", "scan of the questions"): statistics.median(scans)}


def _median_run(store: Store, file: str, period: str) -> float:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.query_params["period"] = period
    app.run()
    app.switch_page(file)
    app.run()
    assert not app.exception, app.exception

    def run() -> object:
        _forget(store)
        return app.run()

    return statistics.median(_timed(run) for _ in range(RUNS))


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def run() -> None:
    """Print each screen's time at both sizes, and their ratio."""
    print("Screens, server time of one run of the script, nothing remembered")
    small, large = _screen_times(1_000), _screen_times(1_000_000)
    print(f"  {'period':<8}{'screen':<24}{'1,000':>10}{'1,000,000':>12}{'ratio':>8}   wanted <= 1.5")
    for (period, name), seconds in small.items():
        after = large[period, name]
        print(f"  {period:<8}{name:<24}{seconds * 1000:8.0f} ms{after * 1000:9.0f} ms{after / seconds:8.2f}")
