"""How good the themes are on a company's own questions: judged by a person, on a fair sample, without seeing the model.

What the model said is kept beside each judgement as it was then, before it could learn from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import pandas as pd

from analytics.statistics import wilson_interval
from analytics.themes import labels
from data.store import Store

ENOUGH = 100
"""Judgements from which a figure is within about ten points either way (95 % Wilson interval)."""


def judge(store: Store, text_id: int, themes: Sequence[str]) -> int:
    """Note a person's themes of a text of the sample, beside what the model says, and decide by them.

    How many other texts changed their themes with the decision. Raises ValueError for an unknown theme.
    """
    with store.transaction() as cursor:
        row = cursor.execute(
            "select coalesce(list(theme order by position), []) from label where text_id = $text_id",
            {"text_id": text_id},
        ).fetchone()
        cursor.execute(
            "insert or replace into judgement values ($text_id, $themes, $predicted, $now)",
            {
                "text_id": text_id,
                "themes": list(dict.fromkeys(themes)),
                "predicted": row[0] if row else [],
                "now": datetime.now(),
            },
        )
        return labels.decide(cursor, text_id, themes)


def unjudge(store: Store, text_id: int) -> int:
    """Take a judgement and its decision back; how many other texts changed their themes with it."""
    with store.transaction() as cursor:
        cursor.execute("delete from judgement where text_id = $text_id", {"text_id": text_id})
        return labels.decide(cursor, text_id, None)


def main_theme(judgements: pd.DataFrame) -> pd.DataFrame:
    """In how many texts the model's first theme is one that the person gave, or both gave none.

    ``judgements``: the frame of ``queries.judgements``. One row: right, texts, rate, low, high.
    """
    right = [
        (predicted[0] in themes) if predicted else not themes
        for themes, predicted in zip(judgements["themes"], judgements["predicted"], strict=True)
    ]
    return _rates(pd.DataFrame({"right": [sum(right)], "texts": [len(right)]}))


def by_theme(judgements: pd.DataFrame, themes: Sequence[str]) -> pd.DataFrame:
    """Precision and recall of each theme, over all languages together (language "") and in each.

    Precision: of the texts that the model gave the theme, those that the person did. Recall: of those that the
    person gave it, those that the model did. Columns: theme, language, measure, right, texts, rate, low, high; a
    measure without any text has no rate.
    """
    rows = []
    for language in ("", *sorted(judgements["language"].unique())):
        of_language = judgements[judgements["language"] == language] if language else judgements
        for theme in themes:
            given = of_language["predicted"].map(lambda found, theme=theme: theme in found).to_numpy(bool)
            carried = of_language["themes"].map(lambda found, theme=theme: theme in found).to_numpy(bool)
            both = int((given & carried).sum())
            rows += [
                (theme, language, "precision", both, int(given.sum())),
                (theme, language, "recall", both, int(carried.sum())),
            ]
    return _rates(pd.DataFrame(rows, columns=["theme", "language", "measure", "right", "texts"]))


def _rates(counted: pd.DataFrame) -> pd.DataFrame:
    low, high = wilson_interval(counted["right"], counted["texts"])
    return counted.assign(rate=counted["right"] / counted["texts"].where(counted["texts"] > 0), low=low, high=high)


def drift(likeness: pd.DataFrame) -> tuple[float, float | None, bool]:
    """The mean likeness before the last finished period, that of the last one, and whether it fell beyond chance.

    Welch's test from the 95 % intervals (Welch 1947): the means differ by more than 1.96 standard errors of their
    difference. ``likeness``: the frame of ``queries.likeness``. None where there are not two periods to compare.
    """
    shown = likeness[likeness["finished"].astype(bool) & likeness["rate"].notna()].sort_values("period")
    if len(shown) < 2:
        return 0.0, None, False
    questions = shown["questions"].to_numpy(float)
    means = shown["rate"].to_numpy(float)
    halves = ((shown["high"] - shown["low"]) / 2).to_numpy(float)
    weights = questions[:-1] / questions[:-1].sum()
    before, after = float(weights @ means[:-1]), float(means[-1])
    half = float(((weights * halves[:-1]) ** 2).sum() + halves[-1] ** 2) ** 0.5
    return before, after, before - after > half
