from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import language
from data.masking import KINDS, Masker

PEOPLE = [
    "Karim Benali", "Rose Petit", "Dupont, Jean", "NGUYEN Thi Lan", "Marie-Claire Le Goff", "Sales Costa", "Li Wei",
    "Zoé Müller / Paul Roy", "M. Antoine Girard (RH)", "C-1042", "4711", "cand_00093",
]  # fmt: skip

MASKED: list[tuple[str, str]] = [
    # Phone numbers, in the spellings of ten countries.
    *((number, "[phone]") for number in (
        "06 12 34 56 78", "0612345678", "06.12.34.56.78", "06-12-34-56-78", "06/12/34/56/78", "+33 6 12 34 56 78",
        "+33612345678",
        "0033 6 12 34 56 78", "+33 (0)6 12 34 56 78", "01 42 68 53 00", "(415) 555-2671", "415-555-2671",
        "+1 415 555 2671",
        "020 7946 0958", "+44 20 7946 0958", "0470 12 34 56", "+32 470 12 34 56", "079 123 45 67", "+41 79 123 45 67",
        "0151 23456789", "+49 151 23456789", "612 345 678", "+34 612 345 678", "347 123 4567", "912 345 678",
        "+351 912 345 678",
        "+352 621 123 456", "+971 50 123 4567",
    )),
    ("Au 06 12 34 56 78 ou 07.12.34.56.78 ?", "Au [phone] ou [phone] ?"),
    # E-mail, links, machines, networks.
    ("jean.dupont+rh@exemple.co.uk ?", "[e-mail] ?"),
    ("rené@exemple.fr", "[e-mail]"),
    ("jean.dupont (at) exemple (dot) fr", "[e-mail]"),
    ("voir https://linkedin.com/in/jean?x=1, merci", "voir [link], merci"),
    ("Sur www.exemple.fr/cv ?", "Sur [link] ?"),
    ("linkedin.com/in/jean-d", "[link]"),
    ("le serveur 192.168.1.12 ?", "le serveur [ip] ?"),
    ("fe80::1ff:fe23:4567:890a", "[ip]"),
    ("@jdoe sur Twitter", "[handle] sur Twitter"),
    # Numbers that stand for a person.
    ("FR76 3000 6000 0112 3456 7890 189 merci", "[iban] merci"),
    ("FR7630006000011234567890189", "[iban]"),
    ("DE89 3704 0044 0532 0130 00", "[iban]"),
    ("GB82 WEST 1234 5698 7654 32 ok", "[iban] ok"),
    ("FR76 3000 6000 0112 3456 7890 188", "[iban]"),
    ("1 85 05 78 006 084 36", "[id]"),
    ("185057800608436", "[id]"),
    ("2 85 05 2A 006 084", "[id]"),
    ("123-45-6789", "[id]"),
    ("QQ123456C ou AB 12 34 56 C", "QQ123456C ou [id]"),
    ("12345678Z", "[id]"),
    ("756.9217.0769.85", "[id]"),
    ("4111 1111 1111 1111", "[card]"),
    ("5500-0000-0000-0004", "[card]"),
    ("3782 822463 10005", "[card]"),
    ("123456789012345678", "[number]"),
    # Postal addresses.
    ("J'habite 12 rue de la Paix, 75002 Paris, c'est loin ?", "J'habite [address], c'est loin ?"),
    ("12 bis rue des lilas", "[address]"),
    ("3 place de l'Église", "[address]"),
    ("221b Baker Street, NW1 6XE London", "[address] London"),
    ("Hauptstraße 5, 10115 Berlin", "[address]"),
    ("Calle Mayor 5", "[address]"),
    ("Via Roma, 12", "[address]"),
    # Names that the text announces.
    ("M. Dupond est-il mon manager ?", "M. [name] est-il mon manager ?"),
    ("Mme DURAND-LEGRAND ou Madame de La Tour ?", "Mme [name] ou Madame [name] ?"),
    ("mme martin sera là ?", "mme [name] sera là ?"),
    ("Mr et Mme Dupond", "Mr et Mme [name]"),
    ("Comment ça va, Mr. Smith?", "Comment ça va, Mr. [name]?"),
    ("le Dr. Anne-Sophie de Villiers", "le Dr. [name]"),
    ("Maître Vergès est votre avocat ?", "Maître [name] est votre avocat ?"),
    ("Frau Schmidt ist nett", "Frau [name] ist nett"),
    ("Je m'appelle jeanne moreau et je voudrais savoir", "Je m'appelle [name] et je voudrais savoir"),
    ("My name is John Smith and I want", "My name is [name] and I want"),
    ("I'm Tarek from Lyon", "I'm [name] from Lyon"),
    ("Moi c'est Julie", "Moi c'est [name]"),
    ("Me llamo Ana García y quiero", "Me llamo [name] y quiero"),
    ("Cordialement, Julie Moreau", "Cordialement, [name]"),
    # Names known from the file.
    ("karim benali demande le salaire", "[name] demande le salaire"),
    ("BENALI Karim", "[name]"),
    ("Benali et KARIM", "[name] et [name]"),
    ("Jean viendra ? Dupont aussi ?", "[name] viendra ? [name] aussi ?"),
    ("J. Dupont", "[name]"),
    ("marie claire le goff", "[name]"),
    ("Thi Lan et Nguyen", "[name] et [name]"),
    ("Muller ou Zoe ?", "[name] ou [name] ?"),
    ("Li Wei", "[name]"),
    ("Antoine Girard, quand ?", "[name], quand ?"),
    ("Rose Petit est-elle là ?", "[name] est-elle là ?"),
    ("le dossier C-1042 et cand_00093 ?", "le dossier [id] et [id] ?"),
]  # fmt: skip

KEPT = [
    "45 000 - 50 000 EUR ?", "45000-50000", "Entre 45 000 et 50 000 ?", "35h ou 39h ?", "2026 et 2027, 2028",
    "12/11/2026",
    "du 12/11/2026 au 15/12/2026", "CDI 24 mois", "1 200 000 utilisateurs et 3 500 000 visiteurs",
    "612 345 678 euros de CA",
    "SIRET 123 456 789 00012", "2024 2025 2026", "14:30 - 15:30", "ISO 27001 et 9001, 14001", "10 20 30 40 50",
    "Python 3.11.2 ?",
    "Booking.com ou monday.com ?", "ASP.NET/C# ou CI/CD ?", "Node.js/React ?", "=@SUM(1)", "C++ @ 2 GHz",
    "Avez-vous 2 places de parking ?",
    "1 place de parking par salarié ?", "3 cours par semaine", "via Teams 2 fois ?", "Madame la directrice",
    "Mr President",
    "monsieur et madame", "200 ms par requête", "20 m. de long", "I'm Senior, ok?",
    "Maître d'œuvre ou maître d'hôtel ?",
    "La rose est rouge, Rose aussi", "petit déjeuner, Petit budget ?", "Sales Manager chez vous ?",
    "Le poste est à Paris ?",
    "Python, Java ou Kotlin ?", "Quel est le salaire du Data Engineer ?", "li", "wei", "Le ticket 4711 ?",
    "Qui est mon N+1 ?",
    "Pourquoi est-il parti ?", "What does Monday look like?", "[name] et [e-mail]",
]  # fmt: skip


@pytest.fixture(scope="module")
def masker() -> Masker:
    """A masker that knows the people of a file."""
    return Masker(PEOPLE)


@pytest.mark.parametrize(("text", "expected"), MASKED)
def test_personal_data_is_masked(masker: Masker, text: str, expected: str) -> None:
    """Each kind of personal data gives way to its mark, and only it does."""
    assert expected == masker.mask(text).text


@pytest.mark.parametrize("text", KEPT)
def test_other_words_and_numbers_stay(masker: Masker, text: str) -> None:
    """Salaries, dates, hours, versions, towns, products and words that are also names stay."""
    assert text == masker.mask(text).text


def test_a_persons_own_row_is_masked_more_closely(masker: Masker) -> None:
    """In the rows of a person a part of the name goes in small letters too, and an ordinary word with a capital."""
    assert "benali demande" == masker.mask("benali demande").text
    assert "[name] demande" == masker.mask("benali demande", masker.names_in("Karim Benali")).text
    rose = masker.names_in("Rose Petit")
    assert "[name] aime la rose et le petit Paris" == masker.mask("Rose aime la rose et le petit Paris", rose).text


def test_an_address_names_its_person() -> None:
    """Of an e-mail address that stands for the candidate, the name is masked and the words of the domain are not."""
    address = "sabine.orvault@mail.example"
    masker = Masker([address])
    own = masker.names_in(address)
    assert "[name] écrit par mail, par exemple ?" == masker.mask("Sabine écrit par mail, par exemple ?", own).text
    assert "[name] sera là ?" == masker.mask("Sabine Orvault sera là ?").text


def test_what_is_masked_is_counted_by_kind(masker: Masker) -> None:
    """Counts tell how many pieces were masked, never which."""
    counts = masker.mask("Karim Benali (karim@x.fr, 06 12 34 56 78) et Mme Roux ?").counts
    assert Counter({"name": 2, "email": 1, "phone": 1}) == counts


def test_attributes_keep_the_words_that_are_names_too(masker: Masker) -> None:
    """A role is no less a role because somebody has its name; whole names, e-mails and phones go."""
    kept = ("Sales Manager", "Rose", "12 rue de la Paix, Paris", "Benali")
    assert kept == tuple(masker.mask_attribute(value).text for value in kept)
    assert "[name]" == masker.mask_attribute("Karim Benali").text
    assert "RH [e-mail]" == masker.mask_attribute("RH x@y.fr").text


def test_without_people_only_what_the_text_says_is_masked() -> None:
    """A file without a column of people masks e-mails and titles, and leaves other names."""
    assert "Karim et [e-mail]" == Masker().mask("Karim et k@x.fr").text


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_has_a_name_in_both_languages(kind: object) -> None:
    """Reports say what was masked in the reader's words."""
    for lang in language.LANGUAGES:
        assert language.text(f"masked.{getattr(kind, 'name', '')}", lang)


BAIT = [
    "aaaa", "1", "1 ", "a@", "@", "1-", "M. ", "A", "x.", "je m'appelle ", "+", "www.", "(at)", "12 rue ", "FR76 ",
    "A. ",
    "Aa ", "1234 5678 ", "1.1.", "a:", "Via A ", "Benali ", "Mme mme ", "é", "06 12 34 56 7 ", "12 rue A ", "(((",
    "http://", "123456789 a ", " at a dot ", "a dot ", "(at) ", "je suis A ", "I am Aa Bb ", "A.", "Bonjour, ",
    "Thanks, A ", "O'", "k.b. ", "MM. A et ", "moi c'est a ", "+33 ", "0",
]  # fmt: skip


def test_hostile_texts_are_masked_in_linear_time(within_cpu_seconds: Callable[..., None]) -> None:
    """100,000 letters of any bait, and a million digits, end long before work that grows with the square would."""
    texts = [bait * (100_000 // len(bait)) + "@" for bait in BAIT] + ["1" * 1_000_000]
    work = "masker = Masker(given[0])\nfor text in given[1]: masker.mask(text)"
    within_cpu_seconds(30, f"from data.masking import Masker\n{work}", [PEOPLE, texts])


def test_a_million_digits_are_one_number(masker: Masker) -> None:
    """A million digits are one long number."""
    assert "[number]" == masker.mask("1" * 1_000_000).text


@settings(deadline=None)
@given(st.text(max_size=80))
def test_masking_again_finds_nothing_more(text: str) -> None:
    """Marks are not masked themselves, and any text has an outcome."""
    masker = Masker(["Karim Benali"])
    masked = masker.mask(text).text
    for kind in KINDS:
        assert masker.mask(masked).text.count(kind.mark) >= masked.count(kind.mark)
