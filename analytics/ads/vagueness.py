"""Why a mention is no answer: the rules of ``data/ads/vague.toml``, each with the reason that is shown."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from data.spelling import folded

FILE = Path(__file__).parents[2] / "data" / "ads" / "vague.toml"

_MISSING = "missing."
PAY = _MISSING + "pay"
"""The reason of an ad that tells benefits, or the contract, but no pay."""


@dataclass(frozen=True)
class Rule:
    """One rule: the themes that it makes vague, its words, what makes them concrete after all, and why it is there."""

    id: str
    themes: tuple[str, ...]
    words: re.Pattern[str]
    unless: re.Pattern[str] | None
    reason: dict[str, str]

    def fits(self, text: str) -> bool:
        """Whether a folded text mentions without saying."""
        return self.words.search(text) is not None and not (self.unless and self.unless.search(text))


def rules() -> tuple[Rule, ...]:
    """The rules, in the order in which they are tried."""
    return _rules(FILE.stat().st_mtime_ns)


@lru_cache(maxsize=1)
def _said(_modified: int) -> dict[str, Any]:
    return tomllib.loads(FILE.read_text("utf-8"))


@lru_cache(maxsize=1)
def _rules(modified: int) -> tuple[Rule, ...]:
    said = _said(modified)
    concrete: dict[str, list[str]] = said["concrete"]
    return tuple(
        Rule(
            rule["id"],
            tuple(rule["themes"]),
            _any(rule["words"]),
            _any([word for name in rule["unless"] for word in concrete[name]]) if rule["unless"] else None,
            rule["reason"],
        )
        for rule in said["rule"]
    )


def _any(words: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{word})" for word in words))


def vague(text: str, theme: str) -> str | None:
    """The id of the first rule that makes a passage vague on a theme; None where it says something."""
    plain = folded(text)
    return next((rule.id for rule in rules() if theme in rule.themes and rule.fits(plain)), None)


def concrete(text: str, theme: str) -> bool:
    """Whether a passage holds what is an answer on a theme by itself."""
    said = _said(FILE.stat().st_mtime_ns)
    lists = [said["concrete"][name] for name in said["answers"].get(theme, ())]
    return any(_any(words).search(folded(text)) for words in lists)


def asks_of_candidate(heading: str) -> bool:
    """Whether a heading stands above what the candidate must have, not what the job gives."""
    return _any(_said(FILE.stat().st_mtime_ns)["requirements"]).search(folded(heading)) is not None


def missing(theme: str) -> str:
    """The reason of a passage that speaks of a shipped theme without a fact, where no rule says why."""
    return _MISSING + (theme if theme in _said(FILE.stat().st_mtime_ns)["missing"] else "other")


def reason(reason_id: str, lang: str) -> str:
    """The sentence of a rule, or of what is missing, in ``lang``."""
    if reason_id.startswith(_MISSING):
        return str(_said(FILE.stat().st_mtime_ns)["missing"][reason_id.removeprefix(_MISSING)][lang])
    return next(rule.reason[lang] for rule in rules() if rule.id == reason_id)
