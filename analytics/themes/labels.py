"""Themes of the store's texts: what the model finds in new ones, what people decide, and what follows from it.

A text is read once. What the model makes of it is kept beside it, so that a decision or another taxonomy is
applied to every text without reading any again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import duckdb
import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.groups import keeping
from analytics.themes import calibration, encoding, versions
from analytics.themes.engine import load_model
from analytics.themes.language import language_of
from analytics.themes.shaping import Decisions, Shape, Understood, shaped
from analytics.themes.taxonomy import shipped_ids
from data import cube
from data.store import Store

_SQL = Path(__file__).parent / "sql"


def understood(texts: pd.DataFrame, progress: Callable[[float], None] | None = None) -> pd.DataFrame:
    """What the model makes of new texts, as ``text_vector`` keeps it. ``texts``: text_id, wording.

    Columns: text_id, language, model, vector, leanings (bytes), likeness (0 to 1).
    """
    wordings = [str(wording) for wording in texts["wording"]]
    model = load_model()
    found = model.understood(wordings, progress)
    return pd.DataFrame(
        {
            "text_id": texts["text_id"].astype("int64"),
            "language": language_of(wordings),
            "model": model.name,
            "vector": [row.tobytes() for row in encoding.quantised(found.vectors)],
            "leanings": [row.tobytes() for row in found.leanings],
            "likeness": model.likeness(found.vectors),
        }
    )


def keep(cursor: duckdb.DuckDBPyConnection, texts: pd.DataFrame) -> pd.DataFrame:
    """Keep what the model made of new texts, and give them themes by the taxonomy in force.

    ``texts``: the frame of ``understood``. The labels: text_id, theme, score (0 to 1), position (1 = main).
    """
    cursor.register("understood_text", texts)
    cursor.execute(
        "delete from text_vector where text_id in (select text_id from understood_text);"
        " insert into text_vector select text_id, model, vector, leanings, likeness from understood_text"
    )
    cursor.unregister("understood_text")
    return labelled(shape_in_force(cursor), texts["text_id"].to_numpy(np.int64), _as_arrays(texts))


def labelled(shape: Shape, ids: npt.NDArray[np.int64], texts: Understood) -> pd.DataFrame:
    """The themes of texts in the shape of a taxonomy: text_id, theme, score, position. No row: unclassified."""
    calibrated = calibration.shipped()
    likely = calibrated.probabilities(shape.leanings(texts))
    places = calibrated.chosen(likely, shape.columns)
    # An archived theme may claim a text, but is not given to it.
    places[places >= len(shape.taxonomy.ids)] = -1
    rows, ranks = np.nonzero(places >= 0)
    columns = places[rows, ranks]
    position = pd.Series(rows).groupby(rows).cumcount() + 1
    return pd.DataFrame(
        {
            "text_id": ids[rows].astype(np.int64),
            "theme": np.array(shape.columns, dtype=object)[columns].astype(str),
            "score": likely[rows, columns].astype(np.float32),
            "position": position.to_numpy(np.int8),
        }
    )


def shape_in_force(cursor: duckdb.DuckDBPyConnection) -> Shape:
    """The model in the shape of the taxonomy in force, with every correction that it still understands."""
    taxonomy = versions.read_current(cursor)
    corrected = cursor.execute((_SQL / "decided_vectors.sql").read_text("utf-8")).df()
    given = [list(themes) for themes in corrected["themes"]]
    taught = {theme.id: theme.examples for theme in taxonomy.themes if theme.examples}
    texts = [text for examples in taught.values() for text in examples]
    from_examples = load_model().understood(texts)
    labels = [[theme] for theme, examples in taught.items() for _ in examples]
    living = [row for row, (theme,) in enumerate(labels) if theme in taxonomy.ids]
    decided = _as_arrays(corrected)
    said = Decisions(
        Understood(
            np.concatenate([from_examples.vectors[living], decided.vectors]),
            np.concatenate([from_examples.leanings[living], decided.leanings]),
        ),
        [labels[row] for row in living] + given,
    )
    starts = np.cumsum([0, *(len(examples) for examples in taught.values())])
    vectors = {
        theme: from_examples.vectors[start:end] for theme, start, end in zip(taught, starts, starts[1:], strict=False)
    }
    return shaped(taxonomy, vectors, said, load_model().anchors)


def relabel(cursor: duckdb.DuckDBPyConnection, decided: Sequence[int] = (), *, everything: bool = False) -> int:
    """Give every text the themes that the taxonomy in force and all decisions give it; how many changed.

    ``decided``: texts whose decision is new, which do not count as changed by it. Days of both are counted anew.
    ``everything`` counts every day anew, where themes go by other names too.
    Leaves the temporary table ``moved_text``: text_id, before and after (lists of themes).
    """
    texts = cursor.execute("select text_id, vector, leanings from text_vector order by text_id").df()
    proposed = labelled(shape_in_force(cursor), texts["text_id"].to_numpy(np.int64), _as_arrays(texts))
    cursor.register("proposed_label", proposed)
    cursor.execute((_SQL / "relabel.sql").read_text("utf-8"))
    cursor.unregister("proposed_label")
    keeping.catch_up(cursor)
    moved = cursor.execute("select text_id from moved_text").df()["text_id"]
    if everything:
        cube.refresh(cursor)
        return len(moved)
    cursor.register("counted_text", pd.DataFrame({"text_id": pd.Series([*moved, *decided], dtype="int64")}))
    days = cursor.execute("select distinct day from question semi join counted_text using (text_id)").fetchall()
    cursor.unregister("counted_text")
    cube.refresh(cursor, [day for (day,) in days])
    return int((~moved.isin(decided)).sum())


def outdated(store: Store) -> int:
    """How many texts were not read by the model in use: it learned more since, or they come from an older version."""
    if not store.value("select count(*) from text where wording is not null"):
        return 0  # the model is not needed yet: it takes a second to load
    found = store.value((_SQL / "outdated_texts.sql").read_text("utf-8"), {"model": load_model().name})
    return int(str(found))


def catch_up(store: Store, progress: Callable[[float], None] | None = None) -> int:
    """Read every text anew that another model read, and give all texts their themes; how many changed them.

    Kept whole or not at all.
    """
    with store.transaction() as cursor:
        texts = cursor.execute("select text_id, wording from text where wording is not null order by text_id").df()
        keep(cursor, understood(texts, progress))
        return relabel(cursor)


def correct(store: Store, text_id: int, themes: Sequence[str]) -> int:
    """Decide the themes of a text, main one first; none says that it belongs to no theme.

    The decision wins over the model from now on, and teaches it: how many other texts changed their themes.
    Raises ValueError for an unknown theme.
    """
    with store.transaction() as cursor:
        return decide(cursor, text_id, themes)


def uncorrect(store: Store, text_id: int) -> int:
    """Leave the themes of a text to the model again; how many other texts changed their themes with it."""
    with store.transaction() as cursor:
        return decide(cursor, text_id, None)


def decide(cursor: duckdb.DuckDBPyConnection, text_id: int, themes: Sequence[str] | None) -> int:
    """``correct``, or ``uncorrect`` where there are no themes at all, inside the caller's transaction."""
    if themes is None:
        cursor.execute("delete from correction where text_id = $text_id", {"text_id": text_id})
    else:
        unknown = set(themes) - set(versions.read_current(cursor).ids)
        if unknown:
            raise ValueError(f"There is no theme {', '.join(sorted(unknown))}.")
        cursor.execute(
            "insert or replace into correction values ($text_id, $themes, $now)",
            {"text_id": text_id, "themes": list(dict.fromkeys(themes)), "now": datetime.now()},
        )
    return relabel(cursor, [text_id])


def _as_arrays(kept: pd.DataFrame) -> Understood:
    """The columns vector and leanings of kept texts as arrays, a row each."""
    width = len(shipped_ids()) + 1
    vectors = np.frombuffer(b"".join(kept["vector"]), np.int8).reshape(len(kept), encoding.DIMENSIONS)
    leanings = np.frombuffer(b"".join(kept["leanings"]), np.float32).reshape(len(kept), width)
    return Understood(encoding.kept(vectors), leanings)
