"""Transcripts: every format from bytes to who said what, and what is none."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from data.errors import UnreadableFile
from data.formats import TRANSCRIPTS, read_file
from data.formats.speech import UNKNOWN
from data.formats.table import Cell
from tests.data.formats.builders import altered, outcome, read, zipped
from tests.data.transcripts.scripts import docx

ROY, LOU = "Paul Roy", "Lou Marin"

ZOOM = f"""WEBVTT

1
00:00:01.000 --> 00:00:03.000
{ROY}: Do you have any questions?

2
00:00:04.000 --> 00:00:06.000
{LOU}: Yes. How big

3
00:00:06.000 --> 00:00:08.000
is the team: two, three?
"""
ZOOM_TXT = f"00:00:01\t{ROY}\tAny questions?\r\n00:00:04\t{LOU}\tHow big is the team?\r\n"
TEAMS = f"""WEBVTT

8b2b0d5e/12-0
-0:0:2.5 --> 0:0:5.320
<v {ROY}>Des questions &amp; des remarques ?</v>

0:0:6.0 --> 0:0:9.0
<v {LOU}>Oui, combien
de jours ?</v><v {ROY}>Deux.</v>
"""


def teams_cue(speaker: str | None, text: str, day: str = "2026-03-08") -> str:
    """One cue of the metadata of Teams."""
    about = {"startDateTime": f"{day}T08:22:30.0461639+00:00", "speakerName": speaker, "spokenText": text}
    return f"00:00:16.246 --> 00:00:17.726\n{json.dumps(about)}\n\n"


METADATA = "WEBVTT\n\n" + teams_cue(ROY, "Any questions?") + teams_cue(LOU, "How big is the team?")
MEET = f"""Interview (2026-11-12 10:00 GMT+1) - Transcript
Attendees
{LOU}, {ROY}, {LOU}'s Presentation, Ana Sol

Transcript
{ROY}: Any questions?
00:05:00

{LOU}: How big
{ROY}: Sorry, go on.
{LOU}: is the team?
And who leads it?
Transcription ended after 00:30:30

This editable transcript was computer generated and might contain errors. People can also change the text after it.
"""
MEET_NOTES = f"""# 📝 Notes

**Summary:** will there be a second interview?

# 📖 Transcript

### 00:00:00

**{ROY}:** Any questions\\?

**{LOU}:** How big is the team?
"""
OTTER = f"""{ROY}  0:01  
Any questions?

{LOU}  1:00:04
How big is the team?
And the office?

  0:21  
Excuse me.

Unknown Speaker  0:25  
Sorry.

Transcribed by https://otter.ai
"""  # noqa: W291 (Otter writes those spaces)
SRT = f"""1
00:00:01,000 --> 00:00:04,000
{ROY}: Any questions?

2
00:00:05,000 --> 00:00:06,000
<i>{LOU}: How big</i>
is the team?
"""
SENTENCES = [
    {"index": 0, "speaker_name": ROY, "text": "Any questions?", "raw_text": "x", "ai_filters": {"question": None}},
    {
        "index": 1,
        "speaker_name": LOU,
        "text": "How big is the team.",
        "start_time": "4.2",
        "ai_filters": {"question": "How big is the team?", "sentiment": "neutral"},
    },
    {"index": 2, "speaker_name": None, "speaker_id": 3, "text": "Three of us.", "ai_filters": {"question": False}},
]
FIREFLIES = {"data": {"transcript": {"title": "Call", "date": 1772960000000, "sentences": SENTENCES}}}
FIREFLIES_TXT = f"[00:02 - 00:04] {ROY}: Any questions?\n[00:05 - 00:09] {LOU}: How big is the team?\n"


def paragraph(*lines: str) -> str:
    """One paragraph of Word, its lines one under the other."""
    return "<w:p>" + "<w:br/>".join(f"<w:r><w:t xml:space='preserve'>{line}</w:t></w:r>" for line in lines) + "</w:p>"


TEAMS_WORD = docx(
    paragraph("Call with Lou")
    + paragraph("12 November 2026")
    + paragraph(f"{ROY} started transcription")
    + paragraph(f"{ROY}   0:03", "Any questions?")
    + paragraph(f"{LOU}   1:02:05", "How big", "is the team?")
    + paragraph(f"{ROY} stopped transcription")
)
TEAMS_WORD_OLD = docx(
    paragraph("0:0:0.0 --> 0:0:5.320")
    + paragraph(ROY)
    + paragraph("Any questions?")
    + paragraph("0:0:5.320 --> 0:0:9.0")
    + paragraph(LOU)
    + paragraph("How big is the team?")
)


def said(raw: bytes | str) -> list[tuple[Cell, ...]]:
    """Speaker and words of each utterance."""
    file = read(raw.encode() if isinstance(raw, str) else raw)
    return [tuple(cell for cell in row if cell is not None) for row in file.tables[0].rows]


@pytest.mark.parametrize(
    ("form", "raw", "expected"),
    [
        (
            "zoom_vtt",
            ZOOM,
            [(ROY, "Do you have any questions?"), (LOU, "Yes. How big"), (LOU, "is the team: two, three?")],
        ),
        (
            "zoom_vtt",
            ZOOM.replace("\n", "\r\n"),
            [(ROY, "Do you have any questions?"), (LOU, "Yes. How big"), (LOU, "is the team: two, three?")],
        ),
        ("zoom_txt", ZOOM_TXT, [(ROY, "Any questions?"), (LOU, "How big is the team?")]),
        (
            "zoom_txt",
            f"[{ROY}] 10:02:33\nAny questions?\n\n[{LOU}] 10:02:39\nHow big is the team?\n",
            [(ROY, "Any questions?"), (LOU, "How big is the team?")],
        ),
        (
            "teams_vtt",
            TEAMS,
            [(ROY, "Des questions & des remarques ?"), (LOU, "Oui, combien de jours ?"), (ROY, "Deux.")],
        ),
        ("teams_metadata", METADATA, [(ROY, "Any questions?"), (LOU, "How big is the team?")]),
        (
            "teams_metadata",
            METADATA + teams_cue(None, "Sorry."),
            [(ROY, "Any questions?"), (LOU, "How big is the team?"), (UNKNOWN, "Sorry.")],
        ),
        ("teams_docx", TEAMS_WORD, [(ROY, "Any questions?"), (LOU, "How big"), (LOU, "is the team?")]),
        ("teams_docx", TEAMS_WORD_OLD, [(ROY, "Any questions?"), (LOU, "How big is the team?")]),
        (
            "meet",
            MEET,
            [
                (f"{LOU} / {ROY} / Ana Sol",),
                (ROY, "Any questions?"),
                (LOU, "How big"),
                (ROY, "Sorry, go on."),
                (LOU, "is the team?"),
                (LOU, "And who leads it?"),
            ],
        ),
        ("meet", MEET_NOTES, [(ROY, "Any questions?"), (LOU, "How big is the team?")]),
        ("meet", f"{ROY}: Bonjour.\n{LOU}: Bonjour.\n" * 3, [(ROY, "Bonjour."), (LOU, "Bonjour.")] * 3),
        (
            "otter",
            OTTER,
            [
                (ROY, "Any questions?"),
                (LOU, "How big is the team?"),
                (LOU, "And the office?"),
                (UNKNOWN, "Excuse me."),
                (UNKNOWN, "Sorry."),
            ],
        ),
        ("srt", SRT, [(ROY, "Any questions?"), (LOU, "How big"), (LOU, "is the team?")]),
        (
            "fireflies_json",
            json.dumps(FIREFLIES),
            [(ROY, "Any questions?"), (LOU, "How big is the team ?"), ("Speaker 3", "Three of us.")],
        ),
        (
            "fireflies_json",
            json.dumps(SENTENCES),
            [(ROY, "Any questions?"), (LOU, "How big is the team ?"), ("Speaker 3", "Three of us.")],
        ),
        ("fireflies_txt", FIREFLIES_TXT, [(ROY, "Any questions?"), (LOU, "How big is the team?")]),
    ],
)
def test_every_format_says_who_said_what(form: str, raw: bytes | str, expected: Sequence[tuple[str, ...]]) -> None:
    """The format is known by its bytes; speakers and words are those of the file, in its order."""
    assert form == outcome(raw.encode() if isinstance(raw, str) else raw)
    assert list(expected) == said(raw)


def test_every_transcript_has_a_sample() -> None:
    """No format is declared that this file does not read."""
    samples = (ZOOM, ZOOM_TXT, TEAMS, METADATA, MEET, OTTER, SRT, json.dumps(FIREFLIES), FIREFLIES_TXT)
    assert {outcome(raw.encode()) for raw in samples} | {outcome(TEAMS_WORD)} == TRANSCRIPTS


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_transcript_is_decoded_like_any_text(encoding: str) -> None:
    """A mark, UTF-16 and cp1252 are understood."""
    text = ZOOM.replace("Yes.", "Oui, très bien.")
    assert (LOU, "Oui, très bien. How big") in said(text.encode(encoding))


def test_utterances_have_the_numbers_of_their_lines() -> None:
    """A row is numbered by the line of the file that it stands on, and each number is used once."""
    assert [5, 9, 13] == list(read(ZOOM.encode()).tables[0].row_numbers)
    numbers = read(TEAMS.encode()).tables[0].row_numbers
    assert sorted(set(numbers)) == list(numbers)


@pytest.mark.parametrize(("raw", "day"), [(METADATA, "2026-03-08"), (json.dumps(FIREFLIES), "2026-03-08")])
def test_the_day_is_found_where_the_file_says_it(raw: str, day: str) -> None:
    """Teams and Fireflies write the day down."""
    assert day == read(raw.encode()).details["day"]


def test_a_damaged_cue_is_a_rejected_row() -> None:
    """A cue whose document is broken, or whose bytes do not decode, is kept out; the others are read."""
    (table,) = read((METADATA + "0:1:0.0 --> 0:1:1.0\n{broken\n").encode()).tables
    assert [("cue_unreadable", 9)] == [(one.reason, one.row) for one in table.rejected]
    (table,) = read(ZOOM.encode() + f"\n4\n00:09 --> 00:10\n{LOU}: a\0b\n".encode()).tables
    assert ["zero_byte"] == [one.reason for one in table.rejected]
    assert 3 == len(table.rows)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"WEBVTT\n", "transcript_empty"),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\n\n", "transcript_empty"),
        (b"1\n00:00:01,000 --> 00:00:02,000\nHello there.\n", "transcript_without_speakers"),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\nI said: hello.\n", "transcript_without_speakers"),
        ("# 📝 Notes\n\nNext step: call back.\n".encode(), "transcript_empty"),
        (b"0:21  \nHello.\n\nUnknown Speaker  0:25  \nSorry.\n", "transcript_without_speakers"),
        (b'{"sentences": [], "speaker_name": "", "text": ""}', "transcript_empty"),
        (b'[{"speaker_name": "Lou", "text": "Hello."}', "file_unreadable"),
        (b'{"speaker_name": "", "text": ' + b"[" * 20_000 + b"]" * 20_000 + b"}", "file_unreadable"),
        (f"WEBVTT\n\n00:01.000 --> 00:02.000\n{ROY}: {'a' * 70_000}\n".encode(), "cell_too_long"),
        (f"00:00:01\t{ROY}\t{'word ' * 10_000}\n".encode() * 25, "transcript_too_long"),
        (docx(paragraph("Contract of employment") + paragraph("Article 1: the salary is 30 000.")), "file_is_document"),
        (docx(""), "file_is_document"),
        (docx("<w:p>"), "file_unreadable"),
        (
            altered(TEAMS_WORD, "word/document.xml", b"<w:document", b"<!DOCTYPE a [<!ENTITY b 'c'>]><w:document"),
            "file_bomb",
        ),
        (
            zipped(
                {
                    "[Content_Types].xml": b"wordprocessingml.document.main+xml",
                    "word/document.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>".encode("utf-16"),
                }
            ),
            "file_bomb",
        ),
    ],
)
def test_what_is_no_transcript_is_refused(raw: bytes, code: str) -> None:
    """Nothing said, nobody named, too long, damaged or dangerous: each is a refusal of its own."""
    assert code == outcome(raw)


@pytest.mark.parametrize(
    ("raw", "form"),
    [
        ("Date: 2026-01-05\nPoste: Cook\nQuestion: Salaire ?\n" * 4, "txt"),
        ("Date;Question\n2026-01-05;Paul Roy: what is the pay?\n", "csv"),
        ("heure\tposte\tquestion\n10:30\tCook\tSalaire ?\n", "tsv"),
        ("Sur le salaire : combien ?\nSur les horaires : lesquels ?\n" * 4, "txt"),
        ("Quels sont les horaires ?\nQuel est le salaire ?\n", "txt"),
    ],
)
def test_logs_stay_logs(raw: str, form: str) -> None:
    """Notes with headings, questions with colons and columns of times are no transcripts."""
    assert form == outcome(raw.encode())


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("raw", [b"WEBVTT\n", b"1\n00:00:01,000 --> 00:00:02,000\nHello there.\n"])
def test_a_refusal_says_what_to_do(raw: bytes, lang: str) -> None:
    """Through the child process, with the file's name, in both languages."""
    with pytest.raises(UnreadableFile) as refusal:
        read_file(raw, "entretien.vtt")
    told = refusal.value.explain(lang)
    assert "entretien.vtt" in told.message
    assert told.advice
