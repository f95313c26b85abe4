"""The one family of errors that a user can meet.

    ViceVersaError            a code and the values its sentences need
    ├── UnreadableFile        one file cannot be read at all: it is refused, nothing is stored
    └── NeedsAnswer           an import waits for an answer that only a person can give

An error keeps its values and forms its sentences late, in the language of whoever reads them. Each
code has a title, a message and an advice in ``data/texts/<language>/errors.toml``; a test holds
the two lists equal. Any other exception is a bug and reaches the log whole.
"""

from __future__ import annotations

from dataclasses import dataclass

from data import language


@dataclass(frozen=True)
class Explanation:
    """What a reader is told: what happened, why, and what to do next."""

    title: str
    message: str
    advice: str


class ViceVersaError(Exception):
    """An outcome that the user can understand and act on."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values

    def explain(self, lang: str) -> Explanation:
        """Title, message and advice in ``lang``."""
        title, message, advice = (
            language.text(f"errors.{self.code}.{part}", lang, **self.values) for part in ("title", "message", "advice")
        )
        return Explanation(title, message, advice)


class UnreadableFile(ViceVersaError):
    """A file that is refused whole."""


class NeedsAnswer(ViceVersaError):
    """An import that must not guess.

    ``question`` names what is asked (``date_order``, ``question_column``, …); ``options`` are the
    answers to choose from, as the mapping spells them.
    """

    def __init__(self, question: str, options: tuple[str, ...] = (), **values: object) -> None:
        super().__init__("needs_answer_" + question, **values)
        self.question = question
        self.options = options
