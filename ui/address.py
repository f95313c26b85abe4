"""Choices that live in the address by their ids.

Streamlit's own binding (``bind="query-params"``) writes an option's label into the address. It serves
where labels are the same in every language: roles, places, searches. A translated label would be
lost when a colleague opens the address in another language, so choices with translated labels are
kept here, by their ids: ``?period=13&theme=remote_work``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from ui.texts import LANGUAGE_KEY, reader_language


def choice(
    name: str,
    label: str,
    options: Sequence[str],
    default: str,
    shown: Callable[[str], str],
    draw: Any = st.selectbox,
    **widget: Any,
) -> str:
    """One of ``options``, chosen with a selectbox or whatever ``draw`` draws."""
    _settle(name, options, [default], lambda chosen: chosen[0])
    labels = {option: shown(option) for option in options}
    chosen = draw(label, options, format_func=labels.__getitem__, key=_key(name), **widget)
    _write(name, [chosen], [default])
    return str(chosen)


def choices(
    name: str, label: str, options: Sequence[str], default: Sequence[str], shown: Callable[[str], str], **widget: Any
) -> list[str]:
    """Several of ``options``, in the order they were chosen; possibly none."""
    _settle(name, options, list(default), list)
    labels = {option: shown(option) for option in options}
    chosen = st.multiselect(label, options, format_func=labels.__getitem__, key=_key(name), select_all=False, **widget)
    _write(name, chosen, list(default))
    return list(chosen)


def choose(name: str, value: str) -> None:
    """Make a choice for the reader, before its widget is drawn: from a callback."""
    st.session_state[_key(name)] = value


def _key(name: str) -> str:
    # One widget per language: a widget remembers its option by the label it showed.
    return LANGUAGE_KEY if name == "lang" else f"{name}.{reader_language()}"


def _settle(name: str, options: Sequence[str], default: list[str], as_value: Callable[[list[str]], Any]) -> None:
    """Before the widget: an address that says something new wins, then what was chosen, then the default."""
    asked = [option for option in st.query_params.get_all(name) if option in options]
    if asked and asked != st.session_state.get(f"{name}.written"):
        st.session_state[_key(name)] = as_value(asked)
    elif _key(name) not in st.session_state or not _possible(st.session_state[_key(name)], options):
        kept = [option for option in st.session_state.get(name, default) if option in options]
        st.session_state[_key(name)] = as_value(kept or [option for option in default if option in options])


def _possible(value: Any, options: Sequence[str]) -> bool:
    return all(option in options for option in ([value] if isinstance(value, str) else value or []))


def _write(name: str, chosen: list[str], default: list[str]) -> None:
    """After the widget: the address says what was chosen, unless that goes without saying."""
    said = [] if chosen == default else chosen
    # Kept for other screens with the same choice; what was never chosen leaves them their own default.
    st.session_state[name] = said or default
    if said != st.query_params.get_all(name):
        if said:
            st.query_params[name] = said
        else:
            del st.query_params[name]
    st.session_state[f"{name}.written"] = said
