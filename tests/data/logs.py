"""Logs written out as rows, for the tests of what is understood of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from data.columns import Mapping, propose_mapping
from data.formats.table import Cell
from data.log import Log, understand
from tests.data.tables import read, table

KEY = b"k" * 32
TODAY = date(2026, 11, 21)
HEADER: list[Cell] = ["Date", "Poste", "Étape", "Candidat", "Question"]


def log_of(*rows: Sequence[Cell], given: Mapping | None = None, key: bytes = KEY) -> Log:
    """The log that one table of these rows holds, its columns as proposed."""
    file = read(table(rows))
    return understand(file, propose_mapping(file, given).mapping, key, TODAY)


def asked(log: Log) -> list[str]:
    """The wordings of a log, in order."""
    return list(log.questions.merge(log.texts)["wording"])


def warned(log: Log) -> dict[str, object]:
    """The warnings by code, with their count."""
    return {warning.code: warning.values.get("count") for warning in log.warnings}


def everything(log: Log) -> str:
    """All that leaves the module, as one text."""
    frames = (log.interviews, log.questions, log.texts, log.preview)
    return "\n".join(
        [*(frame.to_csv() for frame in frames), repr(log.rejected), repr(log.warnings), repr(log.columns_read)]
    )
