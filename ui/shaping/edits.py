"""The forms of the taxonomy screen: one per thing that can be done to the themes.

To add an edit, write its form and add one line to ``EDITS``, its texts to ``taxonomy.toml``. A form returns the
taxonomy as it would be and what was done, for the history; None while it is not complete.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from analytics.themes import editing
from analytics.themes.editing import FEWEST_EXAMPLES, Described
from analytics.themes.taxonomy import Taxonomy
from data.language import LANGUAGES
from ui.subjects import accepted_with
from ui.texts import reader_language, text

Edited = tuple[Taxonomy, dict[str, object]]

MOST_PARTS = 6


def _theme(taxonomy: Taxonomy, themes: Sequence[str], key: str, label: str = "choose") -> str | None:
    """A choice of one theme; None, with a word, where there is none to choose."""
    if not themes:
        st.caption(text("taxonomy.nothing"))
        return None
    lang = reader_language()
    chosen: str = st.selectbox(
        text(f"taxonomy.{label}"),
        list(themes),
        format_func=lambda theme: taxonomy.label(theme, lang),
        key=f"edit.{key}.{lang}",
        width=420,
    )
    return chosen


def _named(taxonomy: Taxonomy, action: str, theme: str, **more: object) -> dict[str, object]:
    return {"action": action, "theme": taxonomy.label(theme, reader_language()), **more}


def _described(key: str) -> Described:
    """Name, definition and examples of a new theme, as far as they are written."""
    label = st.text_input(text("taxonomy.field.new_label"), key=f"{key}.label", max_chars=60, width=420)
    definition = st.text_area(text("taxonomy.field.new_definition"), key=f"{key}.definition", height=80)
    return Described(label, definition, _examples(key))


def _examples(key: str, value: Sequence[str] = ()) -> tuple[str, ...]:
    written = st.text_area(
        text("taxonomy.field.examples"),
        "\n".join(value),
        key=f"{key}.examples",
        height=160,
    )
    st.caption(text("taxonomy.field.examples_help", fewest=FEWEST_EXAMPLES))
    return tuple(line.strip() for line in written.splitlines() if line.strip())


def _rename(taxonomy: Taxonomy, taken: set[str]) -> Edited | None:
    theme = _theme(taxonomy, taxonomy.ids, "rename")
    if theme is None:
        return None
    now = taxonomy.theme(theme)
    said: dict[str, dict[str, str]] = {"label": {}, "short": {}, "definition": {}}
    for lang, column in zip(LANGUAGES, st.columns(len(LANGUAGES)), strict=True):
        named = text(f"shell.languages.{lang}")
        with column:
            for field, value in (("label", now.label), ("short", now.short)):
                said[field][lang] = st.text_input(
                    text(f"taxonomy.field.{field}", spoken=named),
                    value[lang],
                    key=f"rename.{theme}.{field}.{lang}",
                    max_chars=60,
                )
            said["definition"][lang] = st.text_area(
                text("taxonomy.field.definition", spoken=named),
                now.definition[lang],
                key=f"rename.{theme}.definition.{lang}",
                height=120,
            )
    changed = editing.renamed(taxonomy, theme, said["label"], said["short"], said["definition"])
    return None if changed == taxonomy else (changed, _named(taxonomy, "renamed", theme))


def _order(taxonomy: Taxonomy, taken: set[str]) -> Edited | None:
    theme = _theme(taxonomy, taxonomy.ids, "order")
    if theme is None:
        return None
    steps = 0
    with st.container(horizontal=True):
        place = taxonomy.ids.index(theme)
        if st.button(text("taxonomy.field.up"), icon=":material/arrow_upward:", disabled=place == 0):
            steps = -1
        if st.button(text("taxonomy.field.down"), icon=":material/arrow_downward:", disabled=theme == taxonomy.ids[-1]):
            steps = 1
    return (editing.moved(taxonomy, theme, steps), _named(taxonomy, "moved", theme)) if steps else None


def _add(taxonomy: Taxonomy, taken: set[str]) -> Edited | None:
    described = _described("add")
    if not described.label.strip() and not described.examples:
        return None
    added = editing.added(taxonomy, described, taken)
    return added, {"action": "added", "theme": described.label.strip(), **accepted_with(described.examples)}


def _teach(taxonomy: Taxonomy, taken: set[str]) -> Edited | None:
    theme = _theme(taxonomy, taxonomy.ids, "teach")
    if theme is None:
        return None
    examples = _examples(f"teach.{theme}", taxonomy.theme(theme).examples)
    changed = editing.taught(taxonomy, theme, examples)
    return None if changed == taxonomy else (changed, _named(taxonomy, "taught", theme))


def _merge(taxonomy: Taxonomy, taken: set[str]) -> Edited | None:
    theme = _theme(taxonomy, taxonomy.ids, "merge")
    others = [one for one in taxonomy.ids if one != theme]
    into = _theme(taxonomy, others, "merge_into", "field.into")
    if theme is None or into is None:
        return None
    named = _named(taxonomy, "merged", theme, into=taxonomy.label(into, reader_language()))
    return editing.merged(taxonomy, theme, into), named


def _split(taxonomy: Taxonomy, taken: set[str]) -> Edited | None:
    theme = _theme(taxonomy, taxonomy.ids, "split")
    if theme is None:
        return None
    count = st.number_input(text("taxonomy.field.parts"), 2, MOST_PARTS, 2, key="split.parts", width=200)
    parts = []
    for number in range(1, int(count) + 1):
        with st.expander(text("taxonomy.field.part", number=number), expanded=True):
            parts.append(_described(f"split.{number}"))
    if not any(part.label.strip() or part.examples for part in parts):
        return None
    return editing.split(taxonomy, theme, parts, taken), _named(taxonomy, "split", theme)


def _archive(taxonomy: Taxonomy, taken: set[str]) -> Edited | None:
    theme = _theme(taxonomy, taxonomy.ids, "archive")
    return None if theme is None else (editing.archived(taxonomy, theme), _named(taxonomy, "archived", theme))


def _restore(taxonomy: Taxonomy, taken: set[str]) -> Edited | None:
    theme = _theme(taxonomy, [one.id for one in taxonomy.themes if one.archived], "restore")
    return None if theme is None else (editing.restored(taxonomy, theme), _named(taxonomy, "restored", theme))


EDITS: dict[str, Callable[[Taxonomy, set[str]], Edited | None]] = {
    "add": _add,
    "rename": _rename,
    "teach": _teach,
    "merge": _merge,
    "split": _split,
    "archive": _archive,
    "restore": _restore,
    "order": _order,
}
"""What can be done to the themes, by its name in ``taxonomy.edits``."""
