"""How much one file may cost to read. What lies beyond is refused with a sentence, never tried."""

MEGABYTE = 1024 * 1024

MEMORY = 1024 * MEGABYTE
"""Address space of the reading process, in bytes."""

_CPU_SECONDS = 20
_BYTES_PER_EXTRA_SECOND = 2 * MEGABYTE
_WALL_FACTOR = 3
_ANSWER = 50 * MEGABYTE
_ANSWER_PER_BYTE = 20

ROWS = 1_048_576
"""What one sheet of Excel holds; a text is held to the same."""

COLUMNS = 200
CELLS = 25_000_000
"""Rows times columns of one table: a full column A and one filled cell far to the right also cost this."""

CELL_CHARACTERS = 65_536
"""Twice what a cell of Excel holds."""

LINE_BYTES = MEGABYTE

TRANSCRIPT_CHARACTERS = 1_000_000
"""Twenty hours of speech: more than one interview."""

DOCUMENT_BYTES = 10 * MEGABYTE
DOCUMENT_PAGES = 30
DOCUMENT_CHARACTERS = 60_000
"""Twenty close pages: a job ad takes one or two."""

ENTRIES = 1_000
"""Parts of a workbook's zip: a sheet with comments and pictures takes six."""

EXPANDED = 400 * MEGABYTE
RATIO = 100
RATIO_FREE = 10 * MEGABYTE
"""Parts smaller than this may be packed at any ratio: small repetitive sheets are legitimate."""


def cpu_seconds(size: int) -> int:
    """Processor time that a file of ``size`` bytes may take to read: large files earn more."""
    return _CPU_SECONDS + size // _BYTES_PER_EXTRA_SECOND


def wall_seconds(size: int) -> int:
    """Time by the clock that a file may take, on a machine with other things to do."""
    return cpu_seconds(size) * _WALL_FACTOR


def answer(size: int) -> int:
    """Bytes that a file may grow to: a few KB of workbook can name one long text a million times."""
    return _ANSWER + _ANSWER_PER_BYTE * size
