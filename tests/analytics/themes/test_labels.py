"""Themes in the store: what the model finds, and what people decide."""

from datetime import date

import pandas as pd
import pytest

from analytics.themes import labels
from analytics.themes.taxonomy import shipped_ids
from data import identity
from data.store import Store

DAY = date(2026, 3, 2)


def _counted(store: Store) -> dict[str, int]:
    rows = store.rows("select subject, interviews from cube")
    return dict(zip(rows["subject"], rows["interviews"], strict=True))


def test_new_texts_are_given_language_and_themes(store: Store) -> None:
    """Labels name known themes with a score, main one first; small talk is given none."""
    texts = pd.DataFrame(
        {"text_id": [1, 2], "wording": ["Quel est le salaire proposé ?", "Bonjour, vous m'entendez ?"]}
    )
    shares: list[float] = []

    understood = labels.understood(texts, shares.append)
    with store.transaction() as cursor:
        found = labels.keep(cursor, understood)

    assert list(understood["language"]) == ["fr", "fr"]
    assert list(found.columns) == ["text_id", "theme", "score", "position"]
    assert found.loc[found["position"] == 1, ["text_id", "theme"]].to_numpy().tolist() == [[1, "compensation"]]
    assert found["score"].between(0, 1).all()
    assert shares[-1] == 1


def test_no_texts_no_labels(store: Store) -> None:
    """A log without questions gives empty labels of the same columns."""
    understood = labels.understood(pd.DataFrame({"text_id": [], "wording": []}))
    with store.transaction() as cursor:
        assert len(understood) == len(labels.keep(cursor, understood)) == 0


def test_a_correction_wins_and_is_counted_at_once(store: Store, fill, held) -> None:  # type: ignore[no-untyped-def]
    """Correcting a text moves its interviews to the chosen themes; taking it back moves them to the model's."""
    fill([held(DAY, asked=[("A question", ["growth"])])])
    text_id = identity.text_id("A question")

    labels.correct(store, text_id, ["culture", "team", "culture"])
    assert {"culture": 1, "team": 1}.items() <= _counted(store).items()
    assert "growth" not in _counted(store)

    labels.correct(store, text_id, [])
    assert _counted(store)["unclassified"] == 1

    labels.uncorrect(store, text_id)
    counted = _counted(store)
    assert counted["growth"] == 1
    assert not counted.keys() & {"culture", "team", "unclassified"}


def test_a_correction_names_known_themes(store: Store) -> None:
    """A theme that does not exist is refused and nothing is stored."""
    with pytest.raises(ValueError, match="happiness"):
        labels.correct(store, 1, [shipped_ids()[0], "happiness"])
    assert store.value("select count(*) from correction") == 0
