"""Groups kept current in the store: new texts placed, themes followed, decisions applied."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import duckdb
import numpy as np
import numpy.typing as npt
import pandas as pd
from threadpoolctl import threadpool_limits

from analytics.groups import aims, comparing, grouping
from analytics.themes import encoding
from data import identity
from data.store import Store

Made = TypeVar("Made")

_SQL = Path(__file__).parent / "sql"

_ALIKE = 0.3
"""Mean likeness from which texts ask the same (``python -m benchmarks groups``)."""

_NEARLY_ONE = 0.5
"""Mean likeness from which new texts look for their group together."""

_PART = 16384  # texts that one core reads at a time: each word among them is taken apart once


def catch_up(cursor: duckdb.DuckDBPyConnection) -> int:
    """Place every text that has no group, or whose themes are not its group's any more; how many.

    Inside the transaction that changed texts or themes. Groups that are there keep their texts and their ids; a group
    lies in the theme that most of its texts have.
    """
    read(cursor)
    cursor.execute(_sql("themed"))
    cursor.execute(_sql("follow_themes"))
    new = cursor.execute(_sql("unplaced")).df()
    if not new.empty:
        cursor.register("unplaced_text", new[["text_id"]])
        known = cursor.execute(_sql("placed")).df()
        taken = set(cursor.execute("select group_id from question_group").df()["group_id"])
        cursor.register("found_home", _homes(new, known, taken))
        cursor.execute(_sql("place"))
        cursor.unregister("found_home")
        cursor.unregister("unplaced_text")
        apply_decisions(cursor)
    return len(new)


def read(cursor: duckdb.DuckDBPyConnection) -> int:
    """Read what texts are after where that was not read yet, or otherwise than now; how many."""
    if not cursor.execute("select 1 from text_vector limit 1").fetchone():
        return 0  # nothing to read: the aims take a moment to load
    texts = cursor.execute(_sql("unread"), {"model": aims.name()}).df()
    if texts.empty:
        return 0
    vectors = np.frombuffer(b"".join(texts["vector"]), np.int8).reshape(len(texts), encoding.DIMENSIONS)
    rows = _read(texts["wording"].tolist(), vectors)
    found = pd.DataFrame({"text_id": texts["text_id"], "model": aims.name(), "aim": [row.tobytes() for row in rows]})
    cursor.register("found_aim", found)
    cursor.execute(
        "delete from text_aim where text_id in (select text_id from found_aim);"
        " insert into text_aim select text_id, model, aim from found_aim"
    )
    cursor.unregister("found_aim")
    return len(texts)


def _read(wordings: list[str], vectors: encoding.Quantised) -> encoding.Quantised:
    """The aims of wordings, of which each core reads a part at a time, whatever memory all would take at once."""
    known = aims.load()

    def part(start: int) -> encoding.Quantised:
        those = slice(start, start + _PART)
        return encoding.quantised(known.read(wordings[those], encoding.kept(vectors[those])))

    with threadpool_limits(1, "blas"), ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        return np.concatenate(list(pool.map(part, range(0, len(wordings), _PART))))


def _homes(new: pd.DataFrame, known: pd.DataFrame, taken: set[int]) -> pd.DataFrame:
    """The groups of new texts: text_id, home_id, theme. Adds the ids of new groups to ``taken``."""
    common = aims.load()
    asked = pd.Series(common.names).str.split(".").str[0]
    codes, _ = pd.factorize(pd.concat([new["theme"], known["theme"], known["group_theme"], asked]))
    of_new, of_known, of_group, of_asked = np.split(
        codes.astype(np.int64), np.cumsum([len(new), len(known), len(known)])
    )
    compared = comparing.Comparison(int(codes.max(initial=-1)) + 1)
    groups = grouping.Groups(compared.rows(common.questions, of_asked))
    numbers, ids = pd.factorize(known["group_id"])
    _, first = np.unique(numbers, return_index=True)
    kept = _as_aims(known["aim"])
    sums = _sums(numbers, lambda part: compared.rows(encoding.kept(kept[part]), of_known[part]))
    groups.take(np.arange(len(ids)), sums, np.bincount(numbers, minlength=len(ids)), of_group[first])
    aims_of, strict = _as_aims(new["aim"]), new["decided"].to_numpy(bool)
    found = np.empty(len(new), np.int64)

    def bundled(part: slice) -> tuple[grouping.Texts, npt.NDArray[np.int64]]:
        rows = compared.rows(encoding.kept(aims_of[part]), of_new[part])
        share = grouping.Texts(rows, of_new[part], strict[part])
        return share, grouping.among_themselves(share, _NEARLY_ONE)

    with threadpool_limits(1, "blas"):
        for part, (share, bundle) in _one_ahead(bundled, _shares(len(new))):
            found[part] = grouping.placed(share, bundle, groups, _ALIKE)
    homes = np.append(np.array(ids, np.int64), np.zeros(len(groups) - len(ids), np.int64))
    text_ids = new["text_id"].to_numpy()
    founding = np.flatnonzero(found >= len(ids))
    nearness = _typical(aims_of[founding], found[founding] - len(ids))
    order = founding[np.lexsort((-nearness, found[founding]))]
    for founders in np.split(order, np.flatnonzero(np.diff(found[order])) + 1) if len(order) else []:
        homes[found[founders[0]]] = _founded_by(text_ids[founders], taken)
    return pd.DataFrame({"text_id": text_ids, "home_id": homes[found], "theme": new["theme"]})


def _one_ahead(make: Callable[[slice], Made], parts: list[slice]) -> Iterator[tuple[slice, Made]]:
    """Each part and what is made of it, while another core makes it of the next one."""
    with ThreadPoolExecutor(1) as pool:
        coming = deque(pool.submit(make, part) for part in parts[:1])
        for place, part in enumerate(parts, 1):
            made = coming.popleft().result()
            coming.extend(pool.submit(make, following) for following in parts[place : place + 1])
            yield part, made


def _sums(numbers: npt.NDArray[np.int64], rows: Callable[[slice], grouping.Floats]) -> grouping.Floats:
    """The sum of the rows of each number, of which only a share is made at a time."""
    sums = np.zeros((int(numbers.max(initial=-1)) + 1, rows(slice(0)).shape[1]), np.float32)
    for part in _shares(len(numbers)):
        changed, place = np.unique(numbers[part], return_inverse=True)
        sums[changed] += grouping.summed(rows(part), place, len(changed))
    return sums


def _shares(count: int) -> list[slice]:
    return [slice(start, start + grouping.SHARE) for start in range(0, count, grouping.SHARE)]


def _founded_by(text_ids: npt.NDArray[np.int64], taken: set[int]) -> int:
    """An id for a new group: that of its most typical text, or of the next where that one founded a group before."""
    free = (int(text_id) for text_id in text_ids if int(text_id) not in taken)
    group_id = next(free, None)
    if group_id is None:
        group_id = identity.group_id(" ".join(map(str, text_ids.tolist())))
    taken.add(group_id)
    return group_id


def apply_decisions(cursor: duckdb.DuckDBPyConnection) -> None:
    """Show every text in its home, or where what people decided, in their order, puts it."""
    decisions = cursor.execute(
        "select group_id, text_ids from group_decision where action = 'split' order by decision_id"
    ).fetchall()
    split = {text_id: group_id for group_id, text_ids in decisions for text_id in text_ids}
    merged = shown(cursor)
    cursor.register("split_text", pd.DataFrame(split.items(), columns=["text_id", "group_id"]).astype("int64"))
    cursor.register("merged_group", pd.DataFrame(merged.items(), columns=["group_id", "into_id"]).astype("int64"))
    cursor.execute(_sql("apply_decisions"))
    cursor.unregister("split_text")
    cursor.unregister("merged_group")
    _measure(cursor)


def shown(cursor: duckdb.DuckDBPyConnection) -> dict[int, int]:
    """The group that each merged group is shown in."""
    merged = dict(
        cursor.execute(
            "select group_id, other_id from group_decision where action = 'merge' order by decision_id"
        ).fetchall()
    )
    return {group_id: _followed(group_id, merged) for group_id in merged}


def _followed(group_id: int, merged: dict[int, int]) -> int:
    seen = {group_id}
    while (into := merged.get(group_id)) is not None and into not in seen:
        group_id = into
        seen.add(group_id)
    return group_id


def _measure(cursor: duckdb.DuckDBPyConnection) -> None:
    """How typical each text of the groups that changed is: its mean likeness to the group's texts."""
    texts = cursor.execute(_sql("changed_members")).df()
    if texts.empty:
        return
    numbers, _ = pd.factorize(texts["group_id"])
    typical = _typical(_as_aims(texts["aim"]), numbers.astype(np.int64))
    cursor.register("measured", pd.DataFrame({"text_id": texts["text_id"], "typical": typical}))
    cursor.execute(
        "update text_group set typical = measured.typical from measured where text_group.text_id = measured.text_id"
    )
    cursor.unregister("measured")


def _typical(kept: encoding.Quantised, numbers: npt.NDArray[np.int64]) -> grouping.Floats:
    """How near each text is to all of its group: its cosine with their mean. ``numbers``: of its group, from 0."""
    means = encoding.kept(_sums(numbers, lambda part: encoding.kept(kept[part])))
    nearness = [np.einsum("ij,ij->i", encoding.kept(kept[part]), means[numbers[part]]) for part in _shares(len(kept))]
    return np.concatenate([np.empty(0, np.float32), *nearness])


def as_rows(stored: pd.Series[bytes]) -> grouping.Floats:
    """Stored aims as rows of length 1."""
    return encoding.kept(_as_aims(stored))


def _as_aims(stored: pd.Series[bytes]) -> encoding.Quantised:
    return np.frombuffer(b"".join(stored), np.int8).reshape(len(stored), aims.DIMENSIONS)


def _sql(name: str) -> str:
    return (_SQL / f"{name}.sql").read_text("utf-8")


def outdated(store: Store) -> int:
    """How many texts wait for a group: an earlier version of the product, or of what it knows, read them."""
    if not store.value("select 1 from text_vector limit 1"):
        return 0
    return int(str(store.value(_sql("waiting"), {"model": aims.name()})))
