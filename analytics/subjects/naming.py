"""What a subject is called: its most typical wording, and the words that set it apart from everything else asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from analytics.subjects.space import Floats, stem

MOST_WORDS = 4

_PRIOR = 50.0  # words of the whole log that a word's odds are drawn towards
_TELLS = 1.96  # standard errors from which a word is over-used beyond chance
_LONG = 90  # letters from which a wording is too long for a name


def typical(places: Floats, middle: Floats, times: Sequence[int], lengths: Sequence[int]) -> list[int]:
    """The wordings in the order in which they stand for the subject.

    Near to its middle and asked often come first; what is too long for a name, or a single word, comes last.
    """
    near = places @ middle
    fit = [1 if 2 <= words and letters <= _LONG else 0 for words, letters in _sizes(lengths)]
    scores = near + 0.1 * np.log(np.asarray(times, dtype=np.float64))
    return sorted(range(len(places)), key=lambda row: (-fit[row], -round(float(scores[row]), 6), row))


def _sizes(lengths: Sequence[int]) -> list[tuple[int, int]]:
    # A word of a question has some six letters with its space.
    return [(max(1, letters // 6), letters) for letters in lengths]


def telling_words(own: Sequence[Sequence[str]], others: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The words that the subject's questions use more than all others, most telling first.

    Log-odds with a prior from both together, over their standard error (Monroe, Colaresi and Quinn 2008, "Fightin'
    words", equation 22). ``own`` and ``others``: the telling words of each question. Of words with one stem the
    most used form stands for all.
    """
    forms: dict[str, Counter[str]] = {}
    for words in own:
        for word in words:
            forms.setdefault(stem(word), Counter())[word] += 1
    here = Counter(one for words in own for one in {stem(word) for word in words})
    there = Counter(one for words in others for one in {stem(word) for word in words})
    stems = sorted(one for one, times in here.items() if times >= 2)
    if not stems:
        return ()
    mine, theirs = (np.array([counted[one] for one in stems], dtype=np.float64) for counted in (here, there))
    scores = _log_odds(mine, theirs, float(sum(here.values())), float(sum(there.values())))
    order = sorted(range(len(stems)), key=lambda place: (-round(float(scores[place]), 6), stems[place]))
    best = [stems[place] for place in order if scores[place] > _TELLS][:MOST_WORDS]
    return tuple(min(forms[one], key=lambda word: (-forms[one][word], len(word), word)) for one in best)


def _log_odds(
    mine: npt.NDArray[np.float64], theirs: npt.NDArray[np.float64], own_total: float, other_total: float
) -> npt.NDArray[np.float64]:
    prior = _PRIOR * (mine + theirs) / (own_total + other_total)
    here, there = mine + prior, theirs + prior
    odds = np.log(here / (own_total + _PRIOR - here)) - np.log(there / (other_total + _PRIOR - there))
    scores: npt.NDArray[np.float64] = odds / np.sqrt(1 / here + 1 / there)
    return scores
