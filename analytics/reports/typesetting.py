"""Typst, from memory to memory: no file is written, no package is fetched."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import typst

FONTS = Path(__file__).parents[2] / "data" / "fonts"
"""The reports' typeface, the same on every machine."""

_PIXELS_PER_INCH = 220.0


def typeset(files: Mapping[str, bytes], into: Literal["pdf", "png"] = "pdf") -> bytes:
    """What Typst makes of ``main.typ`` and the files beside it."""
    # Typst takes a dict of files; its type stubs do not say so yet.
    made: bytes = typst.compile(dict(files), format=into, ppi=_PIXELS_PER_INCH, font_paths=[FONTS])  # type: ignore[call-overload]
    return made
