"""Transcripts of interviews: what the candidate asked the employer, found among all that was said.

``transcript_of`` takes what a reader of ``formats`` gave, and ``interview_of`` makes a log of one interview of it, as a
file with a question per row: from there on it goes the way of every log, masking included. Who speaks (``speakers``) is
settled by a person; what they say is cut into stretches (``stretches``) and what may ask something (``parts``), and
judged by rules that are data (``rules``, ``asking``); what the rules decide is weighed with all else that is noticed
(``runs``, ``weighing``). No speaker's name leaves this package but to be masked.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from data.columns import Mapping
from data.errors import NeedsAnswer
from data.formats.table import Cell, FileRead, Table, Warning
from data.transcripts.file_names import told_by_name
from data.transcripts.rules import Words, spoken_language
from data.transcripts.speakers import Said, likely_candidate, named_speaker, people_named
from data.transcripts.stretches import stretches_of
from data.transcripts.weighing import questions

__all__ = ["TOLD", "Interview", "Transcript", "interview_of", "transcript_of"]

TOLD = ("role", "stage", "date")
"""What must be told of the interview, beside who the candidate is: no transcript says it."""

COLUMNS = {"transcript": "interview", "speaker": "names", "words": "question"}
"""The columns of the log that a transcript becomes, and the fields that they hold."""


@dataclass(frozen=True)
class Transcript:
    """Who said what in one interview, in order; ``people`` are all who are named, to be masked.

    ``told`` is what the file and its name say of the interview; ``likely`` is a guess at the candidate.
    """

    said: tuple[Said, ...]
    people: tuple[str, ...]
    told: dict[str, str]
    likely: str

    @property
    def speakers(self) -> tuple[str, ...]:
        """Who speaks, in the order of first words."""
        return tuple(dict.fromkeys(speaker for _, speaker, _ in self.said))

    def speaker(self, name: str) -> str | None:
        """The speaker that a person means by a name."""
        return named_speaker(name, self.speakers)

    def first_words(self, speaker: str) -> str:
        """The longest that somebody says among the first things, to be known by."""
        return max([text for _, who, text in self.said if who == speaker][:4], key=len, default="")


def transcript_of(read: FileRead, file_name: str = "") -> Transcript:
    """The transcript that a file holds."""
    (table,) = read.tables
    rows = [
        (number, [str(cell or "") for cell in row]) for number, row in zip(table.row_numbers, table.rows, strict=True)
    ]
    said = tuple((number, row[0], row[1]) for number, row in rows if len(row) > 1 and row[1])
    there = [name for _, row in rows if not (len(row) > 1 and row[1]) for name in row[0].split(" / ")]
    people = people_named(said, there)
    day = {"date": read.details["day"]} if "day" in read.details else {}
    return Transcript(said, people, day | told_by_name(file_name, people), likely_candidate(said, file_name))


@dataclass(frozen=True)
class Interview:
    """A transcript with what a person told of it.

    ``log`` is a file with a row per question, to be read under ``mapping``; ``needs`` says what must be told first.
    """

    log: FileRead
    mapping: Mapping
    candidate: str | None
    needs: NeedsAnswer | None


def interview_of(read: FileRead, transcript: Transcript, told: dict[str, str], candidate: str | None) -> Interview:
    """The interview of a transcript, as the log of one interview.

    ``told`` gives what no transcript says (see ``TOLD``; "" says that nobody knows it), ``candidate`` names a speaker.
    """
    told = transcript.told | told
    speaker = transcript.speaker(candidate) if candidate else None
    missing = [f"--{name}" for name in TOLD if name not in told] + ["--candidate"] * (not candidate)
    needs: NeedsAnswer | None = None
    names = {"speakers": ", ".join(transcript.speakers)[:400], "example": transcript.likely}
    if missing:
        options = () if candidate else transcript.speakers
        needs = NeedsAnswer("transcript", options, missing=", ".join(missing), **names)
    elif speaker is None:
        needs = NeedsAnswer("candidate", transcript.speakers, name=str(candidate)[:80], **names)
    spoken = spoken_language(" ".join(Words(text).joined for _, _, text in transcript.said))
    mapping = Mapping(dict(COLUMNS), constants={"language": spoken} | told)
    return Interview(_log(read, transcript, speaker), mapping, speaker, needs)


def _log(read: FileRead, transcript: Transcript, candidate: str | None) -> FileRead:
    """A row per question of the candidate, with its number in the file, or one row without a question.

    The interview is known by a hash of its words, whatever tool wrote them down.
    """
    asked = questions(stretches_of(transcript.said, candidate), candidate) if candidate else []
    words = " ".join(Words(text).joined for _, _, text in transcript.said)
    interview = hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()
    people = " / ".join(transcript.people) or None
    rows: list[list[Cell]] = [[interview, people, _sentence(question.text)] for question in asked]
    (table,) = read.tables
    numbers = [question.number for question in asked] or table.row_numbers[:1]
    log = Table.of("", [list(COLUMNS), *(rows or [[interview, people, None]])], [0, *numbers], table.rejected)
    return FileRead(read.format, read.details, [log], [] if asked else [Warning("nothing_asked")])


def _sentence(wording: str) -> str:
    """The wording with a capital, now that what stood before it is gone."""
    return wording[:1].upper() + wording[1:]
