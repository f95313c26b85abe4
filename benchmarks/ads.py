"""How well the themes of job ads' passages are found, and the pay, on labelled passages of our own.

``tests/data/ads/passages.csv`` was labelled by two people, the second without seeing the first one's labels. One half
taught the matching; the figures are those of the other, which nobody looked at while it was made. ``pay.csv`` has
halves of the same kind.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from analytics.ads import pay, reading
from analytics.ads.examples import examples
from analytics.ads.matching import Matched, matched
from analytics.themes import labels
from analytics.themes.evaluation import Judged, figures, theme_figures
from analytics.themes.taxonomy import shipped, shipped_ids
from data.spelling import folded
from data.store import open_store

FOLDER = Path(__file__).parents[1] / "tests" / "data" / "ads"
LEAST_F1 = 0.8


@dataclass(frozen=True)
class Passage:
    """One passage with what each of the two labellers says that it answers, and that it leaves vague."""

    text: str
    language: str
    half: str
    answered: tuple[frozenset[str], frozenset[str]]
    vague: tuple[frozenset[str], frozenset[str]]


Labelled = Callable[[Passage], tuple[frozenset[str], frozenset[str]]]
Given = Callable[[Matched], Iterable[str]]


def passages() -> list[Passage]:
    """All labelled passages of both halves."""
    with (FOLDER / "passages.csv").open(encoding="utf-8", newline="") as file:
        return [
            Passage(
                row["text"],
                row["language"],
                row["half"],
                (_themes(row["themes"]), _themes(row["second_themes"])),
                (_themes(row["vague_themes"]), _themes(row["second_vague_themes"])),
            )
            for row in csv.DictReader(file)
        ]


def _themes(cell: str) -> frozenset[str]:
    return frozenset(filter(None, cell.split("|")))


def found(texts: Sequence[str]) -> list[Matched]:
    """What the matching that ships says of passages, in the taxonomy that ships."""
    store = open_store(":memory:")
    with store.reading() as cursor:
        shape = labels.shape_in_force(cursor)
    store.close()
    return matched(texts, reading.read(texts), shape)


def judged(
    of: Sequence[Passage],
    said: Sequence[Matched],
    labelled: Labelled,
    given: Given,
) -> list[Judged]:
    """Themes that both labellers give are wanted, those that one gives are accepted."""
    return [
        Judged(one.language, first & second, first ^ second, tuple(given(what)))
        for one, what in zip(of, said, strict=True)
        for first, second in [labelled(one)]
    ]


def agreement(of: Sequence[Passage], labelled: Labelled) -> float:
    """Cohen's kappa (1960) of the two labellers over all passages and themes."""
    pairs = [
        (theme in first, theme in second) for one in of for first, second in [labelled(one)] for theme in shipped_ids()
    ]
    same = sum(one is other for one, other in pairs) / len(pairs)
    shares = [sum(pair[place] for pair in pairs) / len(pairs) for place in (0, 1)]
    chance = shares[0] * shares[1] + (1 - shares[0]) * (1 - shares[1])
    return (same - chance) / (1 - chance)


WAYS: dict[str, tuple[Labelled, Given]] = {
    "answered": (lambda one: one.answered, lambda what: what.answered),
    "vague": (lambda one: one.vague, lambda what: what.vague),
    "spoken of": (
        lambda one: (one.answered[0] | one.vague[0], one.answered[1] | one.vague[1]),
        lambda what: (*what.answered, *what.vague),
    ),
}
"""What is measured: how the labels are read, and what the matching says."""


@dataclass(frozen=True)
class PayFigures:
    """Snippets with pay that were found, missed, and those without where some was found; ``exact``: told rightly."""

    right: int
    missed: int
    wrong: int
    exact: int
    snippets: int


def pay_figures(half: str) -> PayFigures:
    """How pay is recognised in the snippets of one half."""
    with (FOLDER / "pay.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["half"] == half]
    told = [pay.found(row["text"]) for row in rows]
    wanted = [row["kind"] != "none" for row in rows]
    return PayFigures(
        right=sum(want and one is not None for want, one in zip(wanted, told, strict=True)),
        missed=sum(want and one is None for want, one in zip(wanted, told, strict=True)),
        wrong=sum(not want and one is not None for want, one in zip(wanted, told, strict=True)),
        exact=sum(_same(row, one) for row, one in zip(rows, told, strict=True)),
        snippets=len(rows),
    )


def _same(row: dict[str, str], told: pay.Pay | None) -> bool:
    if told is None:
        return row["kind"] == "none"
    amounts = [float(row[name]) if row[name] else None for name in ("low", "high")]
    gross = {"gross": True, "net": False, "": None}[row["gross"]]
    wanted = (row["kind"], *amounts, row["period"] or None, row["currency"] or None, gross)
    return wanted == (told.kind.value, told.low, told.high, told.period, told.currency, told.gross)


def run() -> None:
    """Print agreement, precision, recall and F1, and how pay is recognised."""
    every = passages()
    held_out = [one for one in every if one.half == "held_out"]
    said = found([one.text for one in held_out])
    known = {folded(one.text) for one in examples()}
    print(f"Themes of job ads' passages: {len(every)} labelled twice, {len(held_out)} held out")
    print(f"  of the held out, word for word among the taught: {sum(folded(one.text) in known for one in held_out)}")
    for way, (labelled, given) in WAYS.items():
        measured = judged(held_out, said, labelled, given)
        overall = figures(measured)
        print(f"  {way}: agreement of the labellers (kappa, all {len(every)}) {agreement(every, labelled):.2f}")
        print(f"    {'all':<20}{_line(overall)}")
        for theme in shipped_ids():
            one = theme_figures(measured, theme)
            print(f"    {shipped().short(theme, 'en'):<20}{_line(one)}   {one['support']}")
        for lang in ("fr", "en"):
            print(f"    {lang:<20}{_line(figures([one for one in measured if one.language == lang]))}")
    print(f"    wanted: F1 of what is answered >= {LEAST_F1:.0%}")
    for half in ("tuned", "held_out"):
        found_pay = pay_figures(half)
        precision = found_pay.right / (found_pay.right + found_pay.wrong)
        recall = found_pay.right / (found_pay.right + found_pay.missed)
        exact = found_pay.exact / found_pay.snippets
        shares = f"precision {precision:.1%}, recall {recall:.1%}, exact {exact:.1%}"
        print(f"  pay, {half}: {found_pay.snippets} snippets, {shares}")


def _line(of: dict[str, float | int | None]) -> str:
    return "".join("       –" if of[name] is None else f"{of[name]:8.1%}" for name in ("precision", "recall", "f1"))
