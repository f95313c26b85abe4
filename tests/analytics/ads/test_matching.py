"""How well themes of passages are found, on passages that taught nothing; and the rules on their own."""

from __future__ import annotations

import pytest

from analytics.ads import vagueness
from analytics.ads.examples import examples
from analytics.themes.evaluation import figures
from benchmarks.ads import LEAST_F1, WAYS, agreement, found, judged, passages
from data import language
from data.spelling import folded


def test_what_is_measured_taught_nothing() -> None:
    """No passage of the half that the figures are made of is among the labelled passages that ship."""
    taught = {folded(one.text) for one in examples()}
    assert not [one.text for one in passages() if one.half == "held_out" and folded(one.text) in taught]


def test_two_people_agree_on_at_least_three_hundred_passages() -> None:
    """The labels are worth measuring against: both labellers read the same in nearly every passage."""
    every = passages()
    assert 300 <= len(every)
    for labelled, _ in WAYS.values():
        assert 0.8 <= agreement(every, labelled)


def test_answered_themes_are_found() -> None:
    """Over all themes, F1 of what passages answer is at least what was wanted; so is that of what they leave vague."""
    held_out = [one for one in passages() if one.half == "held_out"]
    said = found([one.text for one in held_out])
    for way in ("answered", "vague"):
        f1 = figures(judged(held_out, said, *WAYS[way]))["f1"]
        assert f1 is not None
        assert LEAST_F1 <= f1


@pytest.mark.parametrize(
    ("text", "theme", "rule"),
    [
        ("Competitive salary", "compensation", "pay_adjective"),
        ("Salaire motivant", "compensation", "pay_adjective"),
        ("Salaire motivant de 32 k€", "compensation", None),
        ("Primes", "compensation", "pay_unsaid"),
        ("Prime de 10 %", "compensation", None),
        ("Télétravail possible", "remote_work", "remote_how_much"),
        ("Hybrid working", "remote_work", "remote_how_much"),
        ("Hybrid: two days at home", "remote_work", None),
        ("Pas de télétravail", "remote_work", None),
        ("Flexible hours", "work_life_balance", "hours_adjective"),
        ("Horaires flexibles entre 7 h et 19 h", "work_life_balance", None),
        ("De belles perspectives d’évolution", "growth", "growth_promise"),
        ("We are an equal opportunities employer", "inclusion", "inclusion_stock"),
        ("Poste à pourvoir dès que possible", "hiring_process", "soon"),
        ("Salaire motivant", "growth", None),
    ],
)
def test_a_mention_is_no_answer(text: str, theme: str, rule: str | None) -> None:
    """Each rule makes its own theme vague, and leaves it alone where something concrete is said."""
    assert rule == vagueness.vague(text, theme)


def test_every_reason_has_its_sentence() -> None:
    """Rules and themes without a rule say why in both languages; a theme that a user made has a sentence too."""
    ids = [rule.id for rule in vagueness.rules()]
    ids += [vagueness.missing(theme) for theme in ("growth", "a_theme_of_ours")] + [vagueness.PAY]
    for reason in ids:
        assert len({vagueness.reason(reason, lang) for lang in language.LANGUAGES}) == len(language.LANGUAGES)
