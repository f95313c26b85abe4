from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import spelling
from data.spelling import clean, clean_label, display_forms, folded, key, language_code

ONE_ROLE = {
    "data engineer": [
        "Data Engineer (H/F)", "data engineer", "DATA ENGINEER", "Data Engineer F/H", "Data Engineer (m/w/d)",
        "Data-Engineer", " Data  Engineer ", "Data Engineer H/F/X", "Ｄata Engineer", "Data\u200b Engineer",
        "Dаta Engineer",
        "Data Engineer (homme/femme)", "Data Engineer (all genders)",
    ],
    "ingenieur data": ["Ingénieur·e data", "Ingénieur data", "Ingénieure data", "INGENIEUR.E DATA",
    "Inge\u0301nieur(e) data"],
    "infirmier": ["Infirmier / Infirmière", "Infirmier(ère)", "Infirmier·ère", "infirmière",
    "INFIRMIER ou infirmière"],
    "charge de recrutement": ["Chargé(e) de recrutement", "Chargée de recrutement", "Chargé·e de recrutement",
    "chargé-e de recrutement"],
    "directeur": ["Directeur·rice", "Directrice", "Directeur(trice)", "Directeur / Directrice"],
    "developpeur python": ["Développeur·se Python", "Développeur/se Python", "Développeuse Python"],
    "technicien": ["Technicien(ne)", "Technicien·ne", "Technicienne", "Technicien/Technicienne"],
    "entwickler": ["Entwickler*in", "Entwickler:in", "Entwickler/in", "Entwickler (w/m/d)"],
    "chef de projet": ["Chef·fe de projet", "Cheffe de projet", "chef de projet"],
}  # fmt: skip

DIFFERENT = [
    ("Data engineer", "Data analyst"), ("C++", "C#"), ("C", "C++"), ("Vendeur", "Vente"), ("Vente / achat", "Vente"),
    ("Sage-femme", "Sage"), ("Front-end", "Back-end"), ("Ingénieur", "Engineer"), ("Check-in agent", "Check agent"),
    ("Infirmier", "Infirmerie"), ("Responsable R&D", "Responsable RH"),
]  # fmt: skip


@pytest.mark.parametrize(("expected", "spellings"), ONE_ROLE.items())
def test_spellings_of_one_role_have_one_key(expected: str, spellings: list[str]) -> None:
    """Case, accents, spaces, look-alike letters and gender marks make no other role."""
    assert dict.fromkeys(spellings, expected) == {spelling: key(spelling) for spelling in spellings}


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_words_stay_different(one: str, other: str) -> None:
    """Nothing is translated and no two words are merged."""
    assert key(one) != key(other)


@pytest.mark.parametrize("value", ["", "-", "n/a", "N/A", "NC", "néant", " . ", "inconnu"])
def test_a_value_that_says_nothing_has_no_key(value: str) -> None:
    """Placeholders are no role."""
    assert "" == key(value)


def test_the_most_frequent_spelling_is_shown() -> None:
    """A role is shown as it is most often written, without the list of genders."""
    counts = {"data engineer": 2, "Data Engineer (H/F)": 2, "Data Engineer": 1, "DATA ENGINEER": 2, "n/a": 9}
    expected = dict.fromkeys(counts, "Data Engineer") | {"n/a": ""}
    assert expected == display_forms(counts, "role")


def test_the_order_of_the_rows_does_not_choose_the_form() -> None:
    """Spellings that are as frequent give the same form in any order; mixed case wins."""
    counts = {"CAISSIER": 1, "caissier": 1, "Caissier": 1}
    assert display_forms(counts, "role") == display_forms(dict(reversed(counts.items())), "role")
    assert {"Caissier"} == set(display_forms(counts, "role").values())


def test_gender_marks_are_looked_for_in_roles_only() -> None:
    """A town or a department keeps its words as they are."""
    assert key("Bayonne", "location") == "bayonne"
    assert key("Lyonne", "role") == "lyon"


@pytest.mark.parametrize(
    ("value", "code"),
    [("Français", "fr"), ("FR", "fr"), ("fr-CA", "fr"), ("en_US", "en"), ("anglais", "en"), ("Deutsch", "de"),
     ("Spanish", "es"), ("French (native)", "fr"), ("", ""), ("n/a", ""), ("Klingonish", "Klingonish")],
)  # fmt: skip
def test_a_language_is_known_by_its_code(value: str, code: str) -> None:
    """Names and codes of a language are one; an unknown one keeps its name."""
    assert code == language_code(value)


@pytest.mark.parametrize(
    ("found", "kept"),
    [
        ("a\u00a0b\tc", "a b c"),
        ("a\r\nb\rc\u2028d\x0be", "a\nb\nc\nd\ne"),
        ("sa\u00adlaire\u200b ?\ufeff", "salaire ?"),
        ("a\x00b\x07", "ab"),
        ("\u202eabc\u202c", "abc"),
        ("e\u0301te\u0301", "été"),
        ("a\ud800b", "a\ufffdb"),
        ("👩\u200d💻 ok", "👩\u200d💻 ok"),
        ("مرحبا 你好", "مرحبا 你好"),
    ],
)
def test_cleaning_keeps_the_text_and_drops_what_is_not_shown(found: str, kept: str) -> None:
    """NFC, one kind of space and line end, no control or invisible characters; other scripts and emoji stay."""
    assert kept == clean(found)


def test_a_label_is_short_and_on_one_line() -> None:
    """Roles and the like are cut at 120 characters and hold no line break."""
    assert "a b" == clean_label("a\nb")
    assert spelling.MAX_LABEL == len(clean_label("x" * 5000))


@settings(deadline=None)
@given(st.text(max_size=60))
def test_cleaning_and_folding_are_done_once(text: str) -> None:
    """Doing it again changes nothing, and what is cleaned can be written as UTF-8."""
    cleaned = clean(text)
    assert cleaned == clean(cleaned)
    assert folded(cleaned) == folded(folded(cleaned))
    cleaned.encode("utf-8")


@settings(deadline=None)
@given(st.text(max_size=40))
def test_a_key_does_not_depend_on_case_or_spaces(text: str) -> None:
    """However a role is typed, it stays one role."""
    assert key(clean_label(text)) == key(f"  {clean_label(text)} ")
