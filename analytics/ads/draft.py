"""A paragraph for the ad from answers that the company approved: laid out, word for word; nothing is invented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Approved:
    """An approved answer on a theme, in the language of the ad, with who stands by it and since when."""

    theme: str
    text: str
    approved_by: str
    approved_on: date


def laid_out(answers: Sequence[Approved], themes: Sequence[str]) -> list[Approved]:
    """The answers on themes that an ad leaves open, in the order of the themes, each text once."""
    seen: set[str] = set()
    chosen = []
    for theme in themes:
        for answer in answers:
            if answer.theme == theme and answer.text and answer.text not in seen:
                seen.add(answer.text)
                chosen.append(answer)
    return chosen


def paragraph(chosen: Sequence[Approved]) -> str:
    """The answers as one text to paste into the ad, a paragraph each."""
    return "\n\n".join(answer.text for answer in chosen)
