"""How words are spelled: cleaning text, comparing it, and choosing the form that is shown.

Three steps, from the text as found to what two texts are compared by:

    clean    what is kept and shown: NFC, without control or invisible characters
    folded   for comparing: lower case, no accents, one kind of quote, dash and space
    key      for roles and the like: folded, without gender marks and punctuation

``key`` brings together spellings of one word ("Infirmier(ère)", "INFIRMIÈRE"), never different words:
nothing is translated, and "Data engineer" is not "Data analyst".
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from babel import Locale

MAX_LABEL = 120
"""Longest role, stage, department … in characters; what is longer is cut."""

GENDERED = frozenset({"role", "interviewer", "seniority"})
"""Fields whose values may be written for one gender, the other, or both."""

_LINE_BREAK = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_NOT_SHOWN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
    # Joiners belong to emoji and to some scripts; elsewhere they only hide a difference.
    "|(?<![\u0600-\u0dff\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])[\u200c\u200d]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACES = re.compile(r"[^\S\n]+")
# One class of everything that cleaning may touch: most texts hold none of it.
_DIRTY = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\xa0\u00ad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ud800-\udfff\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]|  "
)

# What is left of accents once letters are taken apart; letters that no normalisation takes apart, and marks
# that are typed in several ways.
_ACCENTS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]+")
_UNFOLDED = re.compile("[œæøłđðþı’‘ʼ´`′‐‑‒–—―−“”„«»″‧∙•⋅]")
_FOLDED_AS = (
    {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
    | dict.fromkeys("’‘ʼ´`′", "'")
    | dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("“”„«»″", '"')
    | dict.fromkeys("‧∙•⋅", "·")
)
# Cyrillic and Greek letters that look like Latin ones; only replaced inside words that mix scripts.
_LOOKALIKE = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеѕіјорсухԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧονυ",
    "ABESIJKMHOPCTYXaesijopcyxdqwABEZHIKMNOPTYXovu",
)
_WORD = re.compile(r"[^\W\d_]+")
_FOREIGN = re.compile("[\u0370-\u03ff\u0400-\u052f]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")

_BOTH = r"(?:h|f|m|w|homme|femme|hommes|femmes|male|female|d|x|i|nb|divers)"
_GENDER_LIST = re.compile(
    rf"[(\[]\s*{_BOTH}(?:\s*(?:[/|.,·-]|ou|et)\s*{_BOTH})+\s*[)\]]"
    rf"|(?<!\w)(?:h\s?[/|-]\s?f|f\s?[/|-]\s?h|m\s?[/|]\s?[fw]|[fw]\s?[/|]\s?m|hommes?\s?/\s?femmes?|femmes?\s?/\s?hommes?)"
    r"(?:\s?[/|]\s?(?:d|x|i|nb|divers))*(?!\w)"
    r"|[(\[]\s*(?:hf|fh|mfd|mwd|gn|all genders|tous genres|tous les genres|alle geschlechter)\s*[)\]]"
)
_ENDING = (
    r"(?:e|ne|se|fe|le|te|re|ve|x|ere|iere|euse|rice|trice|atrice|ienne|enne|ice|esse|in|innen|a|as|o|os|ora|oras|tora)"
)
# "ingenieur·e", "charge(e)s", "entwickler*in", "developpeur/se", "assistant-e": a second ending after a mark.
_SECOND_ENDING = re.compile(
    rf"(?<=[^\W\d_]{{3}})(?:[·.]{_ENDING}(?:[·.]?s)?|\(-?{_ENDING}\)s?|/-?{_ENDING}|[*:_]in(?:nen)?"
    r"|-(?:e|ne|se|fe|te|ere|euse|rice|trice)(?:-s)?(?!-))(?![^\W\d_])"
)
_TWO_FORMS = re.compile(r"([^\W\d_]{4,})\s*(?:/|,|\bou\b|\bor\b)\s*([^\W\d_]{4,})")
# French feminine endings and the masculine ones they stand beside, longest first, on folded words.
_MASCULINE = (
    ("trice", "teur"), ("ienne", "ien"), ("euse", "eur"), ("eure", "eur"), ("ante", "ant"), ("ente", "ent"),
    ("onne", "on"), ("elle", "el"), ("ere", "er"), ("ale", "al"), ("ive", "if"), ("ffe", "f"), ("ee", "e"),
)  # fmt: skip
_LETTERS = re.compile(r"[^\W\d_]{6,}")
_PUNCTUATION = re.compile(r"[^\w+#]+|_+")
_OUTER = " \t\n-·•*:;,.|/\"'"
_NOTHING = frozenset(
    {"", "n a", "na", "nan", "nc", "none", "null", "neant", "inconnu", "unknown", "non precise", "vide"}
)


def clean(text: str) -> str:
    """The text as it is kept: NFC, lines ended by ``\\n``, no control or invisible character."""
    if _DIRTY.search(text):
        text = _NOT_SHOWN.sub("", _LINE_BREAK.sub("\n", _SURROGATE.sub("\ufffd", text)))
        text = _SPACES.sub(" ", text)
    return unicodedata.normalize("NFC", text).strip()


def folded(text: str) -> str:
    """The text for comparing: lower case, no accents, plain quotes and dashes, single spaces."""
    if text.isascii():
        return " ".join(text.lower().split())
    # Full-width letters and the like become plain ones only when taken apart: in small letters once more.
    apart = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(_UNFOLDED.sub(_fold_letter, _ACCENTS.sub("", apart)).lower().split())


def _fold_letter(match: re.Match[str]) -> str:
    return _FOLDED_AS[match.group()]


def clean_label(text: str) -> str:
    """One line of at most ``MAX_LABEL`` characters, look-alike letters of other scripts made Latin."""
    label = " ".join(clean(text).split())
    if _FOREIGN.search(label):
        label = _WORD.sub(_latin_word, label)
    return label[:MAX_LABEL].strip()


def _latin_word(match: re.Match[str]) -> str:
    word = match.group()
    return word.translate(_LOOKALIKE) if _LATIN.search(word) and _FOREIGN.search(word) else word


def key(value: str, field: str = "role") -> str:
    """What a value of a field is compared by: equal keys are one role, one stage, one place."""
    text = folded(clean_label(value))
    if field in GENDERED:
        text = _SECOND_ENDING.sub("", _GENDER_LIST.sub(" ", text))
        text = _LETTERS.sub(_masculine, _TWO_FORMS.sub(_first_form, text))
    words = " ".join(_PUNCTUATION.sub(" ", text).split())
    return "" if words in _NOTHING else words


def _masculine(match: re.Match[str]) -> str:
    word = match.group()
    for feminine, masculine in _MASCULINE:
        if word.endswith(feminine):
            return word[: -len(feminine)] + masculine
    return word


def _first_form(match: re.Match[str]) -> str:
    """ "infirmier / infirmiere" is one word written twice; "vente / achat" is left alone."""
    first, second = match.groups()
    same = _LETTERS.sub(_masculine, first) == _LETTERS.sub(_masculine, second)
    return first if same else match.group()


def display_forms(counts: Mapping[str, int], field: str) -> dict[str, str]:
    """The form that each spelling is shown in: the most frequent one of its key.

    ``counts`` says how often each value occurs as found. Where two forms are as frequent, the one in
    mixed case is taken, then the shorter, then the first of the alphabet, so that the order of the
    rows does not matter. Values that say nothing ("n/a", "-") are shown as "".
    """
    if field == "language":
        return {value: language_code(value) for value in counts}
    frequency: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    keys = {value: key(value, field) for value in counts}
    for value, count in counts.items():
        frequency[keys[value]][_without_gender_list(value, field)] += count
    chosen = {
        name: min(forms, key=lambda form: (-forms[form], form.isupper() or form.islower(), len(form), form))
        for name, forms in frequency.items()
    }
    return {value: chosen[keys[value]] if keys[value] else "" for value in counts}


def _without_gender_list(value: str, field: str) -> str:
    label = clean_label(value)
    if field in GENDERED:
        label = re.sub(_GENDER_LIST.pattern, " ", label, flags=re.IGNORECASE)
    return " ".join(label.split()).strip(_OUTER) or label


@lru_cache(maxsize=1)
def _language_names() -> dict[str, str]:
    names: dict[str, str] = {}
    for reader in ("fr", "en", "es", "de", "it", "pt", "nl"):
        own = Locale.parse(reader)
        names[folded(own.languages[reader])] = reader
    for reader in ("fr", "en"):
        for code, name in Locale.parse(reader).languages.items():
            if len(code) == 2:
                names.setdefault(folded(name), code)
    return names


def language_code(value: str) -> str:
    """A language by its two-letter code: "Français", "French", "FR" and "fr-CA" are ``fr``.

    What is no known language keeps its spelling.
    """
    label = clean_label(value)
    names = _language_names()
    name = folded(label)
    start = re.split(r"[-_ (/]", name, maxsplit=1)[0]
    if name in names:
        return names[name]
    if start in names.values():
        return start
    return names.get(start, label if key(label, "language") else "")
