"""Run every benchmark and print its table."""

from __future__ import annotations

import sys

from benchmarks import (
    ad_effect,
    ads,
    briefing,
    groups,
    importing,
    large,
    privacy,
    review,
    screens,
    sensitive,
    subjects,
    themes,
    transcript_weights,
    transcripts,
)

BENCHMARKS = {
    "import": importing.run,
    "large": large.run,
    "screens": screens.run,
    "themes": themes.run,
    "groups": groups.run,
    "subjects": subjects.run,
    "privacy": privacy.run,
    "sensitive": sensitive.run,
    "transcripts": transcripts.run,
    "review": review.run,
    "ads": ads.run,
    "ad-effect": ad_effect.run,
    "briefing": briefing.run,
}
ON_REQUEST = {"transcript-errors": transcripts.tell, "transcript-weights": transcript_weights.teach}

if __name__ == "__main__":
    for name in sys.argv[1:] or BENCHMARKS:
        (BENCHMARKS | ON_REQUEST)[name]()
