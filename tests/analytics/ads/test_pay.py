"""Pay told in an ad: ranges, figures, the legal minimum, scales, and everything that looks like pay and is not."""

from __future__ import annotations

import pytest

from analytics.ads.pay import Kind, Pay, best, found
from analytics.sentences import pay_said
from benchmarks.ads import pay_figures


@pytest.mark.parametrize("half", ["tuned", "held_out"])
def test_pay_is_recognised_with_precision(half: str) -> None:
    """On snippets of our own, hardly anything is called pay that is not, and hardly any pay is missed."""
    figures = pay_figures(half)
    assert 0.97 <= figures.right / (figures.right + figures.wrong)
    assert 0.9 <= figures.right / (figures.right + figures.missed)
    assert 0.9 <= figures.exact / figures.snippets


@pytest.mark.parametrize(
    ("text", "pay"),
    [
        ("38-42 k€", Pay(Kind.RANGE, 38_000, 42_000, "year", "EUR")),
        ("2 400 € brut mensuel sur 13 mois", Pay(Kind.FIGURE, 2_400, 2_400, "month", "EUR", True)),
        ("£35,000–£40,000 per annum", Pay(Kind.RANGE, 35_000, 40_000, "year", "GBP")),
        ("11,88 € net de l’heure", Pay(Kind.FIGURE, 11.88, 11.88, "hour", "EUR", False)),
        ("SMIC", Pay(Kind.MINIMUM)),
        ("Selon profil", None),
        ("Chiffre d’affaires : 12 M€", None),
        ("Prime de 1 500 €", None),
        ("Titres-restaurant de 9 €", None),
        ("Nous avons servi 38 000 clients", None),
        ("", None),
    ],
)
def test_pay_and_what_looks_like_it(text: str, pay: Pay | None) -> None:
    """Amounts are pay by their size, their period and the words beside them."""
    assert pay == found(text)


def test_an_ad_tells_the_form_that_says_most() -> None:
    """A range anywhere in the ad is worth more than a figure, a figure more than the legal minimum."""
    told = best(["SMIC", "2 000 € brut par mois", "2 000 à 2 200 € brut par mois", "Mutuelle"])
    assert told is not None
    assert Kind.RANGE is told.kind
    assert best(["Mutuelle"]) is None


def test_pay_in_words() -> None:
    """Each form has its sentence in both languages, amounts as the language writes them."""
    assert "32\u202f000 € à 36\u202f000 € brut par an" in pay_said(found("32 à 36 k€ brut par an"), "fr")
    assert "€32,000 to €36,000 gross a year" in pay_said(found("32 à 36 k€ brut par an"), "en")
    assert "£12.60 an hour" in pay_said(found("£12.60 an hour"), "en")
    for pay in (None, Pay(Kind.MINIMUM), Pay(Kind.SCALE)):
        assert pay_said(pay, "fr") != pay_said(pay, "en")
