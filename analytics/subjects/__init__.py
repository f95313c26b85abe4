"""New subjects: questions that resemble each other, that no theme holds well, or a corner of a theme that grows."""

from analytics.subjects.known import DECISIONS, State, decide, undo
from analytics.subjects.subject import Subject, decided_subjects, digest_entries, new_subjects

__all__ = [
    "DECISIONS",
    "State",
    "Subject",
    "decide",
    "decided_subjects",
    "digest_entries",
    "new_subjects",
    "undo",
]
