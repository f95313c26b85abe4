"""Questions grouped by meaning on their screen: seen, searched, mended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from analytics import groups
from analytics.groups import keeping
from analytics.population import Filters
from analytics.themes import labels
from data.store import Store

Run = Callable[..., AppTest]


@pytest.fixture
def grouped(store: Store, log: None) -> None:
    """The log's texts, placed."""
    texts = store.rows("select text_id, wording from text")
    read = labels.understood(texts)
    with store.transaction() as cursor:
        labels.keep(cursor, read)
        keeping.catch_up(cursor)


@pytest.mark.usefixtures("grouped")
@pytest.mark.parametrize(("lang", "typed"), [("en", "remote days"), ("fr", "télétravail possible ?")])
def test_groups_are_listed_and_searched_by_meaning(run: Run, lang: str, typed: str) -> None:
    """The view lists groups; what is typed finds the nearest first, though it shares no word with it."""
    app = run("questions", lang, view="groups", period="all")
    assert not app.exception
    assert {"name", "texts", "asked", "rate", "theme", "last_day"} == set(app.dataframe[0].value.columns)
    app.text_input(key="q").set_value(typed).run()
    assert "Can I work from home?" == app.dataframe[0].value["name"].iloc[0]


@pytest.mark.usefixtures("grouped")
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_group_is_merged_and_the_merge_taken_back(run: Run, store: Store, lang: str) -> None:
    """Choosing another group and the button put both together; the decision is told and can be undone."""
    found = groups.groups(store, Filters())
    first, second = (int(group) for group in found["group_id"].head(2))

    def page(group_id: int) -> None:
        from analytics.population import Filters
        from ui.grouping import draw_group
        from ui.shell import database

        draw_group(database(), Filters(), group_id)

    app = AppTest.from_function(page, args=(first,), default_timeout=60)
    app.query_params["lang"] = lang
    app.run()
    _choose(app, f"merge_with.{first}", second)
    _click(app, f"merge.{first}")
    assert first == groups.shown_as(store, second)
    assert app.success
    _click(app, "undo_group.1")
    assert second == groups.shown_as(store, second)
    assert app.success


def _choose(app: AppTest, key: str, value: object) -> None:
    box: Any = app.selectbox(key=key)
    box.set_value(value).run()


def _click(app: AppTest, key: str) -> None:
    app.button(key=key).click().run()
    assert not app.exception
