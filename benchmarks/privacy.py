"""How much of planted personal data masking takes away, and how much of clean wordings it leaves alone.

The wordings are in ``tests/data/privacy/``, in two halves: masking was tuned on one, never on the other.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from data.masking import Masker, without_marks
from data.spelling import folded

WORDINGS = Path(__file__).parents[1] / "tests" / "data" / "privacy"
HALVES = ("tuned", "held_out")
KINDS = {
    "known name": 0.98, "e-mail": 0.98, "phone": 0.98, "url": 0.98, "nir": 0.98, "iban": 0.98,
    "title": 0.9, "introduction": 0.9, "signature": 0.9, "card": 0.9, "ip": 0.9, "handle": 0.9, "address": 0.9,
}  # fmt: skip
"""Least share of the planted pieces that must go, by kind."""

MOST_ALTERED = 0.01
"""Largest share of clean wordings that may change."""

_PLANTED = re.compile("‹([^›]*)›")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Wording:
    """A wording of the set: ``marked`` has what must go between ‹ ›; the file names ``candidate`` and ``people``."""

    kind: str
    marked: str
    candidate: str
    people: tuple[str, ...]

    @property
    def plain(self) -> str:
        """The wording as a file would hold it."""
        return self.marked.replace("‹", "").replace("›", "")

    def masked(self) -> str:
        """What is kept of it, where the row is the candidate's own."""
        masker = Masker({self.candidate, *self.people})
        return masker.mask(self.plain, masker.names_in(self.candidate)).text

    def missed(self) -> list[str]:
        """The planted pieces of which a word is left."""
        left = _words(without_marks(self.masked())) - _words(_PLANTED.sub(" ", self.marked))
        return [piece for piece in _PLANTED.findall(self.marked) if not _words(piece).keys().isdisjoint(left)]


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(folded(text)))


def wordings(name: str) -> Iterator[Wording]:
    """The wordings of one file of the set."""
    for group in tomllib.loads((WORDINGS / f"{name}.toml").read_text("utf-8"))["group"]:
        kind = group.get("kind", group.get("about", ""))
        for marked in group["wordings"].strip().splitlines():
            yield Wording(kind, marked, group.get("candidate", ""), tuple(group.get("people", ())))


@dataclass(frozen=True)
class Recall:
    """How many pieces of one kind were planted, and which were missed, with their wording."""

    planted: int
    missed: tuple[tuple[str, str], ...]

    @property
    def share(self) -> float:
        """The share that went."""
        return 1 - len(self.missed) / self.planted


def recall(half: str) -> dict[str, Recall]:
    """What went of each kind in one half."""
    planted: Counter[str] = Counter()
    missed: dict[str, list[tuple[str, str]]] = {kind: [] for kind in KINDS}
    for wording in wordings(f"planted_{half}"):
        planted[wording.kind] += len(_PLANTED.findall(wording.marked))
        missed[wording.kind] += [(piece, wording.plain) for piece in wording.missed()]
    return {kind: Recall(planted[kind], tuple(missed[kind])) for kind in KINDS}


def altered(half: str) -> tuple[int, list[tuple[str, str]]]:
    """How many clean wordings one half has, and those that masking changes, with what became of them."""
    clean = list(wordings(f"clean_{half}"))
    return len(clean), [(one.plain, one.masked()) for one in clean if one.masked() != one.plain]


def run() -> None:
    """Print the figures of both halves, and every piece missed."""
    print("Masking, on wordings of our own")
    for half in HALVES:
        print(f"  {half}")
        for kind, found in recall(half).items():
            print(f"    {kind:<14}{found.planted:5} planted{found.share:8.1%} gone   wanted >= {KINDS[kind]:.0%}")
            for piece, wording in found.missed:
                print(f"      left: {piece!r} in {wording!r}")
        clean, changed = altered(half)
        print(f"    clean{clean:14} wordings{len(changed) / clean:8.1%} altered   wanted <= {MOST_ALTERED:.0%}")
        for before, after in changed:
            print(f"      altered: {before!r} -> {after!r}")
