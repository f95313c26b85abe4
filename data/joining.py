"""From rows to interviews: which rows are one interview, what it was, and what was asked in it.

A row is kept as a few numbers, and all of them are joined as columns: a million rows cost little more than what
they hold.
"""

from __future__ import annotations

from array import array
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from data import identity
from data.headers import ATTRIBUTES
from data.spelling import key

Question = tuple[int, str, bool]
"""A text id, the masked wording, and whether it must be hidden."""

_Numbers = npt.NDArray[np.int32]
_Ids = npt.NDArray[np.int64]
_Value = TypeVar("_Value", bound=Hashable)

_TOLD_APART_BY = {"id": ("role",), "candidate": ("role", "stage"), "row": ATTRIBUTES}
"""The attributes that tell the interviews of one day apart, beside their number or candidate."""

_COMPLETED = ("role", "stage")


@dataclass(slots=True)
class Understood:
    """One row as understood. ``who`` is the number (``kind`` id) or the candidate that tells its interview apart.

    Of kind ``row`` is what names neither: an interview of its own.
    """

    number: int
    day: date
    kind: str
    who: str
    attributes: tuple[str, ...]
    questions: list[Question]
    answered: str


@dataclass(frozen=True)
class Joined:
    """The rows as interviews; the frames are those of ``data.log.Log``.

    ``attributes``: those of the first rows. ``repeated``: questions left out because their interview had them already.
    """

    interviews: pd.DataFrame
    questions: pd.DataFrame
    texts: pd.DataFrame
    attributes: list[tuple[str, ...]]
    repeated: int
    without_role: int
    roles: int


class _Distinct(Generic[_Value]):
    """Each value once, and its number for every row."""

    def __init__(self) -> None:
        self.numbers: dict[_Value, int] = {}
        self._rows = array("i")

    def add(self, value: _Value) -> None:
        self._rows.append(self.numbers.setdefault(value, len(self.numbers)))

    def of_rows(self) -> _Numbers:
        return np.array(self._rows, np.int32)


class Joining:
    """Takes the rows of a log one by one, then joins them."""

    def __init__(self) -> None:
        self._texts: dict[int, tuple[str, bool]] = {}
        self._days: _Distinct[date] = _Distinct()
        self._people: _Distinct[tuple[str, str]] = _Distinct()
        self._attributes: _Distinct[tuple[str, ...]] = _Distinct()
        self._asked: _Distinct[tuple[int, ...]] = _Distinct()
        self._answered: _Distinct[str] = _Distinct()

    def add(self, row: Understood) -> None:
        """Take a row in."""
        for text_id, wording, hidden in row.questions:
            self._texts.setdefault(text_id, (wording, hidden))
        self._days.add(row.day)
        self._people.add((row.kind, row.who))
        self._attributes.add(row.attributes)
        self._asked.add(tuple(text_id for text_id, _, _ in row.questions))
        self._answered.add(row.answered)

    def joined(self, secret: bytes, constants: tuple[str, ...], shown: int = 0) -> Joined:
        """All rows as interviews, with the attributes of the first ``shown`` rows.

        ``constants`` are the attributes told for the whole file: they fill what no row of an interview says. ``secret``
        keys the ids of interviews.
        """
        attributes = _Attributes(self._attributes)
        self._complete(attributes)
        attributes.fill(constants)
        ids = self._interview_ids(attributes, secret)
        asked, repeated = self._questions(ids)
        roles = attributes.codes["role"]
        return Joined(
            interviews=self._interviews(ids, attributes),
            questions=asked,
            texts=pd.DataFrame(
                [(text_id, *text) for text_id, text in self._texts.items()], columns=["text_id", "wording", "hidden"]
            ).astype({"text_id": "int64", "wording": "str", "hidden": "bool"}),
            attributes=attributes.of_first(shown),
            repeated=repeated,
            without_role=int((roles == 0).sum()),
            roles=len(np.unique(roles)),
        )

    def _named(self) -> npt.NDArray[np.bool_]:
        """The rows whose interview or candidate has a name."""
        named = np.array([bool(who) for _, who in self._people.numbers], bool)
        return named[self._people.of_rows()]

    def _complete(self, attributes: _Attributes) -> None:
        """Give a row without role or stage the one that the other rows of its interview agree on."""
        named = self._named()
        meeting = _numbered([self._people.of_rows(), self._days.of_rows()])
        for name in _COMPLETED:
            codes = attributes.codes[name]
            blank, said = named & (codes == 0), named & (codes > 0)
            if not blank.any():
                continue
            least, most = np.full(len(codes), len(codes), np.int32), np.zeros(len(codes), np.int32)
            np.minimum.at(least, meeting[said], codes[said])
            np.maximum.at(most, meeting[said], codes[said])
            agreed = np.where(least == most, most, 0)
            codes[blank] = agreed[meeting[blank]]

    def _interview_ids(self, attributes: _Attributes, secret: bytes) -> _Ids:
        """The id of each row's interview: of its number, else its candidate, else of all that the row says."""
        people, days, asked = list(self._people.numbers), list(self._days.numbers), list(self._asked.numbers)
        person, day, questions = self._people.of_rows(), self._days.of_rows(), self._asked.of_rows()
        named = self._named()
        alike = _numbered([person, day, np.where(named, -1, questions)])
        keys = {name: attributes.keys(name) for name in ATTRIBUTES}
        for name, values in keys.items():
            telling = np.array([name in _TOLD_APART_BY[kind] for kind, _ in people], bool)[person]
            same = pd.factorize(np.array(values, object))[0].astype(np.int32)
            alike = _numbered([alike, np.where(telling, same[attributes.codes[name]], -1)])
        nth = np.zeros(len(alike), np.int32)
        unnamed = np.flatnonzero(~named)
        nth[unnamed] = 1 + pd.Series(alike[unnamed]).groupby(alike[unnamed]).cumcount()
        number = _numbered([alike, nth])
        ids = array("q")
        for row in np.unique(number, return_index=True)[1]:
            kind, who = people[person[row]]
            spelled = [keys[name][attributes.codes[name][row]] for name in _TOLD_APART_BY[kind]]
            parts = [kind, *([who] if who else []), days[day[row]].isoformat(), *spelled]
            if kind == "row":
                parts += [*map(str, asked[questions[row]]), str(nth[row])]
            ids.append(identity.interview_id(secret, *parts))
        return np.array(ids, np.int64)[number]

    def _interviews(self, ids: _Ids, attributes: _Attributes) -> pd.DataFrame:
        """One row per interview, in the order of their first rows."""
        interview, interview_ids = pd.factorize(ids)
        _, first = np.unique(interview, return_index=True)
        days = np.array(list(self._days.numbers), "datetime64[s]")
        frame = pd.DataFrame({"interview_id": interview_ids, "day": days[self._days.of_rows()[first]]})
        for name, codes in attributes.codes.items():
            said = np.flatnonzero(codes)[::-1]
            found = np.zeros(len(first), np.int32)
            found[interview[said]] = codes[said]  # of several, the one assigned last stays: the first row's
            frame[name] = attributes.spelled(name, found)
        return frame

    def _questions(self, ids: _Ids) -> tuple[pd.DataFrame, int]:
        """One row per text asked in an interview, and how often one was asked again in the same."""
        asked = list(self._asked.numbers)
        sizes = np.array([len(texts) for texts in asked], np.int64)
        texts = np.array([text_id for texts in asked for text_id in texts], np.int64)
        starts = np.cumsum(sizes) - sizes
        questions = self._asked.of_rows()
        size = sizes[questions]
        within = np.arange(size.sum()) - np.repeat(np.cumsum(size) - size, size)
        frame = pd.DataFrame(
            {
                "interview_id": np.repeat(ids, size),
                "text_id": texts[np.repeat(starts[questions], size) + within],
                "answered": _spelled(list(self._answered.numbers), np.repeat(self._answered.of_rows(), size)),
            }
        )
        again = frame.duplicated(["interview_id", "text_id"])
        return frame[~again].reset_index(drop=True), int(again.sum())


class _Attributes:
    """The attributes of all rows: one number per row and attribute, 0 where it is blank."""

    def __init__(self, found: _Distinct[tuple[str, ...]]) -> None:
        self._values: dict[str, list[str]] = {}
        self.codes: dict[str, _Numbers] = {}
        rows = found.of_rows()
        for position, name in enumerate(ATTRIBUTES):
            column = [values[position] for values in found.numbers]
            self._values[name] = list(dict.fromkeys(["", *column]))
            number = {value: code for code, value in enumerate(self._values[name])}
            self.codes[name] = np.array([number[value] for value in column], np.int32)[rows]

    def fill(self, constants: tuple[str, ...]) -> None:
        """Give rows the attributes told for the whole file, where they are blank."""
        for (name, codes), value in zip(self.codes.items(), constants, strict=True):
            if value and value not in self._values[name]:
                self._values[name].append(value)
            codes[codes == 0] = self._values[name].index(value)

    def keys(self, name: str) -> list[str]:
        """What each value of an attribute is compared by."""
        return [key(value, name) for value in self._values[name]]

    def spelled(self, name: str, codes: _Numbers) -> pd.Series[str]:
        """The values of these numbers."""
        return _spelled(self._values[name], codes)

    def of_first(self, rows: int) -> list[tuple[str, ...]]:
        """The attributes of the first rows."""
        columns = [[self._values[name][code] for code in codes[:rows]] for name, codes in self.codes.items()]
        return list(zip(*columns, strict=True))


def _numbered(columns: Iterable[_Numbers]) -> _Numbers:
    """A number for each distinct combination of values (each -1 or more), in the order of their first rows."""
    number: _Numbers | None = None
    for column in columns:
        both = column if number is None else number * np.int64(column.max(initial=0) + 2) + column
        number = pd.factorize(both)[0].astype(np.int32)
    assert number is not None
    return number


def _spelled(values: list[str], codes: _Numbers) -> pd.Series[str]:
    """The values of these numbers, each value kept once."""
    return pd.Series(pd.Categorical.from_codes(codes, pd.Index(values, dtype="str")))
