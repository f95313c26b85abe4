"""What the name of a transcript's file says: ``2026-11-12_Data-Engineer_entretien-1.vtt`` has day, role and stage."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from data.headers import FIELDS
from data.spelling import clean_label, folded

_EXTENSIONS = re.compile(r"(?:\.(?:transcript|transcription|[a-z]{2}|[a-z]{2}-[A-Z]{2}|\w{2,5})){1,3}$")
_ISO = re.compile(r"(?<!\d)(20\d{2})[-_.]?(\d{2})[-_.]?(\d{2})(?!\d)")
_LONGEST = 60


def told_by_name(file_name: str, people: Iterable[str]) -> dict[str, str]:
    """The date, the role and the stage that a file's name gives; ``people`` are names that must not pass for a role.

    The day alone may stand anywhere. Role and stage are read from a name of exactly the form day_role_stage,
    and the role must be none of the people; where a transcript names nobody, it must hold a word of a job.
    """
    stem = _EXTENSIONS.sub("", re.split(r"[\\/]", file_name)[-1])
    told: dict[str, str] = {}
    if (found := _ISO.search(stem)) and (day := _day(*found.groups())):
        told["date"] = day
    start, *rest = stem.split("_")
    if not told or not _ISO.fullmatch(start) or not 1 <= len(rest) <= 2:
        return told
    names = {word for name in people for word in re.findall(r"[^\W\d_]{2,}", folded(name))}
    for field, part in zip(("role", "stage"), rest, strict=False):
        label = clean_label(part.replace("-", " "))
        words = set(re.findall(r"[^\W\d_]+", folded(label)))
        typical = not words.isdisjoint(FIELDS[field].values)
        if not words or len(label) > _LONGEST or (not typical and (not names or not words.isdisjoint(names))):
            break
        told[field] = label
    return told


def _day(year: str, month: str, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
