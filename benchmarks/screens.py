"""Each screen's server time at a thousand and at a million interviews, beside one scan of the questions."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
from streamlit.testing.v1 import AppTest

from analytics.demo import planned_volumes, simulate
from data import cube, facts, identity
from data.demo import load_plan
from data.log import Log
from data.store import Store, open_store

RUNS = 7
PERIODS = ("13", "all")
"""The period that a screen opens with, in weeks, and the whole log."""

SCAN = "select role, count(*) from question join segment using (segment_id) group by role"
ROOT = Path(__file__).parents[1]


def filled_store(url: str, interviews: int) -> Store:
    """A store with about so many interviews, drawn from the demo's plan; the themes are the planted ones."""
    plan = replace(load_plan(), seasons=(), again=0.33)  # three questions an interview, no thin weeks
    volumes = planned_volumes(plan)
    made = simulate(plan, date.today(), volumes=volumes * interviews / volumes.sum())
    questions = made.questions.astype({"wording": str, "theme": str})
    ids = {wording: identity.text_id(wording) for wording in questions["wording"].unique()}
    questions["text_id"] = questions["wording"].map(ids)
    asked = questions.drop_duplicates(["interview_id", "text_id"]).assign(answered="")
    texts = asked[["text_id", "wording"]].drop_duplicates("text_id").assign(language="fr", hidden=False)
    labels = asked.loc[asked["theme"] != "", ["text_id", "theme"]].drop_duplicates("text_id")
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
        facts.add(cursor, "bench", log, asked, texts, labels.assign(score=0.9, position=1))
    store.checkpoint()
    return store


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
