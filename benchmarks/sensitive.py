"""How many wordings that reveal what GDPR art. 9 protects are hidden, and how many general questions with them.

The wordings are in ``tests/data/privacy/``, in two halves: the rules were tuned on one, never on the other.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass

from benchmarks.privacy import HALVES, WORDINGS
from data.sensitive import reveals_protected

LEAST_HIDDEN = {"tuned": 0.95, "held_out": 0.8}
"""Least share of revealing wordings that are hidden, by half."""

MOST_OVERDONE = 0.03
"""Largest share of general questions that are hidden with them."""


@dataclass(frozen=True)
class Outcome:
    """The wordings of one half and language group, and those that went wrong."""

    revealing: int
    general: int
    missed: tuple[str, ...]
    overdone: tuple[str, ...]


def outcome(half: str, languages: tuple[str, ...] | None = None) -> Outcome:
    """What is hidden of one half; all languages unless some are named."""
    groups = tomllib.loads((WORDINGS / f"revealing_{half}.toml").read_text("utf-8"))
    chosen = [group for language, group in groups.items() if languages is None or language in languages]
    revealing = [wording for group in chosen for wording in group["revealing"].strip().splitlines()]
    general = [wording for group in chosen for wording in group["general"].strip().splitlines()]
    return Outcome(
        len(revealing),
        len(general),
        tuple(wording for wording in revealing if not reveals_protected(wording)),
        tuple(wording for wording in general if reveals_protected(wording)),
    )


def run() -> None:
    """Print the figures of both halves, and every wording that went wrong."""
    print("Wordings that reveal what GDPR art. 9 protects, on wordings of our own")
    for half in HALVES:
        for languages in (("fr",), ("en",), ("de", "es", "it", "pt"), None):
            found = outcome(half, languages)
            hidden, overdone = 1 - len(found.missed) / found.revealing, len(found.overdone) / found.general
            print(
                f"  {half:<10}{' '.join(languages or ('all',)):<13}{found.revealing:4} revealing {hidden:7.1%} hidden"
                f"{found.general:5} general {overdone:7.1%} hidden"
            )
        print(f"    wanted: revealing >= {LEAST_HIDDEN[half]:.0%}, general <= {MOST_OVERDONE:.0%}")
        for wording in found.missed:
            print(f"      shown: {wording}")
        for wording in found.overdone:
            print(f"      hidden: {wording}")
