"""Names that a text introduces itself: after a title, after "my name is", in greetings and signatures.

Some words leave no doubt ("Mme", "je m'appelle"): what follows is a name unless it is a word of grammar
or an office. Others often introduce something else ("I'm Senior", "Ici Paris"): what follows is a name
only where none of its words is a place, a trade, a nationality, a product or the like.
"""

from __future__ import annotations

import re

from data.names import FULL_NAME, NAME, WORDS, Span
from data.spelling import folded

_INTRODUCING = (WORDS["titles"] - {"me"}) | WORDS["introducing"]
_NO_NAME = WORDS["function_words"] | WORDS["offices"]
_DESCRIBES = _NO_NAME | WORDS["described"] | WORDS["places"]
_DESCRIBING_END = re.compile(r"(?:eur|eurs|euse|euses|logue|able|iere|ing|ment|tion|ity)$")

_WORD = re.compile(r"[^\W\d_]+")
_IRISH = re.compile(r"\bO['’]")
_ANY_WORDS = r"[^\W\d_][\w'’-]{0,40}(?: [^\W\d_][\w'’-]{0,40}){0,3}"

_SINGULAR = (
    r"M|Mme|Mlle|Mr|Mrs|Ms|Mx|Miss|MME|MLLE|MR|MRS|[Mm]onsieur|MONSIEUR|[Mm]adame|MADAME|[Mm]ademoiselle|[Dd]r|DR"
    # "prof de sport" names nobody
    r"|(?:[Dd]octeure?|[Pp]rof|[Pp]rofesseure?)(?!\s(?:d['’]|de |du |des ))"
    r"|Doctor|Pr|Professor|Me|Maître|Sir|Lady|Lord|Herrn?|Frau|Sr|Sra|Srta|[Ss]eñora?|Sig|[Ss]ignora?|Dott|[Ss]enhora?"
)
_AFTER_TITLE = re.compile(rf"(?<![\w'’])(?:{_SINGULAR})(?:\.\s?|\s)({NAME})")
_AFTER_TITLE_SMALL = re.compile(
    r"(?<![\w'’])(?:mme|mlle|monsieur|madame|mademoiselle|mr|mrs|dr)\.? ([^\W\d_][\w'’-]{2,40})", re.IGNORECASE
)
_AFTER_PLURAL_TITLE = re.compile(
    r"(?<![\w'’])(?:MM\.?|Mmes\.?|Mlles\.?|[Mm]esdames|[Mm]essieurs|[Mm]esdemoiselles|Drs\.?|Messrs\.?)\s"
    rf"({NAME})(?:\s(?:et|and|&)\s({NAME}))?"
)

_NAMED = re.compile(
    r"(?<!\w)(?:je m['’ ]\s?appelle|mon nom est|mon pr[eé]nom est|my name(?: is|['’]s)"
    r"|ich hei(?:ß|ss)e|mein name ist|me llamo|mi nombre es|mi chiamo|il mio nome [eè]|(?:o )?meu nome [eé]|chamo-me"
    r"|me chamo)\s"
    rf"({_ANY_WORDS})",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"(?:[Cc]ordialement|[Cc]dt|[Bb]ien à vous|[Ss]alutations|[Rr]egards|[Ss]incerely|[Ff]aithfully|Grüßen|Grüssen"
    rf"|[Ss]aludos|[Ss]aluti|[Aa]tenciosamente)[\s,.!–-]{{1,4}}({NAME})\s?\.?$"
)

_I_AM = r"(?:[Jj]e suis|I['’]m|I am)"
_IT_IS = r"(?:[Cc]['’]est|[Tt]his is|[Ii]t['’]s|[Ii]t is|[Ii]ci,?)"
_GREETING = (
    r"(?:[Bb]onjour|[Bb]onsoir|[Ss]alut|[Hh]ello|[Hh]i|[Hh]ey|[Gg]ood (?:morning|afternoon|evening))[\s,!.]{1,3}"
)
_PAUSE = r"(?=\s?[,.;:!–]|$)"
_LIKELY = tuple(
    re.compile(pattern)
    for pattern in (
        # Two words with a capital: "Je suis Clotilde Aubry", "I'm Rashid Karim", "Ici Gaël Kerrien".
        rf"(?<![\w'’]){_I_AM} ({FULL_NAME})",
        rf"(?<![\w'’]){_IT_IS} ({FULL_NAME}){_PAUSE}",
        # One is enough after a greeting, on the phone, or before "from" and "and I".
        rf"{_GREETING}(?:{_I_AM}|{_IT_IS}) ({NAME})(?:{_PAUSE}|(?=\s(?:et|and)\b))",
        rf"(?<![\w'’]){_I_AM} ({NAME})(?=\s(?:from|and I|et je)\b|,? candidate?\b)",
        rf"(?:(?:^|[.!?,:;]\s|(?:{_GREETING}))|(?<![\w'’])(?:{_I_AM}|{_IT_IS})\s)(?!{_I_AM}|{_IT_IS})({NAME})\s"
        r"(?:à l['’]appareil|au t[ée]l[ée]phone|(?:speaking|calling)(?=\s?[,.:;!?–]|$)|here\s?[,.:;!–])",
        r"(?<!\w)(?:[Mm]oi,? c['’]est|[Aa]ppelez-moi|m['’]appeler|[Cc]all me|[Jj]e me présente\s?[:,]|[Ss]peaking:)"
        rf" ({NAME})",
        r"(?:[Mm]erci(?: d['’]avance| beaucoup)?|[Tt]hanks(?: in advance)?|[Tt]hank you|[Bb]est|[Cc]heers"
        rf"|[Bb]onne journ[ée]e)\s?[,.!\n]\s?({NAME})\s?\.?$",
    )
)
_ITS_ME_SMALL = re.compile(r"(?<!\w)moi,? c['’]est ([^\W\d_]{3,30}(?: [^\W\d_]{3,30})?)(?=\s?[,.;!?]|$)", re.IGNORECASE)


def may_introduce(words: frozenset[str]) -> bool:
    """False where a text holds no word that ``introduced_names`` looks for."""
    return not _INTRODUCING.isdisjoint(words)


def introduced_names(text: str) -> list[Span]:
    """Where names stand that a title, an introduction or a signature announces."""
    found = [
        match.span(group)
        for pattern in (_AFTER_TITLE, _AFTER_TITLE_SMALL, _AFTER_PLURAL_TITLE, _SIGNED)
        for match in pattern.finditer(text)
        for group in range(1, pattern.groups + 1)
        if match[group] and not _starts_without_name(match[group])
    ]
    for match in _NAMED.finditer(text):
        if end := _end_of_introduction(match[1]):
            found.append((match.start(1), match.start(1) + end))
    for pattern in (*_LIKELY, _ITS_ME_SMALL):
        found += [match.span(1) for match in pattern.finditer(text) if not _describes(match[1])]
    return found


def _starts_without_name(words: str) -> bool:
    for word in map(folded, _WORD.findall(_IRISH.sub("", words))):
        if word not in WORDS["particles"]:
            return word in _NO_NAME
    return True


def _describes(words: str) -> bool:
    """True where one of the words says what somebody or something is, rather than who."""
    if len(words) > 1 and words.isupper() and " " not in words:
        return True  # an abbreviation: "I'm PMP, …"
    found = [word for word in map(folded, _WORD.findall(words)) if word not in WORDS["particles"]]
    return not found or any(word in _DESCRIBES or _DESCRIBING_END.search(word) for word in found)


def _end_of_introduction(words: str) -> int:
    """Two words in any case, then as many as start with a capital; a word of grammar ends the name."""
    end = 0
    for number, word in enumerate(re.finditer(r"\S+", words)):
        name = word.group().strip("'’-")
        if folded(name) in _NO_NAME - WORDS["particles"] or (number > 1 and not name[:1].isupper()):
            break
        end = word.end()
    return end
