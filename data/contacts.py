"""Where a person can be reached, inside a text: e-mail, links, handles, phones and postal addresses.

Every function gives the spans of what it finds. Repetitions are bounded and attempts anchored, so the
time grows with the length of the text and no faster.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers

from data.names import Span

REGIONS = ("FR", "BE", "CH", "LU", "GB", "US", "DE", "ES", "IT", "PT")
"""Whose national spellings of phone numbers are known; international ones are known everywhere."""

_SPELLED = r"[\[({<] ?(?:dot|point) ?[\])}>]"
_AT = re.compile(
    r"(?<=[\w.%+'-]) ?(?P<plain>@) ?(?=\w)| ?[\[({<] ?(?:at|arobase|@) ?[\])}>] ?| (?P<word>at|arobase) ", re.IGNORECASE
)
_LOCAL_PART = re.compile(r"(?:[\w+-]{1,40} (?:dot|point) ){0,3}[\w.%+'-]{1,64}$", re.IGNORECASE)
_DOMAINS = {
    # "me@home.fr" is an address whatever its end; with spaces or words around, the end must look like one, and
    # after a bare "at" the dot must be a word too: "we met at work. Fine" is none.
    "plain": re.compile(rf"[\w-]{{1,63}}(?:(?:\.| ?{_SPELLED} ?)[\w-]{{1,63}}){{1,5}}", re.IGNORECASE),
    "bracketed": re.compile(
        rf"[\w-]{{1,63}}(?:(?: ?\. ?| ?{_SPELLED} ?| (?:dot|point) )[\w-]{{1,63}}){{0,4}}"
        rf"(?: ?\. ?| ?{_SPELLED} ?| (?:dot|point) )[a-z]{{2,24}}(?!\w)",
        re.IGNORECASE,
    ),
    "word": re.compile(
        r"[\w-]{1,63}(?: (?:dot|point) [\w-]{1,63}){0,4}"
        r" (?:dot|point) (?:com|org|net|info|io|eu|fr|be|ch|lu|de|es|pt|uk|ca)\b",
        re.IGNORECASE,
    ),
}

_URL = re.compile(r"(?:https?://|ftp://|file://|(?<!\w)www\.)[^\s<>\"«»]{1,2000}", re.IGNORECASE)
# A bare domain needs a path: "linkedin.com/in/…" says who, "Booking.com" and "ASP.NET/C#" do not.
_DOMAIN_WITH_PATH = re.compile(
    r"(?<![\w.@/-])(?!(?:asp|vb|ado)\.net)[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,4}"
    r"\.(?:com|org|net|info|biz|io|dev|app|ai|me|co|eu|fr|be|ch|lu|de|es|it|pt|uk|us|ca|nl|at|pl)"
    r"/[^\s<>\"«»]{1,2000}",
    re.IGNORECASE,
)
_NOT_OF_THE_LINK = ".,;:!?)]}'’"

_IPV4 = re.compile(
    r"(?<![\w.])(?:(?:25[0-5]|2[0-4]\d|1?\d{1,2})\.){3}(?:25[0-5]|2[0-4]\d|1?\d{1,2})(?!\.?\w)(?::\d{2,5}(?!\w))?"
)
_IPV6 = re.compile(r"(?<![\w:])[0-9A-Fa-f]{1,4}(?::{1,2}[0-9A-Fa-f]{1,4}){4,7}(?![\w:])")
_HANDLE = re.compile(r"(?<![\w@.])@[A-Za-z_][\w.-]{0,38}\w(?![\w(@])")
_VERSION_BEFORE = re.compile(r"(?:version|release|firmware|build|v\.?) ?$", re.IGNORECASE)

_FRENCH_PHONE = re.compile(
    r"(?<![\d+])(?:(?:\+|00)33[ .-]?(?:\(0\)[ .-]?)?|0)[1-9](?:[ ./-]{0,3}\d{2}){4}(?!\d|[.,]\d)"
)
_DIGIT_RUN = re.compile(r"(?<!\w)[+(]{0,2}\d[\d ()./-]{5,60}\d(?!\w)")
_MONEY = re.compile(r" ?(?:[€$£%]|k€|m€|(?:ke|eur|euros?|chf|usd|gbp|dollars?|livres|pounds)\b)", re.IGNORECASE)
_THOUSANDS = re.compile(r"(?<!\d)000(?!\d)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_FEWEST_DIGITS = 9
_MOST_INTERNATIONAL = 15
_MOST_DIGITS = 32  # two or three numbers, one after the other
_MOST_RUNS = 20

_WORD = r"[^\W\d_][\w'’.-]{0,30}"
_CAPITALISED = r"[A-ZÀ-ÖØ-Þ][\w'’.-]{0,30}"
_OF = r"(?:(?:de|du|des|la|le|les|del|della|di|da|do|dos) |[ldLD]['’])"
_TOWN = rf"(?:,? ?\(?\d{{4,5}} {_CAPITALISED}(?:[ -]{_CAPITALISED}){{0,3}}\)?)?"
_STREETS = frozenset(
    """rue avenue av boulevard bld bd impasse chemin allee allees quai faubourg place route cours square passage villa
    residence lotissement street st road rd ave lane ln drive blvd court terrace close calle avenida paseo via viale
    corso piazza rua travessa""".split()  # noqa: SIM905 (a list of thirty quoted words reads worse)
)
_ADDRESSES = tuple(
    re.compile(pattern)
    for pattern in (
        # 12 bis rue de la paix, 75002 Paris
        r"(?<![\w,.])\d{1,4}(?: ?(?:bis|ter|quater))?[ ,]{1,2}(?i:rue|avenue|av\.|boulevard|bld|bd|impasse|chemin"
        rf"|all[ée]es?|quai|faubourg) (?:{_OF}){{0,2}}{_WORD}(?: (?:{_OF}){{0,2}}{_CAPITALISED}){{0,4}}{_TOWN}",
        # 3 place de l'Église: "place" and "cours" are everyday words, so the name must have a capital
        r"(?<![\w,.])\d{1,4}(?: ?(?:bis|ter|quater))?[ ,]{1,2}(?i:place|route|cours|square|passage|villa|r[ée]sidence"
        rf"|lotissement) (?:{_OF}){{0,2}}{_CAPITALISED}(?: (?:{_OF}){{0,2}}{_CAPITALISED}){{0,4}}{_TOWN}",
        # 221b Baker Street, NW1 6XE
        rf"(?<![\w,.])\d{{1,5}}[a-z]?,? (?:{_CAPITALISED} ){{1,3}}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive"
        r"|Boulevard|Blvd|Court|Square|Terrace|Close)\.?(?!\w)(?:,? [A-Z]{1,2}\d[\dA-Z]? \d[A-Z]{2})?",
        # Hauptstraße 5, 10115 Berlin
        rf"(?<!\w)[A-ZÄÖÜ][a-zäöüß]{{2,30}}(?:straße|strasse|str\.) ?\d{{1,4}}[a-z]?(?!\w){_TOWN}",
        # Calle Mayor 5; Via Roma, 12; Rua Augusta 10
        rf"(?<!\w)(?:Calle|Avenida|Paseo|Via|Viale|Corso|Piazza|Rua|Travessa) (?:{_OF}){{0,2}}{_CAPITALISED}"
        rf"(?: (?:{_OF}){{0,2}}{_CAPITALISED}){{0,3}},? (?:n[.º°] ?)?\d{{1,4}}(?!\w){_TOWN}",
    )
)


def email_addresses(text: str) -> Iterator[Span]:
    """E-mail addresses, also written with spaces, "(at)" and "(dot)", or in words."""
    for at in _AT.finditer(text):
        kind = "word" if at["word"] else "plain" if at.group() == "@" else "bracketed"
        domain = _DOMAINS[kind].match(text, at.end())
        # Looked for backwards from each "@": a search forwards would try every letter of a long word.
        local = _LOCAL_PART.search(text, max(0, at.start() - 100), at.start()) if domain else None
        if local and domain:
            yield local.start(), domain.end()


def links(text: str) -> Iterator[Span]:
    """Addresses of pages, with their protocol or as a domain followed by a path."""
    for pattern in (_URL, _DOMAIN_WITH_PATH):
        for match in pattern.finditer(text):
            yield match.start(), match.start() + len(match.group().rstrip(_NOT_OF_THE_LINK))


def machine_addresses(text: str) -> Iterator[Span]:
    """IP addresses, versions 4 and 6."""
    for pattern in (_IPV4, _IPV6):
        for match in pattern.finditer(text):
            if not _VERSION_BEFORE.search(text, max(0, match.start() - 10), match.start()):
                yield match.span()


def handles(text: str) -> Iterator[Span]:
    """Names on social networks: "@jdoe" (and no formula such as "@SUM(1)")."""
    yield from (match.span() for match in _HANDLE.finditer(text))


def phone_numbers(text: str) -> Iterator[Span]:
    """Phone numbers in the national spellings of ``REGIONS`` and in international ones."""
    yield from (match.span() for match in _FRENCH_PHONE.finditer(text))
    runs = [
        run for run in _DIGIT_RUN.finditer(text) if not _MONEY.match(text, run.end()) and _may_be_phone(run.group())
    ]
    if len(runs) > _MOST_RUNS:
        # Looking closely at each would take minutes, and a question does not hold that many numbers.
        yield from (run.span() for run in runs)
        return
    for run in runs:
        for start, end in _phones_in_run(run.group()):
            yield run.start() + start, run.start() + end


def _is_international(run: str) -> bool:
    return run.lstrip("(").startswith(("+", "00"))


def _may_be_phone(run: str) -> bool:
    """False for digits and separators that are a salary, years, a count or a long number."""
    digits = sum(map(str.isdigit, run))
    if _is_international(run):
        return digits >= _FEWEST_DIGITS - 1
    return _FEWEST_DIGITS <= digits <= _MOST_DIGITS and not _THOUSANDS.search(run) and len(_YEAR.findall(run)) < 2


def _phones_in_run(run: str) -> list[Span]:
    """Phone numbers in digits and separators, where they start first and as long as any region reads them."""
    found: dict[int, int] = {}
    international = _is_international(run)
    for region in REGIONS[:1] if international else REGIONS:
        for match in phonenumbers.PhoneNumberMatcher(run, region, leniency=phonenumbers.Leniency.STRICT_GROUPING):
            if international or sum(letter.isdigit() for letter in match.raw_string) >= _FEWEST_DIGITS:
                found[match.start] = max(match.end, found.get(match.start, 0))
    if not found and _reads_as_phone(run):
        return [(0, len(run))]
    return list(found.items())


def _reads_as_phone(run: str) -> bool:
    """True for what nobody else would write: a country's code after "+", or ten digits that start with one 0.

    Numbers that no operator has given out, or grouped as no country does, are somebody's attempt at one.
    """
    digits = re.sub(r"\D", "", run)
    if _THOUSANDS.search(run) or _YEAR.search(run):
        return False
    if run.lstrip("(").startswith("+"):
        codes = phonenumbers.COUNTRY_CODE_TO_REGION_CODE
        return len(digits) <= _MOST_INTERNATIONAL and any(int(digits[:length]) in codes for length in (1, 2, 3))
    return digits.startswith("0") and digits[1] != "0" and 10 <= len(digits) <= 11 and "/" not in run


def may_hold_address(text: str, words: frozenset[str]) -> bool:
    """False where no word for a street is among the folded words of a text, nor the end of a German one."""
    return not _STREETS.isdisjoint(words) or "stra" in text or "str." in text


def postal_addresses(text: str) -> Iterator[Span]:
    """Streets with a number, in the order in which the languages of Western Europe write them."""
    for pattern in _ADDRESSES:
        yield from (match.span() for match in pattern.finditer(text))
