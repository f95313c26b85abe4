"""An ad without the people in it: the recruiter's name, address and numbers are masked like a candidate's."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from data.documents.blocks import Block, Document
from data.masking import Masker
from data.names import FULL_NAME

_ANNOUNCED = re.compile(
    rf"(?i:contact(?:ez)?|recruteu(?:r|se)|interlocut(?:eur|rice)|recruiter|hiring manager|talent acquisition"
    rf"|postule[rz]|candidatures?|apply|send (?:your )?(?:cv|resume)|envoye[rz]|adresse[rz]|questions?)[^.\n]{{0,60}}?"
    rf"(?:\s[:–-]|:|\bà|\bauprès de|\bto|\bwith)\s(?P<name>{FULL_NAME})"
)
_ADDRESS = re.compile(r"\b([^\W\d_]{2,20})[._-]([^\W\d_]{2,30})@")
_NOBODY = frozenset(
    {"recrutement", "recruitment", "recruiting", "contact", "jobs", "job", "careers", "career", "hr", "rh", "talent"}
    | {"talents", "emploi", "candidature", "candidatures", "info", "hello", "apply", "team", "people", "france", "uk"}
)
"""First or last words of addresses that belong to a service."""


@dataclass(frozen=True)
class Masked:
    """A document without personal data, and how often each kind was found."""

    document: Document
    counts: dict[str, int]


def without_people(document: Document) -> Masked:
    """The document with every block masked. Names are known from who is announced as the contact and from addresses."""
    whole = "\n".join(block.text for block in document.blocks)
    people = {found["name"] for found in _ANNOUNCED.finditer(whole)}
    for first, last in _ADDRESS.findall(whole):
        if not _NOBODY & {first.lower(), last.lower()}:
            people.add(f"{first.title()} {last.title()}")
    masker = Masker(people)
    counts: Counter[str] = Counter()
    blocks: list[Block] = []
    for block in document.blocks:
        masked = masker.mask(block.text)
        counts.update(masked.counts)
        blocks.append(Block(block.kind, masked.text))
    return Masked(replace(document, blocks=tuple(blocks)), dict(counts))
