"""Blocks into passages, and an ad without the people in it."""

from __future__ import annotations

import pytest

from data.documents import Block, Document, Kind
from data.documents.cutting import Passage, passages, sentences
from data.documents.people import without_people


def test_items_and_sentences_are_passages_under_their_heading() -> None:
    """A heading is context, not a passage; one with nothing below it is a passage after all."""
    blocks = [
        Block(Kind.HEADING, "Avantages"),
        Block(Kind.ITEM, "Mutuelle"),
        Block(Kind.PARAGRAPH, "Deux jours à distance. Parking gratuit sur le site."),
        Block(Kind.HEADING, "Télétravail : deux jours"),
    ]
    assert [
        Passage("Avantages", "Mutuelle"),
        Passage("Avantages", "Deux jours à distance."),
        Passage("Avantages", "Parking gratuit sur le site."),
        Passage("", "Télétravail : deux jours"),
    ] == passages(blocks)


def test_a_short_passage_is_read_with_its_heading() -> None:
    """ "2 jours par semaine" says something of remote work only under that heading; a sentence speaks for itself."""
    assert "Télétravail : 2 jours par semaine" == Passage("Télétravail", "2 jours par semaine").said
    alone = "Vous travaillez deux jours par semaine depuis chez vous."
    assert alone == Passage("Organisation", alone).said


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Vous travaillez avec M. Durand. Il dirige l’atelier.", 2),
        ("Prime de 2.500 € par an. Mutuelle prise en charge.", 2),
        ("Salary of approx. £30,000. Pension of 5 % on top.", 2),
        ("Outils : Sage, Excel, etc. dans leur dernière version.", 1),
        ("Un vrai projet ! Top !", 1),
        ("CDI", 1),
    ],
)
def test_abbreviations_and_short_cries_end_no_passage(text: str, cut: int) -> None:
    """A point after an abbreviation or inside a number is no end; a cry of two words stays with its sentence."""
    assert cut == len(list(sentences(text)))


@pytest.mark.parametrize(
    "line",
    [
        "Contact : Solveig Kermarrec, 06 39 98 77 10",
        "Envoyez votre CV à Solveig Kermarrec avant vendredi.",
        "Your recruiter is waiting: apply to Solveig Kermarrec today.",
        "Questions? solveig.kermarrec@planted.example",
        "Mme Kermarrec vous recevra.",
    ],
)
def test_the_recruiter_is_masked(line: str) -> None:
    """A name announced as the contact, after a title or told by an address leaves no ad, nor do numbers."""
    document = Document("ad_text", (Block(Kind.PARAGRAPH, line), Block(Kind.PARAGRAPH, "Bien à vous, Solveig")))
    masked = without_people(document)
    kept = " ".join(block.text for block in masked.document.blocks)
    assert not any(secret in kept for secret in ("Kermarrec", "kermarrec", "06 39", "planted.example"))
    assert masked.counts


def test_towns_pay_and_tools_stay() -> None:
    """Masking takes nobody's pay, town, tool or date for a person."""
    line = "Lyon Gerland, 29 000 à 33 000 € brut sur 13 mois, Sage 100, à partir du 12/01/2027, contact : recrutement."
    masked = without_people(Document("ad_text", (Block(Kind.PARAGRAPH, line),)))
    assert line == masked.document.blocks[0].text
