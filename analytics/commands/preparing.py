"""``answers`` and ``briefing``: the answer book in and out, and the page for an interview."""

from __future__ import annotations

import argparse
from contextlib import closing
from dataclasses import asdict
from datetime import date
from pathlib import Path

from analytics import reports
from analytics.answers import bringing_in, taking_away
from analytics.answers.reading import CONFLICT, OUTCOMES, REJECTED, Row
from analytics.briefing import contents, printed
from analytics.briefing.contents import Briefing
from analytics.commands.answering import DONE, IN_PART, content_of, print_json, spoken_language, write
from data import language
from data.store import open_store


def declare_answers(parser: argparse.ArgumentParser) -> None:
    """Actions of ``answers``."""
    actions = parser.add_subparsers(dest="action", required=True)
    export = actions.add_parser("export", help="write the answer book to a file")
    export.add_argument("--format", choices=("csv", "json"), default="csv", help="json holds every version")
    export.add_argument("--out", type=Path, help="where to write; standard output unless given")
    bring = actions.add_parser("import", help="bring an answer book in; nothing is overwritten unseen")
    bring.add_argument("file", type=Path, metavar="FILE")
    bring.add_argument("--name", default="", help="who signs what the file leaves unsigned, and changed texts")
    bring.add_argument("--json", action="store_true", help="print one JSON document")


def answers(options: argparse.Namespace) -> int:
    """Export or import the book."""
    lang = spoken_language()
    with closing(open_store()) as store:
        if options.action == "export":
            written = (
                taking_away.to_json(store)
                if options.format == "json"
                else taking_away.to_csv(store, lang, date.today())
            )
            write(written, options.out)
            return DONE
        rows = bringing_in.read(store, content_of(options.file), options.file.name)
        rows = bringing_in.bring_in(store, rows, options.name)
    counts = {outcome: sum(row.outcome == outcome for row in rows) for outcome in OUTCOMES}
    if options.json:
        print_json({**counts, "rows": [_described(row, lang) for row in rows]})
    else:
        for outcome, count in counts.items():
            print(f"{language.text(f'answers.outcome.{outcome}', lang)}: {count}")
        for row in rows:
            if why := bringing_in.reason(row, lang):
                print(f"{language.text('answers.book_file.row', lang)} {row.number}: {why}")
    return IN_PART if counts[CONFLICT] or counts[REJECTED] else DONE


def _described(row: Row, lang: str) -> dict[str, object]:
    return {
        "row": row.number,
        "answer": row.answer_id,
        "outcome": row.outcome,
        "code": row.reason,
        "reason": bringing_in.reason(row, lang),
        "french": row.content.french,
        "english": row.content.english,
    }


def declare_briefing(parser: argparse.ArgumentParser) -> None:
    """Options of ``briefing``."""
    parser.add_argument("--role", required=True, help="as the log spells it")
    parser.add_argument("--stage", help="all stages unless given")
    parser.add_argument(
        "--date", type=date.fromisoformat, metavar="YYYY-MM-DD", help="day of the interview; today unless given"
    )
    parser.add_argument(
        "--language", choices=language.LANGUAGES, help="of the briefing; the configured one unless given"
    )
    parser.add_argument("--out", type=Path, metavar="FILE", help=f"{', '.join(f'.{one}' for one in reports.FORMATS)}")
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def briefing(options: argparse.Namespace) -> int:
    """Make the briefing for an interview: a file, a JSON document, or lines of text."""
    lang = options.language or spoken_language()
    writer = reports.writer_for(options.out) if options.out else None
    with closing(open_store()) as store:
        made = contents.briefing(store, options.role, options.stage, options.date or date.today(), lang)
    if writer:
        write(writer(printed.report(made)), options.out)
    if options.json:
        print_json(_document(made))
    elif not writer:
        _tell(made)
    return DONE


def _document(made: Briefing) -> dict[str, object]:
    lang = made.lang
    return {
        "role": made.role,
        "stage": made.stage,
        "date": made.day.isoformat(),
        "language": lang,
        "level": made.level,
        "interviews": made.interviews,
        "expected": [
            {
                "question": printed.question(one, lang),
                "theme": one.theme,
                "group": taking_away.group_key(one.group_id),
                "probability": one.probability,
                "low": one.low,
                "high": one.high,
                "asked": one.asked,
                "interviews": one.interviews,
                "state": one.state,
                "answer": list(printed.answer_lines(one, lang)),
                "warning": printed.warning(one, lang),
            }
            for one in made.expected
        ],
        "asked_more_than_others": [asdict(one) for one in made.differences],
        "changes": printed.changes(made),
    }


def _tell(made: Briefing) -> None:
    lang = made.lang
    print(f"{printed.title(made)}\n{printed.headline(made)}\n{printed.basis(made)}")
    for place, one in enumerate(made.expected, start=1):
        print(f"\n{place}. {printed.question(one, lang)}  {printed.chance(one, lang)}")
        for line in printed.answer_lines(one, lang) or (printed.warning(one, lang),):
            print(f"   {line}")
    for sentence in (*printed.differences(made), *printed.changes(made)):
        print(f"\n{sentence}")
