"""What a subject is called: its most typical wording, and the words that set it apart from everything else asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from analytics.subjects.space import Floats, stem

MOST_WORDS = 4

_PRIOR = 50.0  # how many words of the whole log the odds are drawn towards
_TELLS = 1.5  # standard errors from which a word is used more here than elsewhere
_LONG = 90  # letters from which a wording is too long for a name


def typical(places: Floats, middle: Floats, wordings: Sequence[str], times: Sequence[int]) -> list[int]:
    """The wordings in the order in which they stand for the subject.

    Near to its middle and asked often come first; what is too long for a name, or a single word, comes last.
    """
    scores = places @ middle + 0.1 * np.log(np.asarray(times, dtype=np.float64))
    fit = [" " in wording.strip(" ?!.") and len(wording) <= _LONG for wording in wordings]
    return sorted(range(len(wordings)), key=lambda row: (not fit[row], -round(float(scores[row]), 6), row))


def telling_words(own: Sequence[Sequence[str]], others: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The words that the subject's texts use more than all others, most telling first.

    Log-odds with a prior from both together, over their standard error (Monroe, Colaresi and Quinn 2008, "Fightin'
    words", equation 22). ``own`` and ``others``: the words of each text, once each however often it is asked. Words
    of two texts at least, where there are such. Of words with one stem the most used form stands for all.
    """
    forms: dict[str, Counter[str]] = {}
    for words in own:
        for word in words:
            forms.setdefault(stem(word), Counter())[word] += 1
    here = Counter(one for words in own for one in {stem(word) for word in words})
    there = Counter(one for words in others for one in {stem(word) for word in words})
    stems = sorted(one for one, texts in here.items() if texts > 1) or sorted(here)
    if not stems:
        return ()
    mine, theirs = (np.array([counted[one] for one in stems], dtype=np.float64) for counted in (here, there))
    scores = _log_odds(mine, theirs, float(here.total()), float(there.total()))
    order = sorted(range(len(stems)), key=lambda place: (-round(float(scores[place]), 6), stems[place]))
    best = [stems[place] for place in order if scores[place] > _TELLS][:MOST_WORDS] or [stems[order[0]]]
    return tuple(min(forms[one], key=lambda word: (-forms[one][word], len(word), word)) for one in best)


def _log_odds(
    mine: npt.NDArray[np.float64], theirs: npt.NDArray[np.float64], own_total: float, other_total: float
) -> npt.NDArray[np.float64]:
    prior = _PRIOR * (mine + theirs) / (own_total + other_total)
    here, there = mine + prior, theirs + prior
    odds = np.log(here / (own_total + _PRIOR - here)) - np.log(there / (other_total + _PRIOR - there))
    scores: npt.NDArray[np.float64] = odds / np.sqrt(1 / here + 1 / there)
    return scores
