from __future__ import annotations

import re

import pytest

from ui.texts import plain


@pytest.mark.parametrize(
    "raw",
    [
        "**bold** and _more_",
        "![image](http://127.0.0.1/p.png)",
        "[link](javascript:alert(1))",
        "<img src=x onerror=alert(1)>",
        "# title",
        ":red[x] :material/home: $x^2$",
        "a\\*b",
        "&lt;b&gt;",
    ],
)
def test_plain_shows_every_letter(raw: str) -> None:
    """Every character that Markdown reads is escaped, and nothing else is changed."""
    written = plain(raw).replace("\u2060", "")
    assert re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", written) == raw
    assert not re.search(r"(?<!\\)[`*_{}\[\]()<>#$:|~!&]", written.replace("\\\\", ""))


@pytest.mark.parametrize("raw", ["http://evil.example", "www.evil.example", "me@evil.example", ":tada:"])
def test_plain_breaks_what_becomes_a_link_or_icon_afterwards(raw: str) -> None:
    """Bare addresses and icon names, which Streamlit looks for after Markdown, are no longer whole."""
    assert raw not in plain(raw).replace("\\", "")
