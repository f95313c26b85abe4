"""The model as a whole, on wordings of our own that are not among the examples."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from zlib import crc32

import numpy as np
import pytest

from analytics.themes import cache_files, calibration, encoding, engine
from analytics.themes.engine import ThemeModel, load_model
from analytics.themes.examples import Example, examples
from analytics.themes.features import Wording
from analytics.themes.taxonomy import shipped_ids

PLAIN = [
    ("Est-ce que je peux bosser de chez moi le vendredi", "remote_work"),
    ("TT combien de jours ?", "remote_work"),
    ("What would my yearly salary be?", "compensation"),
    ("la mutuelle est prise en charge à combien", "compensation"),
    ("Faut-il bosser le dimanche, et combien de fois par mois ?", "work_life_balance"),
    ("Which courses would you pay for if I want to move up?", "growth"),
    ("Are women paid the same as men?", "inclusion"),
    ("Pourquoi les gens s'en vont-ils de chez vous ?", "culture"),
    ("How does my boss react when somebody makes a mistake?", "management"),
    ("On est combien dans l'équipe ?", "team"),
    ("What would I do on a typical day?", "role"),
    ("Quel logiciel de caisse utilisez-vous ?", "tools_methods"),
    ("Is the company profitable?", "company"),
    ("When will you let me know?", "hiring_process"),
    ("Wie viele Urlaubstage gibt es im Jahr?", "work_life_balance"),
    ("¿Cuándo me dirán algo?", "hiring_process"),
]
NOISE = ["Bonjour, enchanté !", "Thank you very much for your time.", "test", "Pas de question.", "n/a", "????", ""]


@pytest.fixture(scope="module")
def model() -> ThemeModel:
    """The model that ships."""
    return load_model()


@pytest.mark.parametrize(("text", "theme"), PLAIN)
def test_plain_questions(model: ThemeModel, text: str, theme: str) -> None:
    """What every employer hears is given the theme that anybody would give it, first."""
    (prediction,) = model.predict([text])
    assert prediction.themes[0] == theme
    assert set(prediction.scores) == set(shipped_ids())


def test_small_talk_and_noise_stay_unclassified(model: ThemeModel) -> None:
    """Greetings, thanks and test entries are given no theme."""
    given = {text: p.themes for text, p in zip(NOISE, model.predict(NOISE), strict=True) if p.themes}
    assert len(given) <= 1, given


def test_the_answer_does_not_depend_on_the_company(model: ThemeModel) -> None:
    """A text is answered the same alone, among others, in any order, and on several threads at once."""
    texts = [text for text, _ in PLAIN] * 3 + NOISE + [example.text for example in examples()[::500]]
    together = dict(zip(texts, model.predict(texts), strict=True))
    backwards = dict(zip(texts[::-1], model.predict(texts[::-1]), strict=True))
    with ThreadPoolExecutor(4) as pool:
        alone = dict(zip(texts[:20], pool.map(lambda text: model.predict([text])[0], texts[:20]), strict=True))
    assert backwards == together
    for text, prediction in alone.items():
        assert prediction.themes == together[text].themes
        assert prediction.scores == pytest.approx(together[text].scores, abs=2e-4)


def test_no_texts(model: ThemeModel) -> None:
    """Nothing asked, nothing answered."""
    assert model.predict([]) == []


def test_near_duplicates_are_known(model: ThemeModel) -> None:
    """An example is known, spelled otherwise too; a question of another kind is not."""
    known = max((example.text for example in examples()[:50]), key=len)
    assert model.knows([known, known.upper(), "Which of the moons of Jupiter is the coldest?"]) == [True, True, False]


def _judged(of: Sequence[Example], unseen: Sequence[Example]) -> tuple[np.ndarray, np.ndarray]:
    """Probabilities of unseen examples (a last column for none), and which of them are right."""
    wording = Wording.learned([example.text for example in of])
    vectors = encoding.remembered([example.text for example in examples()])
    row = {example.text: i for i, example in enumerate(examples())}
    learned = engine.fitted(vectors[[row[example.text] for example in of]], wording, of, shipped_ids())
    leanings = learned.leanings(
        vectors[[row[example.text] for example in unseen]], wording.of([example.text for example in unseen])
    )
    right = np.array([[theme in e.themes for theme in shipped_ids()] + [not e.themes] for e in unseen])
    return calibration.shipped().probabilities(leanings), right


@pytest.fixture(scope="module")
def judged() -> tuple[np.ndarray, np.ndarray]:
    """Every twelfth example, judged by a model of a third of the others."""
    shares = [crc32(example.text.encode()) % 12 for example in examples()]
    known = [example for example, share in zip(examples(), shares, strict=True) if share in (1, 4, 7, 10)]
    unseen = [example for example, share in zip(examples(), shares, strict=True) if share == 0]
    return _judged(known, unseen)


def test_unseen_examples_are_mostly_right(judged: tuple[np.ndarray, np.ndarray]) -> None:
    """Made of a third of the examples, the model gives seven in ten of the unseen ones a right main theme."""
    probabilities, right = judged
    assert right[np.arange(len(right)), probabilities.argmax(axis=1)].mean() > 0.7


def test_probabilities_can_be_believed(judged: tuple[np.ndarray, np.ndarray]) -> None:
    """Of what is said to be likely by half, by three quarters …, about that share is right."""
    probabilities, right = judged
    for low, high in ((0.0, 0.2), (0.2, 0.4), (0.4, 0.6), (0.6, 0.8), (0.8, 1.0)):
        some = (probabilities >= low) & (probabilities < high)
        assert right[some].mean() == pytest.approx(probabilities[some].mean(), abs=0.12)


def test_a_damaged_cache_is_made_again(model: ThemeModel, monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:  # type: ignore[no-untyped-def]
    """Files of the cache that are cut or foreign cost time, never an answer."""
    monkeypatch.setenv("VICE_VERSA_CACHE", str(tmp_path))
    some = examples()[::200]
    first = engine.train(some, shipped_ids(), calibration.shipped()).predict([PLAIN[0][0]])
    for file in tmp_path.glob("*.npz"):
        file.write_bytes(file.read_bytes()[:100])
    assert cache_files.read(next(tmp_path.glob("model-*.npz")).stem) is None
    assert engine.train(some, shipped_ids(), calibration.shipped()).predict([PLAIN[0][0]]) == first
