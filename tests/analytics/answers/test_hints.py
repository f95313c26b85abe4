from __future__ import annotations

import pytest

from analytics.answers.hints import WORDS_PER_MINUTE, contradictions, hints, quantities


def _codes(written: str, lang: str, *passages: str) -> list[str]:
    return [hint.code for hint in hints(written, lang, passages)]


@pytest.mark.parametrize(
    ("lang", "written"),
    [
        ("fr", "Deux jours par semaine après la période d’essai."),
        ("fr", "Le salaire suit la grille de la convention collective."),
        ("fr", "Oui, par exemple pour les rendez-vous de l’école."),
        ("fr", "C’est revu chaque année en janvier."),
        ("fr", "32 000 € brut."),
        ("en", "Two days a week."),
        ("en", "It follows the collective agreement."),
        ("en", "Reviewed every October, in practice by your manager."),
    ],
)
def test_a_figure_a_date_a_rule_or_an_example_is_concrete(lang: str, written: str) -> None:
    """Any one of them is enough: no hint."""
    assert [] == hints(written, lang)


@pytest.mark.parametrize(
    ("lang", "written", "code"),
    [
        ("fr", "Nous veillons à l’équilibre de chacun.", "vague"),
        ("fr", "Un salaire attractif, selon le profil.", "evasive"),
        ("en", "We care a lot about our people.", "vague"),
        ("en", "A competitive package.", "evasive"),
        ("en", "We act on your wishes: a fair and exciting place.", "evasive"),
    ],
)
def test_words_that_commit_to_nothing_are_vague(lang: str, written: str, code: str) -> None:
    """Without any of these an answer is vague, and the evasive words are named."""
    assert [code] == _codes(written, lang)


def test_the_evasive_words_are_told() -> None:
    """The hint quotes them, in the language's quotation marks."""
    assert {"words": "« attractif », « selon le profil »"} == hints("Un salaire attractif, selon le profil.", "fr")[
        0
    ].values


def test_an_answer_longer_than_a_minute_says_how_long_it_is() -> None:
    """A minute is 150 words; the hint gives the seconds."""
    minute = " ".join(["mot"] * (WORDS_PER_MINUTE - 1) + ["12"])
    assert [] == hints(minute, "fr")
    (hint,) = hints(f"{minute} {minute}", "fr")
    assert ("long", 120) == (hint.code, hint.values["seconds"])


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2 jours", [("days", 2, 2)]),
        ("deux à trois jours", [("days", 2, 3)]),
        ("2-3 days", [("days", 2, 3)]),
        ("38 000 à 44 000 € brut", [("amount", 38_000, 44_000)]),
        ("38-44 k€", [("amount", 38_000, 44_000)]),
        ("between 38k and 44k", [("amount", 38_000, 44_000)]),
        ("1,5 jour", [("days", 1.5, 1.5)]),
        ("37,5 h par semaine et 25 jours", [("hours", 37.5, 37.5), ("days", 25, 25)]),
        ("la mutuelle est prise en charge à 60 %", [("percent", 60, 60)]),
        ("en 2026, au 12e étage", []),
    ],
)
def test_quantities_are_read_in_both_languages(written: str, expected: list[tuple[str, float, float]]) -> None:
    """Numbers with their units, ranges as one quantity, thousands said once for both ends."""
    assert expected == [(one.unit, one.low, one.high) for one in quantities(written)]


def test_an_answer_that_contradicts_the_ad_shows_both() -> None:
    """Another number of days than the ad's is told; the same one, and other units, are not."""
    (pair,) = contradictions("Trois jours de télétravail.", ["Jusqu’à 2 jours de télétravail par semaine"])
    assert ("Trois jours", "2 jours") == (pair[0].said, pair[1].said)
    assert [] == contradictions("1 à 2 jours.", ["2 jours par semaine"])
    assert [] == contradictions("35 heures.", ["2 jours par semaine"])
    assert ["contradicts"] == _codes("We pay 30k to 34k.", "en", "Salary: 38,000 to 44,000 €")
