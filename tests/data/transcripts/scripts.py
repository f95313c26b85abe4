"""Interviews written out by hand, with the true questions marked, and the files that each tool would make of them.

A script is a head (``format``, ``language``, ``punctuation``, ``role``, and who speaks) and a line per turn:

    C  D'accord. Et [combien de patients / par infirmière ?] Parce que…

``C`` is the candidate, ``?`` somebody without a name, every other letter an interviewer. ``[…]`` is a question that the
candidate asks the employer; it may go on in the candidate's next turn. ``{…}`` may be taken for one or not. `` / `` is
where a cue ends.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

FOLDER = Path(__file__).parent
HALVES = ("tuning", "held_out")

_TURN = re.compile(r"([A-Z?])  (.*)")
_MARK = re.compile(r"([\[{])([^\]}]*)[\]}]")


@dataclass(frozen=True)
class Script:
    """One interview: who says what, in cues, and which questions the candidate asked."""

    name: str
    format: str
    language: str
    punctuated: bool
    role: str
    candidate: str
    turns: tuple[tuple[str, tuple[str, ...]], ...]
    questions: tuple[str, ...]
    doubtful: tuple[str, ...]

    def without_punctuation(self) -> Script:
        """The same, as a speech-to-text engine without punctuation writes it: small letters, no marks."""
        bare = tuple((who, tuple(_bare(cue) for cue in cues)) for who, cues in self.turns)
        return Script(
            self.name, self.format, self.language, False, self.role, self.candidate, bare,
            tuple(map(_bare, self.questions)), tuple(map(_bare, self.doubtful)),
        )  # fmt: skip

    def file(self, form: str | None = None) -> bytes:
        """The bytes of its file, in its own format or another one."""
        return WRITERS[form or self.format](self)


def scripts(half: str) -> list[Script]:
    """The scripts of one half: ``tuning`` or ``held_out``."""
    return [_script(path) for path in sorted((FOLDER / half).glob("*.txt"))]


def _script(path: Path) -> Script:
    head: dict[str, str] = {}
    people = {"?": ""}
    turns: list[tuple[str, str]] = []
    for line in path.read_text("utf-8").splitlines():
        if found := _TURN.fullmatch(line):
            turns.append((found[1], found[2]))
        elif " = " in line:
            letter, name = line.split(" = ")
            people[letter] = name
        elif line:
            key, value = line.split(": ")
            head[key] = value
    marked: dict[str, list[str]] = {"[": [], "{": []}
    for bracket, words in _MARK.findall(" ".join(words for letter, words in turns if letter == "C")):
        marked[bracket].append(" ".join(words.replace(" / ", " ").split()))
    bare = [(people[letter], re.sub(r"[\[\]{}]", "", words)) for letter, words in turns]
    return Script(
        name=path.stem,
        format=head["format"],
        language=head["language"],
        punctuated=head["punctuation"] == "yes",
        role=head["role"],
        candidate=people["C"],
        turns=tuple((who, tuple(cue.strip() for cue in words.split(" / "))) for who, words in bare),
        questions=tuple(marked["["]),
        doubtful=tuple(marked["{"]),
    )


def _bare(text: str) -> str:
    return " ".join(re.sub(r"[.,;:!?…«»\"“”]|(?<=\s)[-–—](?=\s)", " ", text).lower().split())


def _clock(cue: int, seconds: int = 0, comma: str = ".") -> str:
    at = cue * 4 + seconds
    return f"{at // 3600:02}:{at // 60 % 60:02}:{at % 60:02}{comma}000"


def _zoom_vtt(script: Script) -> bytes:
    """The first cue of a turn names its speaker, and every second cue after it."""
    parts, number = ["WEBVTT", ""], 0
    for who, cues in script.turns:
        for position, cue in enumerate(cues):
            number += 1
            name = f"{who}: " if who and position % 2 == 0 else ""
            parts += [str(number), f"{_clock(number)} --> {_clock(number, 3)}", name + cue, ""]
    return "\n".join(parts).encode()


def _zoom_txt(script: Script) -> bytes:
    return _per_cue(script, lambda number, who, cue: f"{_clock(number)[:8]}\t{who}\t{cue}", "\r\n")


def _teams_vtt(script: Script) -> bytes:
    """Times are not padded and start below zero, as where the transcription came late."""
    cues = [(who, cue) for who, cues in script.turns for cue in cues]
    parts = ["WEBVTT", ""]
    for number, (who, cue) in enumerate(cues):
        at = number * 4 - 2
        times = "-0:0:2.5 --> 0:0:1.320" if at < 0 else f"0:{at // 60}:{at % 60}.0 --> 0:{at // 60}:{at % 60 + 3}.320"
        parts += [times, f"<v {escape(who)}>{escape(cue)}</v>", ""]
    return "\r\n".join(parts).encode()


def _teams_metadata(script: Script) -> bytes:
    cues = [(who, cue) for who, cues in script.turns for cue in cues]
    parts = ["WEBVTT", ""]
    for number, (who, cue) in enumerate(cues):
        about = {"startDateTime": "2026-10-08T08:22:30.0461639+00:00", "speakerName": who, "spokenText": cue}
        parts += [f"{_clock(number)} --> {_clock(number, 3)}", json.dumps(about), ""]
    return "\n".join(parts).encode()


def _teams_docx(script: Script) -> bytes:
    """A paragraph per turn: the speaker and the time, a line break, the words."""
    paragraphs = ["<w:p><w:r><w:t>Entretien</w:t></w:r></w:p>"]
    for number, (who, cues) in enumerate(script.turns):
        time = f"{number // 10}:{number % 10}3"
        head = f'<w:r><w:t xml:space="preserve">{escape(who)}   </w:t></w:r><w:r><w:t>{time}</w:t></w:r>'
        words = "".join(f"<w:r><w:br/><w:t>{escape(cue)}</w:t></w:r>" for cue in cues)
        paragraphs.append(f"<w:p>{head}{words}</w:p>")
    return docx("".join(paragraphs))


def docx(body: str) -> bytes:
    """A Word document with this body."""
    types = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr(
            "[Content_Types].xml", f'<Types><Override PartName="/word/document.xml" ContentType="{types}"/></Types>'
        )
        target.writestr("word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>')
    return buffer.getvalue()


def _meet(script: Script, bold: str, heading: str) -> bytes:
    people = ", ".join(dict.fromkeys(who for who, _ in script.turns if who))
    parts = [f"{heading}Attendees", people + f", {people.split(',')[0]}'s Presentation", "", f"{heading}Transcript", ""]
    for number, (who, cues) in enumerate(script.turns):
        if number % 6 == 0:
            parts += [f"{heading}00:{number // 2:02}:00", ""]
        parts += [f"{bold}{who}:{bold} {cues[0]}" if who else cues[0], *cues[1:]]
    parts += ["", "Transcription ended after 00:30:30", "", "This editable transcript was computer generated."]
    return "\n".join(parts).encode()


def _meet_md(script: Script) -> bytes:
    """With the notes that an assistant took above the transcript."""
    notes = "# 📝 Notes\n\n### Next steps\n\nWill there be a second interview?\n\n# 📖 Transcript\n\n"
    return notes.encode() + _meet(script, "**", "### ")


def _otter(script: Script) -> bytes:
    parts: list[str] = []
    for number, (who, cues) in enumerate(script.turns):
        parts += [f"{who}  {number // 10}:{number % 10}2  ", *cues, ""]
    return "\n".join([*parts, "Transcribed by https://otter.ai"]).encode()


def _srt(script: Script) -> bytes:
    def cue_of(number: int, who: str, cue: str) -> str:
        times = f"{_clock(number, comma=',')} --> {_clock(number, 3, ',')}"
        return f"{number + 1}\n{times}\n{who + ': ' if who else ''}{cue}\n"

    return _per_cue(script, cue_of, "\n")


def _fireflies_json(script: Script) -> bytes:
    cues = [(who, cue) for who, cues in script.turns for cue in cues]
    sentences = [
        {
            "index": number, "speaker_name": who or None, "speaker_id": 0, "text": cue, "raw_text": cue,
            "start_time": number * 4.0, "end_time": str(number * 4 + 3),
            "ai_filters": {"question": (None, False, cue)[("?" in cue) * 2], "sentiment": "neutral"},
        }
        for number, (who, cue) in enumerate(cues)
    ]  # fmt: skip
    return json.dumps({"title": "Entretien", "sentences": sentences}).encode()


def _fireflies_txt(script: Script) -> bytes:
    return _per_cue(
        script, lambda number, who, cue: f"[{_clock(number)[3:8]} - {_clock(number, 3)[3:8]}] {who}: {cue}", "\n"
    )


def _per_cue(script: Script, line: Callable[[int, str, str], str], end: str) -> bytes:
    cues = [(who, cue) for who, cues in script.turns for cue in cues]
    return (end.join(line(number, who, cue) for number, (who, cue) in enumerate(cues)) + end).encode()


WRITERS: dict[str, Callable[[Script], bytes]] = {
    "zoom_vtt": _zoom_vtt,
    "zoom_txt": _zoom_txt,
    "teams_vtt": _teams_vtt,
    "teams_metadata": _teams_metadata,
    "teams_docx": _teams_docx,
    "meet": lambda script: _meet(script, "", ""),
    "meet_md": _meet_md,
    "otter": _otter,
    "srt": _srt,
    "fireflies_json": _fireflies_json,
    "fireflies_txt": _fireflies_txt,
}
"""How each tool writes a file."""
