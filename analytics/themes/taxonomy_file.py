"""A taxonomy with its users' examples as one file, to move it from one installation to another.

Corrections stay behind: they are candidates' wordings.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from analytics.themes.taxonomy import SLOTS, Taxonomy, shipped_ids
from data.errors import ViceVersaError
from data.language import LANGUAGES

KIND = "vice-versa-taxonomy"
"""What the file says it is."""

LARGEST_MB = 5


def written(taxonomy: Taxonomy) -> bytes:
    """The file of a taxonomy: JSON in UTF-8."""
    return json.dumps({"kind": KIND, **taxonomy.to_json()}, ensure_ascii=False, indent=2).encode()


def read(content: bytes) -> Taxonomy:
    """The taxonomy of a file. Raises ``taxonomy_unreadable`` where it is none of ours, or does not hold together."""
    try:
        if len(content) > LARGEST_MB * 1024 * 1024:
            raise ValueError("too large")
        document = json.loads(content.decode("utf-8-sig"))
        if document["kind"] != KIND:
            raise ValueError("another kind of file")
        taxonomy = Taxonomy.from_json(document)
        _check(taxonomy)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ViceVersaError("taxonomy_unreadable") from error
    return taxonomy


def _check(taxonomy: Taxonomy) -> None:
    """Raises ValueError where a taxonomy does not hold together: screens and the model rely on all of this."""
    ids = [theme.id for theme in taxonomy.themes]
    bases = [base for theme in taxonomy.themes for base in theme.base]
    texts = [
        mapping[lang] for t in taxonomy.themes for mapping in (t.label, t.short, t.definition) for lang in LANGUAGES
    ]
    wholes = {theme.id: theme.within for theme in taxonomy.themes if theme.within}
    examples = [example for theme in taxonomy.themes for example in theme.examples]
    sound = (
        len(set(ids)) == len(ids)
        and taxonomy.ids
        and sorted(bases) == sorted(shipped_ids())
        and all(
            isinstance(text, str) for text in [*ids, *texts, *examples, *taxonomy.merged, *taxonomy.merged.values()]
        )
        and all(
            theme.id.isidentifier() and theme.id.isascii() and theme.label[LANGUAGES[0]] for theme in taxonomy.themes
        )
        and all(isinstance(t.colour, int) and 0 <= t.colour < SLOTS for t in taxonomy.themes)
        and all(isinstance(theme.archived, bool) for theme in taxonomy.themes)
        and all(whole in ids and taxonomy.theme(whole).archived for within in wholes.values() for whole in within)
        and all(theme.examples or (theme.base and not theme.within) for theme in taxonomy.themes)
        and all(_ends(wholes, theme) for theme in wholes)
        and not set(taxonomy.merged) & set(ids)
        and all(_ends({one: [into] for one, into in taxonomy.merged.items()}, one) for one in taxonomy.merged)
    )
    if not sound:
        raise ValueError("does not hold together")


def _ends(leads_to: Mapping[str, Sequence[str]], start: str) -> bool:
    """Whether following what each theme leads to never comes back to the start."""
    seen: set[str] = set()
    ahead = list(leads_to.get(start, ()))
    while ahead:
        theme = ahead.pop()
        if theme not in seen:
            seen.add(theme)
            ahead += leads_to.get(theme, ())
    return start not in seen
