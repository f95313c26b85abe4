from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.markup import plain


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>Où&nbsp;?</p><p>Quand ?</p>", "Où ?\n\nQuand ?"),
        ("<ul><li>Où ?</li><li><b>Quand</b> ?</li></ul>", "- Où ?\n- Quand ?"),
        ("<ol><li><p>Où ?</p></li></ol>", "- Où ?"),
        ("Où ?<br>Quand ?<br/>Qui ?", "Où ?\nQuand ?\nQui ?"),
        ("<div>R&amp;D &lt;3 <a href='http://x'>lien</a></div>", "R&D <3 lien"),
        ("<p>a</p><script>alert('?')</script><style>p {}</style>", "a"),
        ("<p>Où\n  donc ?", "<p>Où\n  donc ?"),
        ("Utilisez-vous <div> ou <section> ?", "Utilisez-vous <div> ou <section> ?"),
        ("1 < 2 ?", "1 < 2 ?"),
        ("<b>gras</b> ?", "<b>gras</b> ?"),
        ("", ""),
    ],
)
def test_a_page_is_read_as_it_looks(page: str, text: str) -> None:
    """Paragraphs, breaks and lists become lines; a text that only speaks of markup is left alone."""
    assert text == plain(page)


@given(st.text(alphabet="<>/pliubr&;#x0 \n?!-[]é\"'", max_size=80))
def test_any_markup_has_an_outcome(text: str) -> None:
    """Broken markup is read as far as it goes."""
    assert isinstance(plain(text + "</p>"), str)
