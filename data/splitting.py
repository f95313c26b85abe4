"""From one cell to the questions it holds.

The rules, in the order in which they apply; ``tests/data/test_splitting.py`` is their table of cases:

1. Lines are questions, and so are the items of a list ("- ", "• ", "1.", "a)"), on lines or within one.
   A line that only continues the one before (a long line without end, then a small letter) is joined to
   it; a sentence of context ended by a full stop is joined to the question below it; a heading such as
   "Sur le télétravail :" is joined to the next line, and "Questions :" is dropped.
2. A question mark ends a question, unless it stands in brackets or quotation marks, or inside a word (an
   address). What comes before it on the line is its context. What follows belongs to it too when it is
   no question (a remark), stands in brackets, or only makes sense with it ("Lesquelles ?", "Si oui, …").
3. A semicolon separates when both sides look like questions, or all sides are subjects of a few words.
4. Nothing is left of a cell that says there was no question ("aucune", "n/a", "RAS", "-").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise

from data.spelling import clean, folded

MAX_QUESTION = 2000
"""Longest question in characters; a longer text is no question and its row is rejected."""

_BULLET = re.compile(
    r"""\s*(?:
        [-–—•*·‣▪◦●○■□►▶➢➤✓✔→]+ (?=\s|[^\W\d_]|")
      | \(?\d{1,2}(?:[.)°]|\s?[-–/:]\s) (?=\s*\D)           # "1.", "2)", "3 - ", but not "1.5 jours"
      | \(?[a-hA-H]\)
      | (?:[Qq]|[Qq]uestion\s?(?:n°\s?)?)\d{0,2}\s?[.:)]
    )\s*""",
    re.VERBOSE,
)
_ANY_BULLET = re.compile("[•‣▪◦●■►➢➤]")
_BULLET_INSIDE = re.compile(r"\s*[•‣▪◦●■►➢➤]\s*")
_DASH_AFTER_END = re.compile(r"(?<=[?!.;]) [-–—] ")
_NUMBERED_ITEM = re.compile(r"(?:^|\s)\(?(\d{1,2})[.)]\s?(?=[^\W\d])")
_MARK = re.compile(r"[?？؟][!?？؟]*(?:\s+[?？!]+)*\s*")
_BRACKETS = {"(": ")", "[": "]", "«": "»", "“": "”"}
_LEADING = re.compile(r"\A(?:[\s|/;,…•*·]|[-–—](?=\s|[^\W\d]))+")
_TRAILING = " \t|/;,…•*·-–—"
_LETTER = re.compile(r"[^\W\d_]")
_NOT_WORD = re.compile(r"\W+|_")
_SHORT_SUBJECT = 4
LONG_LINE = 40
"""Characters from which on a line without end may go on below."""

_MOST_WORDS_OF_REFUSAL = 10

_HEADING = re.compile(
    r"(?:(?:ses|les|autres|other|the|his|her|their) )?questions?"
    r"(?: (?:du|de la|des|of the|from the|posees?|asked)\b.*)?\s?:"
)
# Compared with folded words, apostrophes and punctuation turned into spaces.
_NO_QUESTION = re.compile(
    r"""n\ ?a | n\ c | r\ a\ s | ras | nan | nil | null | x | ok | non? | none | nothing | neant | vide
      | rien(?:\ a\ signaler)? | sans\ objet | s\ o | aucune?s? | keine | ningun[ao] | nessuna | nenhuma
      | (?:il\ |elle\ |(?:le\ |la\ |the\ )?candidate?\ |he\ |she\ |they\ )?
        (?:n\ a\ |has\ |had\ |(?:did|does|do)\ not\ (?:have\ |ask\ )|(?:didn|doesn|don)\ t\ (?:have\ |ask\ )|asked\ )?
        (?:pas\ |sans\ |aucune\ |no\ |any\ |keine\ |sin\ |nessuna\ |nenhuma\ )?
        (?:pose\ )?(?:de\ |d\ )?(?:autres?\ |other\ |more\ |further\ )?
        (?:questions?|fragen?|preguntas?|domand[ae]|perguntas?)
        (?:\ (?:particulieres?|specifiques?|posees?|a\ ce\ stade|pour\ (?:le\ moment|l\ instant)
           |asked|at\ this\ stage|yet|for\ now|so\ far))?""",
    re.VERBOSE,
)
# These start a question that only makes sense with the one before it, or are the whole of it.
_FOLLOW_UP_START = (
    "si oui|si non|si possible|if so|if not|if yes|if no|falls ja|wenn ja|wenn nicht|en caso afirmativo"
    "|en caso contrario|se si|se nao|se no|ou|or|oder"
)
_FOLLOW_UP_WHOLE = (
    "lequel|laquelle|lesquels|lesquelles|pourquoi|comment ca|c est a dire|combien|vraiment|why|why not|which"
    "|which ones?|how so|how come|how many|how much|really|warum|welche[rs]?|cual|cuales|por que|quale|quali"
    "|perche|qual|quais"
)
_FOLLOW_UP = re.compile(rf"(?:{_FOLLOW_UP_START})\b|(?:et |and )?(?:{_FOLLOW_UP_WHOLE}) \?")
_ASKING = re.compile(
    r"(?:et |and |mais |but )?(?:qu|que|quel|quels|quelle|quelles|qui|quoi|quand|ou|comment|combien|pourquoi|est ce"
    r"|y a|peut on|avez|etes|faites|puis je|pourrai|existe|what|which|who|whom|when|where|how|why|is|are|do|does"
    r"|did|can|could|will|would|should|have|has|was|wie|wann|wo|wer|warum|welche[rsn]?|gibt|haben|sind|ist|cual"
    r"|cuales|como|cuando|cuanto|donde|hay|quale|quali|come|quanto|dove|quando|c e|qual|quais|onde)\b"
)


def questions_in(cell: str) -> list[str]:
    """The questions of one cell, in order; empty where it holds none or says that there was none."""
    lines = _joined(clean(cell).split("\n"))
    found = [question for line in lines for item in _items(line) for question in _questions_of_line(item)]
    return [question for question in found if _says_something(question)]


def is_item(line: str) -> bool:
    """True for a line that a bullet or a number makes the item of a list."""
    return _BULLET.match(line) is not None


def _joined(lines: list[str]) -> list[str]:
    """Lines that belong together made one, bullets kept for the next step."""
    joined: list[str] = []
    for line in filter(str.strip, lines):
        line = line.strip()
        if joined and not _BULLET.match(line) and _continues(joined[-1], line):
            joined[-1] += " " + line
        elif joined and joined[-1].endswith(":") and not _is_heading(joined[-1]):
            joined[-1] += " " + _BULLET.sub("", line, count=1)
        else:
            joined.append(line)
    return [line for line in joined if not _is_heading(line)]


def _is_heading(line: str) -> bool:
    return line.endswith(":") and _HEADING.fullmatch(folded(line)) is not None


def _continues(before: str, line: str) -> bool:
    wrapped = len(before) >= LONG_LINE and before[-1] not in "?!.;:" and line[0].islower()
    context = before.endswith(".") and "?" not in before and before.count(" ") >= 3 and line.endswith("?")
    return wrapped or context


def _items(line: str) -> list[str]:
    """The items of a list that is written on one line, without their bullets."""
    numbers = list(_NUMBERED_ITEM.finditer(line)) if ")" in line or "." in line else []
    if len(numbers) > 1 and [int(number[1]) for number in numbers] == list(range(1, len(numbers) + 1)):
        starts = [number.start() for number in numbers] + [len(line)]
        items = [line[: starts[0]]] + [line[start:end] for start, end in pairwise(starts)]
    else:
        pieces = _BULLET_INSIDE.split(line) if _ANY_BULLET.search(line) else [line]
        items = [part for piece in pieces for part in _DASH_AFTER_END.split(piece)]
    return [_BULLET.sub("", item, count=1) if _BULLET.match(item) else item for item in items if item.strip()]


def _protected(line: str) -> list[tuple[int, int]]:
    """The spans in brackets or quotation marks, outermost only; a bracket without its partner protects nothing."""
    spans: list[tuple[int, int]] = []
    waiting: list[tuple[str, int]] = []
    quote = -1
    for position, letter in enumerate(line):
        if letter in _BRACKETS:
            waiting.append((_BRACKETS[letter], position))
        elif waiting and letter == waiting[-1][0]:
            start = waiting.pop()[1]
            while spans and spans[-1][0] > start:
                spans.pop()
            spans.append((start, position))
        elif letter == '"':
            if quote >= 0:
                spans.append((quote, position))
            quote = -1 if quote >= 0 else position
    return sorted(spans)


def _cut(line: str, ends: list[int]) -> list[str]:
    """The line cut at those of the positions that no bracket protects."""
    ends = [end for end in ends if end < len(line)]
    if not ends:
        return [line]
    spans = _protected(line)
    starts = [start for start, _ in spans]
    free = []
    for end in ends:
        before = bisect_left(starts, end - 1) - 1
        if before < 0 or spans[before][1] < end:
            free.append(end)
    return [line[start:end] for start, end in pairwise([0, *free, len(line)])]


def _questions_of_line(line: str) -> list[str]:
    ends = []
    for mark in _MARK.finditer(line):
        after = line[mark.end() : mark.end() + 1]
        # "a?b=c" and "(Teams ?)" go on; so does "when?then" without a space.
        if mark.group()[-1].isspace() or not (after.islower() or after.isdigit() or after in tuple('=&%)]»”"')):
            ends.append(mark.end())
    questions: list[str] = []
    for piece in _cut(line, ends):
        if questions and _belongs_to_last(piece):
            questions[-1] += piece
        else:
            questions.append(piece)
    return [_bare(part) for question in questions for part in _semicolons(question)]


def _bare(question: str) -> str:
    return _LEADING.sub("", question, count=1).rstrip(_TRAILING)


def _belongs_to_last(piece: str) -> bool:
    words = _words_and_marks(piece)
    return "?" not in words or piece.lstrip()[0] in "([" or bool(_FOLLOW_UP.match(words))


def _words_and_marks(text: str) -> str:
    return " ".join(re.sub(r"[^\w?]+", " ", folded(text).replace("?", " ?")).split())


def _semicolons(question: str) -> list[str]:
    if ";" not in question:
        return [question]
    sides = _cut(question, [position + 1 for position, letter in enumerate(question) if letter == ";"])
    sides = [side for side in sides if side.strip(_TRAILING)]
    if len(sides) < 2:
        return [question]
    if all("?" in side or _ASKING.match(_words_and_marks(side)) for side in sides):
        return sides
    subjects = all(len(side.split()) <= _SHORT_SUBJECT and ":" not in side for side in sides)
    return sides if subjects and "?" not in question else [question]


def _says_something(question: str) -> bool:
    if not _LETTER.search(question):
        return False
    if question.count(" ") > _MOST_WORDS_OF_REFUSAL:
        return True
    words = " ".join(_NOT_WORD.sub(" ", folded(question)).split())
    return _NO_QUESTION.fullmatch(words) is None
