"""What a person may do to a taxonomy: each edit is a function from one taxonomy to the next.

Every edit raises ViceVersaError where it makes no sense: a label that is missing or taken
(``theme_label_missing``, ``theme_label_taken``), too few examples to learn from (``theme_examples_few``), the last
living theme archived or merged away (``theme_last``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from analytics.themes.taxonomy import SLOTS, Taxonomy, Theme
from data.errors import ViceVersaError
from data.language import LANGUAGES
from data.spelling import folded

FEWEST_EXAMPLES = 5
"""Examples from which a theme can be learned."""

_SHORT = 22  # letters that fit a row of a chart
_RESERVED = ("all", "asking", "unclassified", "other", "none")  # what the counts and the labelled files call themselves


@dataclass(frozen=True)
class Described:
    """A new theme as a person describes it, in her language."""

    label: str
    definition: str
    examples: tuple[str, ...]


def renamed(
    taxonomy: Taxonomy, theme: str, label: Mapping[str, str], short: Mapping[str, str], definition: Mapping[str, str]
) -> Taxonomy:
    """The theme under other words; each mapping has a text per language of the interface."""
    for lang, said in label.items():
        _check_label(taxonomy, said, lang, but=(theme,))
    tidy = {lang: _shortened(short[lang].strip() or label[lang].strip()) for lang in label}
    words = [{lang: said.strip() for lang, said in texts.items()} for texts in (label, definition)]
    return _with(taxonomy, replace(taxonomy.theme(theme), label=words[0], short=tidy, definition=words[1]))


def moved(taxonomy: Taxonomy, theme: str, steps: int) -> Taxonomy:
    """The theme so many places further down (or, below zero, up) among the living ones."""
    order = taxonomy.ids
    place = order.index(theme)
    order.insert(max(0, min(len(order) - 1, place + steps)), order.pop(place))
    rest = [one for one in taxonomy.themes if one.archived]
    return replace(taxonomy, themes=(*(taxonomy.theme(one) for one in order), *rest))


def archived(taxonomy: Taxonomy, theme: str) -> Taxonomy:
    """The theme is shown no more; what it alone would claim is unclassified from then on."""
    _check_not_last(taxonomy)
    return _with(taxonomy, replace(taxonomy.theme(theme), archived=True))


def restored(taxonomy: Taxonomy, theme: str) -> Taxonomy:
    """An archived theme is shown again, last. The parts that it was split into give its questions back."""
    back = replace(taxonomy.theme(theme), archived=False)
    others, gone = [], {}
    for one in taxonomy.themes:
        if theme in one.within:
            one = replace(one, within=tuple(whole for whole in one.within if whole != theme))
            if not one.within and not one.base:
                gone[one.id] = theme
                continue
        if one.id != theme:
            others.append(one)
    return Taxonomy((*others, back), {**taxonomy.merged, **gone})


def merged(taxonomy: Taxonomy, theme: str, into: str) -> Taxonomy:
    """The questions and the examples of a theme go to another one."""
    _check_not_last(taxonomy)
    gone, kept = taxonomy.theme(theme), taxonomy.theme(into)
    kept = replace(
        kept,
        base=(*kept.base, *gone.base),
        within=tuple(dict.fromkeys((*kept.within, *gone.within))),
        examples=tuple(dict.fromkeys((*kept.examples, *gone.examples))),
    )
    others = tuple(one for one in taxonomy.themes if one.id != theme)
    return _with(replace(taxonomy, themes=others, merged={**taxonomy.merged, theme: into}), kept)


def added(taxonomy: Taxonomy, described: Described, taken: Collection[str] = ()) -> Taxonomy:
    """A new theme, last of the living ones. ``taken``: ids of themes of earlier versions."""
    return _grown(taxonomy, [described], (), taken)


def split(taxonomy: Taxonomy, theme: str, parts: Sequence[Described], taken: Collection[str] = ()) -> Taxonomy:
    """The questions of a theme are shared out among its parts; the theme itself is archived."""
    if len(parts) < 2:
        raise ViceVersaError("theme_parts_few")
    grown = _grown(taxonomy, parts, (theme,), taken)
    return _with(grown, replace(taxonomy.theme(theme), archived=True))


def taught(taxonomy: Taxonomy, theme: str, examples: Iterable[str]) -> Taxonomy:
    """The theme with these examples of its users instead of those it had."""
    wanted = _examples(examples)
    kept = taxonomy.theme(theme)
    if not kept.base and len(wanted) < FEWEST_EXAMPLES:
        raise ViceVersaError("theme_examples_few", fewest=FEWEST_EXAMPLES, count=len(wanted))
    return _with(taxonomy, replace(kept, examples=wanted))


def _grown(taxonomy: Taxonomy, new: Sequence[Described], within: tuple[str, ...], taken: Collection[str]) -> Taxonomy:
    for described in new:
        for lang in LANGUAGES:
            _check_label(taxonomy, described.label, lang, but=within)
        wanted = _examples(described.examples)
        if len(wanted) < FEWEST_EXAMPLES:
            raise ViceVersaError("theme_examples_few", fewest=FEWEST_EXAMPLES, count=len(wanted))
        label = described.label.strip()
        one = Theme(
            id=_slug(label, {*(theme.id for theme in taxonomy.themes), *taxonomy.merged, *taken}),
            label=dict.fromkeys(LANGUAGES, label),
            short=dict.fromkeys(LANGUAGES, _shortened(label)),
            definition=dict.fromkeys(LANGUAGES, described.definition.strip()),
            colour=_free_slot(taxonomy),
            within=within,
            examples=wanted,
        )
        taxonomy = replace(taxonomy, themes=(*taxonomy.living, one, *(t for t in taxonomy.themes if t.archived)))
    return taxonomy


def _with(taxonomy: Taxonomy, changed: Theme) -> Taxonomy:
    return replace(taxonomy, themes=tuple(changed if one.id == changed.id else one for one in taxonomy.themes))


def _examples(given: Iterable[str]) -> tuple[str, ...]:
    """The examples, each once however it is spelled, without the empty ones."""
    first: dict[str, str] = {}
    for said in given:
        if said.strip():
            first.setdefault(folded(said), " ".join(said.split()))
    return tuple(first.values())


def _check_label(taxonomy: Taxonomy, label: str, lang: str, but: Collection[str]) -> None:
    if not label.strip():
        raise ViceVersaError("theme_label_missing")
    if any(folded(theme.label[lang]) == folded(label) for theme in taxonomy.living if theme.id not in but):
        raise ViceVersaError("theme_label_taken", label=label.strip())


def _check_not_last(taxonomy: Taxonomy) -> None:
    if len(taxonomy.living) < 2:
        raise ViceVersaError("theme_last")


def _shortened(label: str) -> str:
    return label if len(label) <= _SHORT else label[: _SHORT - 1].rstrip() + "…"


def _slug(label: str, taken: Collection[str]) -> str:
    """An id of plain letters that no theme had before."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    start = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:40] or "theme"
    tries = [start, *(f"{start}_{number}" for number in range(2, len(taken) + 3))]
    return next(one for one in tries if one not in taken and one not in _RESERVED)


def _free_slot(taxonomy: Taxonomy) -> int:
    """The mark that no theme has, or fewest: an archived theme keeps its own, for the day it is shown again."""
    used = [taxonomy.slot(theme.id) for theme in taxonomy.themes]
    return min(range(SLOTS), key=lambda slot: (used.count(slot), slot))
