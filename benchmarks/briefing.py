"""How often a briefing's list contained what was then asked, on held-back weeks of the demo log.

For each of the last full weeks the lists are made from the weeks before it, then compared with what the week's
candidates asked. Beside them: the lists of what is asked most of all, and most of the role, without smoothing. Once
with the whole log before each week, once as if the log had begun ``THIN`` weeks before.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics import imports, queries
from analytics.briefing.figures import asked_by_cell, expected_questions
from analytics.population import Filters
from analytics.statistics import wilson_interval
from data.store import Store, open_store

WEEKS, SIZES, THIN = 26, (5, 10), 4

Lists = Callable[[str, str], npt.NDArray[np.int64]]


def run() -> None:
    """Print the table of ``docs/answers.md``."""
    print("Briefing: what its list contained of what was asked")
    store = open_store(":memory:")
    imports.load_demo(store)
    last = queries.calendar(store, date.today())["last_full_week"]
    weeks = [last - timedelta(weeks=back) for back in range(WEEKS)]
    _tell("whole log", pd.concat([_judged(store, week, None) for week in weeks], ignore_index=True))
    thin = [_judged(store, week, week - timedelta(weeks=THIN)) for week in weeks]
    _tell(f"log of {THIN} weeks", pd.concat(thin, ignore_index=True))
    store.close()


def _tell(log: str, rows: pd.DataFrame) -> None:
    asked = len(rows) // rows["way"].nunique()
    print(f"  {log}: {WEEKS} weeks, {rows['interview_id'].nunique():,} interviews with {asked:,} questions")
    print(f"  {'list':32}" + "".join(f"{f'asked in first {size}':>18}{f'interviews, {size}':>22}" for size in SIZES))
    for way, of_way in rows.groupby("way", sort=False):
        cells = ""
        for size in SIZES:
            hit = of_way["rank"] < size
            met = hit.groupby(of_way["interview_id"]).any()
            low, high = (float(end[0]) for end in wilson_interval([met.sum()], [len(met)]))
            cells += f"{hit.mean():>18.1%}{f'{met.mean():.1%} ({low:.1%}–{high:.1%})':>22}"
        print(f"  {way:32}{cells}")


def _judged(store: Store, week: date, since: date | None) -> pd.DataFrame:
    """The rank of each question of a week in the list of each way: way, interview_id, rank."""
    before = Filters(since, week - timedelta(days=1))
    cells = asked_by_cell(store, before)
    asked = store.rows(
        "select distinct interview_id, role, stage, group_id from question join named_segment using (segment_id)"
        " join text_group using (text_id) where date_trunc('week', day) = $week",
        {"week": week},
    )
    everybody = _most(cells)
    ways: dict[str, Lists] = {
        "briefing": lambda role, stage: expected_questions(store, before, role, stage).frame["group_id"].to_numpy(),
        "asked most of the role": lambda role, stage: _most(cells[cells["role"] == role]),
        "asked most at the role's stage": lambda role, stage: _most(
            cells[(cells["role"] == role) & (cells["stage"] == stage)]
        ),
        "asked most of all": lambda role, stage: everybody,
    }
    judged = []
    for way, lists in ways.items():
        for (role, stage), questions in asked.groupby(["role", "stage"]):
            listed = lists(str(role), str(stage))[: max(SIZES)]
            place = {group_id: rank for rank, group_id in enumerate(listed)}
            ranks = questions["group_id"].map(place).fillna(max(SIZES)).astype(int)
            judged.append(pd.DataFrame({"way": way, "interview_id": questions["interview_id"], "rank": ranks}))
    return pd.concat(judged)


def _most(cells: pd.DataFrame) -> npt.NDArray[np.int64]:
    """The groups asked in most interviews, without smoothing."""
    summed = cells.dropna(subset=["group_id"]).groupby("group_id")["asked"].sum()
    return summed.sort_values(ascending=False, kind="stable").index.to_numpy(np.int64)
