"""What changed between two versions, block by block and word by word."""

from __future__ import annotations

from analytics.ads.differences import Edit, Piece, differences
from data.documents import Block, Kind


def _blocks(*texts: str) -> list[Block]:
    return [Block(Kind.ITEM, text) for text in texts]


def test_nothing_changed() -> None:
    """The same blocks have no difference."""
    assert [] == differences(_blocks("a", "b"), _blocks("a", "b"))


def test_a_block_added_and_one_removed() -> None:
    """A new block is added whole, one that is gone is removed whole; those around them are not told."""
    changed = differences(_blocks("one two", "three four", "end"), _blocks("one two", "end", "five six"))
    assert [(Piece(Edit.REMOVED, "three four"),), (Piece(Edit.ADDED, "five six"),)] == changed


def test_a_reworded_block_tells_its_words() -> None:
    """Two blocks that share most of their words are one, whose words were added or removed."""
    changed = differences(_blocks("Salaire attractif et mutuelle"), _blocks("Salaire de 30 k€ et mutuelle"))
    assert [
        (
            Piece(Edit.KEPT, "Salaire"),
            Piece(Edit.REMOVED, "attractif"),
            Piece(Edit.ADDED, "de 30 k€"),
            Piece(Edit.KEPT, "et mutuelle"),
        )
    ] == changed


def test_both_versions_can_be_told_from_the_difference() -> None:
    """What was kept and removed is the old text, what was kept and added the new one, also among many blocks."""
    old = _blocks("a b c d", "x y z w", "lorem ipsum dolor", "k")
    new = _blocks("a b c e", "lorem ipsum dolor sit", "new words here", "k")
    pieces = [piece for block in differences(old, new) for piece in block]
    for without, side in ((Edit.ADDED, old), (Edit.REMOVED, new)):
        words = " ".join(piece.text for piece in pieces if piece.edit is not without)
        assert " ".join(block.text for block in side[:-1]).split() == words.split()
