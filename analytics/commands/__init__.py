"""The command line: ``python -m analytics VERB``. Progress goes to standard error, results to standard output.

Exit status: 0 done, 1 done in part, 2 refused and nothing changed. To add a verb, write its two functions in the
file of its kind and add one line to ``VERBS``.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from analytics.commands import (
    advertising,
    digesting,
    exporting,
    grouping,
    importing,
    keeping,
    preparing,
    scheduling,
    theming,
)
from analytics.commands.answering import REFUSED, declare_json, described, print_json, tell
from data.errors import ViceVersaError


@dataclass(frozen=True)
class Verb:
    """One verb: its options and what it does, returning the exit status."""

    name: str
    purpose: str
    declare: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


VERBS = (
    Verb("import", "bring in logs of candidates' questions", importing.declare_import, importing.import_files),
    Verb("themes", "evaluate or predict themes, and move the taxonomy", theming.declare_themes, theming.themes),
    Verb("export", "questions or rates, as the screens show them", exporting.declare_export, exporting.export),
    Verb("groups", "questions that are the same: list, merge, split", grouping.declare_groups, grouping.run_groups),
    Verb(
        "digest",
        "the weekly review as a file, or by mail to whom it is due",
        digesting.declare_digest,
        digesting.digest,
    ),
    Verb(
        "digests",
        "the saved digests: list, add, change, remove",
        scheduling.declare_digests,
        scheduling.run_digests,
    ),
    Verb(
        "ads",
        "job ads: bring them in, what they leave open, whether changing them helped",
        advertising.declare_ads,
        advertising.ads,
    ),
    Verb("answers", "the answer book to a file and back", preparing.declare_answers, preparing.answers),
    Verb("briefing", "what to expect of an interview, on a page", preparing.declare_briefing, preparing.briefing),
    Verb("imports", "list the imports", declare_json, keeping.list_imports),
    Verb("undo", "take an import out again", keeping.declare_undo, keeping.undo),
    Verb("purge", "delete the wordings older than the retention", declare_json, keeping.purge),
    Verb("backup", "copy the store and its secret into a folder", keeping.declare_backup, keeping.backup),
    Verb("check", "settings in force, and whether the store is sound", declare_json, keeping.check),
    Verb("demo", "write the demo log to a file", keeping.declare_demo, keeping.write_demo),
)


def main(arguments: Sequence[str]) -> int:
    """Run one verb and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m analytics", description="Vice Versa without a browser.")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    for verb in VERBS:
        verb.declare(verbs.add_parser(verb.name, help=verb.purpose, description=verb.purpose))
    options = parser.parse_args(arguments)
    chosen = next(verb for verb in VERBS if verb.name == options.verb)
    try:
        return chosen.run(options)
    except ViceVersaError as error:
        if getattr(options, "json", False):
            print_json({"error": described(error)})
        else:
            tell(error)
        return REFUSED
