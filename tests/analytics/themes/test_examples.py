"""The examples that the model is made of: valid, wide and without repetitions."""

from collections import Counter
from pathlib import Path

import pytest

from analytics.themes import examples as source
from analytics.themes.examples import LANGUAGES, UNCLASSIFIED, digest, examples
from analytics.themes.taxonomy import shipped_ids


def test_every_theme_is_well_covered_in_french_and_english() -> None:
    """At least sixty examples per theme and language, and of what belongs to no theme."""
    counts = Counter((example.main, example.language) for example in examples())
    assert all(counts[theme, lang] >= 60 for theme in [*shipped_ids(), UNCLASSIFIED] for lang in ("fr", "en"))


def test_the_other_languages_are_there_for_every_theme() -> None:
    """German, Spanish, Italian and Portuguese have at least twenty examples per theme."""
    counts = Counter((example.main, example.language) for example in examples())
    assert all(counts[theme, lang] >= 20 for theme in shipped_ids() for lang in LANGUAGES[2:])


def test_examples_are_written_by_several_hands() -> None:
    """No hand wrote more than a third of the examples, so that the model does not learn one person's manner."""
    hands = Counter(example.hand for example in examples())
    assert len(hands) >= 8
    assert max(hands.values()) < len(examples()) / 3


def test_files_keep_a_stable_order() -> None:
    """Each file is sorted by language, so that a change shows as the lines that changed."""
    for theme in [*shipped_ids(), UNCLASSIFIED]:
        spoken = [LANGUAGES.index(example.language) for example in examples() if example.main == theme]
        assert spoken == sorted(spoken)


def test_the_digest_follows_the_content() -> None:
    """What was computed from other examples is never taken for what these give."""
    some = examples()[:10]
    assert digest(some) == digest(tuple(some))
    assert digest(some) != digest(some[1:])


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ('"How so?",en,nothing_known,me', "not a valid example"),
        ('"How so?",en,culture,me', "not a valid example"),
        ('"How so?",en,growth|growth,me', "not a valid example"),
        ('"How so?",xx,growth,me', "not a valid example"),
        ('" ",en,growth,me', "not a valid example"),
        ('"How so?",en,growth,me\n"how  so?",en,growth,you', "twice"),
    ],
)
def test_a_bad_example_is_refused(row: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unknown theme or language, a wrong file, an empty or a repeated text is named, not learned."""
    for name in [*shipped_ids(), UNCLASSIFIED]:
        (tmp_path / f"{name}.csv").write_text("text,language,themes,hand\n", "utf-8")
    (tmp_path / "growth.csv").write_text(f"text,language,themes,hand\n{row}\n", "utf-8")
    monkeypatch.setattr(source, "FOLDER", tmp_path)
    with pytest.raises(ValueError, match=said):
        examples()
