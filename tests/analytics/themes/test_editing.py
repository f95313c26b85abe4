"""What can be done to a taxonomy, and what cannot."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analytics.themes import editing
from analytics.themes.editing import Described
from analytics.themes.taxonomy import Taxonomy, shipped
from data.errors import ViceVersaError

NIGHTS = Described("Horaires de nuit", "Le travail de nuit", tuple(f"La nuit, exemple {n} ?" for n in range(5)))
DAYS = Described("Journées", "Le travail de jour", tuple(f"Le jour, exemple {n} ?" for n in range(5)))


def _refused(code: str, edit: object, *given: object) -> None:
    assert callable(edit)
    with pytest.raises(ViceVersaError) as refused:
        edit(shipped(), *given)
    assert code == refused.value.code


def test_renaming_changes_words_only() -> None:
    """A renamed theme keeps its id, its questions and its colour; the short name is cut to what fits a chart."""
    said = {"fr": "Salaire et contrat de travail", "en": "Salary and contract"}
    after = editing.renamed(shipped(), "compensation", said, {"fr": "", "en": "Salary"}, {"fr": "x", "en": "y"})
    theme = after.theme("compensation")
    assert (said["fr"], "Salary", "y") == (theme.label["fr"], theme.short["en"], theme.definition["en"])
    assert len(theme.short["fr"]) <= 22
    assert (("compensation",), shipped().slot("compensation")) == (theme.base, after.slot("compensation"))


def test_an_added_theme_is_shown_last_with_a_colour_and_an_id_of_its_own() -> None:
    """Its id is plain letters, never one that another theme has or had."""
    once = editing.added(shipped(), NIGHTS)
    twice = editing.added(editing.archived(once, "horaires_de_nuit"), NIGHTS, {"horaires_de_nuit_2"})
    assert [*shipped().ids, "horaires_de_nuit"] == once.ids
    assert "horaires_de_nuit_3" == twice.ids[-1]
    assert once.slot("horaires_de_nuit") not in [shipped().slot(theme) for theme in shipped().ids]


def test_examples_count_once_however_they_are_spelled() -> None:
    """Five spellings of one question are one example: too few."""
    same = Described("Nuit", "", ("La nuit ?", "la nuit ?", "LA NUIT ?", "La  nuit ?", "la nuit ?"))
    _refused("theme_examples_few", editing.added, same)


@pytest.mark.parametrize(
    ("code", "label"), [("theme_label_missing", "  "), ("theme_label_taken", "REMUNERATION et contrat")]
)
def test_a_theme_needs_a_name_of_its_own(code: str, label: str) -> None:
    """No name, and a name that differs from another by accents and case only, are refused."""
    _refused(code, editing.added, Described(label, "", NIGHTS.examples))


def test_merging_hands_questions_and_examples_on() -> None:
    """What counted under the merged theme counts under the other, through any number of merges."""
    after = editing.merged(editing.merged(shipped(), "team", "culture"), "culture", "company")
    assert {"team", "culture"}.isdisjoint(after.ids)
    assert ("company", "culture", "team") == after.theme("company").base
    assert "company" == after.shown_as("team") == after.shown_as("culture")


def test_splitting_archives_the_whole_and_restoring_takes_the_parts_back() -> None:
    """The parts share the theme's questions; restored, it takes their corrections too."""
    parted = editing.split(shipped(), "work_life_balance", [NIGHTS, DAYS])
    assert "work_life_balance" not in parted.ids
    assert [("work_life_balance",)] * 2 == [theme.within for theme in parted.living[-2:]]
    assert parted.shown_as("work_life_balance") is None

    whole = editing.restored(parted, "work_life_balance")
    assert "work_life_balance" == whole.shown_as("journees") == whole.ids[-1]
    assert len(shipped().ids) == len(whole.ids)


def test_a_part_merged_elsewhere_keeps_its_share() -> None:
    """A part that joins another theme brings the claim on the divided theme's questions along."""
    parted = editing.split(shipped(), "work_life_balance", [NIGHTS, DAYS])
    after = editing.merged(parted, "journees", "remote_work")
    assert ("work_life_balance",) == after.theme("remote_work").within
    assert set(DAYS.examples) <= set(after.theme("remote_work").examples)


def test_moving_stays_inside_the_list() -> None:
    """A theme moves by the steps asked for, as far as the ends."""
    ids = shipped().ids
    assert [ids[1], ids[0], *ids[2:]] == editing.moved(shipped(), ids[0], 1).ids
    assert ids == editing.moved(shipped(), ids[0], -3).ids


def test_the_last_theme_stays() -> None:
    """Neither archiving nor merging leaves a taxonomy without a theme."""
    one = Taxonomy((shipped().themes[0],))
    only = one.ids[0]
    with pytest.raises(ViceVersaError, match="theme_last"):
        editing.archived(one, only)
    with pytest.raises(ViceVersaError, match="theme_last"):
        editing.merged(one, only, only)


def test_splitting_takes_two_parts() -> None:
    """One part is no split."""
    _refused("theme_parts_few", editing.split, "role", [NIGHTS])


def test_a_taught_theme_of_its_users_keeps_enough_examples() -> None:
    """A shipped theme may lose all its users' examples, an added one may not."""
    assert () == editing.taught(shipped(), "role", []).theme("role").examples
    with pytest.raises(ViceVersaError, match="theme_examples_few"):
        editing.taught(editing.added(shipped(), NIGHTS), "horaires_de_nuit", NIGHTS.examples[:4])


def test_themes_that_ask_for_one_mark_get_two() -> None:
    """As in versions saved when there were twelve marks: each keeps its colour, and no order of themes moves a mark."""
    once = editing.added(editing.added(shipped(), NIGHTS), DAYS)
    clash = replace(once, themes=tuple(replace(theme, colour=theme.colour % 12) for theme in once.themes))
    slots = {theme: clash.slot(theme) for theme in clash.ids}
    assert len(set(slots.values())) == len(clash.ids)
    assert {theme: slot % 12 for theme, slot in slots.items()} == {theme.id: theme.colour for theme in clash.themes}
    assert {theme: shipped().slot(theme) for theme in shipped().ids}.items() <= slots.items()
    reordered = editing.moved(clash, "journees", -13)
    assert slots == {theme: reordered.slot(theme) for theme in clash.ids}


def test_a_mark_is_kept_for_an_archived_theme() -> None:
    """A theme that is shown again finds its mark free."""
    after = editing.restored(editing.added(editing.archived(shipped(), "team"), NIGHTS), "team")
    assert shipped().slot("team") == after.slot("team") != after.slot("horaires_de_nuit")
