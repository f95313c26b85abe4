"""Imports and undos whose process is killed at random moments, on one database, over and over.

``make torture`` does it a hundred times. Nothing confirmed may be lost, nothing may be there in half, and the next
start must need no repair.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from data import cube
from data.store import Store, open_store

ROUNDS = 100
ROWS = 28
"""Interviews in each file, each with one question."""

_LONGEST = 1.2
"""Seconds after the first import within which the process is killed: about ten imports."""

_ROOT = Path(__file__).parents[1]
_WORK = f"""
import sys
from analytics import imports
from data.store import open_store
store = open_store()
print("open", flush=True)
number = int(sys.argv[1])
while True:
    question = f"What is the pay {{number % 7}}?"
    rows = [f"2026-09-{{1 + n:02}},Nurse,{{number}}-{{n}},{{question}}" for n in range({ROWS})]
    content = "\\n".join(["date,role,candidate,question", *rows, ""]).encode()
    draft = imports.prepare(store, content, f"{{number}}.csv")
    report = imports.confirm(store, draft)
    print("in", report.import_id, flush=True)
    if number % 3 == 0:
        imports.undo(store, report.import_id)
        print("out", report.import_id, flush=True)
    number += 1
"""


@dataclass
class Outcome:
    """How often the process was killed, how many imports were confirmed before, and what was wrong after."""

    kills: int = 0
    confirmed: set[str] = field(default_factory=set)
    undone: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)


def run(database: Path, rounds: int, seed: int) -> Outcome:
    """Kill so many processes that import into one database, looking at it after each."""
    outcome, draw = Outcome(), random.Random(seed)
    for number in range(rounds):
        _kill_one(database, number * 10_000, draw.random() * _LONGEST, outcome)
        outcome.kills += 1
        store = open_store(str(database))
        outcome.faults += [f"round {number}: {fault}" for fault in _faults(store, outcome)]
        store.close()
    return outcome


def _kill_one(database: Path, first: int, after: float, outcome: Outcome) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", _WORK, str(first)],
        cwd=_ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "VICE_VERSA_DATABASE": str(database)},
    )
    assert process.stdout is not None
    told = [process.stdout.readline(), process.stdout.readline()]
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    told += process.stdout.readlines()
    process.wait()
    for line in told:
        match line.split():
            case ["in", import_id]:
                outcome.confirmed.add(import_id)
            case ["out", import_id]:
                outcome.undone.add(import_id)


def _faults(store: Store, outcome: Outcome) -> list[str]:
    """What is not as it was confirmed. The last step may have been done and not told."""
    held = store.rows(
        """
        select
            import_id, undone_at is not null as undone,
            (select count(*) from interview where interview.import_id = import.import_id) as interviews,
            (select count(*) from question where question.import_id = import.import_id) as questions
        from import
        """
    )
    states = {row[0]: (bool(row[1]), int(row[2]), int(row[3])) for row in held.itertuples(index=False, name=None)}
    whole = {(True, 0, 0), (False, ROWS, ROWS)}
    undone = {import_id for import_id, state in states.items() if state[0]}
    faults = [f"import {import_id} is half there" for import_id, state in states.items() if state not in whole]
    faults += [f"import {import_id} was lost" for import_id in outcome.confirmed - states.keys()]
    faults += [f"undo of {import_id} was lost" for import_id in outcome.undone - undone]
    faults += ["more than one import was not told"] * (len(states.keys() - outcome.confirmed) > outcome.kills)
    with store.rehearsal() as trial, trial.transaction() as cursor:
        cursor.execute("create temp table counted as select * from cube")
        cube.refresh(cursor)
        different = cursor.execute(
            "(from counted except from cube) union all (from cube except from counted)"
        ).fetchall()
    return faults + ["the counts are not those of the facts"] * bool(different)


def main() -> None:
    """Print what a hundred kills did."""
    os.environ.setdefault("VICE_VERSA_CACHE", str(_ROOT / ".cache"))
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with tempfile.TemporaryDirectory() as folder:
        outcome = run(Path(folder) / "tortured.duckdb", rounds, seed=0)
    print(
        f"{outcome.kills} kills, {len(outcome.confirmed)} imports and {len(outcome.undone)} undos confirmed before them"
    )
    print("\n".join(outcome.faults) or "nothing lost, nothing half there, no repair needed")
    sys.exit(bool(outcome.faults))


if __name__ == "__main__":
    main()
