"""Roles that are one job under two names: put together, and taken apart again."""

from __future__ import annotations

import streamlit as st

from analytics import queries, roles
from data.store import Store
from ui.texts import plain, text


def merge_roles(store: Store) -> None:
    """The expander under the roles: which to merge under which name, and what is merged now."""
    with st.expander(text("roles.merge.title"), icon=":material/merge:"):
        st.caption(text("roles.merge.explanation"))
        said = st.session_state.pop("said_of_roles", None)
        if said:
            st.success(plain(said), icon=":material/check:")
        offered = list(queries.roles(store)["shown_as"].unique())
        moved = st.multiselect(
            text("roles.merge.roles"),
            offered,
            placeholder=text("roles.merge.roles_placeholder"),
            select_all=False,
            key="roles_moved",
        )
        target = st.selectbox(text("roles.merge.target"), offered, key="roles_target")
        others = [role for role in moved if role != target]
        if st.button(text("roles.merge.save"), disabled=not others, icon=":material/merge:"):
            roles.merge(store, others, target)
            _say(text("roles.merge.done", count=len(others), target=target))
        _merged(store)


def _merged(store: Store) -> None:
    merged = roles.merges(store)
    if merged.empty:
        return
    st.dataframe(
        merged[["role", "merged_into"]],
        column_config={"role": text("roles.role"), "merged_into": text("roles.merge.target")},
        hide_index=True,
        alt=text("roles.merge.current_alt"),
    )
    apart = st.selectbox(text("roles.merge.undo_choice"), list(merged["role"]), key="role_apart")
    if st.button(text("roles.merge.undo"), icon=":material/call_split:"):
        roles.unmerge(store, apart)
        _say(text("roles.merge.undone", role=apart))


def _say(said: str) -> None:
    """Show the page anew with a word on what was done."""
    st.session_state["said_of_roles"] = said
    st.rerun()
