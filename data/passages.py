"""The candidate's questions inside a note, and nothing else of it.

A note is free text in which a passage may list them, under a heading of ``passages.toml``:

    Très à l'aise, à revoir.
    Questions du candidat :
    - Combien de jours de télétravail ?
    - Qui serait mon manager ?
    Avis : favorable

Whoever writes a note writes about a person, so a passage ends early rather than late: at another heading;
after a list, at a line that is none of its items; after questions, at a line without a question mark; at a
blank line that no further question follows. Of a line that asks, only the sentences that ask are kept.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from data.markup import plain
from data.names import TITLES
from data.spelling import folded
from data.splitting import LONG_LINE, is_item

_COUNT = re.compile(r"\s*[(\[]?\d{1,2}[)\]]?\s*\Z")
_EMPHASIS = re.compile(r"\A[#>*_\s]+|[*_\s]+\Z")
_MARKED = re.compile(r"\s*(?:#{1,6}\s.*|(\*\*|__).+\1\s*:?)\s*")
_NUMBERING = re.compile(r"\A\s*(?:[-–—•*·‣▪■►➢✓]+\s*|\(?(?:\d{1,2}|[IVX]{1,4}|[a-hA-H])[.)°/]\s*)+")
_BOTH_GENDERS = re.compile(r"(?<=candidat)\s?[·.(/-]\s?e\)?(?=s?\b|\W|\Z)", re.IGNORECASE)
_LABEL = re.compile(r"(?P<label>[^:\n?]{1,80}?)\s*(?:(?<!\d)[:：](?!//)|[:：](?!\d|//))(?P<rest>.*)", re.DOTALL)
_LABEL_BEFORE_DASH = re.compile(r"(?P<label>[^:\n?]{1,80}?)\s+[-–—]\s+(?P<rest>.*)", re.DOTALL)
_LABEL_INSIDE = re.compile(r"(?<=[.!?;…])\s+(?=[^\W\d_][^.!?:;\n]{1,60}\s?[:：](?:\s|\Z))")
_SENTENCE_END = re.compile(r"(?P<last>\w*)[.!…]+[\"»”)]?\s+(?=[\"«“(]?\s?[^\W\d_a-z])")
_LETTER = re.compile(r"[^\W\d_]")
_LONGEST_LABEL = 6
"""Words of a heading that no list knows: a longer line with a colon is a sentence."""


@cache
def _headings() -> dict[str, bool]:
    """Every known heading as it is compared, and whether the candidate's questions follow it."""
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    others = {_compared(heading): False for heading in table["other"]}
    return others | {_compared(heading): True for heading in table["candidate"]}


def heads_questions(label: str) -> bool:
    """True for the label of a passage, or of a field of a form, that holds the candidate's questions."""
    return _headings().get(_compared(label), False)


def has_passage(note: str) -> bool:
    """True where a heading of the candidate's questions stands in a note."""
    return any(heads_questions(_heading_of(line)[0]) for line in _lines(note))


def asked_in(note: str) -> str:
    """The questions that the passages of a note list, one line each as written; "" where there is none."""
    kept: list[str] = []
    passage: _Passage | None = None
    for line in _lines(note):
        label, rest = _heading_of(line)
        if heads_questions(label):
            passage = _Passage(kept, announced=bool(rest))
            line = rest
        elif passage and _is_other_heading(line, label, rest):
            passage = None
        if passage and not passage.takes(line):
            passage = None
    return "\n".join(kept)


class _Passage:
    """Takes the lines of one passage as long as they are its own."""

    def __init__(self, kept: list[str], *, announced: bool) -> None:
        self._kept = kept
        self._announced = announced
        self._last = ""
        self._listed = False
        self._asking = False
        self._after_blank = False

    def takes(self, line: str) -> bool:
        """Keep what a line asks; False where it no longer belongs to the passage."""
        if not _LETTER.search(line):
            self._after_blank = bool(self._last)
            return True
        item, asks = is_item(line), "?" in line
        if self._last and not self._belongs(line, item, asks):
            return False
        said = _asking_sentences(line) if asks else _first_sentence(line)
        if self._listed and not item:
            self._kept[-1] += " " + said
        elif item and self._last and self._announced and not self._listed and not self._asking:
            self._kept[-1] = said  # "Questions du candidat : plusieurs" announced the list
        else:
            self._kept.append(said)
        self._asking = self._asking if self._last else asks
        self._listed = self._listed or item
        self._last, self._after_blank = line.rstrip(), False
        return True

    def _belongs(self, line: str, item: bool, asks: bool) -> bool:
        if self._listed:
            return item or self._is_wrapped(line)
        if self._after_blank:
            return asks and not item
        return asks or item or not self._asking or self._is_wrapped(line)

    def _is_wrapped(self, line: str) -> bool:
        """True for the rest of a line that found no room: indented, or small letters after a long line without end."""
        unfinished = not self._after_blank and self._last[-1] not in "?!.;:"
        return unfinished and (line[0] == " " or (len(self._last) >= LONG_LINE and line[0].islower()))


def _lines(note: str) -> list[str]:
    """The lines of a note; a label in the middle of one begins another, for notes that lost their line ends."""
    return [piece for line in plain(note).split("\n") for piece in _LABEL_INSIDE.sub("\n", line).split("\n")]


def _compared(label: str) -> str:
    bare = _NUMBERING.sub("", _EMPHASIS.sub("", label))
    words = re.sub(r"[^\w&]+", " ", folded(_BOTH_GENDERS.sub("", _COUNT.sub("", bare))))
    return " ".join(words.split())


def _heading_of(line: str) -> tuple[str, str]:
    """The label that a line begins with and what follows its colon; the whole line where it has none."""
    bare = _EMPHASIS.sub("", line)
    found = _LABEL.fullmatch(bare)
    if not found and (dashed := _LABEL_BEFORE_DASH.fullmatch(bare)) and _compared(dashed["label"]) in _headings():
        found = dashed
    return (found["label"], found["rest"].strip(" *_")) if found else (line, "")


def _is_other_heading(line: str, label: str, rest: str) -> bool:
    known = _headings().get(_compared(label))
    if known is False:
        return True
    if "?" in line or _MARKED.fullmatch(line):
        return "?" not in line
    short = len(label.split()) <= _LONGEST_LABEL and label[:1].isupper()
    return not is_item(line) and ((label != line and short) or (line.isupper() and len(label.split()) > 1))


def _asking_sentences(line: str) -> str:
    """The sentences of a line that end with a question mark, from where the first of them starts."""
    return " ".join(
        sentence[: sentence.rindex("?") + 1].strip() for sentence in _sentences(line) if "?" in sentence
    ).strip()


def _first_sentence(line: str) -> str:
    return next(_sentences(line), line).strip()


def _sentences(line: str) -> Iterator[str]:
    start = 0
    for end in _SENTENCE_END.finditer(line):
        # "M. Roy" is no end of a sentence, and masking needs the title to find the name.
        if len(end["last"]) > 1 and folded(end["last"]) not in TITLES:
            yield line[start : end.end()]
            start = end.end()
    yield line[start:]
