"""What an ad says on each theme, passage by passage; what a change touched, and what people decided."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from analytics.ads import book, matching, samples, saying, vagueness
from analytics.themes import editing, reshaping, versions
from data.errors import ViceVersaError
from data.store import Store

POOR = """# Comptable (H/F)

- Rémunération attractive selon profil.
- Télétravail possible.
- Mutuelle d’entreprise.

## Votre profil
- BTS comptabilité exigé.
""".encode()
BETTER = POOR.replace("Télétravail possible.".encode(), "Deux jours de télétravail par semaine.".encode())
BEST = BETTER.replace(b"attractive selon profil", ": 30 à 34 k€ brut par an".encode())
DAYS = (date(2026, 1, 5), date(2026, 3, 2), date(2026, 6, 1))


@pytest.fixture
def three(store: Store) -> Store:
    """A store with a poor ad that became better twice."""
    for day, content in zip(DAYS, (POOR, BETTER, BEST), strict=True):
        book.add(store, "Comptable", day, content)
    return store


def _state(store: Store, theme: str, number: int | None = None) -> tuple[str, str | None, str | None]:
    rows: list[Any] = list(saying.themes_said(store, "Comptable", number).itertuples())
    row = next(row for row in rows if row.theme == theme)
    return row.state, row.passage, row.reason


def test_passages_say_what_they_answer_and_what_they_leave_vague(three: Store) -> None:
    """In reading order, with the reason of each vague theme; what the candidate must have answers nothing."""
    found = saying.passages(three, "Comptable", 1)
    assert [1, 2, 3, 4] == found["position"].tolist()
    assert [[], [], ["compensation"], []] == found["answered"].tolist()
    assert [["compensation"], ["remote_work"], [], []] == found["vague"].tolist()
    assert ["pay_adjective"] == found["reasons"][0]
    assert "combien" in vagueness.reason("pay_adjective", "fr")
    assert "Votre profil" == found["heading"].iloc[3]


def test_themes_said(three: Store) -> None:
    """A mention is vague until the ad says how much; every theme has a row, those not mentioned say nothing."""
    assert versions.current(three).ids == saying.themes_said(three, "Comptable").theme.tolist()
    assert ("vague", "Télétravail possible.", "remote_how_much") == _state(three, "remote_work", 1)
    assert ("answered", "Deux jours de télétravail par semaine.", None) == _state(three, "remote_work")
    assert ("nothing", None, None) == _state(three, "growth")


def test_benefits_without_pay_are_no_answer_on_pay(three: Store) -> None:
    """An ad that names benefits and no salary is vague on pay, and says so; a range answers."""
    state, _, reason = _state(three, "compensation", 1)
    assert ("vague", vagueness.PAY) == (state, reason)
    assert "salary" in vagueness.reason(vagueness.PAY, "en")
    assert "answered" == _state(three, "compensation", 3)[0]
    assert saying.told_pay(three, "Comptable", 1) is None
    told = saying.told_pay(three, "Comptable")
    assert told is not None
    assert (30_000, 34_000) == (told.low, told.high)


def test_changed_themes(three: Store) -> None:
    """Only the themes on which a version says something else than the one before; none for the first."""
    assert saying.changed_themes(three, "Comptable", 1).empty
    for number, theme, before in ((2, "remote_work", "vague"), (3, "compensation", "vague")):
        changed = saying.changed_themes(three, "Comptable", number)
        assert [(theme, before, "answered")] == list(
            changed[["theme", "before", "after"]].itertuples(index=False, name=None)
        )
    with pytest.raises(ViceVersaError, match="ad_unknown"):
        saying.changed_themes(three, "Comptable", 4)


def test_a_decision_holds_in_every_version_until_it_is_taken_back(three: Store) -> None:
    """A person's word on a passage wins over the rules wherever the passage stands."""
    mutuelle = int(saying.passages(three, "Comptable", 1)["passage_id"].iloc[2])
    saying.mark(three, mutuelle, "compensation", False)
    saying.mark(three, mutuelle, "culture", True)
    for number in (1, 2, 3):
        passage = saying.passages(three, "Comptable", number).iloc[2]
        assert (["culture"], [], {"compensation", "culture"}) == (
            passage["answered"],
            passage["vague"],
            set(passage["decided"]),
        )
        assert "answered" == _state(three, "culture", number)[0]
    saying.mark(three, mutuelle, "culture", None)
    assert "nothing" == _state(three, "culture")[0]
    with pytest.raises(ValueError, match="no theme"):
        saying.mark(three, mutuelle, "weather", True)


def test_a_passage_that_a_person_calls_an_answer_answers_pay(three: Store) -> None:
    """Where somebody decided that benefits answer pay, the rule on missing pay keeps quiet."""
    mutuelle = int(saying.passages(three, "Comptable", 1)["passage_id"].iloc[2])
    saying.mark(three, mutuelle, "compensation", True)
    assert ("answered", "Mutuelle d’entreprise.", None) == _state(three, "compensation", 1)


def test_themes_follow_the_taxonomy_in_force(three: Store) -> None:
    """Merged themes answer under their new name, and so do decisions on them."""
    mutuelle = int(saying.passages(three, "Comptable", 1)["passage_id"].iloc[2])
    saying.mark(three, mutuelle, "culture", True)
    taxonomy = versions.current(three)
    reshaping.apply(three, editing.merged(taxonomy, "culture", "remote_work"), {"action": "merged"})
    assert "culture" not in saying.themes_said(three, "Comptable")["theme"].tolist()
    assert "answered" == _state(three, "remote_work", 2)[0]
    assert "remote_work" in saying.passages(three, "Comptable", 1)["answered"].iloc[2]


def test_ads_are_read_once_until_they_read_otherwise(three: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change elsewhere in the store reads no ad again; a person's decision reads it anew."""
    read: list[int] = []
    whole = matching.matched

    def counted(texts: Any, *others: Any) -> Any:
        read.append(len(texts))
        return whole(texts, *others)

    monkeypatch.setattr(saying, "matched", counted)
    passage = int(saying.passages(three, "Comptable", 1)["passage_id"].iloc[2])
    with three.transaction():
        pass
    saying.passages(three, "Comptable", 1)
    assert [4] == read
    saying.mark(three, passage, "culture", True)
    assert "culture" in saying.passages(three, "Comptable", 1)["answered"].iloc[2]
    saying.mark(three, passage, "culture", None)
    assert "culture" not in saying.passages(three, "Comptable", 1)["answered"].iloc[2]


def test_what_another_model_read_is_read_anew(three: Store) -> None:
    """Readings that an earlier engine kept are not mixed with those of the engine in use."""
    before = saying.themes_said(three, "Comptable")["state"].tolist()
    with three.transaction() as cursor:
        cursor.execute("update ad_reading set model = 'older', vector = ''::blob, leanings = ''::blob")
    assert before == saying.themes_said(three, "Comptable")["state"].tolist()


def test_the_demo_ads_say_what_they_are_planted_for(store: Store) -> None:
    """The effective change touches remote work alone, the other growth alone; the nurse's ad says nothing of hours."""
    samples.load(store, "demo", date.today())
    assert ["remote_work"] == saying.changed_themes(store, "Comptable", 2)["theme"].tolist()
    assert [("growth", "nothing", "answered")] == list(
        saying.changed_themes(store, "Commercial terrain", 2)[["theme", "before", "after"]].itertuples(
            index=False, name=None
        )
    )
    nurse = saying.themes_said(store, "Infirmier de nuit").set_index("theme")
    assert "nothing" == nurse.loc["work_life_balance", "state"]
    assert "nothing" == saying.themes_said(store, "Comptable", 1).set_index("theme").loc["remote_work", "state"]
    poor = saying.themes_said(store, "Chargé de clientèle").set_index("theme")["state"]
    assert {"vague"} == set(poor[["compensation", "remote_work", "growth", "culture", "work_life_balance"]])
