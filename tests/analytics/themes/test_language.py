"""Which language a wording is written in."""

import pytest

from analytics.themes.language import language_of


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Combien de temps dure la formation des nouveaux collègues ?", "fr"),
        ("How long do new colleagues train before they work alone?", "en"),
        ("Wie lange werden neue Kollegen bei Ihnen eingearbeitet?", "de"),
        ("¿Cuánto tiempo se forma a los nuevos compañeros?", "es"),
        ("Per quanto tempo vengono formati i nuovi colleghi?", "it"),
        ("Durante quanto tempo são formados os novos colegas?", "pt"),
    ],
)
def test_sentences_are_recognised(text: str, lang: str) -> None:
    """A whole sentence is recognised in each of the six languages."""
    assert language_of([text]) == [lang]


def test_nothing_to_recognise() -> None:
    """No text gives no language; a text without letters gives one all the same."""
    assert language_of([]) == []
    assert len(language_of(["?", ""])) == 2
